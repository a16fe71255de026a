package io.jsctp;

import static io.jsctp.Stacks.assertErrno;
import static io.jsctp.Stacks.bytes;
import static io.jsctp.Stacks.expect;
import static io.jsctp.Stacks.expectChange;
import static io.jsctp.Stacks.readText;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that are read in parts (RFC 6458 §6.1.7, §8.1.20, §8.1.21), in virtual time. */
@Timeout(60)
class PartialDeliveryTest {
    private static final int POINT = 5000;
    private static final SendInfo PART = SendInfo.stream(3);
    private static final SendInfo LAST = PART.withFlags(SctpConstants.SCTP_EOR);

    private VirtualWire wire;
    private InetSocketAddress address;
    private SctpSocket server;
    private SctpSocket a;
    private SctpSocket b;

    /** Two clients of a one-to-many server. */
    @BeforeEach
    void open() throws Exception {
        wire = new VirtualWire();
        address = new InetSocketAddress(InetAddress.getByName("192.0.2.2"), 5000);
        server = prepared(Style.ONE_TO_MANY);
        a = client();
        b = client();
        a.connect(address);
        b.connect(address);
        wire.runFor(1);
        expectChange(server, AssociationChange.State.COMM_UP);
        expectChange(server, AssociationChange.State.COMM_UP);
    }

    private SctpSocket prepared(Style style) throws Exception {
        SctpSocket socket = wire.server.stack().socket(Family.IPV4, style);
        socket.configureBlocking(false);
        socket.setOption(SctpOption.PARTIAL_DELIVERY_POINT, POINT);
        socket.setOption(SctpOption.RECVRCVINFO, true);
        socket.setOption(SctpOption.event(EventType.PARTIAL_DELIVERY_EVENT), true);
        socket.setOption(SctpOption.event(EventType.ASSOC_CHANGE), true);
        socket.setOption(SctpOption.event(EventType.SHUTDOWN_EVENT), true);
        socket.bind(style == Style.ONE_TO_MANY ? address : new InetSocketAddress(address.getAddress(), 5001));
        socket.listen(5);
        return socket;
    }

    private SctpSocket client() throws SctpException {
        SctpSocket client = wire.client.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        client.setOption(SctpOption.EXPLICIT_EOR, true);
        return client;
    }

    private void send(SctpSocket from, int length, SendInfo info) throws SctpException {
        from.sendv(bytes(length), info);
        wire.runFor(1);
    }

    /** Reads all there is of a message; {@return how much, negative without its end} */
    private static int readAll(SctpSocket socket) throws SctpException {
        int total = 0;
        while (true) {
            try {
                ReceiveResult part = socket.recvv(ByteBuffer.allocate(1 << 16));
                assertThat(part.isNotification()).isFalse();
                assertThat(part.receiveInfo().streamId()).isEqualTo(3);
                total += part.length();
                if (part.isEndOfRecord()) {
                    return total;
                }
            } catch (SctpException e) {
                assertThat(e.errno()).isEqualTo(Errno.EAGAIN);
                return -total;
            }
        }
    }

    @Test
    @DisplayName(
            "XO-15 9260-6.9-12: a message up to the point is read as a whole, of a larger one parts come early; MSG_EOR ends it")
    void point() throws Exception {
        send(a, POINT, PART);
        assertErrno(Errno.EAGAIN, () -> Stacks.read(server));
        send(a, 1, PART);
        assertThat(readAll(server)).isEqualTo(-(POINT + 1));
        send(a, 7000, PART);
        assertThat(readAll(server)).isEqualTo(-7000);
        send(a, 2, LAST);
        assertThat(readAll(server)).isEqualTo(2);
        send(a, POINT, LAST);
        ReceiveResult whole = server.recvv(ByteBuffer.allocate(POINT));
        assertThat(whole.length()).isEqualTo(POINT);
        assertThat(whole.isEndOfRecord()).isTrue();
    }

