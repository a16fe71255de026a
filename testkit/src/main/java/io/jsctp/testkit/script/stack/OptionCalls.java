package io.jsctp.testkit.script.stack;

import static java.util.Map.entry;

import io.jsctp.AssociationParams;
import io.jsctp.EventSubscription;
import io.jsctp.EventType;
import io.jsctp.InitMessage;
import io.jsctp.Linger;
import io.jsctp.PeerAddressInfo;
import io.jsctp.PeerAddressParams;
import io.jsctp.RtoInfo;
import io.jsctp.SackInfo;
import io.jsctp.SctpConstants;
import io.jsctp.SctpException;
import io.jsctp.SctpOption;
import io.jsctp.SctpSocket;
import io.jsctp.SendInfo;
import io.jsctp.Status;
import io.jsctp.testkit.script.CallResult;
import io.jsctp.testkit.script.Expression;
import io.jsctp.testkit.script.ScriptRefusedException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** getsockopt and setsockopt: the structures of RFC 6458 and the options of the sockets. */
final class OptionCalls {
    private static final Set<String> ASSOC_VALUE = Set.of("assoc_id", "assoc_value");
    private static final Set<String> RTOINFO = Set.of("srto_assoc_id", "srto_initial", "srto_max", "srto_min");
    private static final Set<String> INITMSG =
            Set.of("sinit_num_ostreams", "sinit_max_instreams", "sinit_max_attempts", "sinit_max_init_timeo");
    private static final Set<String> ASSOCINFO = Set.of(
            "sasoc_assoc_id",
            "sasoc_asocmaxrxt",
            "sasoc_number_peer_destinations",
            "sasoc_peer_rwnd",
            "sasoc_local_rwnd",
            "sasoc_cookie_life");
    private static final Set<String> PEER_ADDR_PARAMS = Set.of(
            "spp_assoc_id",
            "spp_address",
            "spp_hbinterval",
            "spp_pathmaxrxt",
            "spp_pathmtu",
            "spp_flags",
            "spp_ipv6_flowlabel",
            "spp_dscp");
    private static final Set<String> EVENTS = Set.of(
            "sctp_data_io_event",
            "sctp_association_event",
            "sctp_address_event",
            "sctp_send_failure_event",
            "sctp_peer_error_event",
            "sctp_shutdown_event",
            "sctp_partial_delivery_event",
            "sctp_adaptation_layer_event",
            "sctp_authentication_event",
            "sctp_sender_dry_event",
            "sctp_stream_reset_event");
    private static final Set<String> EVENT = Set.of("se_assoc_id", "se_type", "se_on");
    private static final Set<String> SACK_INFO = Set.of("sack_assoc_id", "sack_delay", "sack_freq");
    private static final Set<String> LINGER = Set.of("onoff", "linger", "l_onoff", "l_linger");

    private OptionCalls() {}

    private static void checkLevel(Arguments a, String name) throws ScriptRefusedException {
        int level = name.startsWith("SO_") ? SocketConstants.SOL_SOCKET : SctpConstants.IPPROTO_SCTP;
        if (a.integer(1) != level) {
            throw new ScriptRefusedException("the option " + name + " is not of level " + a.get(1));
        }
    }

    private static String name(Arguments a) throws ScriptRefusedException {
        a.expect(5, 5);
        if (!(a.get(2) instanceof Expression.Symbol symbol)) {
            throw new ScriptRefusedException("the option " + a.get(2) + " is not known");
        }
        checkLevel(a, symbol.name());
        return symbol.name();
    }

