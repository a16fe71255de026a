package io.jsctp;

import static io.jsctp.Stacks.assertErrno;
import static io.jsctp.Stacks.bytes;
import static io.jsctp.Stacks.readText;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Calls on one socket by several threads, while another one ends it: each call comes back, with a result or an errno that
 * fits, and nothing of the socket stays behind.
 */
@Timeout(120)
class RacesTest {
    private static final int ROUNDS = 50;

    /** What a call may meet whose socket or association ends under it. */
    private static final Set<Errno> ENDED =
            EnumSet.of(Errno.EBADF, Errno.EPIPE, Errno.ECONNRESET, Errno.ECONNABORTED, Errno.ENOTCONN, Errno.EINVAL);

    /** So few that a round which left associations behind would soon make the next ones fail. */
    private static final StackLimits FEW = StackLimits.defaults()
            .with(StackLimit.ASSOCIATIONS, 8)
            .with(StackLimit.SOCKETS, 8)
            .with(StackLimit.OUT_OF_THE_BLUE_ANSWERS_PER_SECOND, 0);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ConcurrentLinkedQueue<Throwable> faults = new ConcurrentLinkedQueue<>();
    private final Random random = new Random(20_261_126L);
    private Stacks stacks;

    int loops() {
        return 1;
    }

    @BeforeEach
    void open() throws Exception {
        stacks = new Stacks(FEW, loops());
    }

    @AfterEach
    void close() {
        stacks.close();
        threads.shutdownNow();
        assertThat(stacks.server.counters().internalErrors()).isZero();
        assertThat(stacks.client.counters().internalErrors()).isZero();
    }

    private interface Calls {
        void run() throws SctpException;
    }

    /** Runs them in a thread of their own, over and over, until one of them ends as it may. */
    private CompletableFuture<Void> untilEnded(CountDownLatch started, Calls calls) {
        return CompletableFuture.runAsync(
                () -> {
                    started.countDown();
                    try {
                        while (true) {
                            calls.run();
                        }
                    } catch (SctpException e) {
                        if (!ENDED.contains(e.errno())) {
                            faults.add(e);
                        }
                    } catch (Throwable e) {
                        faults.add(e);
                    }
                },
                threads);
    }

    private void spinSome() {
        for (int i = random.nextInt(2000); i > 0; i--) {
            Thread.onSpinWait();
        }
    }

    private static void read(SctpSocket socket, ByteBuffer target) throws SctpException {
        target.clear();
        if (socket.recvv(target).isEnd()) {
            throw Errors.of(Errno.EPIPE, "recvv", "the end was read");
        }
    }

