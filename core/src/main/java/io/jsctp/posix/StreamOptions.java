package io.jsctp.posix;

import io.jsctp.AddStreams;
import io.jsctp.Errno;
import io.jsctp.ResetStreams;
import io.jsctp.SctpException;
import io.jsctp.SctpOption;
import io.jsctp.posix.Options.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The options that reset, add and interleave streams (RFC 6525 §6.3, RFC 8260 §4.3.1), and the one about checksums (RFC 9653 §7.1). */
final class StreamOptions {
    private StreamOptions() {}

    static void register(Map<Integer, Option<?>> to) {
        to.put(NetinetSctp.SCTP_RECONFIG_SUPPORTED, switched(SctpOption.RECONFIG_SUPPORTED));
        to.put(NetinetSctp.SCTP_INTERLEAVING_SUPPORTED, switched(SctpOption.INTERLEAVING_SUPPORTED));
        to.put(NetinetSctp.SCTP_ENABLE_STREAM_RESET, SctpOptions.associationValue(SctpOption.ENABLE_STREAM_RESET));
        to.put(
                NetinetSctp.SCTP_RESET_STREAMS,
                new Option<>(sctp_reset_streams.class, value -> value.srs_assoc_id, null, StreamOptions::reset));
        to.put(
                NetinetSctp.SCTP_ACCEPT_ZERO_CHECKSUM,
                Option.flag(null, (d, id, value) -> d.socket.setOption(SctpOption.ACCEPT_ZERO_CHECKSUM, value[0])));
        to.put(
                NetinetSctp.SCTP_RESET_ASSOC,
                Option.flag(null, (d, id, value) -> d.socket.setOption(SctpOption.RESET_ASSOC, value[0])));
        to.put(
                NetinetSctp.SCTP_ADD_STREAMS,
                new Option<>(
                        sctp_add_streams.class,
                        value -> value.sas_assoc_id,
                        null,
                        (d, id, value) -> d.socket.setOption(
                                SctpOption.ADD_STREAMS, new AddStreams(value.sas_instrms, value.sas_outstrms), id)));
    }

    private static Option<sctp_assoc_value> switched(SctpOption<Boolean> option) {
        return new Option<>(
                sctp_assoc_value.class,
                value -> value.assoc_id,
                (d, id, value) -> value.assoc_value = d.socket.getOption(option, id) ? 1 : 0,
                (d, id, value) -> d.socket.setOption(option, value.assoc_value != 0, id));
    }

    private static void reset(Descriptor d, int id, sctp_reset_streams value) throws SctpException {
        if (value.srs_number_streams < 0 || value.srs_number_streams > value.srs_stream_list.length) {
            throw Descriptors.error(
                    Errno.EINVAL,
                    "srs_stream_list does not have the " + value.srs_number_streams + " streams of srs_number_streams");
        }
        List<Integer> streams = new ArrayList<>();
        for (int i = 0; i < value.srs_number_streams; i++) {
            streams.add(value.srs_stream_list[i]);
        }
        d.socket.setOption(SctpOption.RESET_STREAMS, new ResetStreams(value.srs_flags, streams), id);
    }
}
