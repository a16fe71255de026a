package io.jsctp;

import static io.jsctp.Stacks.assertErrno;
import static io.jsctp.Stacks.bytes;
import static io.jsctp.Stacks.readText;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SO_RCVTIMEO and SO_SNDTIMEO, in virtual time: every call that waits comes back when its time is over. */
@Timeout(60)
class TimeoutsTest {
    private static final long SECOND_NS = 1_000_000_000L;

    private VirtualWire wire;
    private InetSocketAddress serverAddress;
    private SctpSocket listener;
    private SctpSocket client;

    @BeforeEach
    void open() throws Exception {
        wire = new VirtualWire();
        serverAddress = new InetSocketAddress(InetAddress.getByName("192.0.2.2"), 5000);
        listener = wire.server.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        listener.bind(serverAddress);
        listener.listen(5);
        client = wire.client.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
    }

    private void times(Errno errno, long seconds, ThrowingCallable call) {
        long before = wire.nowNs();
        assertErrno(errno, call);
        assertThat(wire.nowNs() - before).isEqualTo(seconds * SECOND_NS);
    }

    @Test
    @DisplayName("SOCK-3 SENDV-46 RECVV-32: off by default, read back, not negative")
    void values() throws SctpException {
        assertThat(client.getOption(SctpOption.SO_RCVTIMEO)).isZero();
        assertThat(client.getOption(SctpOption.SO_SNDTIMEO)).isZero();
        client.setOption(SctpOption.SO_RCVTIMEO, Duration.ofMillis(1500));
        client.setOption(SctpOption.SO_SNDTIMEO, Duration.ofMillis(2500));
        assertThat(client.getOption(SctpOption.SO_RCVTIMEO)).isEqualTo(Duration.ofMillis(1500));
        assertThat(client.getOption(SctpOption.SO_SNDTIMEO)).isEqualTo(Duration.ofMillis(2500));
        assertErrno(Errno.EINVAL, () -> client.setOption(SctpOption.SO_RCVTIMEO, Duration.ofNanos(-1)));
        assertErrno(Errno.EINVAL, () -> client.setOption(SctpOption.SO_SNDTIMEO, Duration.ofDays(366)));
        assertErrno(Errno.EINVAL, () -> client.setOption(SctpOption.SO_SNDTIMEO, Duration.ofSeconds(Long.MAX_VALUE)));
    }

    @Test
    @DisplayName("RECVV-32 XC-4: recvv and accept give EAGAIN when nothing came in time; what comes in time is read")
    void receiving() throws Exception {
        listener.setOption(SctpOption.SO_RCVTIMEO, Duration.ofSeconds(3));
        times(Errno.EAGAIN, 3, listener::accept);
        client.connect(serverAddress);
        SctpSocket accepted = listener.accept();
        times(Errno.EAGAIN, 3, () -> accepted.recvv(ByteBuffer.allocate(10)));
        client.sendv(bytes("in time"), SendInfo.stream(0));
        assertThat(readText(accepted)).isEqualTo("in time");
        accepted.setOption(SctpOption.SO_RCVTIMEO, Duration.ofSeconds(7));
        times(Errno.EAGAIN, 7, () -> accepted.recvv(ByteBuffer.allocate(10)));
    }

    @Test
    @DisplayName("SENDV-46: sendv gives EAGAIN when no room came in time, and queues nothing")
    void sending() throws Exception {
        client.setOption(SctpOption.SO_SNDBUF, 10_000);
        client.setOption(SctpOption.SO_SNDTIMEO, Duration.ofSeconds(2));
        client.connect(serverAddress);
        wire.cut();
        client.sendv(bytes(6000), SendInfo.stream(0));
        ByteBuffer second = bytes(6000);
        times(Errno.EAGAIN, 2, () -> client.sendv(second, SendInfo.stream(0)));
        assertThat(second.remaining()).isEqualTo(6000);
    }

    @Test
    @DisplayName("CONNX-18 CONNX-10: connect gives EINPROGRESS, connectx EAGAIN; the set-up goes on in the background")
    void connecting() throws Exception {
        client.setOption(SctpOption.SO_SNDTIMEO, Duration.ofNanos(3 * VirtualWire.DELAY_NS));
        assertErrno(Errno.EINPROGRESS, () -> client.connect(serverAddress));
        assertErrno(Errno.EALREADY, () -> client.connect(serverAddress));
        listener.accept();
        wire.runFor(1);
        assertErrno(Errno.EISCONN, () -> client.connect(serverAddress));
        SctpSocket many = wire.client.stack().socket(Family.IPV4, Style.ONE_TO_MANY);
        many.setOption(SctpOption.SO_SNDTIMEO, Duration.ofNanos(3 * VirtualWire.DELAY_NS));
        assertErrno(Errno.EAGAIN, () -> many.connectx(List.of(serverAddress)));
        wire.runFor(1);
        assertThat(many.getOption(SctpOption.GET_ASSOC_NUMBER)).isEqualTo(1);
    }
}
