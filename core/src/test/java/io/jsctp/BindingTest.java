package io.jsctp;

import static io.jsctp.SctpConstants.SCTP_BINDX_ADD_ADDR;
import static io.jsctp.SctpConstants.SCTP_BINDX_REM_ADDR;
import static io.jsctp.Stacks.assertErrno;
import static io.jsctp.Stacks.bytes;
import static io.jsctp.Stacks.readText;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BindingTest {
    private static final InetSocketAddress ONE = at("127.0.0.1", 5000);
    private static final InetSocketAddress TWO = at("127.0.0.2", 5000);
    private static final InetSocketAddress THREE = at("127.0.0.3", 5000);

    private Stacks stacks;
    private SctpSocket socket;

    @BeforeEach
    void open() throws IOException {
        stacks = new Stacks("127.0.0.1", "127.0.0.2", "127.0.0.3", "::1");
        socket = stacks.server.socket(Family.IPV4, Style.ONE_TO_MANY);
    }

    @AfterEach
    void close() {
        stacks.close();
    }

    private static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(address, port);
    }

    @Test
    @DisplayName("XC-1 XC-12 GLAD-7: bind once, to an address and a port; port 0 is an ephemeral one")
    void binds() throws SctpException {
        assertThat(socket.getladdrs(0)).as("GLAD-7").isEmpty();
        socket.bind(at("127.0.0.2", 0));
        assertThat(socket.getladdrs(0)).singleElement().satisfies(bound -> {
            assertThat(bound.getAddress()).isEqualTo(TWO.getAddress());
            assertThat(bound.getPort()).isBetween(49152, 65535);
        });
        assertThat(socket.getsockname()).isEqualTo(socket.getladdrs(0).get(0));
        assertErrno(Errno.EINVAL, () -> socket.bind(ONE));
    }

    @Test
    @DisplayName("XC-21: ports below 1024 and retransmission timeouts need no privilege here: there is none to ask for")
    void privileges() throws SctpException {
        socket.bind(at("127.0.0.2", 7));
        assertThat(socket.getladdrs(0)).containsExactly(at("127.0.0.2", 7));
        socket.setOption(SctpOption.RTOINFO, new RtoInfo(100, 1000, 10));
        assertThat(socket.getOption(SctpOption.RTOINFO)).isEqualTo(new RtoInfo(100, 1000, 10));
    }

    @Test
    @DisplayName("BINDX-3 BINDX-4 ADDR-1 ADDR-4: the wildcard is all addresses, IPv4 ones only on an IPv4 socket")
    void bindsWildcard() throws SctpException {
        socket.bindx(List.of(at("0.0.0.0", 5000)), SCTP_BINDX_ADD_ADDR);
        assertThat(socket.getladdrs(0)).containsExactly(ONE, TWO, THREE);
        SctpSocket six = stacks.server.socket(Family.IPV6, Style.ONE_TO_ONE);
        six.bind(at("::", 5001));
        assertThat(six.getladdrs(0)).hasSize(4).contains(at("::1", 5001), at("127.0.0.3", 5001));
        SctpSocket both = stacks.server.socket(Family.IPV6, Style.ONE_TO_ONE);
        both.bindx(List.of(at("::1", 5002), at("127.0.0.3", 5002)), SCTP_BINDX_ADD_ADDR);
        assertThat(both.getladdrs(0)).containsExactlyInAnyOrder(at("::1", 5002), at("127.0.0.3", 5002));
    }

    @Test
    @DisplayName(
            "BINDX-1 BINDX-7 BINDX-8 BINDX-12 BINDX-19 ADDR-6: bindx extends and reduces what bind began, on the same port")
    void extendsAndReduces() throws SctpException {
        socket.bind(ONE);
        socket.bindx(List.of(TWO, at("127.0.0.3", 0)), SCTP_BINDX_ADD_ADDR);
        assertThat(socket.getladdrs(0)).containsExactly(ONE, TWO, THREE);
        socket.bindx(List.of(ONE), SCTP_BINDX_REM_ADDR);
        assertThat(socket.getladdrs(0)).containsExactly(TWO, THREE);
        SctpSocket other = stacks.server.socket(Family.IPV4, Style.ONE_TO_ONE);
        other.bind(ONE);
        assertErrno(Errno.EADDRINUSE, () -> socket.bindx(List.of(ONE), SCTP_BINDX_ADD_ADDR));
        assertThat(socket.getladdrs(0)).as("BINDX-1").containsExactly(TWO, THREE);
    }

    @Test
    @DisplayName("BINDX-13: what is removed while listening is not used by later associations; listening goes on")
    void removesWhileListening() throws SctpException {
        SctpSocket listener = stacks.server.socket(Family.IPV4, Style.ONE_TO_ONE);
        listener.bindx(List.of(ONE, TWO), SCTP_BINDX_ADD_ADDR);
        listener.listen(5);
        listener.bindx(List.of(TWO), SCTP_BINDX_REM_ADDR);
        SctpSocket client = stacks.clientSocket(Style.ONE_TO_ONE);
        assertErrno(Errno.ECONNREFUSED, () -> client.connect(TWO));
        Stacks.expectChange(client, AssociationChange.State.CANT_STR_ASSOC);
        client.connect(ONE);
        assertThat(client.getpaddrs(0)).containsExactly(ONE);
        listener.accept().sendv(bytes("hi"), SendInfo.stream(0));
        assertThat(readTextAfterUp(client)).isEqualTo("hi");
    }

    private static String readTextAfterUp(SctpSocket client) throws SctpException {
        Stacks.expectChange(client, AssociationChange.State.COMM_UP);
        return readText(client);
    }

    @Test
    @DisplayName("BINDX-16: with an association EOPNOTSUPP, for there is no ASCONF; nothing changes")
    void refusesWithAssociation() throws SctpException {
        stacks.listener(Style.ONE_TO_ONE);
        SctpSocket client = stacks.clientSocket(Style.ONE_TO_ONE);
        client.bind(at("127.0.0.1", 0));
        client.connect(stacks.serverAddress());
        List<InetSocketAddress> before = client.getladdrs(0);
        InetSocketAddress more = at("127.0.0.2", before.get(0).getPort());
        assertErrno(Errno.EOPNOTSUPP, () -> client.bindx(List.of(more), SCTP_BINDX_ADD_ADDR));
        assertThat(client.getladdrs(0)).isEqualTo(before);
    }

    @Test
    @DisplayName(
            "BINDX-1 BINDX-2 BINDX-5 BINDX-6 BINDX-9..11 BINDX-14 BINDX-18 ADDR-9: bindx: each wrong argument has its errno and changes nothing")
    void errors() throws SctpException {
        socket.bindx(List.of(ONE, TWO), SCTP_BINDX_ADD_ADDR);
        // BINDX-2
        assertErrno(Errno.EAFNOSUPPORT, () -> socket.bindx(List.of(at("::1", 5000)), SCTP_BINDX_ADD_ADDR));
        // BINDX-5
        assertErrno(Errno.EINVAL, () -> socket.bindx(List.of(), SCTP_BINDX_ADD_ADDR));
        // BINDX-6
        assertErrno(Errno.EINVAL, () -> socket.bindx(List.of(at("127.0.0.3", 5001)), SCTP_BINDX_ADD_ADDR));
        // BINDX-9, -10
        assertErrno(Errno.EINVAL, () -> socket.bindx(List.of(THREE), SCTP_BINDX_ADD_ADDR | SCTP_BINDX_REM_ADDR));
        assertErrno(Errno.EINVAL, () -> socket.bindx(List.of(THREE), 0));
        assertErrno(Errno.EINVAL, () -> socket.bindx(List.of(THREE), 4));
        // BINDX-11
        assertErrno(Errno.EINVAL, () -> socket.bindx(List.of(ONE, TWO), SCTP_BINDX_REM_ADDR));
        // an address that is not bound, bound already, or nobody's
        assertErrno(Errno.EINVAL, () -> socket.bindx(List.of(THREE), SCTP_BINDX_REM_ADDR));
        assertErrno(Errno.EADDRINUSE, () -> socket.bindx(List.of(ONE), SCTP_BINDX_ADD_ADDR));
        assertErrno(Errno.EADDRNOTAVAIL, () -> socket.bindx(List.of(at("127.9.9.9", 5000)), SCTP_BINDX_ADD_ADDR));
        // wildcard and specific ones do not mix
        assertErrno(Errno.EINVAL, () -> socket.bindx(List.of(at("0.0.0.0", 5000)), SCTP_BINDX_ADD_ADDR));
        assertErrno(Errno.EINVAL, () -> socket.bindx(List.of(THREE, at("0.0.0.0", 5000)), SCTP_BINDX_ADD_ADDR));
        // BINDX-14: one wrong entry spoils the list
        assertErrno(
                Errno.EADDRNOTAVAIL, () -> socket.bindx(List.of(THREE, at("127.9.9.9", 5000)), SCTP_BINDX_ADD_ADDR));
        assertErrno(Errno.EFAULT, () -> socket.bindx(null, SCTP_BINDX_ADD_ADDR));
        assertErrno(Errno.EINVAL, () -> socket.bind(ONE));
        assertErrno(
                Errno.EINVAL,
                () -> socket.bindx(List.of(InetSocketAddress.createUnresolved("x", 5000)), SCTP_BINDX_ADD_ADDR));
        assertThat(socket.getladdrs(0)).as("BINDX-1").containsExactly(ONE, TWO);
        // BINDX-18
        socket.close();
        assertErrno(Errno.EBADF, () -> socket.bindx(List.of(THREE), SCTP_BINDX_ADD_ADDR));
    }

    @Test
    @DisplayName("one port can be two sockets' with different addresses, not with the same; closing frees it")
    void sharesPort() throws SctpException {
        socket.bind(ONE);
        SctpSocket other = stacks.server.socket(Family.IPV4, Style.ONE_TO_ONE);
        assertErrno(Errno.EADDRINUSE, () -> other.bind(ONE));
        assertErrno(Errno.EADDRINUSE, () -> other.bind(at("0.0.0.0", 5000)));
        other.bind(TWO);
        socket.close();
        SctpSocket again = stacks.server.socket(Family.IPV4, Style.ONE_TO_ONE);
        again.bind(ONE);
    }

    @Test
    @DisplayName("XC-3: listen: EINVAL for a negative backlog; binds if need be; 0 stops it")
    void listens() throws SctpException {
        assertErrno(Errno.EINVAL, () -> socket.listen(-1));
        socket.listen(1);
        assertThat(socket.getladdrs(0)).hasSize(3);
        SctpSocket one = stacks.listener(Style.ONE_TO_ONE);
        one.listen(0);
        SctpSocket client = stacks.clientSocket(Style.ONE_TO_ONE);
        assertErrno(Errno.ECONNREFUSED, () -> client.connect(ONE));
        assertErrno(Errno.EINVAL, one::accept);
    }
}
