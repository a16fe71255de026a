package io.jsctp.posix;

import io.jsctp.PeerAddressThresholds;
import io.jsctp.SctpException;
import io.jsctp.SctpOption;
import io.jsctp.posix.Options.Option;
import java.util.Map;

/** The options about potentially failed paths (RFC 7829 §7). */
final class FailoverOptions {
    private FailoverOptions() {}

    static void register(Map<Integer, Option<?>> to) {
        to.put(
                NetinetSctp.SCTP_PEER_ADDR_THLDS,
                new Option<>(
                        sctp_paddrthlds.class,
                        value -> value.spt_assoc_id,
                        FailoverOptions::thresholds,
                        FailoverOptions::setThresholds));
        to.put(
                NetinetSctp.SCTP_EXPOSE_POTENTIALLY_FAILED_STATE,
                new Option<>(
                        sctp_assoc_value.class,
                        value -> value.assoc_id,
                        (d, id, value) -> value.assoc_value =
                                d.socket.getOption(SctpOption.EXPOSE_POTENTIALLY_FAILED_STATE, id) ? 1 : 0,
                        (d, id, value) -> d.socket.setOption(
                                SctpOption.EXPOSE_POTENTIALLY_FAILED_STATE, value.assoc_value != 0, id)));
    }

    private static void thresholds(Descriptor d, int id, sctp_paddrthlds value) throws SctpException {
        PeerAddressThresholds is =
                d.socket.getOption(SctpOption.PEER_ADDR_THLDS, id, PeerOptions.optional(d, value.spt_address));
        value.spt_pathmaxrxt = is.pathMaxRetransmits();
        value.spt_pathpfthld = is.potentiallyFailed();
        value.spt_pathcpthld = is.primaryChange();
    }

    private static void setThresholds(Descriptor d, int id, sctp_paddrthlds value) throws SctpException {
        d.socket.setOption(
                SctpOption.PEER_ADDR_THLDS,
                new PeerAddressThresholds(value.spt_pathmaxrxt, value.spt_pathpfthld, value.spt_pathcpthld),
                id,
                PeerOptions.optional(d, value.spt_address));
    }
}
