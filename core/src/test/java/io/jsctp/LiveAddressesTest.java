package io.jsctp;

import static io.jsctp.Stacks.assertErrno;
import static io.jsctp.Stacks.bytes;
import static io.jsctp.Stacks.readText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jsctp.link.UdpLink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Addresses of sockets that have associations, over UDP on loopback addresses (RFC 6458 §8.1.23, §8.3.1, §9.1; RFC 5061). */
@Timeout(60)
class LiveAddressesTest {
    private static final int PORT = 5000;
    private static final int CLIENT_PORT = 5001;

    private final Moving serverLink = new Moving("127.0.0.1", "127.0.0.2", "127.0.0.3");
    private final Moving clientLink = new Moving("127.0.0.11", "127.0.0.12", "127.0.0.13");
    private SctpStack server;
    private SctpStack client;

    /** A link of which the stack knows some addresses only. */
    private static final class Moving extends LinkWrapper {
        private final List<InetAddress> all;
        private volatile List<InetAddress> shown;

        Moving(String... addresses) {
            this(addresses(addresses));
        }

        private Moving(List<InetAddress> addresses) {
            super(open(addresses));
            all = addresses;
            shown = addresses;
        }

        private static UdpLink open(List<InetAddress> addresses) {
            try {
                return UdpLink.open(addresses, 0, false);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        private static List<InetAddress> addresses(String... texts) {
            List<InetAddress> result = new ArrayList<>();
            for (String text : texts) {
                result.add(new InetSocketAddress(text, 0).getAddress());
            }
            return result;
        }

        void show(int from, int to) {
            shown = all.subList(from, to);
        }

        @Override
        public List<InetAddress> localAddresses() {
            return shown;
        }
    }

    @BeforeEach
    void open() throws IOException {
        server = SctpStack.builder().link(serverLink).open();
        client = SctpStack.builder()
                .link(clientLink)
                .peerUdpPort(serverLink.udpPort())
                .open();
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(address, port);
    }

    private static SctpSocket socket(SctpStack stack, Style style, boolean dynamic) throws SctpException {
        SctpSocket socket = stack.socket(Family.IPV4, style);
        if (dynamic) {
            socket.setOption(SctpOption.AUTH_SUPPORTED, true);
            socket.setOption(SctpOption.ASCONF_SUPPORTED, true);
        }
        socket.setOption(SctpOption.event(EventType.PEER_ADDR_CHANGE), true);
        return socket;
    }

    private SctpSocket connect(SctpSocket from, SctpSocket listener, String local) throws SctpException {
        listener.bind(at("127.0.0.1", PORT));
        listener.listen(5);
        from.bind(at(local, CLIENT_PORT));
        from.connect(at("127.0.0.1", PORT));
        return listener.accept();
    }

    /** Reads until the state of an address changes as expected. */
    private static void await(SctpSocket socket, PeerAddressChange.State state, String address) throws SctpException {
        ByteBuffer buffer = ByteBuffer.allocate(1000);
        while (true) {
            ReceiveResult result = socket.recvv(buffer.clear());
            if (result.notification() instanceof PeerAddressChange change
                    && change.state() == state
                    && change.address().getAddress().getHostAddress().equals(address)) {
                return;
            }
        }
    }

    private static void exchange(SctpSocket one, SctpSocket other) throws SctpException {
        one.sendv(bytes("there"), SendInfo.stream(0));
        assertThat(readText(other)).isEqualTo("there");
        other.sendv(bytes("back"), SendInfo.stream(0));
        assertThat(readText(one)).isEqualTo("back");
    }

    @Test
    @DisplayName(
            "BINDX-15 BINDX-7 BINDX-8 5061-5.3-F2 5061-5.3-F4: a connected socket gets another address and gives the first one up, in both roles")
    void moves() throws Exception {
        SctpSocket from = socket(client, Style.ONE_TO_ONE, true);
        SctpSocket listener = socket(server, Style.ONE_TO_ONE, true);
        SctpSocket to = connect(from, listener, "127.0.0.11");
        from.bindx(List.of(at("127.0.0.12", 0)), SctpConstants.SCTP_BINDX_ADD_ADDR);
        await(to, PeerAddressChange.State.ADDR_ADDED, "127.0.0.12");
        await(to, PeerAddressChange.State.ADDR_CONFIRMED, "127.0.0.12");
        assertThat(to.getpaddrs(0)).contains(at("127.0.0.12", CLIENT_PORT));
        to.bindx(List.of(at("127.0.0.3", PORT)), SctpConstants.SCTP_BINDX_ADD_ADDR);
        await(from, PeerAddressChange.State.ADDR_CONFIRMED, "127.0.0.3");
        assertThat(from.getladdrs(0)).containsExactly(at("127.0.0.11", CLIENT_PORT), at("127.0.0.12", CLIENT_PORT));
        from.bindx(List.of(at("127.0.0.11", 0)), SctpConstants.SCTP_BINDX_REM_ADDR);
        await(to, PeerAddressChange.State.ADDR_REMOVED, "127.0.0.11");
        to.bindx(List.of(at("127.0.0.1", 0)), SctpConstants.SCTP_BINDX_REM_ADDR);
        await(from, PeerAddressChange.State.ADDR_REMOVED, "127.0.0.1");
        assertThat(from.getladdrs(0)).containsExactly(at("127.0.0.12", CLIENT_PORT));
        assertThat(to.getladdrs(0)).containsExactly(at("127.0.0.3", PORT));
        assertThat(from.getpaddrs(0)).containsExactly(at("127.0.0.3", PORT));
        assertThat(listener.getladdrs(0)).as("only its own association's").containsExactly(at("127.0.0.1", PORT));
        exchange(from, to);
        assertErrno(Errno.EINVAL, () -> from.bindx(List.of(at("127.0.0.12", 0)), SctpConstants.SCTP_BINDX_REM_ADDR));
        assertErrno(
                Errno.EADDRINUSE, () -> from.bindx(List.of(at("127.0.0.12", 0)), SctpConstants.SCTP_BINDX_ADD_ADDR));
        assertErrno(Errno.EINVAL, () -> from.bindx(List.of(at("127.0.0.13", 0)), SctpConstants.SCTP_BINDX_REM_ADDR));
    }

    @Test
    @DisplayName(
            "BINDX-16 BINDX-1: without support on both sides bindx and the peer's primary are EOPNOTSUPP, and nothing changes")
    void unsupported() throws Exception {
        SctpSocket from = socket(client, Style.ONE_TO_ONE, true);
        connect(from, socket(server, Style.ONE_TO_ONE, false), "127.0.0.11");
        assertErrno(
                Errno.EOPNOTSUPP, () -> from.bindx(List.of(at("127.0.0.12", 0)), SctpConstants.SCTP_BINDX_ADD_ADDR));
        assertErrno(
                Errno.EOPNOTSUPP,
                () -> from.setOption(SctpOption.SET_PEER_PRIMARY_ADDR, at("127.0.0.11", CLIENT_PORT)));
        assertThat(from.getladdrs(0)).containsExactly(at("127.0.0.11", CLIENT_PORT));
        assertThat(from.getOption(SctpOption.ASCONF_SUPPORTED)).isFalse();
    }

    @Test
    @DisplayName("XW-1 5061-5.4-2: the peer is asked to send to another of our addresses, and does")
    void peerPrimary() throws Exception {
        SctpSocket from = socket(client, Style.ONE_TO_ONE, true);
        SctpSocket to = connect(from, socket(server, Style.ONE_TO_ONE, true), "127.0.0.11");
        from.bindx(List.of(at("127.0.0.12", 0)), SctpConstants.SCTP_BINDX_ADD_ADDR);
        from.setOption(SctpOption.SET_PEER_PRIMARY_ADDR, at("127.0.0.12", 0));
        await(to, PeerAddressChange.State.ADDR_MADE_PRIM, "127.0.0.12");
        assertThat(to.getOption(SctpOption.PRIMARY_ADDR)).isEqualTo(at("127.0.0.12", CLIENT_PORT));
        assertErrno(
                Errno.EADDRNOTAVAIL,
                () -> from.setOption(SctpOption.SET_PEER_PRIMARY_ADDR, at("127.0.0.13", CLIENT_PORT)));
        assertErrno(Errno.EINVAL, () -> from.setOption(SctpOption.SET_PEER_PRIMARY_ADDR, at("127.0.0.12", PORT)));
        assertErrno(Errno.EOPNOTSUPP, () -> from.getOption(SctpOption.SET_PEER_PRIMARY_ADDR));
        SctpSocket lone = socket(client, Style.ONE_TO_ONE, true);
        assertErrno(
                Errno.ENOTCONN, () -> lone.setOption(SctpOption.SET_PEER_PRIMARY_ADDR, at("127.0.0.12", CLIENT_PORT)));
    }

    @Test
    @DisplayName("XO-17: a socket bound to all addresses follows those of the stack, and its association with it")
    void follows() throws Exception {
        clientLink.show(0, 1);
        SctpSocket from = socket(client, Style.ONE_TO_ONE, true);
        assertThat(from.getOption(SctpOption.AUTO_ASCONF)).isFalse();
        from.setOption(SctpOption.AUTO_ASCONF, true);
        SctpSocket to = connect(from, socket(server, Style.ONE_TO_ONE, true), "0.0.0.0");
        clientLink.show(0, 2);
        client.addressesChanged();
        await(to, PeerAddressChange.State.ADDR_CONFIRMED, "127.0.0.12");
        clientLink.show(1, 3);
        client.addressesChanged();
        await(to, PeerAddressChange.State.ADDR_REMOVED, "127.0.0.11");
        assertThat(to.getpaddrs(0))
                .containsExactlyInAnyOrder(at("127.0.0.12", CLIENT_PORT), at("127.0.0.13", CLIENT_PORT));
        exchange(to, from);
        SctpSocket bound = socket(client, Style.ONE_TO_ONE, true);
        bound.bind(at("127.0.0.13", 0));
        assertErrno(Errno.EINVAL, () -> bound.setOption(SctpOption.AUTO_ASCONF, true));
    }

    @Test
    @DisplayName("XO-17: with SCTP_AUTO_ASCONF the stack looks by itself which addresses it has")
    void watches() throws Exception {
        client.close();
        Moving moving = new Moving("127.0.0.11", "127.0.0.12");
        moving.show(0, 1);
        client = SctpStack.builder()
                .link(moving)
                .peerUdpPort(serverLink.udpPort())
                .addressInterval(Duration.ofMillis(1))
                .open();
        SctpSocket from = socket(client, Style.ONE_TO_ONE, true);
        from.setOption(SctpOption.AUTO_ASCONF, true);
        SctpSocket to = connect(from, socket(server, Style.ONE_TO_ONE, true), "0.0.0.0");
        moving.show(1, 2);
        await(to, PeerAddressChange.State.ADDR_REMOVED, "127.0.0.11");
        assertThat(to.getpaddrs(0)).containsExactly(at("127.0.0.12", CLIENT_PORT));
        assertThatThrownBy(() -> SctpStack.builder().addressInterval(Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("XO-17: a move from the only address to another one goes by a single ASCONF")
    void followsAtOnce() throws Exception {
        clientLink.show(0, 1);
        SctpSocket from = socket(client, Style.ONE_TO_ONE, true);
        from.setOption(SctpOption.AUTO_ASCONF, true);
        SctpSocket to = connect(from, socket(server, Style.ONE_TO_ONE, true), "0.0.0.0");
        clientLink.show(1, 2);
        client.addressesChanged();
        await(to, PeerAddressChange.State.ADDR_REMOVED, "127.0.0.11");
        exchange(to, from);
        assertThat(to.getpaddrs(0)).containsExactly(at("127.0.0.12", CLIENT_PORT));
    }

    @Test
    @DisplayName("BINDX-15: a one-to-many socket changes the addresses of all its associations, now and later")
    void oneToMany() throws Exception {
        SctpSocket from = socket(client, Style.ONE_TO_MANY, true);
        SctpSocket listener = socket(server, Style.ONE_TO_ONE, true);
        listener.bind(at("127.0.0.1", PORT));
        listener.bindx(List.of(at("127.0.0.2", PORT)), SctpConstants.SCTP_BINDX_ADD_ADDR);
        listener.listen(5);
        from.bind(at("127.0.0.11", CLIENT_PORT));
        from.connectx(List.of(at("127.0.0.1", PORT)));
        SctpSocket to = listener.accept();
        from.bindx(List.of(at("127.0.0.12", CLIENT_PORT)), SctpConstants.SCTP_BINDX_ADD_ADDR);
        await(to, PeerAddressChange.State.ADDR_ADDED, "127.0.0.12");
        assertThat(from.getladdrs(0)).containsExactly(at("127.0.0.11", CLIENT_PORT), at("127.0.0.12", CLIENT_PORT));
    }

    @Test
    @DisplayName("IX-1 SEC-47 XT-3: addresses change with authentication only; turning that off turns the other off")
    void needsAuthentication() throws Exception {
        SctpSocket socket = client.socket(Family.IPV4, Style.ONE_TO_ONE);
        assertThat(socket.getOption(SctpOption.ASCONF_SUPPORTED)).isFalse();
        assertErrno(Errno.EINVAL, () -> socket.setOption(SctpOption.ASCONF_SUPPORTED, true));
        socket.setOption(SctpOption.AUTH_SUPPORTED, true);
        socket.setOption(SctpOption.ASCONF_SUPPORTED, true);
        assertThat(socket.getOption(SctpOption.ASCONF_SUPPORTED)).isTrue();
        socket.setOption(SctpOption.AUTH_SUPPORTED, false);
        assertThat(socket.getOption(SctpOption.ASCONF_SUPPORTED)).isFalse();
        assertThat(socket.getOption(SctpOption.ASCONF_UNNAMED)).isFalse();
    }

    @Test
    @DisplayName("BINDX-13: what a listener gives up, its associations keep")
    void listenerGivesUp() throws Exception {
        SctpSocket from = socket(client, Style.ONE_TO_ONE, false);
        SctpSocket listener = socket(server, Style.ONE_TO_ONE, false);
        SctpSocket to = connect(from, listener, "127.0.0.11");
        listener.bindx(List.of(at("127.0.0.2", PORT)), SctpConstants.SCTP_BINDX_ADD_ADDR);
        listener.bindx(List.of(at("127.0.0.1", PORT)), SctpConstants.SCTP_BINDX_REM_ADDR);
        assertThat(listener.getladdrs(0)).containsExactly(at("127.0.0.2", PORT));
        exchange(from, to);
    }
}
