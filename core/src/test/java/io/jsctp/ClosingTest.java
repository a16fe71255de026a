package io.jsctp;

import static io.jsctp.Stacks.assertErrno;
import static io.jsctp.Stacks.bytes;
import static io.jsctp.Stacks.expect;
import static io.jsctp.Stacks.expectChange;
import static io.jsctp.Stacks.expectEnd;
import static io.jsctp.Stacks.readText;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClosingTest {
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
    @DisplayName(
            "STK-28 XC-7 EVT-8 EVT-13 STY-9 SRV-15 SENDV-44 SOCK-4 GPAD-10: close delivers what was sent, then shutdown event, SHUTDOWN_COMP, end")
    void closesGracefully() throws SctpException {
        Stacks.Pair pair = stacks.pair();
        for (int i = 0; i < 100; i++) {
            pair.client().sendv(bytes("m" + i), SendInfo.stream(0));
        }
        pair.client().close();
        for (int i = 0; i < 100; i++) {
            assertThat(readText(pair.server())).isEqualTo("m" + i);
        }
        expect(pair.server(), ShutdownEvent.class);
        expectChange(pair.server(), AssociationChange.State.SHUTDOWN_COMP);
        expectEnd(pair.server());
        expectEnd(pair.server());
        // SENDV-44
        assertErrno(Errno.EPIPE, () -> pair.server().sendv(bytes("x"), SendInfo.stream(0)));
        // GPAD-10
        assertErrno(Errno.ENOTCONN, () -> pair.server().getpaddrs(0));
        assertErrno(Errno.ENOTCONN, () -> pair.server().getpeername());
        // SOCK-4
        assertErrno(Errno.EISCONN, () -> pair.server().connect(stacks.serverAddress()));
    }

    @Test
    @DisplayName("XC-8: after SHUT_WR nothing can be sent, but reading goes on to the end")
    void shutsDownWriting() throws SctpException {
        Stacks.Pair pair = stacks.pair();
        pair.server().sendv(bytes("before"), SendInfo.stream(0));
        pair.client().sendv(bytes("last"), SendInfo.stream(0));
        pair.client().shutdown(ShutdownHow.SHUT_WR);
        assertErrno(Errno.EPIPE, () -> pair.client().sendv(bytes("x"), SendInfo.stream(0)));
        assertThat(readText(pair.server())).isEqualTo("last");
        expect(pair.server(), ShutdownEvent.class);
        assertThat(readText(pair.client())).isEqualTo("before");
        expectChange(pair.client(), AssociationChange.State.SHUTDOWN_COMP);
        expectEnd(pair.client());
    }

    @Test
    @DisplayName("XC-8: SHUT_RD reads nothing more, does not stop the peer, and does nothing in the protocol")
    void shutsDownReading() throws SctpException {
        Stacks.Pair pair = stacks.pair();
        pair.server().shutdown(ShutdownHow.SHUT_RD);
        expectEnd(pair.server());
        // More than the receive window: discarded data must open it again.
        int bytes = 0;
        ByteBuffer message = bytes(8192);
        while (bytes < 4 * pair.server().getOption(SctpOption.SO_RCVBUF)) {
            bytes += pair.client().sendv(message.duplicate(), SendInfo.stream(0));
        }
        pair.server().sendv(bytes("still"), SendInfo.stream(0));
        assertThat(readText(pair.client())).isEqualTo("still");
        assertThat(pair.client().getOption(SctpOption.STATUS).state()).isEqualTo(SctpState.ESTABLISHED);
        // XC-8: what it needs
        SctpSocket fresh = stacks.clientSocket(Style.ONE_TO_ONE);
        assertErrno(Errno.ENOTCONN, () -> fresh.shutdown(ShutdownHow.SHUT_WR));
        assertErrno(Errno.EFAULT, () -> fresh.shutdown(null));
    }

    @Test
    @DisplayName("XO-1 9260-9.1-7: linger 0 aborts; the peer reads what it has, then ECONNRESET once, then the end")
    void lingerZeroAborts() throws SctpException {
        Stacks.Pair pair = stacks.pair();
        pair.client().sendv(bytes("data"), SendInfo.stream(0));
        while (pair.client().getOption(SctpOption.STATUS).unacknowledgedData() > 0) {
            Stacks.spin();
        }
        pair.client().setOption(SctpOption.SO_LINGER, new Linger(true, 0));
        pair.client().close();
        assertThat(readText(pair.server())).isEqualTo("data");
        expectChange(pair.server(), AssociationChange.State.COMM_LOST);
        assertErrno(Errno.ECONNRESET, () -> Stacks.read(pair.server()));
        expectEnd(pair.server());
        assertErrno(Errno.EPIPE, () -> pair.server().sendv(bytes("x"), SendInfo.stream(0)));
    }

    @Test
    @DisplayName(
            "STK-28 EVT-6 EVT-10 SENDV-21 9260-11.2.2-1: what was not delivered comes back with its context before the end is told")
    void sendFailed() throws SctpException {
        Stacks.Pair pair = stacks.pair();
        // The peer's window is full long before: the rest waits in the send buffer.
        pair.client().configureBlocking(false);
        int sent = 0;
        try {
            while (true) {
                pair.client().sendv(bytes(10_000), new SendInfo(1, 0, 7, 100 + sent, 0));
                sent++;
            }
        } catch (SctpException e) {
            assertThat(e.errno()).isEqualTo(Errno.EAGAIN);
        }
        pair.client().configureBlocking(true);
        pair.server().setOption(SctpOption.SO_LINGER, new Linger(true, 0));
        pair.server().close();
        expectChange(pair.client(), AssociationChange.State.COMM_LOST);
        int next = -1;
        int failed = 0;
        for (Notification n; (n = nextOrReset(pair.client())) != null; failed++) {
            SendFailed one = (SendFailed) n;
            assertThat(one.info().context()).isGreaterThan(next);
            next = one.info().context();
            assertThat(one.info().streamId()).isEqualTo(1);
            assertThat(one.info().payloadProtocolId()).isEqualTo(7);
            assertThat(one.data()).isEqualTo(bytes(10_000));
        }
        assertThat(failed).isBetween(1, sent);
        assertThat(next).as("the last one sent failed").isEqualTo(100 + sent - 1);
        expectEnd(pair.client());
    }

    private static Notification nextOrReset(SctpSocket socket) throws SctpException {
        try {
            return Stacks.readNext(socket).result().notification();
        } catch (SctpException e) {
            assertThat(e.errno()).isEqualTo(Errno.ECONNRESET);
            return null;
        }
    }

    @Test
    @DisplayName("XO-1: a positive linger time waits for the graceful end")
    void lingers() throws SctpException {
        Stacks.Pair pair = stacks.pair();
        pair.client().setOption(SctpOption.SO_LINGER, new Linger(true, 30));
        pair.client().sendv(bytes("x"), SendInfo.stream(0));
        pair.client().close();
        // The shutdown is over, so the peer has it all queued.
        pair.server().configureBlocking(false);
        assertThat(readText(pair.server())).isEqualTo("x");
        expect(pair.server(), ShutdownEvent.class);
    }

    @Test
    @DisplayName(
            "9260-9-1: closing a listener refuses newcomers and aborts who was not accepted; who was accepted stays")
    void closesListener() throws SctpException {
        Stacks.Pair pair = stacks.pair();
        SctpSocket waiting = stacks.clientSocket(Style.ONE_TO_ONE);
        waiting.connect(stacks.serverAddress());
        expectChange(waiting, AssociationChange.State.COMM_UP);
        pair.listener().close();
        expectChange(waiting, AssociationChange.State.COMM_LOST);
        pair.client().sendv(bytes("x"), SendInfo.stream(0));
        assertThat(readText(pair.server())).isEqualTo("x");
        SctpSocket late = stacks.clientSocket(Style.ONE_TO_ONE);
        assertErrno(Errno.ECONNREFUSED, () -> late.connect(stacks.serverAddress()));
        // The port is held by the association that is left.
        SctpSocket next = stacks.server.socket(Family.IPV4, Style.ONE_TO_ONE);
        assertErrno(Errno.EADDRINUSE, () -> next.bind(stacks.serverAddress()));
        pair.client().close();
        expect(pair.server(), ShutdownEvent.class);
        expectChange(pair.server(), AssociationChange.State.SHUTDOWN_COMP);
        pair.server().close();
    }

    @Test
    @DisplayName(
            "BINDX-18 CONNX-11 SENDV-35 RECVV-27 GLAD-8 GPAD-8 XC-7: close is idempotent; every call after it is EBADF")
    void closedSocket() throws SctpException {
        SctpSocket socket = stacks.clientSocket(Style.ONE_TO_ONE);
        socket.close();
        socket.close();
        assertThat(socket.isOpen()).isFalse();
        InetSocketAddress address = stacks.serverAddress();
        assertErrno(Errno.EBADF, () -> socket.bind(address));
        assertErrno(Errno.EBADF, () -> socket.listen(1));
        assertErrno(Errno.EBADF, socket::accept);
        assertErrno(Errno.EBADF, () -> socket.connect(address));
        assertErrno(Errno.EBADF, () -> socket.connectx(List.of(address)));
        assertErrno(Errno.EBADF, () -> socket.sendv(bytes("x"), SendInfo.stream(0)));
        assertErrno(Errno.EBADF, () -> socket.recvv(ByteBuffer.allocate(1)));
        assertErrno(Errno.EBADF, () -> socket.shutdown(ShutdownHow.SHUT_WR));
        assertErrno(Errno.EBADF, () -> socket.getladdrs(0));
        assertErrno(Errno.EBADF, () -> socket.getpaddrs(0));
        assertErrno(Errno.EBADF, socket::getsockname);
        assertErrno(Errno.EBADF, socket::getpeername);
        assertErrno(Errno.EBADF, () -> socket.configureBlocking(false));
    }

    @Test
    @DisplayName(
            "CONNX-15 SENDV-38 RECVV-29: close and interrupt wake whoever waits: EBADF, or EINTR with the interrupt status kept")
    void wakesWaiting() throws Exception {
        SctpSocket listener = stacks.listener(Style.ONE_TO_ONE);
        assertThat(wokenByClose(listener, listener::accept)).isEqualTo(Errno.EBADF);
        SctpSocket listener2 = stacks.listener(Style.ONE_TO_ONE);
        assertThat(wokenByInterrupt(listener2::accept)).isEqualTo(Errno.EINTR);
        Stacks.Pair pair = pairOf(listener2);
        assertThat(wokenByInterrupt(() -> Stacks.readNext(pair.client()))).isEqualTo(Errno.EINTR);
        assertThat(wokenByInterrupt(() -> fill(pair.client()))).isEqualTo(Errno.EINTR);
        assertThat(wokenByClose(pair.client(), () -> fill(pair.client()))).isEqualTo(Errno.EBADF);
        // One whose peer stays: after the end of the association a reader does not wait any more.
        Stacks.Pair quiet = pairOf(listener2);
        assertThat(wokenByClose(quiet.server(), () -> drain(quiet.server()))).isEqualTo(Errno.EBADF);
        try (DatagramSocket silent = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0))) {
            for (int i = 0; i < 2; i++) {
                SctpSocket connecting = stacks.clientSocket(Style.ONE_TO_ONE);
                connecting.setOption(SctpOption.REMOTE_UDP_ENCAPS_PORT, silent.getLocalPort());
                Call connect = () -> connecting.connect(stacks.serverAddress());
                assertThat(i == 0 ? wokenByClose(connecting, connect) : wokenByInterrupt(connect))
                        .isEqualTo(i == 0 ? Errno.EBADF : Errno.EINTR);
            }
        }
    }

    private Stacks.Pair pairOf(SctpSocket listener) throws SctpException {
        SctpSocket client = stacks.clientSocket(Style.ONE_TO_ONE);
        client.connect(stacks.serverAddress());
        SctpSocket server = listener.accept();
        expectChange(client, AssociationChange.State.COMM_UP);
        expectChange(server, AssociationChange.State.COMM_UP);
        return new Stacks.Pair(listener, client, server);
    }

    private static void fill(SctpSocket socket) throws SctpException {
        while (true) {
            socket.sendv(bytes(10_000), SendInfo.stream(0));
        }
    }

    private static void drain(SctpSocket socket) throws SctpException {
        while (true) {
            Stacks.read(socket);
        }
    }

    private interface Call {
        void run() throws Exception;
    }

    private static Errno wokenByClose(SctpSocket socket, Call call) throws Exception {
        CompletableFuture<Errno> errno = new CompletableFuture<>();
        Thread thread = start(call, errno, false);
        awaitWaiting(thread);
        socket.close();
        return errno.get();
    }

    private static Errno wokenByInterrupt(Call call) throws Exception {
        CompletableFuture<Errno> errno = new CompletableFuture<>();
        Thread thread = start(call, errno, true);
        awaitWaiting(thread);
        thread.interrupt();
        return errno.get();
    }

    private static Thread start(Call call, CompletableFuture<Errno> errno, boolean interrupted) {
        Thread thread = new Thread(() -> {
            try {
                call.run();
                errno.completeExceptionally(new AssertionError("it did not wait"));
            } catch (SctpException e) {
                assertStatus(errno, interrupted, e.errno());
            } catch (Exception e) {
                errno.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void assertStatus(CompletableFuture<Errno> errno, boolean interrupted, Errno seen) {
        if (Thread.currentThread().isInterrupted() == interrupted) {
            errno.complete(seen);
        } else {
            errno.completeExceptionally(new AssertionError("interrupt status is " + !interrupted));
        }
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING && thread.isAlive()) {
            Stacks.spin();
        }
    }

    @Test
    @DisplayName(
            "9260-9-1 9260-11.1.16-1: closing the stack aborts open sockets, ends its thread, frees its ports; then everything is EBADF")
    void closesStack() throws Exception {
        Stacks.Pair pair = stacks.pair();
        SctpSocket listener = pair.listener();
        CompletableFuture<Errno> accepting = new CompletableFuture<>();
        Thread acceptor = start(listener::accept, accepting, false);
        awaitWaiting(acceptor);
        String serverThread = "jsctp-loop-" + stacks.server.udpPort();
        assertThat(threads()).contains(serverThread);

        stacks.server.close();

        assertThat(accepting.get()).isEqualTo(Errno.EBADF);
        assertThat(threads()).doesNotContain(serverThread);
        new DatagramSocket(new InetSocketAddress("127.0.0.1", stacks.server.udpPort())).close();
        expectChange(pair.client(), AssociationChange.State.COMM_LOST);
        assertErrno(Errno.EBADF, () -> pair.server().sendv(bytes("x"), SendInfo.stream(0)));
        assertErrno(Errno.EBADF, () -> stacks.server.socket(Family.IPV4, Style.ONE_TO_ONE));
        stacks.server.close();
    }

    @Test
    @DisplayName("CLI-17: closing socket and stack one after the other still delivers everything gracefully")
    void closesStackAfterSocket() throws SctpException {
        Stacks.Pair pair = stacks.pair();
        for (int i = 0; i < 200; i++) {
            pair.client().sendv(bytes("m" + i), SendInfo.stream(0));
        }
        pair.client().close();
        stacks.client.close();
        for (int i = 0; i < 200; i++) {
            assertThat(readText(pair.server())).isEqualTo("m" + i);
        }
        expect(pair.server(), ShutdownEvent.class);
        expectChange(pair.server(), AssociationChange.State.SHUTDOWN_COMP);
        expectEnd(pair.server());
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).collect(Collectors.toSet());
    }
}