    /** {@code setsockopt(fd, level, name, value, length)}; the length says nothing that the value does not. */
    static CallResult set(Descriptor fd, Arguments a) throws SctpException, ScriptRefusedException {
        SctpSocket socket = fd.socket;
        String name = name(a);
        Expression value = a.get(3);
        switch (name) {
            case "SCTP_NODELAY" -> socket.setOption(SctpOption.NODELAY, flag(value));
            case "SCTP_RECVRCVINFO" -> socket.setOption(SctpOption.RECVRCVINFO, flag(value));
            case "SCTP_RECVNXTINFO" -> socket.setOption(SctpOption.RECVNXTINFO, flag(value));
            case "SCTP_FRAGMENT_INTERLEAVE" -> socket.setOption(SctpOption.FRAGMENT_INTERLEAVE, Values.integer(value));
            case "SCTP_INTERLEAVING_SUPPORTED" ->
                socket.setOption(SctpOption.INTERLEAVING_SUPPORTED, assocValue(value) != 0);
            case "SCTP_MAX_BURST" -> socket.setOption(SctpOption.MAX_BURST, assocValue(value), assocId(value));
            case "SCTP_CONTEXT" -> socket.setOption(SctpOption.CONTEXT, assocValue(value), assocId(value));
            case "SO_RCVBUF" -> socket.setOption(SctpOption.SO_RCVBUF, Values.integer(value));
            case "SO_SNDBUF" -> socket.setOption(SctpOption.SO_SNDBUF, Values.integer(value));
            case "SO_LINGER" -> socket.setOption(SctpOption.SO_LINGER, linger(value));
            case "SCTP_RTOINFO" -> setRtoInfo(socket, Fields.of(value, RTOINFO));
            case "SCTP_INITMSG" -> setInitMessage(socket, Fields.of(value, INITMSG));
            case "SCTP_ASSOCINFO" -> setAssociationParams(socket, Fields.of(value, ASSOCINFO));
            case "SCTP_PEER_ADDR_PARAMS" -> setPathParameters(socket, Fields.of(value, PEER_ADDR_PARAMS));
            case "SCTP_EVENTS" -> setEvents(socket, Fields.of(value, EVENTS));
            case "SCTP_EVENT" -> setEvent(socket, Fields.of(value, EVENT));
            case "SCTP_DELAYED_SACK" -> setSackInfo(socket, Fields.of(value, SACK_INFO));
            case "SCTP_DEFAULT_SNDINFO" -> setDefaultSendInfo(socket, MessageCalls.sendInfo(value));
            default -> throw new ScriptRefusedException("the option " + name + " is not known to setsockopt");
        }
        return CallResult.of(0);
    }

    private static boolean flag(Expression value) throws ScriptRefusedException {
        return Values.number(value) != 0;
    }

    /** {@code [n]}, or {@code {assoc_value=n}}. */
    private static int assocValue(Expression value) throws ScriptRefusedException {
        return value instanceof Expression.Struct
                ? Fields.of(value, ASSOC_VALUE).integer("assoc_value")
                : Values.integer(value);
    }

    private static int assocId(Expression value) throws ScriptRefusedException {
        return value instanceof Expression.Struct
                ? Fields.of(value, ASSOC_VALUE).association("assoc_id")
                : 0;
    }

    private static Linger linger(Expression value) throws ScriptRefusedException {
        Fields f = Fields.of(value, LINGER);
        return new Linger(f.flag("onoff") || f.flag("l_onoff"), f.integer("linger") + f.integer("l_linger"));
    }

    private static void setRtoInfo(SctpSocket socket, Fields f) throws SctpException, ScriptRefusedException {
        RtoInfo info = new RtoInfo(f.number("srto_initial"), f.number("srto_max"), f.number("srto_min"));
        socket.setOption(SctpOption.RTOINFO, info, f.association("srto_assoc_id"));
    }

    private static void setInitMessage(SctpSocket socket, Fields f) throws SctpException, ScriptRefusedException {
        socket.setOption(
                SctpOption.INITMSG,
                new InitMessage(
                        f.integer("sinit_num_ostreams"),
                        f.integer("sinit_max_instreams"),
                        f.integer("sinit_max_attempts"),
                        f.integer("sinit_max_init_timeo")));
    }

    private static void setAssociationParams(SctpSocket socket, Fields f) throws SctpException, ScriptRefusedException {
        AssociationParams params = AssociationParams.of(f.integer("sasoc_asocmaxrxt"), f.number("sasoc_cookie_life"));
        socket.setOption(SctpOption.ASSOCINFO, params, f.association("sasoc_assoc_id"));
    }

    private static void setPathParameters(SctpSocket socket, Fields f) throws SctpException, ScriptRefusedException {
        f.mustBeZero("spp_ipv6_flowlabel", "flow labels are not supported");
        f.mustBeZero("spp_dscp", "DSCP is not supported");
        PeerAddressParams params = new PeerAddressParams(
                f.number("spp_hbinterval"),
                f.integer("spp_pathmaxrxt"),
                f.integer("spp_pathmtu"),
                f.integer("spp_flags"));
        Expression address = f.get("spp_address");
        socket.setOption(
                SctpOption.PEER_ADDR_PARAMS,
                params,
                f.association("spp_assoc_id"),
                address == null ? null : new InetSocketAddress(Values.address(address), 0));
    }

    private static void setEvents(SctpSocket socket, Fields f) throws SctpException, ScriptRefusedException {
        f.mustBeZero("sctp_stream_reset_event", "RE-CONFIG (RFC 6525) is not supported");
        socket.setOption(
                SctpOption.EVENTS,
                new EventSubscription(
                        f.flag("sctp_data_io_event"),
                        f.flag("sctp_association_event"),
                        f.flag("sctp_address_event"),
                        f.flag("sctp_send_failure_event"),
                        f.flag("sctp_peer_error_event"),
                        f.flag("sctp_shutdown_event"),
                        f.flag("sctp_partial_delivery_event"),
                        f.flag("sctp_adaptation_layer_event"),
                        f.flag("sctp_authentication_event"),
                        f.flag("sctp_sender_dry_event")));
    }

