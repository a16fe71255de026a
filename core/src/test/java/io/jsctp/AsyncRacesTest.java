package io.jsctp;

import static io.jsctp.Stacks.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that give futures, made, taken back and ended by several threads at once: nothing is lost, nothing hangs. */
@Timeout(120)
class AsyncRacesTest {
    private static final int ROUNDS = 50;
    private static final int DEEPEST = 100;
    private static final SendInfo ZERO = SendInfo.stream(0);

    /** What a call may meet whose socket or association ends under it. */
    private static final Set<Errno> ENDED = EnumSet.of(Errno.EBADF, Errno.EPIPE, Errno.ECONNRESET, Errno.ENOTCONN);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Random random = new Random(20_261_126L);
    private Stacks stacks;
    private SctpSocket listener;
    private SctpSocket client;
    private SctpSocket server;

    @BeforeEach
    void open() throws Exception {
        stacks = new Stacks();
        listener = stacks.server.socket(Family.IPV4, Style.ONE_TO_ONE);
        listener.bind(stacks.serverAddress());
        listener.listen(5);
    }

    @AfterEach
    void close() {
        stacks.close();
        threads.shutdownNow();
        assertThat(stacks.server.counters().internalErrors()).isZero();
        assertThat(stacks.client.counters().internalErrors()).isZero();
    }

    private void connect() throws SctpException {
        client = stacks.client.socket(Family.IPV4, Style.ONE_TO_ONE);
        client.setOption(SctpOption.SO_SNDBUF, 20_000);
        client.connect(stacks.serverAddress());
        server = listener.accept();
    }

    private interface Work {
        void run() throws Exception;
    }