    @Test
    @DisplayName("XO-15: the point is 1 to SO_RCVBUF, by default half of it")
    void pointOption() throws Exception {
        SctpSocket fresh = wire.server.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        int buffer = fresh.getOption(SctpOption.SO_RCVBUF);
        assertThat(fresh.getOption(SctpOption.PARTIAL_DELIVERY_POINT)).isEqualTo(buffer / 2);
        for (int fine : new int[] {1, buffer}) {
            fresh.setOption(SctpOption.PARTIAL_DELIVERY_POINT, fine);
            assertThat(fresh.getOption(SctpOption.PARTIAL_DELIVERY_POINT)).isEqualTo(fine);
        }
        for (int wrong : new int[] {-1, 0, buffer + 1}) {
            assertErrno(Errno.EINVAL, () -> fresh.setOption(SctpOption.PARTIAL_DELIVERY_POINT, wrong));
        }
    }

    @Test
    @DisplayName(
            "XE-3 9260-6.9-11: a message cut short by an ABORT is followed by SCTP_PARTIAL_DELIVERY_ABORTED, then COMM_LOST")
    void aborted() throws Exception {
        send(a, 10, LAST);
        assertThat(readAll(server)).isEqualTo(10);
        send(a, 6000, PART);
        send(a, 2, PART.withFlags(SctpConstants.SCTP_ABORT));
        ByteBuffer part = ByteBuffer.allocate(1 << 16);
        while (part.position() < 6000) {
            ReceiveResult read = server.recvv(part);
            assertThat(read.isNotification() || read.isEndOfRecord()).isFalse();
        }
        PartialDelivery told = expect(server, PartialDelivery.class);
        assertThat(told.indication()).isEqualTo(SctpConstants.SCTP_PARTIAL_DELIVERY_ABORTED);
        assertThat(told.streamId()).isEqualTo(3);
        assertThat(told.ssn()).isEqualTo(1);
        AssociationChange lost = expectChange(server, AssociationChange.State.COMM_LOST);
        assertThat(told.associationId()).isEqualTo(lost.associationId());
    }

    @Test
    @DisplayName("XE-3: nothing is told of a message of which no part was delivered, or that was delivered whole")
    void notAborted() throws Exception {
        send(a, 100, PART);
        send(a, 2, PART.withFlags(SctpConstants.SCTP_ABORT));
        expectChange(server, AssociationChange.State.COMM_LOST);
        send(b, 6000, PART);
        send(b, 1, LAST);
        assertThat(readAll(server)).isEqualTo(6001);
        send(b, 2, PART.withFlags(SctpConstants.SCTP_ABORT));
        expectChange(server, AssociationChange.State.COMM_LOST);
    }

    @Test
    @DisplayName("XO-14: at level 1 other associations come in between the parts, those of one do not mix")
    void level1() throws Exception {
        send(a, 6000, PART);
        b.sendv(bytes("b"), LAST);
        wire.runFor(1);
        assertThat(readAllBefore("b")).isEqualTo(6000);
        send(a, 1, LAST);
        assertThat(readAll(server)).isEqualTo(1);
    }

    private int readAllBefore(String text) throws SctpException {
        int total = 0;
        while (true) {
            Stacks.Received read = Stacks.read(server);
            if (read.text().equals(text)) {
                return total;
            }
            assertThat(read.result().isEndOfRecord()).isFalse();
            total += read.result().length();
        }
    }

    @Test
    @DisplayName("XO-14: at level 0 other associations and notifications wait for the end of the message")
    void level0() throws Exception {
        server.setOption(SctpOption.FRAGMENT_INTERLEAVE, 0);
        send(a, 6000, PART);
        b.sendv(bytes("b1"), LAST);
        send(b, 6000, PART);
        a.sendv(bytes("more"), PART);
        wire.runFor(1);
        assertThat(readAll(server)).isEqualTo(-6004);
        send(b, 1, LAST);
        b.shutdown(ShutdownHow.SHUT_WR);
        wire.runFor(1);
        assertErrno(Errno.EAGAIN, () -> Stacks.read(server));
        send(a, 1, LAST);
        assertThat(readAll(server)).isEqualTo(1);
        assertThat(readText(server)).isEqualTo("b1");
        assertThat(readAll(server)).isEqualTo(6001);
        expect(server, ShutdownEvent.class);
        expectChange(server, AssociationChange.State.SHUTDOWN_COMP);
        assertErrno(Errno.EAGAIN, () -> Stacks.read(server));
    }