    private static void setEvent(SctpSocket socket, Fields f) throws SctpException, ScriptRefusedException {
        long code = f.number("se_type");
        for (EventType type : EventType.values()) {
            if (type.code() == code) {
                socket.setOption(SctpOption.event(type), f.flag("se_on"), f.association("se_assoc_id"));
                return;
            }
        }
        throw new ScriptRefusedException("the event " + f.get("se_type") + " is not known");
    }

    private static void setSackInfo(SctpSocket socket, Fields f) throws SctpException, ScriptRefusedException {
        SackInfo info = new SackInfo(f.integer("sack_delay"), f.integer("sack_freq"));
        socket.setOption(SctpOption.DELAYED_SACK, info, f.association("sack_assoc_id"));
    }

    private static void setDefaultSendInfo(SctpSocket socket, SendInfo info) throws SctpException {
        socket.setOption(SctpOption.DEFAULT_SNDINFO, info, info.associationId());
    }

    /** {@code getsockopt(fd, level, name, expected, length)}. */
    static CallResult get(Descriptor fd, Arguments a) throws SctpException, ScriptRefusedException {
        SctpSocket socket = fd.socket;
        String name = name(a);
        Expression expected = a.get(3);
        Outcome outcome = new Outcome();
        switch (name) {
            case "SO_ERROR" ->
                outcome.errno(
                        name,
                        expected,
                        socket.getOption(SctpOption.SO_ERROR)
                                .map(SocketConstants::number)
                                .orElse(0L));
            case "SCTP_NODELAY" -> outcome.number(name, expected, number(socket.getOption(SctpOption.NODELAY)));
            case "SCTP_RECVRCVINFO" -> outcome.number(name, expected, number(socket.getOption(SctpOption.RECVRCVINFO)));
            case "SCTP_RECVNXTINFO" -> outcome.number(name, expected, number(socket.getOption(SctpOption.RECVNXTINFO)));
            case "SCTP_FRAGMENT_INTERLEAVE" ->
                outcome.number(name, expected, socket.getOption(SctpOption.FRAGMENT_INTERLEAVE));
            case "SO_RCVBUF" -> outcome.number(name, expected, socket.getOption(SctpOption.SO_RCVBUF));
            case "SO_SNDBUF" -> outcome.number(name, expected, socket.getOption(SctpOption.SO_SNDBUF));
            default -> outcome.fields(name, expected, structure(name, socket, association(name, expected)));
        }
        return outcome.result(0);
    }

    private static long number(boolean flag) {
        return flag ? 1 : 0;
    }

    /** The association that the script names in the structure; 0 if it names none. */
    private static int association(String name, Expression expected) throws ScriptRefusedException {
        if (!(expected instanceof Expression.Struct struct)) {
            return 0;
        }
        String field = switch (name) {
            case "SCTP_RTOINFO" -> "srto_assoc_id";
            case "SCTP_ASSOCINFO" -> "sasoc_assoc_id";
            case "SCTP_STATUS" -> "sstat_assoc_id";
            case "SCTP_PEER_ADDR_PARAMS" -> "spp_assoc_id";
            case "SCTP_GET_PEER_ADDR_INFO" -> "spinfo_assoc_id";
            case "SCTP_DELAYED_SACK" -> "sack_assoc_id";
            default -> "assoc_id";
        };
        Expression id = struct.field(field);
        return id == null || Values.isEllipsis(id) ? 0 : Values.integer(id);
    }

