package io.jsctp;

import static io.jsctp.Stacks.assertErrno;
import static io.jsctp.Stacks.bytes;
import static io.jsctp.Stacks.expectChange;
import static io.jsctp.Stacks.readText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SteppedStackTest {
    private static final long SECOND_NS = 1_000_000_000L;

    private VirtualWire wire;
    private InetSocketAddress serverAddress;

    @BeforeEach
    void open() throws Exception {
        wire = new VirtualWire();
        serverAddress = new InetSocketAddress(InetAddress.getByName("192.0.2.2"), 5000);
    }

    private SctpSocket listener(Style style) throws SctpException {
        SctpSocket socket = wire.server.stack().socket(Family.IPV4, style);
        socket.bind(serverAddress);
        socket.listen(5);
        return socket;
    }

    private SctpSocket connected() throws SctpException {
        SctpSocket socket = wire.client.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        socket.connect(serverAddress);
        return socket;
    }

    @Test
    @DisplayName("SOCK-3 blocking calls run the steps themselves: connect, accept, sendv, recvv, all in virtual time")
    void blockingCalls() throws Exception {
        SctpSocket listener = listener(Style.ONE_TO_ONE);
        long begin = wire.nowNs();
        SctpSocket client = connected();
        // INIT, INIT ACK, COOKIE ECHO, COOKIE ACK
        assertThat(wire.nowNs() - begin).isEqualTo(4 * VirtualWire.DELAY_NS);
        SctpSocket server = listener.accept();
        client.sendv(bytes("ping"), SendInfo.stream(0));
        assertThat(readText(server)).isEqualTo("ping");
        server.sendv(bytes("pong"), SendInfo.stream(1));
        assertThat(readText(client)).isEqualTo("pong");
        client.close();
        Stacks.expectEnd(server);
    }

    @Test
    @DisplayName("SENDV-46 a sender waits for room in its buffer by running steps")
    void waitsForRoom() throws Exception {
        SctpSocket listener = listener(Style.ONE_TO_ONE);
        SctpSocket client = wire.client.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        client.setOption(SctpOption.SO_SNDBUF, 10_000);
        client.connect(serverAddress);
        for (int i = 0; i < 20; i++) {
            client.sendv(bytes(5_000), SendInfo.stream(0));
        }
        SctpSocket server = listener.accept();
        for (int i = 0; i < 20; i++) {
            assertThat(Stacks.read(server).result().length()).isEqualTo(5_000);
        }
    }

    @Test
    @DisplayName("CONNX-19 nobody answers: connect fails with ETIMEDOUT after nine INITs, 1 s + 2 s + ... 60 s apart")
    void timesOut() {
        wire.cut();
        long begin = wire.nowNs();
        assertErrno(Errno.ETIMEDOUT, this::connected);
        assertThat(Duration.ofNanos(wire.nowNs() - begin)).hasSeconds(1 + 2 + 4 + 8 + 16 + 32 + 60 + 60 + 60);
        assertThat(wire.client.stack().counters().packetsSent()).isEqualTo(9);
    }

    @Test
    @DisplayName("SOCK-3 a call that would wait for what can never come fails with EDEADLK")
    void deadlock() throws Exception {
        SctpSocket listener = listener(Style.ONE_TO_ONE);
        assertErrno(Errno.EDEADLK, listener::accept);
        SctpSocket client = connected();
        client.setOption(SctpOption.PEER_ADDR_PARAMS, new PeerAddressParams(0, 0, 0, PeerAddressParams.SPP_HB_DISABLE));
        SctpSocket server = listener.accept();
        server.setOption(SctpOption.PEER_ADDR_PARAMS, new PeerAddressParams(0, 0, 0, PeerAddressParams.SPP_HB_DISABLE));
        assertErrno(Errno.EDEADLK, () -> readText(client));
        // The failed call has left nothing behind.
        server.sendv(bytes("late"), SendInfo.stream(0));
        assertThat(readText(client)).isEqualTo("late");
    }

    @Test
    @DisplayName("CONNX-18 RECVV-32 a non-blocking socket advances by step() alone")
    void steps() throws Exception {
        listener(Style.ONE_TO_ONE);
        SctpSocket client = wire.client.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        client.setOption(SctpOption.event(EventType.ASSOC_CHANGE), true);
        client.configureBlocking(false);
        assertErrno(Errno.EINPROGRESS, () -> client.connect(serverAddress));
        assertThat(wire.client.nextTimeoutNs()).isEqualTo(wire.nowNs() + SECOND_NS);
        assertThat(wire.client.step()).as("nothing is there yet").isFalse();
        assertErrno(Errno.EAGAIN, () -> readText(client));
        client.configureBlocking(true);
        expectChange(client, AssociationChange.State.COMM_UP);
        assertThat(wire.server.step()).isFalse();
    }

    @Test
    @DisplayName("XO-1 lingering and the grace of closing are measured by the link's clock")
    void linger() throws Exception {
        SctpSocket listener = listener(Style.ONE_TO_ONE);
        SctpSocket client = connected();
        SctpSocket server = listener.accept();
        client.setOption(SctpOption.SO_LINGER, new Linger(true, 7));
        wire.cut();
        long begin = wire.nowNs();
        client.close();
        assertThat(wire.nowNs() - begin).isEqualTo(7 * SECOND_NS);
        server.close();
        begin = wire.nowNs();
        wire.server.close();
        assertThat(wire.nowNs() - begin).isEqualTo(2 * SECOND_NS);
        assertErrno(Errno.EBADF, () -> wire.server.stack().socket(Family.IPV4, Style.ONE_TO_ONE));
        wire.client.close();
    }

    @Test
    @DisplayName("SOCK-3 an interrupted call ends with EINTR")
    void interrupted() throws Exception {
        SctpSocket listener = listener(Style.ONE_TO_ONE);
        Thread.currentThread().interrupt();
        assertErrno(Errno.EINTR, listener::accept);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    @DisplayName("SOCK-3 two runs with the same seeds do the same at the same time")
    void replay() throws Exception {
        List<String> first = run();
        wire = new VirtualWire();
        assertThat(run()).isEqualTo(first);
    }

    private List<String> run() throws SctpException {
        List<String> log = new ArrayList<>();
        SctpSocket many = listener(Style.ONE_TO_MANY);
        Stacks.subscribed(many);
        SctpSocket client = connected();
        client.sendv(bytes(100_000), SendInfo.stream(3));
        client.close();
        int events = 0;
        while (events < 4) {
            Stacks.Received received = Stacks.read(many);
            log.add(wire.nowNs() + " " + received.result());
            events += received.result().isNotification() ? 1 : 0;
            if (received.result().notification() instanceof AssociationChange change
                    && change.state() == AssociationChange.State.SHUTDOWN_COMP) {
                break;
            }
        }
        assertThat(log).hasSizeGreaterThan(2);
        return log;
    }

    @Test
    @DisplayName("SOCK-3 a step within a step is a mistake of the caller and is refused")
    void notNested() throws Exception {
        LinkWrapper nested =
                new LinkWrapper(io.jsctp.link.UdpLink.open(List.of(InetAddress.getLoopbackAddress()), 0, true)) {
                    @Override
                    public int poll(io.jsctp.link.PacketReceiver receiver, long timeoutNs) {
                        inPoll.run();
                        return super.poll(receiver, timeoutNs);
                    }
                };
        try (SteppedStack stack = SctpStack.builder().link(nested).openStepped()) {
            inPoll = stack::step;
            assertThatThrownBy(stack::step).isInstanceOf(IllegalStateException.class);
            inPoll = () -> {};
            assertThat(stack.step()).isFalse();
        }
    }

    private Runnable inPoll = () -> {};
}
