package io.jsctp;

import static io.jsctp.Stacks.assertErrno;
import static io.jsctp.Stacks.bytes;
import static io.jsctp.Stacks.readText;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reading without taking, and messages in several buffers, in virtual time. */
@Timeout(60)
class PeekAndVectorsTest {
    private VirtualWire wire;
    private SctpSocket client;
    private SctpSocket server;
    private final MessageInfo info = new MessageInfo();

    @BeforeEach
    void connect() throws Exception {
        wire = new VirtualWire();
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName("192.0.2.2"), 5000);
        SctpSocket listener = wire.server.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        listener.setOption(SctpOption.RECVRCVINFO, true);
        listener.setOption(SctpOption.RECVNXTINFO, true);
        listener.setOption(SctpOption.event(EventType.ASSOC_CHANGE), true);
        listener.bind(address);
        listener.listen(1);
        client = wire.client.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        client.connect(address);
        server = listener.accept();
        wire.runFor(1);
    }

    private String peek(int room) throws SctpException {
        ByteBuffer target = ByteBuffer.allocate(room);
        int read = server.recvv(target, SctpConstants.MSG_PEEK | SctpConstants.MSG_EOR, info);
        assertThat(target.position()).isEqualTo(read);
        return new String(target.array(), 0, read, StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("RECVV-8 RECVV-9: what is read with MSG_PEEK is there again, a part that was not read yet too")
    void peeksAtMessages() throws Exception {
        Stacks.expectChange(server, AssociationChange.State.COMM_UP);
        client.sendv(bytes("hello"), SendInfo.stream(3).withPayloadProtocolId(9));
        client.sendv(bytes("world"), SendInfo.stream(4));

        assertThat(peek(100)).isEqualTo("hello");
        assertThat(info.flags()).isEqualTo(SctpConstants.MSG_EOR);
        assertThat(info.streamId()).isEqualTo(3);
        assertThat(info.payloadProtocolId()).isEqualTo(9);
        assertThat(peek(2)).isEqualTo("he");
        assertThat(info.isEndOfRecord()).isFalse();
        assertThat(info.nextInfo()).isNull();

        ByteBuffer two = ByteBuffer.allocate(2);
        assertThat(server.recvv(two, 0, info)).isEqualTo(2);
        assertThat(peek(100)).isEqualTo("llo");
        assertThat(info.isEndOfRecord()).isTrue();
        assertThat(readText(server)).isEqualTo("llo");
        assertThat(readText(server)).isEqualTo("world");
    }

    @Test
    @DisplayName("RECVV-8 RECVV-7 RECVV-21: with MSG_PEEK the next message is the one after that which was looked at")
    void peekKnowsTheNext() throws Exception {
        Stacks.expectChange(server, AssociationChange.State.COMM_UP);
        client.sendv(bytes("hello"), SendInfo.stream(3));
        client.sendv(bytes("again"), SendInfo.stream(4));
        wire.runFor(1);
        assertThat(peek(100)).isEqualTo("hello");
        assertThat(info.infoType()).isEqualTo(ReceiveInfoType.RN);
        assertThat(info.nextInfo().streamId()).isEqualTo(4);
        assertThat(info.nextInfo().lengthBytes()).isEqualTo(5);
    }

    @Test
    @DisplayName("RECVV-8: a notification is there again after MSG_PEEK")
    void peeksAtNotifications() throws Exception {
        byte[] first = new byte[64];
        int length = server.recvv(ByteBuffer.wrap(first), SctpConstants.MSG_PEEK, info);
        assertThat(info.notification()).isInstanceOf(AssociationChange.class);
        assertThat(info.flags()).isEqualTo(SctpConstants.MSG_NOTIFICATION | SctpConstants.MSG_EOR);
        ByteBuffer part = ByteBuffer.allocate(4);
        server.recvv(part, 0, info);
        assertThat(info.flags()).isEqualTo(SctpConstants.MSG_NOTIFICATION);
        byte[] rest = new byte[64];
        assertThat(server.recvv(ByteBuffer.wrap(rest), SctpConstants.MSG_PEEK, info))
                .isEqualTo(length - 4);
        assertThat(server.recvv(ByteBuffer.wrap(rest, 4, 60), 0, info)).isEqualTo(length - 4);
        assertThat(ByteBuffer.wrap(rest, 4, length - 4)).isEqualTo(ByteBuffer.wrap(first, 4, length - 4));
        client.sendv(bytes("data"), SendInfo.stream(0));
        assertThat(readText(server)).isEqualTo("data");
    }

    @Test
    @DisplayName("SENDV-1: all buffers are one message; they are consumed if it was taken, else not")
    void gathers() throws Exception {
        Stacks.expectChange(server, AssociationChange.State.COMM_UP);
        ByteBuffer[] parts = {
            bytes("one"), bytes(""), bytes("two"), bytes("xthreex").slice(1, 5)
        };
        assertThat(client.sendv(parts, null, SendInfo.stream(0), 0)).isEqualTo(11);
        assertThat(parts).allSatisfy(part -> assertThat(part.hasRemaining()).isFalse());
        assertThat(readText(server)).isEqualTo("onetwothree");

        ByteBuffer[] refused = {bytes("one"), bytes("two")};
        assertErrno(Errno.EINVAL, () -> client.sendv(refused, null, SendInfo.stream(60_000), 0));
        assertThat(refused).allSatisfy(part -> assertThat(part.remaining()).isEqualTo(3));
        assertErrno(Errno.EINVAL, () -> client.sendv(new ByteBuffer[0], null, SendInfo.stream(0), 0));
        assertErrno(Errno.EFAULT, () -> client.sendv((ByteBuffer[]) null, null, SendInfo.stream(0), 0));
        assertErrno(Errno.EFAULT, () -> client.sendv(new ByteBuffer[] {null}, null, SendInfo.stream(0), 0));
        client.setOption(SctpOption.SO_SNDBUF, 5);
        assertErrno(Errno.EMSGSIZE, () -> client.sendv(refused, null, SendInfo.stream(0), 0));
    }

    @Test
    @DisplayName("RECVV-1: the buffers are filled in order; what does not fit comes with the next call")
    void scatters() throws Exception {
        Stacks.expectChange(server, AssociationChange.State.COMM_UP);
        client.sendv(bytes("abcdefgh"), SendInfo.stream(0));
        ByteBuffer[] targets = {ByteBuffer.allocate(3), ByteBuffer.allocate(0), ByteBuffer.allocateDirect(4)};
        for (int flags : new int[] {SctpConstants.MSG_PEEK, 0}) {
            assertThat(server.recvv(targets, flags, info)).isEqualTo(7);
            assertThat(info.isEndOfRecord()).isFalse();
            assertThat(targets[0].flip()).isEqualTo(bytes("abc"));
            assertThat(targets[2].flip()).isEqualTo(bytes("defg"));
            targets[0].clear();
            targets[2].clear();
        }
        assertThat(server.recvv(targets, 0, info)).isEqualTo(1);
        assertThat(info.isEndOfRecord()).isTrue();
        assertThat(targets[0].flip()).isEqualTo(bytes("h"));
        assertErrno(Errno.EINVAL, () -> server.recvv(new ByteBuffer[0], 0, info));
        ByteBuffer[] readOnly = {ByteBuffer.allocate(1), ByteBuffer.allocate(1).asReadOnlyBuffer()};
        assertErrno(Errno.EINVAL, () -> server.recvv(readOnly, 0, info));
        assertErrno(Errno.EFAULT, () -> server.recvv(new ByteBuffer[] {null}, 0, info));
        assertErrno(Errno.EFAULT, () -> server.recvv((ByteBuffer[]) null, 0, info));
    }
}
