package io.jsctp;

import static io.jsctp.Stacks.assertErrno;
import static io.jsctp.Stacks.bytes;
import static io.jsctp.Stacks.expectChange;
import static io.jsctp.Stacks.readText;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NonBlockingTest {
    private Stacks stacks;

    @BeforeEach
    void open() throws IOException {
        stacks = new Stacks();
    }

    @AfterEach
    void close() {
        stacks.close();
    }

    @Test
    @DisplayName("SOPT-12 CONNX-18 XC-16: connect goes on in the background and is reported by the event")
    void connects() throws SctpException {
        SctpSocket listener = stacks.listener(Style.ONE_TO_ONE);
        SctpSocket plain = stacks.clientSocket(Style.ONE_TO_ONE);
        plain.configureBlocking(false);
        assertErrno(Errno.EINPROGRESS, () -> plain.connect(stacks.serverAddress()));
        plain.configureBlocking(true);
        expectChange(plain, AssociationChange.State.COMM_UP);
        assertErrno(Errno.EISCONN, () -> plain.connect(stacks.serverAddress()));
        SctpSocket many = stacks.clientSocket(Style.ONE_TO_MANY);
        many.configureBlocking(false);
        assertErrno(Errno.EAGAIN, () -> many.connectx(stacks.serverAddresses()));
        many.configureBlocking(true);
        int id = expectChange(many, AssociationChange.State.COMM_UP).associationId();
        assertThat(many.getOption(SctpOption.GET_ASSOC_ID_LIST)).containsExactly(id);
        listener.accept();
        listener.accept();
    }

    @Test
    @DisplayName(
            "SOPT-12 CONNX-10 RECVV-32 STATE-4: while the set-up is under way: EALREADY for connect, EAGAIN for recvv")
    void whileConnecting() throws Exception {
        try (DatagramSocket silent = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0))) {
            for (Style style : Style.values()) {
                SctpSocket socket = stacks.clientSocket(style);
                socket.configureBlocking(false);
                socket.setOption(SctpOption.REMOTE_UDP_ENCAPS_PORT, silent.getLocalPort());
                assertErrno(Errno.EINPROGRESS, () -> socket.connect(stacks.serverAddress()));
                assertErrno(Errno.EALREADY, () -> socket.connect(stacks.serverAddress()));
                assertErrno(Errno.EALREADY, () -> socket.connectx(stacks.serverAddresses()));
                assertErrno(Errno.EAGAIN, () -> Stacks.read(socket));
                if (style == Style.ONE_TO_ONE) {
                    Status status = socket.getOption(SctpOption.STATUS);
                    assertThat(status.state()).isEqualTo(SctpState.COOKIE_WAIT);
                }
            }
        }
    }

    @Test
    @DisplayName(
            "9260-11.1.5-1 EVT-9 XC-16: a refused set-up gives CANT_STR_ASSOC and what was to be sent, then the errno once")
    void refused() throws SctpException {
        SctpSocket socket = stacks.clientSocket(Style.ONE_TO_ONE);
        socket.configureBlocking(false);
        socket.sendv(
                bytes("hello"), stacks.serverAddresses(), SendInfo.stream(0).withContext(42), 0);
        socket.configureBlocking(true);
        expectChange(socket, AssociationChange.State.CANT_STR_ASSOC);
        SendFailed failed = Stacks.expect(socket, SendFailed.class);
        assertThat(failed.info().context()).isEqualTo(42);
        assertThat(failed.flags()).isEqualTo(SctpConstants.SCTP_DATA_UNSENT);
        assertThat(failed.data()).isEqualTo(bytes("hello"));
        assertErrno(Errno.ECONNREFUSED, () -> Stacks.read(socket));
        assertErrno(Errno.ENOTCONN, () -> Stacks.read(socket));
        assertErrno(Errno.ENOTCONN, () -> socket.sendv(bytes("x"), SendInfo.stream(0)));
    }

    @Test
    @DisplayName("XC-14 STY-7: a message given with the set-up arrives first")
    void sendsWithSetup() throws SctpException {
        SctpSocket listener = stacks.listener(Style.ONE_TO_ONE);
        SctpSocket socket = stacks.clientSocket(Style.ONE_TO_ONE);
        socket.configureBlocking(false);
        assertThat(socket.sendv(bytes("first"), stacks.serverAddresses(), SendInfo.stream(0), 0))
                .isEqualTo(5);
        SctpSocket accepted = listener.accept();
        expectChange(accepted, AssociationChange.State.COMM_UP);
        assertThat(readText(accepted)).isEqualTo("first");
    }

    @Test
    @DisplayName("SOPT-12 XC-4 RECVV-32: EAGAIN where nothing waits to be accepted or read")
    void nothingThere() throws SctpException {
        SctpSocket listener = stacks.listener(Style.ONE_TO_ONE);
        listener.configureBlocking(false);
        assertErrno(Errno.EAGAIN, listener::accept);
        SctpSocket many = stacks.clientSocket(Style.ONE_TO_MANY);
        many.configureBlocking(false);
        assertErrno(Errno.EAGAIN, () -> many.recvv(ByteBuffer.allocate(1)));
        assertThat(many.isBlocking()).isFalse();
    }

    @Test
    @DisplayName(
            "SENDV-30 SENDV-46 9260-6.1-24: a full send buffer is EAGAIN with nothing queued; a blocking sender waits for the reader")
    void backPressure() throws Exception {
        Stacks.Pair pair = stacks.pair();
        pair.client().configureBlocking(false);
        ByteBuffer message = bytes(5000);
        int queued = 0;
        try {
            while (true) {
                pair.client().sendv(message.duplicate(), SendInfo.stream(0).withPayloadProtocolId(queued));
                queued++;
            }
        } catch (SctpException e) {
            assertThat(e.errno()).isEqualTo(Errno.EAGAIN);
        }
        int window = pair.server().getOption(SctpOption.SO_RCVBUF);
        int buffer = pair.client().getOption(SctpOption.SO_SNDBUF);
        assertThat(queued * 5000).as("bounded by both buffers").isLessThanOrEqualTo(window + buffer + 5000);
        pair.client().configureBlocking(true);
        int more = queued;
        CompletableFuture<Integer> sender = CompletableFuture.supplyAsync(() -> {
            try {
                for (int i = 0; i < 300; i++) {
                    pair.client().sendv(message.duplicate(), SendInfo.stream(0).withPayloadProtocolId(more + i));
                }
                return 300;
            } catch (SctpException e) {
                throw new IllegalStateException(e);
            }
        });
        for (int i = 0; i < queued + 300; i++) {
            ByteBuffer target = ByteBuffer.allocate(5000);
            ReceiveResult result = pair.server().recvv(target);
            while (result.isNotification()) {
                target.clear();
                result = pair.server().recvv(target);
            }
            while (!result.isEndOfRecord()) {
                result = pair.server().recvv(target);
            }
            assertThat(result.receiveInfo().payloadProtocolId()).isEqualTo(i);
            assertThat(target.flip()).isEqualTo(message);
        }
        assertThat(sender.get()).isEqualTo(300);
    }

    @Test
    @DisplayName("XC-18: a peer that does not read does not keep others on the same socket from being served")
    void stalledPeer() throws Exception {
        SctpSocket server = stacks.listener(Style.ONE_TO_MANY);
        server.setOption(SctpOption.NODELAY, true);
        SctpSocket stalled = stacks.clientSocket(Style.ONE_TO_ONE);
        stalled.connect(stacks.serverAddress());
        int idOfStalled = expectChange(server, AssociationChange.State.COMM_UP).associationId();
        SctpSocket lively = stacks.clientSocket(Style.ONE_TO_ONE);
        lively.connect(stacks.serverAddress());
        int idOfLively = expectChange(server, AssociationChange.State.COMM_UP).associationId();
        expectChange(lively, AssociationChange.State.COMM_UP);
        server.configureBlocking(false);
        SendInfo toStalled = SendInfo.stream(0).withAssociationId(idOfStalled);
        assertErrno(Errno.EAGAIN, () -> sendForever(server, toStalled));
        for (int i = 0; i < 50; i++) {
            server.sendv(bytes("m" + i), SendInfo.stream(0).withAssociationId(idOfLively));
            assertThat(readText(lively)).isEqualTo("m" + i);
        }
        SendInfo all = SendInfo.stream(0).withFlags(SctpConstants.SCTP_SENDALL);
        assertErrno(Errno.EAGAIN, () -> sendForever(server, all));
    }

    private static void sendForever(SctpSocket socket, SendInfo info) throws SctpException {
        while (true) {
            socket.sendv(bytes(5000), info);
        }
    }
}
