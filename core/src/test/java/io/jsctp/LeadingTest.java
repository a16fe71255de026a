package io.jsctp;

import static io.jsctp.Stacks.assertErrno;
import static io.jsctp.Stacks.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.link.Link;
import io.jsctp.link.UdpLink;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that wait and run the turns of the loop in place of its thread. */
@Timeout(120)
class LeadingTest {
    private static final List<InetAddress> LOOPBACK = List.of(InetAddress.getLoopbackAddress());
    private static final InetSocketAddress SERVER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 5000);
    private static final int MANY = 500;

    private final SendInfo info = SendInfo.stream(0);
    private final AtomicInteger number = new AtomicInteger();
    private SctpStack server;
    private SctpStack client;
    private SctpSocket listener;
    private SctpSocket socket;
    private SctpSocket peer;
    private CompletableFuture<Void> echo;

    /** To its clock every wait is a short one. */
    private static final class Still extends LinkWrapper {
        private final AtomicLong now = new AtomicLong();

        Still(Link link) {
            super(link);
        }

        @Override
        public long nanoTime() {
            return now.incrementAndGet();
        }
    }

    @BeforeEach
    void open() throws Exception {
        server = SctpStack.builder().localAddresses(LOOPBACK).udpPort(0).open();
        client = SctpStack.builder()
                .link(new Still(UdpLink.open(LOOPBACK, 0, false)))
                .peerUdpPort(server.udpPort())
                .closeGrace(Duration.ZERO)
                .open();
        listener = server.socket(Family.IPV4, Style.ONE_TO_ONE);
        listener.setOption(SctpOption.NODELAY, true);
        listener.bind(SERVER);
        listener.listen(10);
        socket = connected();
        peer = listener.accept();
        echo = CompletableFuture.runAsync(() -> echo(peer));
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private SctpSocket connected() throws SctpException {
        SctpSocket connecting = client.socket(Family.IPV4, Style.ONE_TO_ONE);
        connecting.setOption(SctpOption.NODELAY, true);
        connecting.connect(SERVER);
        return connecting;
    }

    /** Sends back what comes. */
    private void echo(SctpSocket from) {
        ByteBuffer buffer = ByteBuffer.allocate(100);
        try {
            while (from.recvv(buffer.clear()).length() > 0) {
                from.sendv(buffer.flip(), info);
            }
        } catch (SctpException e) {
            assertThat(e.errno()).isIn(Errno.EBADF, Errno.ECONNRESET);
        }
    }

    private int led() {
        return socket.core().runtime().loops[0].lead.turns();
    }

    private void converse(SctpSocket by, int rounds) {
        try {
            ByteBuffer answer = ByteBuffer.allocate(100);
            for (int i = 0; i < rounds; i++) {
                String question = "question " + number.incrementAndGet();
                by.sendv(bytes(question), info);
                by.recvv(answer.clear());
                assertThat(StandardCharsets.UTF_8.decode(answer.flip()).toString())
                        .isEqualTo(question);
            }
        } catch (SctpException e) {
            throw new IllegalStateException(e);
        }
    }

    private void converseUntilItLeads() {
        int before = led();
        while (led() < before + MANY) {
            converse(socket, 1);
        }
    }

    @Test
    @DisplayName(
            "in a dialogue the thread that waits runs the turns; when it stays away the loop's thread goes on with them")
    void dialogue() throws Exception {
        converseUntilItLeads();
        // Two packets are acknowledged at once; the one who has to does not call the stack any more.
        peer.sendv(bytes("one"), info);
        peer.sendv(bytes("two"), info);
        while (peer.getOption(SctpOption.STATUS).unacknowledgedData() > 0) {
            Stacks.spin();
        }
        assertThat(Stacks.readText(socket)).isEqualTo("one");
        assertThat(Stacks.readText(socket)).isEqualTo("two");
        converseUntilItLeads();
    }

    @Test
    @DisplayName("an interrupt ends the wait (EINTR), the association goes on")
    void interrupt() throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        CompletableFuture<Errno> told = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            converseUntilItLeads();
            waits.countDown();
            try {
                socket.recvv(ByteBuffer.allocate(100));
                told.completeExceptionally(new AssertionError("nothing was sent"));
            } catch (SctpException e) {
                told.complete(e.errno());
            }
        });
        reader.start();
        waits.await();
        reader.interrupt();
        assertThat(told.get()).isEqualTo(Errno.EINTR);
        reader.join();
        converseUntilItLeads();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("the socket, or the stack, can be closed while a call leads, which is told (EBADF)")
    void closing(boolean all) throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> {
            converseUntilItLeads();
            waits.countDown();
            assertErrno(Errno.EBADF, () -> socket.recvv(ByteBuffer.allocate(100)));
        });
        waits.await();
        if (all) {
            client.close();
        } else {
            socket.close();
        }
        reader.get();
        echo.get();
    }

    @Test
    @DisplayName("SEC-90: what follows an asynchronous call runs on the loop's thread, whoever leads when it is done")
    void actions() throws Exception {
        SctpSocket other = connected();
        SctpSocket otherPeer = listener.accept();
        for (int i = 0; i < MANY; i++) {
            CompletableFuture<String> thread = other.async()
                    .recvv(ByteBuffer.allocate(100))
                    .thenApply(read -> Thread.currentThread().getName());
            boolean waited = !thread.isDone();
            otherPeer.sendv(bytes("x"), info);
            while (!thread.isDone()) {
                converse(socket, 1);
            }
            if (waited) {
                assertThat(thread.get()).startsWith("jsctp-loop");
            }
        }
        assertThat(led()).isPositive();
    }

    @Test
    @DisplayName("two threads that wait for messages of one stack get theirs, in their order, whichever of them leads")
    void twoDialogues() throws Exception {
        SctpSocket other = connected();
        SctpSocket otherPeer = listener.accept();
        CompletableFuture<Void> otherEcho = CompletableFuture.runAsync(() -> echo(otherPeer));
        CompletableFuture<Void> first = CompletableFuture.runAsync(() -> converse(socket, MANY));
        converse(other, MANY);
        first.get();
        converseUntilItLeads();
        otherPeer.close();
        otherEcho.get();
    }
}
