package io.jsctp;

import static io.jsctp.Stacks.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What SCTP_STATUS tells at each stage of an association, in virtual time. */
@Timeout(60)
class StatusTest {
    private VirtualWire wire;
    private SctpSocket listener;
    private SctpSocket client;
    private InetSocketAddress serverAddress;

    @BeforeEach
    void open() throws Exception {
        wire = new VirtualWire();
        serverAddress = new InetSocketAddress(InetAddress.getByName("192.0.2.2"), 5000);
        listener = wire.server.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        listener.bind(serverAddress);
        listener.listen(5);
        client = wire.client.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
    }

    private static SctpState state(SctpSocket socket) throws SctpException {
        return socket.getOption(SctpOption.STATUS).state();
    }

    private SctpSocket connect() throws SctpException {
        client.connect(serverAddress);
        return listener.accept();
    }

    @Test
    @DisplayName(
            "STATE-4 STATE-5 STATE-6 9260-5.1-1 9260-5.1.4-1: COOKIE-WAIT up to the INIT ACK, COOKIE-ECHOED up to the COOKIE ACK")
    void settingUp() throws SctpException {
        client.configureBlocking(false);
        Stacks.assertErrno(Errno.EINPROGRESS, () -> client.connect(serverAddress));
        assertThat(state(client)).isEqualTo(SctpState.COOKIE_WAIT);
        assertThat(wire.sent(1)).as("INIT").isEqualTo(1);
        wire.runForNs(2 * VirtualWire.DELAY_NS);
        assertThat(state(client)).isEqualTo(SctpState.COOKIE_ECHOED);
        assertThat(wire.sent(10)).as("COOKIE ECHO, at once").isEqualTo(1);
        wire.runForNs(2 * VirtualWire.DELAY_NS);
        assertThat(state(client)).isEqualTo(SctpState.ESTABLISHED);
    }

    @Test
    @DisplayName("STATE-7 STATE-8 9260-6-7: SHUTDOWN-PENDING until all data is acknowledged, then SHUTDOWN-SENT")
    void shuttingDown() throws SctpException {
        connect();
        client.sendv(bytes("x"), SendInfo.stream(0));
        client.shutdown(ShutdownHow.SHUT_WR);
        assertThat(state(client)).isEqualTo(SctpState.SHUTDOWN_PENDING);
        Stacks.assertErrno(Errno.EPIPE, () -> client.sendv(bytes("y"), SendInfo.stream(0)));
        wire.runForNs(2 * VirtualWire.DELAY_NS);
        assertThat(state(client)).isEqualTo(SctpState.SHUTDOWN_SENT);
    }

    @Test
    @DisplayName("STATE-9 STATE-10 9260-4-6 9260-6-7: SHUTDOWN-RECEIVED while data is left, then SHUTDOWN-ACK-SENT")
    void peerShuttingDown() throws SctpException {
        client.setOption(SctpOption.SO_RCVBUF, 5000);
        SctpSocket server = connect();
        for (int i = 0; i < 10; i++) {
            server.sendv(bytes(1000), SendInfo.stream(0));
        }
        wire.runFor(5);
        client.shutdown(ShutdownHow.SHUT_WR);
        wire.runFor(1);
        assertThat(state(server)).isEqualTo(SctpState.SHUTDOWN_RECEIVED);
        Stacks.assertErrno(Errno.EPIPE, () -> server.sendv(bytes("y"), SendInfo.stream(0)));
        for (int i = 0; i < 10; i++) {
            Stacks.readNext(client);
        }
        while (state(server) == SctpState.SHUTDOWN_RECEIVED) {
            wire.runForNs(VirtualWire.DELAY_NS / 10);
        }
        assertThat(state(server)).isEqualTo(SctpState.SHUTDOWN_ACK_SENT);
    }

    @Test
    @DisplayName("STAT-4 STAT-8: a message of the fragmentation point is one chunk, a byte more makes it two")
    void fragmentationPoint() throws SctpException {
        connect();
        client.setOption(SctpOption.NODELAY, true);
        int point = client.getOption(SctpOption.STATUS).fragmentationPoint();
        wire.cut();
        client.sendv(bytes(point), SendInfo.stream(0));
        assertThat(client.getOption(SctpOption.STATUS).unacknowledgedData()).isEqualTo(1);
        client.sendv(bytes(point + 1), SendInfo.stream(0));
        assertThat(client.getOption(SctpOption.STATUS).unacknowledgedData()).isEqualTo(3);
    }

    @Test
    @DisplayName("STAT-6 STAT-7 PINF-1 PINF-5: the streams as negotiated, and the path's round trip")
    void streamsAndRoundTrip() throws SctpException {
        listener.setOption(SctpOption.INITMSG, new InitMessage(7, 5, 0, 0));
        client.setOption(SctpOption.INITMSG, new InitMessage(9, 6, 0, 0));
        SctpSocket server = connect();
        Status status = client.getOption(SctpOption.STATUS);
        assertThat(status.outboundStreams()).isEqualTo(5);
        assertThat(status.inboundStreams()).isEqualTo(6);
        assertThat(server.getOption(SctpOption.STATUS).inboundStreams()).isEqualTo(5);
        client.sendv(bytes("x"), SendInfo.stream(0));
        wire.runFor(1);
        PeerAddressInfo primary = client.getOption(SctpOption.STATUS).primary();
        assertThat(primary).isNotNull();
        assertThat(primary.srttMs()).isEqualTo(2 * VirtualWire.DELAY_NS / 1_000_000);
    }
}
