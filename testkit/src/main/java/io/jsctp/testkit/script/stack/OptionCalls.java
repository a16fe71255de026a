package io.jsctp.testkit.script.stack;

import io.jsctp.EventType;
import io.jsctp.SctpConstants;
import io.jsctp.SctpException;
import io.jsctp.SctpOption;
import io.jsctp.SctpSocket;
import io.jsctp.testkit.script.CallResult;
import io.jsctp.testkit.script.Expression;
import io.jsctp.testkit.script.ScriptRefusedException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** getsockopt and setsockopt: every option of the sockets, by its name and in its form. */
final class OptionCalls {
    private static final String EVENT = "SCTP_EVENT";
    private static final Map<String, Known<?>> KNOWN = known();

    private OptionCalls() {}

    /**
     * An option that scripts can use.
     *
     * @param option the option
     * @param form how its values are written
     */
    private record Known<T>(SctpOption<T> option, OptionForm<T> form) {
        void set(SctpSocket socket, Arguments a) throws SctpException, ScriptRefusedException {
            Expression given = a.get(3);
            T value = form.value(given);
            if (option == SctpOption.FRAGMENT_INTERLEAVE && Integer.valueOf(2).equals(value)) {
                // scripts for other stacks do without, though RFC 6458 §8.1.20 wants it
                socket.setOption(SctpOption.RECVRCVINFO, true);
            }
            socket.setOption(option, value, form.association(given), address(a));
        }

        void get(SctpSocket socket, String name, Arguments a, Outcome outcome)
                throws SctpException, ScriptRefusedException {
            Expression expected = a.get(3);
            int id = form.association(expected);
            InetSocketAddress address = address(a);
            if (address == null && option == SctpOption.GET_PEER_ADDR_INFO) {
                address = socket.getpaddrs(id).stream().findFirst().orElse(null); // left open
            }
            form.compare(outcome, name, expected, socket.getOption(option, id, address));
        }

        /** What a script's peer is at has one port, however the address is written. */
        private @Nullable InetSocketAddress address(Arguments a) throws ScriptRefusedException {
            InetAddress address = form.address(a.get(3));
            return address == null
                    ? null
                    : new InetSocketAddress(address, a.peer().getPort());
        }
    }

