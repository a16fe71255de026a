package io.jsctp;

import static io.jsctp.Stacks.assertErrno;
import static io.jsctp.Stacks.bytes;
import static io.jsctp.Stacks.expectChange;
import static io.jsctp.Stacks.readText;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MultihomingTest {
    private @Nullable Stacks opened;

    private Stacks open(String... addresses) throws IOException {
        Stacks stacks = new Stacks(addresses);
        opened = stacks;
        return stacks;
    }

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    private static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(address, port);
    }

    @Test
    @DisplayName("OVW-4 CONNX-3 GPAD-1 GLAD-1 GLAD-6 ASOC-3: both ends have two addresses, each knows the other's")
    void bothEndsHaveTwo() throws Exception {
        Stacks stacks = open("127.0.0.1", "127.0.0.2");
        Stacks.Pair pair = stacks.pair();
        assertThat(pair.client().getpaddrs(0)).containsExactlyInAnyOrderElementsOf(stacks.serverAddresses());
        assertThat(pair.server().getladdrs(0)).containsExactlyInAnyOrderElementsOf(stacks.serverAddresses());
        assertThat(pair.server().getpaddrs(0))
                .containsExactlyInAnyOrderElementsOf(pair.client().getladdrs(0));
        assertThat(pair.client().getOption(SctpOption.ASSOCINFO).peerDestinations())
                .isEqualTo(2);
    }

    @Test
    @DisplayName("CONNX-1 CONNX-2: with the first address dead and the second alive the set-up succeeds")
    void triesInTurn() throws Exception {
        Stacks stacks = open("127.0.0.1", "127.0.0.2");
        SctpSocket listener = stacks.server.socket(Family.IPV4, Style.ONE_TO_ONE);
        listener.bind(at("127.0.0.2", 5000));
        listener.listen(1);
        SctpSocket client = stacks.clientSocket(Style.ONE_TO_ONE);
        client.setOption(SctpOption.RTOINFO, new RtoInfo(20, 100, 20));
        // No stack at all has this address, so nothing answers, not even an ABORT.
        client.connectx(List.of(at("127.0.0.77", 5000), at("127.0.0.2", 5000)));
        assertThat(client.getpaddrs(0)).contains(at("127.0.0.2", 5000));
        listener.accept();
    }

    @Test
    @DisplayName(
            "STK-16 SENDV-4 SENDV-16 XO-6 9260-11.1.6-1: the second path is confirmed, can be named for a message, and made primary")
    void usesSecondPath() throws Exception {
        Stacks stacks = open("127.0.0.1", "127.0.0.2");
        Stacks.Pair pair = stacks.pair();
        InetSocketAddress second = at("127.0.0.2", Stacks.PORT);
        InetSocketAddress other = at("127.0.0.1", Stacks.PORT);
        InetSocketAddress primary = pair.client().getOption(SctpOption.PRIMARY_ADDR);
        InetSocketAddress alternate = primary.equals(second) ? other : second;
        awaitActive(pair.client(), alternate);

        SendInfo over = SendInfo.stream(0).withFlags(SctpConstants.SCTP_ADDR_OVER);
        pair.client().sendv(bytes("over"), List.of(alternate), over, 0);
        assertThat(readText(pair.server())).isEqualTo("over");

        pair.client().setOption(SctpOption.PRIMARY_ADDR, alternate);
        assertThat(pair.client().getOption(SctpOption.PRIMARY_ADDR)).isEqualTo(alternate);
        assertThat(pair.client().getpeername()).isEqualTo(alternate);
        pair.client().sendv(bytes("primary"), SendInfo.stream(0));
        assertThat(readText(pair.server())).isEqualTo("primary");
        assertErrno(Errno.EINVAL, () -> pair.client().setOption(SctpOption.PRIMARY_ADDR, at("127.0.0.9", Stacks.PORT)));
        assertErrno(Errno.EINVAL, () -> pair.client().setOption(SctpOption.PRIMARY_ADDR, at("0.0.0.0", Stacks.PORT)));
    }

    @Test
    @DisplayName("9260-3.3.2.1-6: a wildcard endpoint tells a loopback peer of loopback addresses only")
    void wildcardOnLoopback() throws Exception {
        try (SctpStack server = SctpStack.builder().udpPort(0).open();
                SctpStack client = SctpStack.builder()
                        .udpPort(0)
                        .peerUdpPort(server.udpPort())
                        .open()) {
            SctpSocket listener = server.socket(Family.IPV4, Style.ONE_TO_ONE);
            listener.bind(at("0.0.0.0", 5000));
            listener.listen(1);
            SctpSocket connecting = client.socket(Family.IPV4, Style.ONE_TO_ONE);
            connecting.connect(at("127.0.0.1", 5000));
            assertThat(connecting.getpaddrs(0))
                    .isNotEmpty()
                    .allMatch(a -> a.getAddress().isLoopbackAddress());
            assertThat(connecting.getladdrs(0))
                    .isNotEmpty()
                    .allMatch(a -> a.getAddress().isLoopbackAddress());
        }
    }

    @Test
    @DisplayName(
            "SOCK-1 ADDR-1 ADDR-2 ADDR-3 GLAD-4 GPAD-4 CONNX-4 CONNX-13 ADDR-9: an IPv6 socket talks IPv6 and IPv4, also both in one association")
    void ipv6() throws Exception {
        Stacks stacks = open("::1", "127.0.0.1");
        Stacks.Pair pair = stacks.pair();
        assertThat(pair.client().getpaddrs(0)).containsExactlyInAnyOrder(at("::1", 5000), at("127.0.0.1", 5000));
        pair.client().sendv(bytes("six"), SendInfo.stream(0));
        assertThat(readText(pair.server())).isEqualTo("six");

        SctpSocket four = stacks.client.socket(Family.IPV4, Style.ONE_TO_ONE);
        Stacks.subscribed(four);
        assertErrno(Errno.EAFNOSUPPORT, () -> four.connect(at("::1", 5000)));
        assertErrno(Errno.EAFNOSUPPORT, () -> four.connectx(List.of(at("127.0.0.1", 5000), at("::1", 5000))));
        four.connect(at("127.0.0.1", 5000));
        SctpSocket accepted = pair.listener().accept();
        assertThat(four.getpaddrs(0)).as("GPAD-4").containsExactly(at("127.0.0.1", 5000));
        expectChange(four, AssociationChange.State.COMM_UP);
        accepted.sendv(bytes("four"), SendInfo.stream(0));
        assertThat(readText(four)).isEqualTo("four");
    }

    @Test
    @DisplayName("SOCK-1: over ::1 alone")
    void ipv6Only() throws Exception {
        Stacks.Pair pair = open("::1").pair();
        pair.client().sendv(bytes("x"), SendInfo.stream(0));
        assertThat(readText(pair.server())).isEqualTo("x");
        assertThat(pair.server().getpeername().getAddress()).isEqualTo(java.net.InetAddress.getByName("::1"));
    }

    @Test
    @DisplayName("CONNX-9 SENDV-33: no local address of the peer's family")
    void noLocalAddress() throws Exception {
        Stacks stacks = open("127.0.0.1");
        SctpSocket six = stacks.client.socket(Family.IPV6, Style.ONE_TO_ONE);
        assertErrno(Errno.EADDRNOTAVAIL, () -> six.connect(at("::1", 5000)));
    }

    @Test
    @DisplayName(
            "SENDV-33 SENDV-41: a stack without an address of the peer's family has no route; a bound socket has no address")
    void noRoute() throws Exception {
        List<InetSocketAddress> peer = List.of(at("::1", 5000));
        for (Style style : Style.values()) {
            SctpSocket six = open("127.0.0.1").client.socket(Family.IPV6, style);
            assertErrno(Errno.ENETUNREACH, () -> six.sendv(bytes("x"), peer, SendInfo.stream(0), 0));
            SctpSocket bound = open("127.0.0.1", "::1").client.socket(Family.IPV6, style);
            bound.bind(at("127.0.0.1", 0));
            assertErrno(Errno.EADDRNOTAVAIL, () -> bound.sendv(bytes("x"), peer, SendInfo.stream(0), 0));
        }
    }

    /** Waits, without sleeping, until the path is confirmed. */
    private static void awaitActive(SctpSocket socket, InetSocketAddress address) throws SctpException {
        while (socket.optInfo(0, SctpOption.GET_PEER_ADDR_INFO, address).state() != PeerAddressInfo.State.ACTIVE) {
            Stacks.spin();
        }
    }
}