    @Test
    @DisplayName("XO-14 XE-3: at level 0 an ABORT amidst the message lets the others go on, told of or not")
    void level0Aborted() throws Exception {
        server.setOption(SctpOption.FRAGMENT_INTERLEAVE, 0);
        server.setOption(SctpOption.event(EventType.PARTIAL_DELIVERY_EVENT), false, SctpConstants.SCTP_ALL_ASSOC);
        send(a, 6000, PART);
        assertThat(readAll(server)).isEqualTo(-6000);
        b.sendv(bytes("b1"), LAST);
        wire.runFor(1);
        assertErrno(Errno.EAGAIN, () -> Stacks.read(server));
        send(a, 2, PART.withFlags(SctpConstants.SCTP_ABORT));
        assertThat(readText(server)).isEqualTo("b1");
        expectChange(server, AssociationChange.State.COMM_LOST);
    }

    @Test
    @DisplayName(
            "XO-14: changing to level 1 lets go what waits; what an association peeled off has waiting goes with it")
    void released() throws Exception {
        server.setOption(SctpOption.FRAGMENT_INTERLEAVE, 0);
        send(a, 6000, PART);
        assertThat(readAll(server)).isEqualTo(-6000);
        b.sendv(bytes("b1"), LAST);
        wire.runFor(1);
        int ofB = server.getOption(SctpOption.GET_ASSOC_ID_LIST).get(1);
        SctpSocket own = server.peeloff(ofB);
        own.configureBlocking(false);
        assertThat(readText(own)).isEqualTo("b1");
        SctpSocket c = client();
        c.connect(address);
        wire.runFor(1);
        assertErrno(Errno.EAGAIN, () -> Stacks.read(server));
        server.setOption(SctpOption.FRAGMENT_INTERLEAVE, 1);
        expectChange(server, AssociationChange.State.COMM_UP);
    }

    @Test
    @DisplayName(
            "XO-14: an association peeled off amidst its message takes the rest of it along, and holds nobody back")
    void peeledOffAmidst() throws Exception {
        server.setOption(SctpOption.FRAGMENT_INTERLEAVE, 0);
        send(a, 6000, PART);
        assertThat(readAll(server)).isEqualTo(-6000);
        b.sendv(bytes("b1"), LAST);
        wire.runFor(1);
        SctpSocket own =
                server.peeloff(server.getOption(SctpOption.GET_ASSOC_ID_LIST).get(0));
        own.configureBlocking(false);
        assertThat(readText(server)).isEqualTo("b1");
        own.setOption(SctpOption.event(EventType.SENDER_DRY_EVENT), true);
        assertErrno(Errno.EAGAIN, () -> Stacks.read(own));
        a.shutdown(ShutdownHow.SHUT_WR);
        wire.runFor(1);
        expect(own, PartialDelivery.class);
        expect(own, SenderDry.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    @DisplayName("XO-14 XE-3: on a one-to-one socket notifications wait at level 0, its default, and do not at level 1")
    void oneToOne(int level) throws Exception {
        SctpSocket listener = prepared(Style.ONE_TO_ONE);
        SctpSocket client = client();
        client.connect(new InetSocketAddress(address.getAddress(), 5001));
        SctpSocket accepted = listener.accept();
        accepted.configureBlocking(false);
        assertThat(accepted.getOption(SctpOption.FRAGMENT_INTERLEAVE)).isZero();
        accepted.setOption(SctpOption.FRAGMENT_INTERLEAVE, level);
        accepted.setOption(SctpOption.event(EventType.SENDER_DRY_EVENT), true);
        expectChange(accepted, AssociationChange.State.COMM_UP);
        expect(accepted, SenderDry.class);
        send(client, 6000, PART);
        assertThat(readAll(accepted)).isEqualTo(-6000);
        accepted.sendv(bytes("answer"), SendInfo.stream(0));
        wire.runFor(1);
        if (level == 0) {
            assertErrno(Errno.EAGAIN, () -> Stacks.read(accepted));
            send(client, 1, LAST);
            assertThat(readAll(accepted)).isEqualTo(1);
        }
        expect(accepted, SenderDry.class);
    }

    @Test
    @DisplayName("XE-3: the event can be subscribed to by SCTP_EVENTS, too")
    void subscription() throws Exception {
        EventSubscription wanted =
                new EventSubscription(true, true, false, false, false, false, true, false, false, false);
        server.setOption(SctpOption.EVENTS, wanted);
        assertThat(server.getOption(SctpOption.EVENTS)).isEqualTo(wanted);
        assertThat(server.getOption(SctpOption.event(EventType.PARTIAL_DELIVERY_EVENT)))
                .isTrue();
    }
}
