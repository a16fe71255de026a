package io.jsctp;

import static io.jsctp.Stacks.assertErrno;
import static io.jsctp.Stacks.bytes;
import static io.jsctp.Stacks.readText;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sockets that share a port, in virtual time (RFC 6458 §8.1.27). */
@Timeout(60)
class ReusePortTest {
    private VirtualWire wire;

    @BeforeEach
    void open() throws Exception {
        wire = new VirtualWire();
    }

    private static InetSocketAddress server(int port) throws Exception {
        return new InetSocketAddress(InetAddress.getByName("192.0.2.2"), port);
    }

    private static InetSocketAddress client(int port) throws Exception {
        return new InetSocketAddress(InetAddress.getByName("192.0.2.1"), port);
    }

    private static SctpSocket sharing(SteppedStack stack, InetSocketAddress address) throws Exception {
        SctpSocket socket = stack.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        socket.setOption(SctpOption.REUSE_PORT, true);
        socket.bind(address);
        return socket;
    }

    private SctpSocket listener(int port) throws Exception {
        SctpSocket socket = wire.server.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        socket.bind(server(port));
        socket.listen(5);
        return socket;
    }

    @Test
    @DisplayName("XO-21: each socket of a shared port has its peer, and gets what is for it")
    void share() throws Exception {
        List<SctpSocket> here = new ArrayList<>();
        List<SctpSocket> there = new ArrayList<>();
        for (int port = 5000; port < 5003; port++) {
            SctpSocket listener = listener(port);
            SctpSocket socket = sharing(wire.client, client(7000));
            socket.connect(server(port));
            here.add(socket);
            there.add(listener.accept());
        }
        SctpSocket listening = sharing(wire.client, client(7000));
        listening.listen(1);
        SctpSocket late = wire.server.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        late.connect(client(7000));
        here.add(listening.accept());
        there.add(late);
        for (int i = 0; i < here.size(); i++) {
            assertThat(there.get(i).getpeername()).isEqualTo(client(7000));
            there.get(i).sendv(bytes("for " + i), SendInfo.stream(0));
        }
        for (int i = 0; i < here.size(); i++) {
            assertThat(readText(here.get(i))).isEqualTo("for " + i);
            here.get(i).close();
            Stacks.expectEnd(there.get(i));
        }
    }

    @Test
    @DisplayName(
            "XO-21 CONNX-8 SENDV-32: all sockets of the port must have the option, at most one listens, each peer is of one socket")
    void rules() throws Exception {
        SctpSocket first = sharing(wire.server, server(5000));
        assertThat(first.getOption(SctpOption.REUSE_PORT)).isTrue();
        SctpSocket without = wire.server.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        assertThat(without.getOption(SctpOption.REUSE_PORT)).isFalse();
        assertErrno(Errno.EADDRINUSE, () -> without.bind(server(5000)));
        without.bind(server(5001));
        SctpSocket with = wire.server.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        with.setOption(SctpOption.REUSE_PORT, true);
        assertErrno(Errno.EADDRINUSE, () -> with.bind(server(5001)));

        SctpSocket second = sharing(wire.server, server(5000));
        first.listen(1);
        assertErrno(Errno.EADDRINUSE, () -> second.listen(1));
        first.listen(0);
        second.listen(1);
        assertErrno(Errno.EADDRINUSE, () -> first.listen(1));

        SctpSocket one = sharing(wire.client, client(7000));
        SctpSocket two = sharing(wire.client, client(7000));
        one.connect(server(5000));
        assertErrno(Errno.EADDRINUSE, () -> two.connect(server(5000)));
        assertErrno(Errno.EADDRINUSE, () -> two.connectx(List.of(server(5000))));
        assertErrno(Errno.EADDRINUSE, () -> two.sendv(bytes("x"), List.of(server(5000)), null, 0));
        listener(5002);
        two.connect(server(5002));
    }

    @Test
    @DisplayName("XO-21: not after binding, and not for one-to-many sockets")
    void refused() throws Exception {
        SctpSocket bound = sharing(wire.server, server(5000));
        assertErrno(Errno.EINVAL, () -> bound.setOption(SctpOption.REUSE_PORT, false));
        SctpSocket many = wire.server.stack().socket(Family.IPV4, Style.ONE_TO_MANY);
        assertErrno(Errno.EOPNOTSUPP, () -> many.setOption(SctpOption.REUSE_PORT, true));
        assertErrno(Errno.EOPNOTSUPP, () -> many.getOption(SctpOption.REUSE_PORT));
    }
}
