package io.jsctp.posix;

import io.jsctp.SctpOption;
import io.jsctp.posix.Options.Option;
import java.util.Map;

/** The options about addresses that change while there is an association (RFC 5061; RFC 6458 §8.1.23, §8.3.1). */
final class AddressOptions {
    private AddressOptions() {}

    static void register(Map<Integer, Option<?>> to) {
        to.put(
                NetinetSctp.SCTP_ASCONF_SUPPORTED,
                new Option<>(
                        sctp_assoc_value.class,
                        value -> value.assoc_id,
                        (d, id, value) ->
                                value.assoc_value = d.socket.getOption(SctpOption.ASCONF_SUPPORTED, id) ? 1 : 0,
                        (d, id, value) -> d.socket.setOption(SctpOption.ASCONF_SUPPORTED, value.assoc_value != 0, id)));
        to.put(NetinetSctp.SCTP_AUTO_ASCONF, flag(SctpOption.AUTO_ASCONF));
        to.put(NetinetSctp.SCTP_ASCONF_UNNAMED, flag(SctpOption.ASCONF_UNNAMED));
        to.put(
                NetinetSctp.SCTP_SET_PEER_PRIMARY_ADDR,
                new Option<>(
                        sctp_setpeerprim.class,
                        value -> value.sspp_assoc_id,
                        null,
                        (d, id, value) -> d.socket.setOption(
                                SctpOption.SET_PEER_PRIMARY_ADDR, PeerOptions.required(d, value.sspp_addr), id)));
    }

    private static Option<int[]> flag(SctpOption<Boolean> option) {
        return Option.flag(
                (d, id, value) -> value[0] = d.socket.getOption(option) ? 1 : 0,
                (d, id, value) -> d.socket.setOption(option, value[0] != 0));
    }
}