    private static Map<String, Known<?>> known() {
        List<Known<?>> all = List.of(
                new Known<>(SctpOption.INITMSG, OptionForms.INIT_MESSAGE),
                new Known<>(SctpOption.RTOINFO, OptionForms.RTO_INFO),
                new Known<>(SctpOption.ASSOCINFO, OptionForms.ASSOCIATION_PARAMS),
                new Known<>(SctpOption.STATUS, OptionForms.STATUS),
                new Known<>(SctpOption.GET_PEER_ADDR_INFO, OptionForms.PEER_ADDRESS_INFO),
                new Known<>(SctpOption.PEER_ADDR_PARAMS, OptionForms.PEER_ADDRESS_PARAMS),
                new Known<>(SctpOption.PEER_ADDR_THLDS, OptionForms.PEER_ADDRESS_THRESHOLDS),
                new Known<>(SctpOption.EXPOSE_POTENTIALLY_FAILED_STATE, NumberForm.ofAssociation(NumberForm.FLAG)),
                new Known<>(SctpOption.PRIMARY_ADDR, OptionForms.PRIMARY),
                new Known<>(SctpOption.NODELAY, NumberForm.FLAG),
                new Known<>(SctpOption.RECVRCVINFO, NumberForm.FLAG),
                new Known<>(SctpOption.RECVNXTINFO, NumberForm.FLAG),
                new Known<>(SctpOption.EVENTS, OptionForms.EVENTS),
                new Known<>(SctpOption.SO_ERROR, NumberForm.ERROR),
                new Known<>(SctpOption.FRAGMENT_INTERLEAVE, NumberForm.INTEGER),
                new Known<>(SctpOption.PARTIAL_DELIVERY_POINT, NumberForm.INTEGER),
                new Known<>(SctpOption.EXPLICIT_EOR, NumberForm.FLAG),
                new Known<>(SctpOption.DISABLE_FRAGMENTS, NumberForm.FLAG),
                new Known<>(SctpOption.ADAPTATION_LAYER, OptionForms.ADAPTATION),
                new Known<>(SctpOption.MAXSEG, NumberForm.ofAssociation(NumberForm.INTEGER)),
                new Known<>(SctpOption.INTERLEAVING_SUPPORTED, NumberForm.ofAssociation(NumberForm.FLAG)),
                new Known<>(SctpOption.PR_SUPPORTED, NumberForm.ofAssociation(NumberForm.FLAG)),
                new Known<>(SctpOption.STREAM_SCHEDULER, NumberForm.ofAssociation(NumberForm.INTEGER)),
                new Known<>(SctpOption.DEFAULT_PRINFO, OptionForms.PR_INFO),
                new Known<>(SctpOption.AUTH_SUPPORTED, NumberForm.ofAssociation(NumberForm.FLAG)),
                new Known<>(SctpOption.AUTH_REQUIRED, NumberForm.FLAG),
                new Known<>(SctpOption.AUTH_CHUNK, AuthForms.CHUNK),
                new Known<>(SctpOption.AUTH_KEY, AuthForms.KEY),
                new Known<>(SctpOption.AUTH_ACTIVE_KEY, AuthForms.KEY_ID),
                new Known<>(SctpOption.AUTH_DEACTIVATE_KEY, AuthForms.KEY_ID),
                new Known<>(SctpOption.AUTH_DELETE_KEY, AuthForms.KEY_ID),
                new Known<>(SctpOption.HMAC_IDENT, AuthForms.ALGORITHMS),
                new Known<>(SctpOption.PEER_AUTH_CHUNKS, AuthForms.CHUNKS),
                new Known<>(SctpOption.LOCAL_AUTH_CHUNKS, AuthForms.CHUNKS),
                new Known<>(SctpOption.ASCONF_SUPPORTED, NumberForm.ofAssociation(NumberForm.FLAG)),
                new Known<>(SctpOption.AUTO_ASCONF, NumberForm.FLAG),
                new Known<>(SctpOption.ASCONF_UNNAMED, NumberForm.FLAG),
                new Known<>(SctpOption.SET_PEER_PRIMARY_ADDR, OptionForms.PEER_PRIMARY),
                new Known<>(SctpOption.RECONFIG_SUPPORTED, NumberForm.ofAssociation(NumberForm.FLAG)),
                new Known<>(SctpOption.ENABLE_STREAM_RESET, NumberForm.ofAssociation(NumberForm.INTEGER)),
                new Known<>(SctpOption.RESET_STREAMS, OptionForms.RESET_STREAMS),
                new Known<>(SctpOption.RESET_ASSOC, NumberForm.INTEGER),
                new Known<>(SctpOption.ADD_STREAMS, OptionForms.ADD_STREAMS),
                new Known<>(SctpOption.ACCEPT_ZERO_CHECKSUM, NumberForm.INTEGER),
                new Known<>(SctpOption.SO_LINGER, OptionForms.LINGER),
                new Known<>(SctpOption.SO_SNDBUF, NumberForm.INTEGER),
                new Known<>(SctpOption.SO_RCVBUF, NumberForm.INTEGER),
                new Known<>(SctpOption.SO_RCVTIMEO, OptionForms.TIME),
                new Known<>(SctpOption.SO_SNDTIMEO, OptionForms.TIME),
                new Known<>(SctpOption.AUTOCLOSE, NumberForm.INTEGER),
                new Known<>(SctpOption.MAX_BURST, NumberForm.ofAssociation(NumberForm.INTEGER)),
                new Known<>(SctpOption.PROFILE, NumberForm.PROFILE),
                new Known<>(SctpOption.CONNECT_STAGGER, NumberForm.ofAssociation(NumberForm.INTEGER)),
                new Known<>(SctpOption.INITIAL_CWND, NumberForm.ofAssociation(NumberForm.INTEGER)),
                new Known<>(SctpOption.DELAYED_SACK, OptionForms.SACK_INFO),
                new Known<>(SctpOption.CONTEXT, NumberForm.ofAssociation(NumberForm.UNSIGNED)),
                new Known<>(SctpOption.DEFAULT_SNDINFO, OptionForms.SEND_INFO),
                new Known<>(SctpOption.DEFAULT_SEND_PARAM, OptionForms.SEND_PARAM),
                new Known<>(SctpOption.REUSE_PORT, NumberForm.FLAG),
                new Known<>(SctpOption.I_WANT_MAPPED_V4_ADDR, NumberForm.FLAG),
                new Known<>(SctpOption.REMOTE_UDP_ENCAPS_PORT, OptionForms.UDP_PORT),
                new Known<>(SctpOption.GET_ASSOC_NUMBER, NumberForm.INTEGER),
                new Known<>(SctpOption.GET_ASSOC_ID_LIST, OptionForms.IDS));
        Map<String, Known<?>> byName = new HashMap<>();
        for (Known<?> known : all) {
            byName.put(known.option.name(), known);
        }
        return Map.copyOf(byName);
    }

    private static Known<?> find(String name, Expression value) throws ScriptRefusedException {
        if (name.equals(EVENT)) {
            EventType type = eventType(value);
            return new Known<>(SctpOption.event(type), OptionForms.event(type));
        }
        Known<?> known = KNOWN.get(name);
        if (known == null) {
            throw new ScriptRefusedException("the option " + name + " is not known");
        }
        return known;
    }

    /** Each event is an option of its own: which one, the structure says. */
    private static EventType eventType(Expression value) throws ScriptRefusedException {
        Expression type = value instanceof Expression.Struct struct ? struct.field("se_type") : null;
        if (type != null && !Values.isEllipsis(type)) {
            long code = Values.number(type);
            for (EventType known : EventType.values()) {
                if (known.code() == code) {
                    return known;
                }
            }
        }
        throw new ScriptRefusedException("the event " + type + " is not known");
    }

    private static String name(Arguments a) throws ScriptRefusedException {
        a.expect(5, 5);
        if (!(a.get(2) instanceof Expression.Symbol symbol)) {
            throw new ScriptRefusedException("the option " + a.get(2) + " is not known");
        }
        String name = symbol.name();
        int level = name.startsWith("SO_") ? SocketConstants.SOL_SOCKET : SctpConstants.IPPROTO_SCTP;
        if (a.integer(1) != level) {
            throw new ScriptRefusedException("the option " + name + " is not of level " + a.get(1));
        }
        return name;
    }

    /** {@code setsockopt(fd, level, name, value, length)}; the length says nothing that the value does not. */
    static CallResult set(Descriptor fd, Arguments a) throws SctpException, ScriptRefusedException {
        String name = name(a);
        find(name, a.get(3)).set(fd.socket, a);
        return CallResult.of(0);
    }

    /** {@code getsockopt(fd, level, name, expected, length)}. */
    static CallResult get(Descriptor fd, Arguments a) throws SctpException, ScriptRefusedException {
        String name = name(a);
        Outcome outcome = new Outcome();
        find(name, a.get(3)).get(fd.socket, name, a, outcome);
        return outcome.result(0);
    }
}
