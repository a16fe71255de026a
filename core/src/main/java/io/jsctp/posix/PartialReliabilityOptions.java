package io.jsctp.posix;

import io.jsctp.PrInfo;
import io.jsctp.PrStatus;
import io.jsctp.SctpException;
import io.jsctp.SctpOption;
import io.jsctp.posix.Options.Option;
import java.util.Map;

/** The options about partial reliability (RFC 6458 §8.1.32, RFC 7496 §4). */
final class PartialReliabilityOptions {
    private PartialReliabilityOptions() {}

    static void register(Map<Integer, Option<?>> to) {
        to.put(
                NetinetSctp.SCTP_DEFAULT_PRINFO,
                new Option<>(
                        sctp_default_prinfo.class,
                        value -> value.pr_assoc_id,
                        (d, id, value) -> {
                            PrInfo is = d.socket.getOption(SctpOption.DEFAULT_PRINFO, id);
                            value.pr_policy = is.policy();
                            value.pr_value = Integer.toUnsignedLong(is.value());
                        },
                        (d, id, value) -> d.socket.setOption(SctpOption.DEFAULT_PRINFO, given(value), id)));
        to.put(
                NetinetSctp.SCTP_PR_SUPPORTED,
                new Option<>(
                        sctp_assoc_value.class,
                        value -> value.assoc_id,
                        (d, id, value) -> value.assoc_value = d.socket.getOption(SctpOption.PR_SUPPORTED, id) ? 1 : 0,
                        (d, id, value) -> d.socket.setOption(SctpOption.PR_SUPPORTED, value.assoc_value != 0, id)));
        to.put(
                NetinetSctp.SCTP_PR_STREAM_STATUS,
                new Option<>(
                        sctp_prstatus.class,
                        value -> value.sprstat_assoc_id,
                        (d, id, value) -> put(
                                value,
                                d.socket.getOption(
                                        SctpOption.prStreamStatus(value.sprstat_sid, value.sprstat_policy), id)),
                        null));
        to.put(
                NetinetSctp.SCTP_PR_ASSOC_STATUS,
                new Option<>(
                        sctp_prstatus.class,
                        value -> value.sprstat_assoc_id,
                        (d, id, value) ->
                                put(value, d.socket.getOption(SctpOption.prAssocStatus(value.sprstat_policy), id)),
                        null));
    }

    private static PrInfo given(sctp_default_prinfo value) throws SctpException {
        return new PrInfo(Infos.u16(value.pr_policy, "pr_policy"), Infos.u32(value.pr_value, "pr_value"));
    }

    private static void put(sctp_prstatus to, PrStatus is) {
        to.sprstat_abandoned_unsent = is.abandonedUnsent();
        to.sprstat_abandoned_sent = is.abandonedSent();
    }
}
