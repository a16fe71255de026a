package io.jsctp;

import static io.jsctp.Stacks.bytes;
import static io.jsctp.Stacks.readText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Wrong arguments to every call, on sockets in every state: a typed error, and everything is as it was. */
@Timeout(60)
class MalformedInputTest {
    private static final int NO_SUCH_ASSOCIATION = 123_456;
    private static final InetSocketAddress STRANGER = new InetSocketAddress("127.9.9.9", 9);
    private static final InetSocketAddress UNRESOLVED = InetSocketAddress.createUnresolved("nowhere.invalid", 5000);
    private static final InetSocketAddress MULTICAST = new InetSocketAddress("224.0.0.1", 5000);
    private static final InetSocketAddress OTHER_FAMILY = new InetSocketAddress("::1", 5000);

    /** What can be read, and to what it can be set by mistake. */
    private static final Map<SctpOption<?>, List<?>> OPTIONS = options();

    private static Map<SctpOption<?>, List<?>> options() {
        Map<SctpOption<?>, List<?>> wrong = new LinkedHashMap<>();
        long tooLong = 1L << 32;
        put(
                wrong,
                SctpOption.INITMSG,
                new InitMessage(-1, 0, 0, 0),
                new InitMessage(0, 65536, 0, 0),
                new InitMessage(0, 0, -1, 0),
                new InitMessage(0, 0, 0, -1));
        put(wrong, SctpOption.RTOINFO, new RtoInfo(-1, 0, 0), new RtoInfo(0, tooLong, 0), new RtoInfo(0, 1, 2));
        put(
                wrong,
                SctpOption.ASSOCINFO,
                AssociationParams.of(-1, 0),
                AssociationParams.of(65536, 0),
                AssociationParams.of(0, -1),
                AssociationParams.of(0, tooLong));
        put(wrong, SctpOption.STATUS);
        put(
                wrong,
                SctpOption.PEER_ADDR_PARAMS,
                new PeerAddressParams(-1, 0, 0, 1),
                new PeerAddressParams(0, -1, 0, 1),
                new PeerAddressParams(0, 0, -1, 1),
                new PeerAddressParams(0, 0, 0, 3),
                new PeerAddressParams(0, 0, 0, 1 << 30));
        put(wrong, SctpOption.PRIMARY_ADDR, STRANGER, UNRESOLVED, MULTICAST, OTHER_FAMILY);
        put(wrong, SctpOption.NODELAY);
        put(wrong, SctpOption.RECVRCVINFO);
        put(wrong, SctpOption.RECVNXTINFO);
        put(wrong, SctpOption.EVENTS);
        put(wrong, SctpOption.FRAGMENT_INTERLEAVE, -1, 3, 4, Integer.MAX_VALUE);
        put(wrong, SctpOption.INTERLEAVING_SUPPORTED, true);
        put(wrong, SctpOption.SO_LINGER, new Linger(true, -1));
        put(wrong, SctpOption.SO_SNDBUF, 0, -1, Integer.MIN_VALUE);
        put(wrong, SctpOption.SO_RCVBUF, 0, -1, 4095, Integer.MIN_VALUE);
        put(wrong, SctpOption.MAX_BURST, -1, Integer.MIN_VALUE);
        put(wrong, SctpOption.CONNECT_STAGGER, -1, 1, 9, 10_001, Integer.MAX_VALUE);
        put(wrong, SctpOption.INITIAL_CWND, -1, 1001, Integer.MAX_VALUE);
        put(wrong, SctpOption.DELAYED_SACK, new SackInfo(501, 0), new SackInfo(-1, 0), new SackInfo(0, -1));
        put(
                wrong,
                SctpOption.DEFAULT_SNDINFO,
                SendInfo.stream(-1),
                SendInfo.stream(65536),
                SendInfo.stream(0).withFlags(SctpConstants.SCTP_ABORT),
                SendInfo.stream(0).withFlags(1 << 30));
        put(wrong, SctpOption.REMOTE_UDP_ENCAPS_PORT, -1, 65536, Integer.MIN_VALUE);
        put(wrong, SctpOption.GET_ASSOC_NUMBER, 1);
        put(wrong, SctpOption.GET_ASSOC_ID_LIST, List.of(1));
        return wrong;
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static <T> void put(Map<SctpOption<?>, List<?>> all, SctpOption<T> option, T... wrong) {
        all.put(option, List.of(wrong));
    }

    /** Everything that can be asked of a socket. */
    private static String state(SctpSocket socket) throws SctpException {
        StringBuilder state = new StringBuilder();
        for (SctpOption<?> option : OPTIONS.keySet()) {
            state.append(option.name()).append('=').append(read(socket, option)).append('\n');
        }
        for (EventType type : EventType.values()) {
            state.append(type)
                    .append('=')
                    .append(read(socket, SctpOption.event(type)))
                    .append('\n');
        }
        return state.append(read(() -> socket.getladdrs(0)))
                .append(read(() -> socket.getpaddrs(0)))
                .toString();
    }

    private static String read(SctpSocket socket, SctpOption<?> option) {
        return read(() -> socket.getOption(option));
    }

    private interface Call {
        Object run() throws SctpException;
    }

    private static String read(Call call) {
        try {
            return String.valueOf(call.run());
        } catch (SctpException e) {
            return e.errno().name();
        }
    }

    private static void refused(String what, SctpSocket socket, Call call) throws SctpException {
        String before = state(socket);
        Throwable thrown = null;
        try {
            call.run();
        } catch (Throwable e) {
            thrown = e;
        }
        assertThat(thrown).as(what).isInstanceOf(SctpException.class);
        assertThat(thrown.getMessage())
                .as(what + ": the message names the rule")
                .contains(": ");
        assertThat(state(socket)).as(what + " changed something").isEqualTo(before);
    }

    /** Sockets of both styles: fresh, bound, listening, connected. */
    private static Map<String, SctpSocket> sockets(Stacks stacks) throws SctpException {
        Map<String, SctpSocket> sockets = new LinkedHashMap<>();
        sockets.put("fresh one-to-one", stacks.clientSocket(Style.ONE_TO_ONE));
        sockets.put("fresh one-to-many", stacks.clientSocket(Style.ONE_TO_MANY));
        SctpSocket bound = stacks.clientSocket(Style.ONE_TO_ONE);
        bound.bind(new InetSocketAddress("127.0.0.1", 4001));
        sockets.put("bound one-to-one", bound);
        Stacks.Pair pair = stacks.pair();
        sockets.put("listening one-to-one", pair.listener());
        sockets.put("connected one-to-one", pair.client());
        return sockets;
    }

    @Test
    @DisplayName("SEC-97: no option takes null or a value out of its range, for whichever association and address")
    void optionValues() throws Exception {
        try (Stacks stacks = new Stacks()) {
            for (Map.Entry<String, SctpSocket> entry : sockets(stacks).entrySet()) {
                for (SctpOption<?> option : OPTIONS.keySet()) {
                    wrongValues(entry.getKey() + " " + option.name(), entry.getValue(), option);
                }
            }
        }
    }

    private static <T> void wrongValues(String what, SctpSocket socket, SctpOption<T> option) throws SctpException {
        refused(what + " null", socket, () -> set(socket, option, null, 0));
        for (Object value : OPTIONS.get(option)) {
            @SuppressWarnings("unchecked")
            T wrong = (T) value;
            refused(what + " " + wrong, socket, () -> set(socket, option, wrong, 0));
            refused(what + " " + wrong, socket, () -> set(socket, option, wrong, SctpConstants.SCTP_ALL_ASSOC));
        }
    }

    private static <T> Object set(SctpSocket socket, SctpOption<T> option, T value, int id) throws SctpException {
        socket.setOption(option, value, id);
        return Optional.empty();
    }

    @Test
    @DisplayName("SEC-97: a one-to-many socket has no option for an association that there is not")
    void associationIds() throws Exception {
        try (Stacks stacks = new Stacks()) {
            SctpSocket many = stacks.clientSocket(Style.ONE_TO_MANY);
            many.bind(new InetSocketAddress("127.0.0.1", 4002));
            for (SctpOption<?> option : OPTIONS.keySet()) {
                if (option != SctpOption.NODELAY && perAssociation(option)) {
                    for (int id : new int[] {NO_SUCH_ASSOCIATION, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
                        refused(option.name() + " of " + id, many, () -> many.getOption(option, id));
                    }
                }
            }
            refused("getpaddrs", many, () -> many.getpaddrs(NO_SUCH_ASSOCIATION));
            refused("getladdrs", many, () -> many.getladdrs(NO_SUCH_ASSOCIATION));
        }
    }

    private static boolean perAssociation(SctpOption<?> option) {
        return List.of(
                        SctpOption.STATUS,
                        SctpOption.RTOINFO,
                        SctpOption.ASSOCINFO,
                        SctpOption.PEER_ADDR_PARAMS,
                        SctpOption.PRIMARY_ADDR,
                        SctpOption.GET_PEER_ADDR_INFO,
                        SctpOption.CONTEXT,
                        SctpOption.DEFAULT_SNDINFO,
                        SctpOption.MAX_BURST,
                        SctpOption.DELAYED_SACK)
                .contains(option);
    }

    @Test
    @DisplayName("SEC-97: wrong addresses, lists, flags and buffers in every call: an SctpException, nothing else")
    void calls() throws Exception {
        try (Stacks stacks = new Stacks()) {
            for (Map.Entry<String, SctpSocket> entry : sockets(stacks).entrySet()) {
                String name = entry.getKey();
                SctpSocket socket = entry.getValue();
                for (InetSocketAddress address : Arrays.asList(
                        null, UNRESOLVED, MULTICAST, OTHER_FAMILY, new InetSocketAddress("127.0.0.1", 0))) {
                    addresses(name + " " + address, socket, address);
                }
                refused(name + " bindx flags 0", socket, () -> bindx(socket, List.of(STRANGER), 0));
                refused(name + " bindx flags 3", socket, () -> bindx(socket, List.of(STRANGER), 3));
                refused(name + " bindx flags -1", socket, () -> bindx(socket, List.of(STRANGER), -1));
                refused(name + " sendv null", socket, () -> socket.sendv(null, SendInfo.stream(0)));
                refused(name + " sendv empty", socket, () -> socket.sendv(bytes(""), SendInfo.stream(0)));
                for (int stream : new int[] {-1, 65536, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
                    refused(name + " stream", socket, () -> socket.sendv(bytes("x"), SendInfo.stream(stream)));
                }
                refused(name + " recvv null", socket, () -> socket.recvv(null));
                refused(name + " recvv flags", socket, () -> socket.recvv(ByteBuffer.allocate(1), 1 << 30));
                refused(name + " shutdown null", socket, () -> {
                    socket.shutdown(null);
                    return socket;
                });
            }
        }
    }

    private static void addresses(String what, SctpSocket socket, InetSocketAddress address) throws SctpException {
        List<InetSocketAddress> one = new ArrayList<>();
        one.add(address);
        refused(what + " connectx", socket, () -> socket.connectx(one));
        refused(what + " connectx twice", socket, () -> socket.connectx(List.of(STRANGER, MULTICAST)));
        if (address == null || address.getPort() != 0) {
            refused(what + " bindx", socket, () -> bindx(socket, one, SctpConstants.SCTP_BINDX_ADD_ADDR));
            refused(what + " bindx", socket, () -> bindx(socket, one, SctpConstants.SCTP_BINDX_REM_ADDR));
        }
        refused(what + " bindx null", socket, () -> bindx(socket, null, SctpConstants.SCTP_BINDX_ADD_ADDR));
        refused(what + " bindx none", socket, () -> bindx(socket, List.of(), SctpConstants.SCTP_BINDX_ADD_ADDR));
        refused(what + " sendv", socket, () -> socket.sendv(bytes("x"), one, null, 0));
    }

    private static Object bindx(SctpSocket socket, List<InetSocketAddress> addresses, int flags) throws SctpException {
        socket.bindx(addresses, flags);
        return socket;
    }

    @Test
    @DisplayName("SEC-97: after all of that a connection still carries messages, and a closed socket says EBADF")
    void lives() throws Exception {
        try (Stacks stacks = new Stacks()) {
            Stacks.Pair pair = stacks.pair();
            for (SctpOption<?> option : OPTIONS.keySet()) {
                wrongValues(option.name(), pair.client(), option);
            }
            addresses("null", pair.client(), null);
            pair.client().sendv(bytes("still there"), SendInfo.stream(0));
            assertThat(readText(pair.server())).isEqualTo("still there");
            pair.client().close();
            assertThat(catchThrowableOfType(
                                    SctpException.class, () -> pair.client().getOption(SctpOption.NODELAY))
                            .errno())
                    .isEqualTo(Errno.EBADF);
        }
    }
}
