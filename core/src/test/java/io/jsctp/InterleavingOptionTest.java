package io.jsctp;

import static io.jsctp.Stacks.assertErrno;
import static io.jsctp.Stacks.bytes;
import static io.jsctp.Stacks.expect;
import static io.jsctp.Stacks.expectChange;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages of one association that come and go between the parts of others (RFC 8260 §4), in virtual time. */
@Timeout(60)
class InterleavingOptionTest {
    private static final int POINT = 5000;

    private VirtualWire wire;
    private InetSocketAddress address;
    private SctpSocket listener;
    private SctpSocket client;

    @BeforeEach
    void open() throws Exception {
        wire = new VirtualWire();
        address = new InetSocketAddress(InetAddress.getByName("192.0.2.2"), 5000);
        listener = wire.server.stack().socket(Family.IPV4, Style.ONE_TO_MANY);
        listener.configureBlocking(false);
        listener.setOption(SctpOption.PARTIAL_DELIVERY_POINT, POINT);
        listener.setOption(SctpOption.event(EventType.ASSOC_CHANGE), true);
        listener.setOption(SctpOption.event(EventType.PARTIAL_DELIVERY_EVENT), true);
        interleaving(listener);
        listener.bind(address);
        listener.listen(5);
        client = wire.client.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        client.setOption(SctpOption.EXPLICIT_EOR, true);
    }

    private static void interleaving(SctpSocket socket) throws SctpException {
        socket.setOption(SctpOption.RECVRCVINFO, true);
        socket.setOption(SctpOption.FRAGMENT_INTERLEAVE, 2);
        socket.setOption(SctpOption.INTERLEAVING_SUPPORTED, true);
    }

    private void send(int stream, int length, boolean end) throws SctpException {
        client.sendv(bytes(length), SendInfo.stream(stream).withFlags(end ? SctpConstants.SCTP_EOR : 0));
        wire.runFor(1);
    }

    /** Reads all there is: the stream, the number, and + if there is more of the message. */
    private List<String> readAll() throws SctpException {
        List<String> all = new ArrayList<>();
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        while (true) {
            try {
                ReceiveResult result = listener.recvv(buffer.clear());
                if (result.isNotification()) {
                    all.add(result.notification().getClass().getSimpleName());
                    continue;
                }
                ReceiveInfo info = result.receiveInfo();
                String text = info.streamId() + ":" + info.ssn() + (result.isEndOfRecord() ? "" : "+");
                if (all.isEmpty() || !all.get(all.size() - 1).equals(text)) {
                    all.add(text);
                }
            } catch (SctpException e) {
                assertThat(e.errno()).isEqualTo(Errno.EAGAIN);
                return all;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("XT-18 XT-19 8260-2.2.1-1: it is in use if both sides ask for it, and both are told")
    void told(boolean both) throws Exception {
        client.setOption(SctpOption.event(EventType.ASSOC_CHANGE), true);
        if (both) {
            interleaving(client);
        }
        client.connect(address);
        wire.runFor(1);
        AssociationChange up = expectChange(listener, AssociationChange.State.COMM_UP);
        AssociationChange own = expectChange(client, AssociationChange.State.COMM_UP);
        for (AssociationChange change : List.of(up, own)) {
            boolean listed = false;
            for (int i = 0; i < change.info().remaining(); i++) {
                listed |= change.info().get(i) == SctpConstants.SCTP_ASSOC_SUPPORTS_INTERLEAVING;
            }
            assertThat(listed).isEqualTo(both);
        }
        assertThat(client.getOption(SctpOption.INTERLEAVING_SUPPORTED)).isEqualTo(both);
        assertThat(listener.getOption(SctpOption.INTERLEAVING_SUPPORTED, up.associationId()))
                .isEqualTo(both);
    }

    @Test
    @DisplayName("XT-22 XT-17 XO-14: each stream has its message in parts, and readers get them by turns")
    void openOnSeveralStreams() throws Exception {
        interleaving(client);
        client.connect(address);
        wire.runFor(1);
        expectChange(listener, AssociationChange.State.COMM_UP);
        send(3, 6000, false);
        send(4, 7000, false);
        send(5, 10, true);
        assertThat(readAll()).containsExactly("3:0+", "4:0+", "5:0");
        send(3, 10, false);
        send(5, 20, true);
        send(4, 10, true);
        send(4, 30, true);
        send(3, 10, true);
        assertThat(readAll()).containsExactly("3:0+", "5:1", "4:0", "4:1", "3:0");
        assertThat(client.getOption(SctpOption.STATUS).unacknowledgedData()).isZero();
    }

    @Test
    @DisplayName("XT-22 XE-3: an end that never comes is told of each message that has been read in part")
    void aborted() throws Exception {
        interleaving(client);
        client.connect(address);
        wire.runFor(1);
        expectChange(listener, AssociationChange.State.COMM_UP);
        send(3, 6000, false);
        send(4, 7000, false);
        assertThat(readAll()).containsExactly("3:0+", "4:0+");
        client.sendv(bytes(1), SendInfo.stream(3).withFlags(SctpConstants.SCTP_ABORT));
        wire.runFor(1);
        assertThat(expect(listener, PartialDelivery.class).streamId()).isEqualTo(3);
        assertThat(expect(listener, PartialDelivery.class).streamId()).isEqualTo(4);
        expectChange(listener, AssociationChange.State.COMM_LOST);
    }

    @Test
    @DisplayName("XO-14 XT-19: level 2 stays while messages of an association are interleaved")
    void levelStays() throws Exception {
        interleaving(client);
        client.connect(address);
        wire.runFor(1);
        client.setOption(SctpOption.INTERLEAVING_SUPPORTED, false);
        assertErrno(Errno.EINVAL, () -> client.setOption(SctpOption.FRAGMENT_INTERLEAVE, 0));
        assertThat(client.getOption(SctpOption.FRAGMENT_INTERLEAVE)).isEqualTo(2);
    }

    @Test
    @DisplayName("XO-14: at level 2 messages of other streams overtake one that is read in parts, with DATA as well")
    void withoutInterleaving() throws Exception {
        client.setOption(SctpOption.INITIAL_CWND, 100);
        client.connect(address);
        wire.runFor(1);
        expectChange(listener, AssociationChange.State.COMM_UP);
        int[] packets = new int[1];
        wire.onPacket = packet -> {
            boolean data = packet.get(12) == 0 && packet.getShort(14) > 500;
            if (data && packets[0]++ == 5) {
                packet.put(20, (byte) ~packet.get(20)); // the sixth one gets lost, once
            }
        };
        client.sendv(bytes(12_000), SendInfo.stream(3).withFlags(SctpConstants.SCTP_EOR));
        client.sendv(bytes(10), SendInfo.stream(4).withFlags(SctpConstants.SCTP_EOR));
        client.sendv(bytes(10), SendInfo.stream(3).withFlags(SctpConstants.SCTP_EOR));
        wire.runFor(10);
        assertThat(readAll()).containsExactly("3:0+", "4:0", "3:0", "3:1");
    }
}