    private static Map<String, Long> structure(String name, SctpSocket socket, int id)
            throws SctpException, ScriptRefusedException {
        return switch (name) {
            case "SCTP_RTOINFO" -> {
                RtoInfo info = socket.getOption(SctpOption.RTOINFO, id);
                yield with(
                        id,
                        "srto_assoc_id",
                        Map.of("srto_initial", info.initialMs(), "srto_max", info.maxMs(), "srto_min", info.minMs()));
            }
            case "SCTP_INITMSG" -> {
                InitMessage init = socket.getOption(SctpOption.INITMSG);
                yield Map.of(
                        "sinit_num_ostreams", (long) init.outboundStreams(),
                        "sinit_max_instreams", (long) init.maxInboundStreams(),
                        "sinit_max_attempts", (long) init.maxAttempts(),
                        "sinit_max_init_timeo", (long) init.maxInitTimeoutMs());
            }
            case "SCTP_ASSOCINFO" -> {
                AssociationParams params = socket.getOption(SctpOption.ASSOCINFO, id);
                yield with(
                        id,
                        "sasoc_assoc_id",
                        Map.of(
                                "sasoc_asocmaxrxt", (long) params.maxRetransmits(),
                                "sasoc_number_peer_destinations", (long) params.peerDestinations(),
                                "sasoc_peer_rwnd", params.peerRwnd(),
                                "sasoc_local_rwnd", params.localRwnd(),
                                "sasoc_cookie_life", params.cookieLifeMs()));
            }
            case "SCTP_STATUS" -> status(socket.getOption(SctpOption.STATUS, id));
            case "SCTP_PEER_ADDR_PARAMS" -> {
                PeerAddressParams params = socket.getOption(SctpOption.PEER_ADDR_PARAMS, id);
                yield with(
                        id,
                        "spp_assoc_id",
                        Map.of(
                                "spp_hbinterval",
                                params.heartbeatIntervalMs(),
                                "spp_pathmaxrxt",
                                (long) params.pathMaxRetransmits(),
                                "spp_pathmtu",
                                (long) params.pathMtuBytes(),
                                "spp_flags",
                                (long) params.flags(),
                                "spp_ipv6_flowlabel",
                                0L,
                                "spp_dscp",
                                0L));
            }
            case "SCTP_DELAYED_SACK" -> {
                SackInfo info = socket.getOption(SctpOption.DELAYED_SACK, id);
                yield with(id, "sack_assoc_id", Map.of("sack_delay", (long) info.delayMs(), "sack_freq", (long)
                        info.frequency()));
            }
            case "SCTP_GET_PEER_ADDR_INFO" -> {
                InetSocketAddress peer = socket.getpeername();
                PeerAddressInfo info = socket.getOption(SctpOption.GET_PEER_ADDR_INFO, id, peer);
                yield with(
                        id,
                        "spinfo_assoc_id",
                        Map.of(
                                "spinfo_state", (long) info.state().ordinal(),
                                "spinfo_cwnd", info.cwndBytes(),
                                "spinfo_srtt", info.srttMs(),
                                "spinfo_rto", info.rtoMs(),
                                "spinfo_mtu", (long) info.mtuBytes()));
            }
            case "SCTP_MAX_BURST" ->
                Map.of("assoc_id", (long) id, "assoc_value", (long) socket.getOption(SctpOption.MAX_BURST, id));
            case "SCTP_CONTEXT" ->
                Map.of("assoc_id", (long) id, "assoc_value", (long) socket.getOption(SctpOption.CONTEXT, id));
            case "SCTP_INTERLEAVING_SUPPORTED" ->
                Map.of(
                        "assoc_id",
                        (long) id,
                        "assoc_value",
                        number(socket.getOption(SctpOption.INTERLEAVING_SUPPORTED)));
            case "SCTP_EVENTS" -> events(socket.getOption(SctpOption.EVENTS));
            default -> throw new ScriptRefusedException("the option " + name + " is not known to getsockopt");
        };
    }

    private static Map<String, Long> with(int id, String name, Map<String, Long> fields) {
        Map<String, Long> all = new HashMap<>(fields);
        all.put(name, (long) id);
        return all;
    }

    /** The path to the primary address is a structure of its own, which scripts leave open. */
    private static Map<String, Long> status(Status status) {
        return Map.ofEntries(
                entry("sstat_assoc_id", (long) status.associationId()),
                entry("sstat_state", (long) status.state().code()),
                entry("sstat_rwnd", status.peerRwnd()),
                entry("sstat_unackdata", (long) status.unacknowledgedData()),
                entry("sstat_penddata", (long) status.pendingData()),
                entry("sstat_instrms", (long) status.inboundStreams()),
                entry("sstat_outstrms", (long) status.outboundStreams()),
                entry("sstat_fragmentation_point", (long) status.fragmentationPoint()));
    }

    private static Map<String, Long> events(EventSubscription events) {
        return Map.ofEntries(
                entry("sctp_data_io_event", number(events.dataIo())),
                entry("sctp_association_event", number(events.association())),
                entry("sctp_address_event", number(events.address())),
                entry("sctp_send_failure_event", number(events.sendFailure())),
                entry("sctp_peer_error_event", number(events.peerError())),
                entry("sctp_shutdown_event", number(events.shutdown())),
                entry("sctp_partial_delivery_event", number(events.partialDelivery())),
                entry("sctp_adaptation_layer_event", number(events.adaptationLayer())),
                entry("sctp_authentication_event", number(events.authentication())),
                entry("sctp_sender_dry_event", number(events.senderDry())),
                entry("sctp_stream_reset_event", 0L));
    }
}