    private void endDuringTransfer(End end) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            SctpSocket listener = stacks.listener(Style.ONE_TO_ONE);
            SctpSocket client = stacks.client.socket(Family.IPV4, Style.ONE_TO_ONE);
            client.connect(stacks.serverAddress());
            SctpSocket server = listener.accept();
            CountDownLatch started = new CountDownLatch(4);
            List<CompletableFuture<Void>> calls = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                int stream = i;
                calls.add(untilEnded(started, () -> client.sendv(bytes(1000), SendInfo.stream(stream))));
            }
            ByteBuffer target = ByteBuffer.allocate(2000);
            calls.add(untilEnded(started, () -> read(server, target)));
            calls.add(untilEnded(started, () -> client.getOption(SctpOption.STATUS)));
            started.await();
            spinSome();
            end.run(client);
            client.close();
            for (CompletableFuture<Void> call : calls) {
                call.join();
            }
            server.close();
            listener.close();
            assertThat(faults).as("round %d", round).isEmpty();
        }
    }

    private interface End {
        void run(SctpSocket socket) throws SctpException;
    }

    @Test
    @DisplayName("SEC-90: close while others send, receive and ask")
    void closing() throws Exception {
        endDuringTransfer(SctpSocket::close);
    }

    @Test
    @DisplayName("SEC-90: an abort while others send, receive and ask")
    void abort() throws Exception {
        endDuringTransfer(socket -> {
            socket.setOption(SctpOption.SO_LINGER, new Linger(true, 0));
            socket.close();
        });
    }

    @Test
    @DisplayName("SEC-90: shutdown while others send, receive and ask")
    void shutdown() throws Exception {
        endDuringTransfer(socket -> socket.shutdown(ShutdownHow.SHUT_RDWR));
    }

    @Test
    @DisplayName("SEC-90: whoever waits in accept, connect or recvv is woken when the socket is closed")
    void wakeUp() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            SctpSocket listener = stacks.listener(Style.ONE_TO_ONE);
            SctpSocket many = stacks.client.socket(Family.IPV4, Style.ONE_TO_MANY);
            many.bind(new InetSocketAddress("127.0.0.1", 4003));
            SctpSocket connecting = stacks.client.socket(Family.IPV4, Style.ONE_TO_ONE);
            CountDownLatch started = new CountDownLatch(5);
            List<CompletableFuture<Void>> calls = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                calls.add(untilEnded(started, listener::accept));
                calls.add(untilEnded(started, () -> read(many, ByteBuffer.allocate(100))));
            }
            // An address of the loopback network on which nobody answers.
            calls.add(untilEnded(started, () -> connecting.connect(new InetSocketAddress("127.99.99.99", 5000))));
            started.await();
            spinSome();
            listener.close();
            many.close();
            connecting.close();
            for (CompletableFuture<Void> call : calls) {
                call.join();
            }
            assertThat(faults).as("round %d", round).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "SEC-90: peers come, talk and abort while the listener is closed and opened again: all of it comes back")
    void listenerGoes() throws Exception {
        Predicate<Errno> mayBe = e -> ENDED.contains(e) || e == Errno.ECONNREFUSED || e == Errno.ETIMEDOUT;
        for (int round = 0; round < ROUNDS; round++) {
            SctpSocket listener = stacks.listener(Style.ONE_TO_MANY);
            // So that the port is free for the next round.
            listener.setOption(SctpOption.SO_LINGER, new Linger(true, 0));
            CountDownLatch started = new CountDownLatch(3);
            List<CompletableFuture<Void>> calls = new ArrayList<>();
            calls.add(untilEnded(started, () -> read(listener, ByteBuffer.allocate(100))));
            for (int i = 0; i < 2; i++) {
                boolean aborts = i == 0;
                calls.add(CompletableFuture.runAsync(
                        () -> {
                            started.countDown();
                            try (SctpSocket client = stacks.client.socket(Family.IPV4, Style.ONE_TO_ONE)) {
                                client.setOption(SctpOption.SO_LINGER, new Linger(aborts, 0));
                                client.setOption(SctpOption.RTOINFO, new RtoInfo(10, 10, 10));
                                client.connect(stacks.serverAddress());
                                client.sendv(bytes("x"), SendInfo.stream(0));
                            } catch (SctpException e) {
                                if (!mayBe.test(e.errno())) {
                                    faults.add(e);
                                }
                            }
                        },
                        threads));
            }
            started.await();
            spinSome();
            listener.close();
            for (CompletableFuture<Void> call : calls) {
                call.join();
            }
            assertThat(faults).as("round %d", round).isEmpty();
        }
        SctpSocket listener = stacks.listener(Style.ONE_TO_MANY);
        listener.setOption(SctpOption.event(EventType.ASSOC_CHANGE), false);
        SctpSocket client = stacks.client.socket(Family.IPV4, Style.ONE_TO_ONE);
        client.connect(stacks.serverAddress());
        client.sendv(bytes("alive"), SendInfo.stream(0));
        assertThat(readText(listener)).isEqualTo("alive");
    }

    @Test
    @DisplayName(
            "XC-1 SENDV-36: a refused attempt is over when it is told: the next one does not find it still under way")
    void refusedAgainAndAgain() throws Exception {
        for (int i = 0; i < 500; i++) {
            try (SctpSocket client = stacks.clientSocket(Style.ONE_TO_ONE)) {
                assertErrno(Errno.ECONNREFUSED, () -> client.connect(stacks.serverAddress()));
                assertErrno(Errno.ECONNREFUSED, () -> client.connect(stacks.serverAddress()));
            }
        }
    }
}
