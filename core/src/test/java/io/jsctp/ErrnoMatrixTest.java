package io.jsctp;

import static io.jsctp.Stacks.assertErrno;
import static io.jsctp.Stacks.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is not tested where it belongs by subject: docs/requirements/socket-interface.md §21, call by call. */
@Timeout(60)
class ErrnoMatrixTest {
    private Stacks stacks;
    private SctpSocket fresh;

    @BeforeEach
    void open() throws IOException {
        stacks = new Stacks();
        fresh = stacks.clientSocket(Style.ONE_TO_ONE);
    }

    @AfterEach
    void close() {
        stacks.close();
    }

    private static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(address, port);
    }

    @Test
    @DisplayName("9260-11.1.2-1 CONNX-5 CONNX-7 CONNX-14 CONNX-16 CONNX-20 ADDR-5: wrong arguments of connectx")
    void connectx() throws SctpException {
        assertErrno(Errno.EFAULT, () -> fresh.connectx(null));
        assertErrno(Errno.EFAULT, () -> fresh.connect(null));
        assertErrno(Errno.EINVAL, () -> fresh.connectx(List.of()));
        assertErrno(Errno.EINVAL, () -> fresh.connectx(List.of(at("127.0.0.1", 1), at("127.0.0.2", 2))));
        assertErrno(Errno.EINVAL, () -> fresh.connect(at("0.0.0.0", 5000)));
        assertErrno(Errno.EINVAL, () -> fresh.connect(at("224.0.0.1", 5000)));
        assertErrno(Errno.EINVAL, () -> fresh.connect(at("127.0.0.1", 0)));
        assertErrno(Errno.EINVAL, () -> fresh.connect(InetSocketAddress.createUnresolved("nowhere", 5000)));
        assertThat(fresh.getladdrs(0)).as("nothing was bound by that").isEmpty();
        SctpSocket listener = stacks.listener(Style.ONE_TO_ONE);
        assertErrno(Errno.EOPNOTSUPP, () -> listener.connect(at("127.0.0.1", 5001)));
    }

    @Test
    @DisplayName(
            "SENDV-9 SENDV-12 SENDV-14 SENDV-28 SENDV-34 SENDV-37 SENDV-39 SENDV-40 SENDV-43 ADDR-9 9260-5.1.1-3: wrong arguments of sendv; SPA and what of it counts")
    void sendv() throws SctpException {
        assertErrno(Errno.ENOTCONN, () -> fresh.sendv(bytes("x"), SendInfo.stream(0)));
        assertErrno(Errno.ENOTCONN, () -> fresh.sendv(bytes("x"), null, null, 0));
        assertErrno(Errno.EAFNOSUPPORT, () -> fresh.sendv(bytes("x"), List.of(at("::1", 1)), null, 0));
        SctpSocket listening = stacks.client.socket(Family.IPV4, Style.ONE_TO_ONE);
        listening.listen(1);
        assertErrno(Errno.EOPNOTSUPP, () -> listening.sendv(bytes("x"), SendInfo.stream(0)));
        Stacks.Pair pair = stacks.pair();
        SctpSocket socket = pair.client();
        int streams = socket.getOption(SctpOption.STATUS).outboundStreams();
        int flags = SctpConstants.MSG_OOB;
        SendInfo zero = SendInfo.stream(0);
        assertErrno(Errno.EFAULT, () -> socket.sendv(null, zero));
        assertErrno(Errno.EOPNOTSUPP, () -> socket.sendv(bytes("x"), null, zero, flags));
        assertErrno(Errno.EOPNOTSUPP, () -> socket.sendv(bytes("x"), null, zero, 0x4));
        assertErrno(Errno.EINVAL, () -> socket.sendv(bytes(""), zero));
        assertErrno(Errno.EINVAL, () -> socket.sendv(bytes("x"), SendInfo.stream(streams)));
        assertErrno(Errno.EINVAL, () -> socket.sendv(bytes("x"), SendInfo.stream(-1)));
        assertErrno(Errno.EINVAL, () -> socket.sendv(bytes("x"), SendInfo.stream(65536)));
        assertErrno(Errno.EINVAL, () -> socket.sendv(bytes("x"), zero.withFlags(0x0040)));
        assertErrno(Errno.EINVAL, () -> socket.sendv(bytes("x"), new PrInfo(9, 0)));
        assertErrno(Errno.EMSGSIZE, () -> socket.sendv(bytes(socket.getOption(SctpOption.SO_SNDBUF) + 1), zero));
        assertErrno(Errno.EISCONN, () -> socket.sendv(bytes("x"), stacks.serverAddresses(), zero, 0));
        // A call that fails takes nothing from the buffer.
        ByteBuffer kept = bytes("kept");
        assertErrno(Errno.EINVAL, () -> socket.sendv(kept, SendInfo.stream(streams)));
        assertThat(kept.remaining()).isEqualTo(4);
        // SENDV-9, -12, -28: both infos count, absent ones do not
        socket.sendv(bytes("spa"), new SendvSpa(zero, new PrInfo(SctpConstants.SCTP_PR_SCTP_TTL, 60_000)));
        socket.sendv(kept, new SendvSpa(null, null));
        assertThat(kept.hasRemaining()).isFalse();
        assertThat(Stacks.readText(pair.server())).isEqualTo("spa");
        assertThat(Stacks.readText(pair.server())).isEqualTo("kept");
    }

    @Test
    @DisplayName("SENDV-18 SENDV-22 STY-3: SCTP_EOF and SCTP_ABORT work on one-to-one sockets, too")
    void endsOneToOne() throws SctpException {
        Stacks.Pair pair = stacks.pair();
        pair.client().sendv(bytes("bye"), SendInfo.stream(0).withFlags(SctpConstants.SCTP_EOF));
        assertThat(Stacks.readText(pair.server())).isEqualTo("bye");
        Stacks.expect(pair.server(), ShutdownEvent.class);
        pair.listener().close();
        pair.server().close();
        SctpSocket listener = stacks.server.socket(Family.IPV4, Style.ONE_TO_ONE);
        InetSocketAddress other = at("127.0.0.1", 5001);
        listener.bind(other);
        listener.listen(1);
        fresh.connect(other);
        SctpSocket accepted = listener.accept();
        fresh.sendv(bytes("gone"), SendInfo.stream(0).withFlags(SctpConstants.SCTP_ABORT));
        assertErrno(Errno.ECONNRESET, () -> Stacks.read(accepted));
        Stacks.expectEnd(accepted);
        Stacks.expectChange(fresh, AssociationChange.State.COMM_UP);
        Stacks.expectChange(fresh, AssociationChange.State.COMM_LOST);
    }

    @Test
    @DisplayName("RECVV-9 RECVV-28 RECVV-30 STY-6: wrong arguments of recvv, MSG_OOB, not connected")
    void recvv() throws SctpException {
        ByteBuffer buffer = ByteBuffer.allocate(10);
        assertErrno(Errno.ENOTCONN, () -> fresh.recvv(buffer));
        SctpSocket listener = stacks.listener(Style.ONE_TO_ONE);
        assertErrno(Errno.ENOTCONN, () -> listener.recvv(buffer));
        assertErrno(Errno.EFAULT, () -> fresh.recvv(null));
        assertErrno(Errno.EFAULT, () -> fresh.recvv(buffer, 0, null));
        assertErrno(Errno.EINVAL, () -> fresh.recvv(ByteBuffer.allocate(0)));
        assertErrno(Errno.EINVAL, () -> fresh.recvv(buffer.asReadOnlyBuffer()));
        assertErrno(Errno.EOPNOTSUPP, () -> fresh.recvv(buffer, SctpConstants.MSG_OOB));
        assertErrno(Errno.EOPNOTSUPP, () -> fresh.recvv(buffer, SctpConstants.SCTP_EOF));
        fresh.connect(stacks.serverAddress());
        int leftOver = SctpConstants.MSG_EOR | SctpConstants.MSG_NOTIFICATION;
        assertThat(fresh.recvv(buffer, leftOver).isNotification()).isTrue();
    }

    @Test
    @DisplayName("GPAD-6 XC-6 XC-12 XC-13: socket, listen, accept, shutdown, getpaddrs, getpeername, getsockname")
    void others() throws SctpException {
        assertErrno(Errno.EFAULT, () -> stacks.client.socket(null, Style.ONE_TO_ONE));
        assertErrno(Errno.EFAULT, () -> stacks.client.socket(Family.IPV4, null));
        assertErrno(Errno.EINVAL, fresh::accept);
        assertErrno(Errno.EINVAL, fresh::getsockname);
        assertErrno(Errno.ENOTCONN, fresh::getpeername);
        assertThat(fresh.getpaddrs(0)).as("GPAD-6").isEmpty();
        Stacks.Pair pair = stacks.pair();
        assertErrno(Errno.EISCONN, () -> pair.client().listen(1));
        assertErrno(Errno.EINVAL, () -> pair.server().accept());
        assertErrno(Errno.ENOTCONN, () -> fresh.getOption(SctpOption.PRIMARY_ADDR));
    }

    @Test
    @DisplayName("a message says the call, the rule and the errno")
    void explains() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> fresh.connect(stacks.serverAddress()))
                .hasMessage(
                        "connect: /127.0.0.1:5000 refused by an ABORT: nobody listens on that SCTP port, or takes no more now"
                                + " (ECONNREFUSED)");
    }
}