    /** Runs all at once, each in a thread of its own. */
    private void together(Work... works) {
        CyclicBarrier start = new CyclicBarrier(works.length);
        List<CompletableFuture<Void>> running = new ArrayList<>();
        for (Work work : works) {
            running.add(CompletableFuture.runAsync(
                    () -> {
                        try {
                            start.await();
                            work.run();
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    threads));
        }
        running.forEach(CompletableFuture::join);
    }

    private static ByteBuffer number(int value) {
        return ByteBuffer.allocate(4).putInt(0, value);
    }

    @Test
    @DisplayName("SEC-90: cancelling while messages come loses none and reads none twice, and keeps their order")
    void cancelLosesNothing() throws Exception {
        connect();
        int messages = 200;
        for (int round = 0; round < ROUNDS; round++) {
            List<ByteBuffer> targets = new ArrayList<>();
            List<CompletableFuture<ReceiveResult>> calls = new ArrayList<>();
            for (int i = 0; i < messages; i++) {
                targets.add(ByteBuffer.allocate(4));
                calls.add(server.async().recvv(targets.get(i)));
            }
            int seed = random.nextInt();
            together(
                    () -> {
                        for (int i = 0; i < messages; i++) {
                            client.sendv(number(i), ZERO);
                        }
                    },
                    () -> {
                        Random choice = new Random(seed);
                        for (int i = 0; i < messages; i++) {
                            int victim = choice.nextInt(messages);
                            boolean taken = calls.get(victim).cancel(false);
                            assertThat(taken).isEqualTo(calls.get(victim).isCancelled());
                        }
                    });
            List<Integer> read = new ArrayList<>();
            for (int i = 0; i < messages; i++) {
                if (calls.get(i).isCancelled()) {
                    assertThat(targets.get(i).position()).isZero();
                } else {
                    assertThat(calls.get(i).join().length()).isEqualTo(4);
                    read.add(targets.get(i).getInt(0));
                }
            }
            while (read.size() < messages) {
                ByteBuffer rest = ByteBuffer.allocate(4);
                server.recvv(rest);
                read.add(rest.getInt(0));
            }
            for (int i = 0; i < messages; i++) {
                assertThat(read.get(i)).as("round %d", round).isEqualTo(i);
            }
        }
    }

    @Test
    @DisplayName(
            "SEC-90: senders and readers of both forms at once: each message is read once, in the order of its sender")
    void bothForms() throws Exception {
        connect();
        int each = 3000;
        int senders = 4;
        server.setOption(SctpOption.RECVRCVINFO, true);
        ConcurrentLinkedQueue<Integer> read = new ConcurrentLinkedQueue<>();
        AtomicInteger left = new AtomicInteger(senders * each);
        together(
                () -> sendAsync(0, each),
                () -> sendAsync(1, each),
                () -> sendWaiting(2, each),
                () -> sendWaiting(3, each),
                () -> readAsync(read, left),
                () -> readAsync(read, left),
                () -> readWaiting(read, left),
                () -> readWaiting(read, left));
        assertThat(read).hasSize(senders * each).doesNotHaveDuplicates();
        assertThat(stacks.client.counters().reached(StackLimit.PENDING_CALLS)).isZero();
    }

    private static int value(int sender, int i) {
        return sender << 24 | i;
    }

    private void sendAsync(int sender, int count) {
        CompletableFuture<Integer> last = CompletableFuture.completedFuture(0);
        for (int i = 0; i < count; i++) {
            last = client.async().sendv(number(value(sender, i)), SendInfo.stream(sender));
            if (i % 100 == 0) {
                last.join();
            }
        }
        last.join();
    }

    private void sendWaiting(int sender, int count) throws SctpException {
        for (int i = 0; i < count; i++) {
            client.sendv(number(value(sender, i)), SendInfo.stream(sender));
        }
    }

    private void readAsync(ConcurrentLinkedQueue<Integer> read, AtomicInteger left) {
        while (left.getAndDecrement() > 0) {
            ByteBuffer target = ByteBuffer.allocate(4);
            server.async().recvv(target).join();
            read.add(target.getInt(0));
        }
    }

    private void readWaiting(ConcurrentLinkedQueue<Integer> read, AtomicInteger left) throws SctpException {
        while (left.getAndDecrement() > 0) {
            ByteBuffer target = ByteBuffer.allocate(4);
            server.recvv(target);
            read.add(target.getInt(0));
        }
    }

    @Test
    @DisplayName("SEC-90: threads that send without waiting for each message: what each stream carries keeps its order")
    void streamsKeepTheirOrder() throws Exception {
        connect();
        int each = 1500;
        server.setOption(SctpOption.RECVRCVINFO, true);
        int[] next = new int[3];
        together(() -> sendAsync(0, each), () -> sendAsync(1, each), () -> sendAsync(2, each), () -> {
            for (int i = 0; i < 3 * each; i++) {
                ByteBuffer target = ByteBuffer.allocate(4);
                int stream = server.async().recvv(target).join().receiveInfo().streamId();
                assertThat(target.getInt(0)).isEqualTo(value(stream, next[stream]++));
            }
        });
        assertThat(next).containsOnly(each);
    }

    private enum Ending {
        CLOSE,
        ABORT,
        STACK
    }

    @Test
    @DisplayName(
            "SEC-90: calls that are made while the socket is closed, aborted or its stack closed all come to an end")
    void ending() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Ending ending = Ending.values()[round % 3];
            stacks.close();
            open();
            connect();
            ConcurrentLinkedQueue<CompletableFuture<?>> calls = new ConcurrentLinkedQueue<>();
            CompletableFuture<Void> chain = chain(0);
            SctpSocket connecting = stacks.client.socket(Family.IPV4, Style.ONE_TO_ONE);
            together(
                    () -> {
                        for (int i = 0; i < 100; i++) {
                            calls.add(client.async().recvv(ByteBuffer.allocate(10)));
                            calls.add(client.async().sendv(bytes(1000), ZERO));
                        }
                    },
                    () -> {
                        for (int i = 0; i < 100; i++) {
                            calls.add(server.async().recvv(ByteBuffer.allocate(1000)));
                            calls.add(listener.async().accept());
                        }
                        // An address of the loopback network on which nobody answers.
                        calls.add(connecting.async().connect(new InetSocketAddress("127.99.99.99", 5000)));
                    },
                    () -> {
                        for (int i = random.nextInt(2000); i > 0; i--) {
                            Thread.onSpinWait();
                        }
                        if (ending == Ending.STACK) {
                            stacks.client.close();
                            return;
                        }
                        if (ending == Ending.ABORT) {
                            client.setOption(SctpOption.SO_LINGER, new Linger(true, 0));
                        }
                        client.close();
                        connecting.close();
                    });
            server.close();
            listener.close();
            connecting.close();
            for (CompletableFuture<?> call : calls) {
                await(call);
            }
            await(chain);
        }
    }

    /**
     * Sends as long as it can, each time in an action of the time before. Where there is room the action runs at once, within
     * the one before; when they are too deep another thread goes on.
     */
    private CompletableFuture<Void> chain(int depth) {
        CompletableFuture<Integer> sent = client.async().sendv(bytes("x"), SendInfo.stream(1));
        return depth < DEEPEST ? sent.thenCompose(done -> chain(depth + 1)) : sent.thenComposeAsync(done -> chain(0));
    }

    private static void await(CompletableFuture<?> call) {
        try {
            call.join();
        } catch (CompletionException e) {
            assertThat(e.getCause())
                    .isInstanceOfSatisfying(
                            SctpException.class, failure -> assertThat(ENDED).contains(failure.errno()));
        }
    }
}
