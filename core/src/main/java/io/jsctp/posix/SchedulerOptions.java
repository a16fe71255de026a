package io.jsctp.posix;

import io.jsctp.SctpOption;
import io.jsctp.posix.Options.Option;
import java.util.Map;

/** The options about the order in which streams are served (RFC 8260 §4.3.2, §4.3.3). */
final class SchedulerOptions {
    private SchedulerOptions() {}

    static void register(Map<Integer, Option<?>> to) {
        to.put(
                NetinetSctp.SCTP_STREAM_SCHEDULER,
                new Option<>(
                        sctp_assoc_value.class,
                        value -> value.assoc_id,
                        (d, id, value) -> value.assoc_value = d.socket.getOption(SctpOption.STREAM_SCHEDULER, id),
                        (d, id, value) -> d.socket.setOption(
                                SctpOption.STREAM_SCHEDULER, Infos.u32(value.assoc_value, "assoc_value"), id)));
        to.put(
                NetinetSctp.SCTP_STREAM_SCHEDULER_VALUE,
                new Option<>(
                        sctp_stream_value.class,
                        value -> value.assoc_id,
                        (d, id, value) -> value.stream_value =
                                d.socket.getOption(SctpOption.streamSchedulerValue(value.stream_id), id),
                        (d, id, value) -> d.socket.setOption(
                                SctpOption.streamSchedulerValue(value.stream_id), value.stream_value, id)));
    }
}
