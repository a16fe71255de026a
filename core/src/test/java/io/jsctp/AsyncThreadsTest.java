package io.jsctp;

import static io.jsctp.AsyncSocketTest.errnoOf;
import static io.jsctp.AsyncSocketTest.text;
import static io.jsctp.Stacks.assertErrno;
import static io.jsctp.Stacks.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which thread does what of the calls that give futures. */
@Timeout(60)
class AsyncThreadsTest {
    private static final SendInfo ZERO = SendInfo.stream(0);

    private Stacks stacks;
    private InetSocketAddress address;
    private SctpSocket listener;
    private SctpSocket client;

    @BeforeEach
    void open() throws Exception {
        stacks = new Stacks();
        address = stacks.serverAddress();
        listener = stacks.server.socket(Family.IPV4, Style.ONE_TO_ONE);
        listener.bind(address);
        listener.listen(5);
        client = stacks.client.socket(Family.IPV4, Style.ONE_TO_ONE);
    }

    @AfterEach
    void close() {
        stacks.close();
        assertThat(stacks.server.counters().internalErrors()).isZero();
        assertThat(stacks.client.counters().internalErrors()).isZero();
    }

    private static String loopOf(SctpStack stack) {
        return "jsctp-loop-" + stack.udpPort();
    }

    private static String thread() {
        return Thread.currentThread().getName();
    }

    @Test
    @DisplayName("a conversation of chained actions runs on the loops' threads alone: no thread is handed anything")
    void conversation() throws Exception {
        int rounds = 2000;
        Set<String> serving = ConcurrentHashMap.newKeySet();
        List<String> asking = new ArrayList<>();
        CompletableFuture<Void> served = listener.async().accept().thenCompose(socket -> echo(socket, serving));
        CompletableFuture<Void> asked =
                client.async().connect(address).thenCompose(id -> ask(ByteBuffer.allocate(100), rounds, asking));
        asked.join();
        client.close();
        served.join();
        assertThat(serving).containsExactly(loopOf(stacks.server));
        // If the loop has been quick, it is this thread that begins, and goes on even behind what the loop told when
        // that
        // was done before the next action was chained to it: the loop would have to win that race each time.
        int own = (int) asking.stream().takeWhile(thread()::equals).count();
        assertThat(own).isLessThan(rounds / 2);
        assertThat(asking.subList(own, asking.size())).containsOnly(loopOf(stacks.client));
    }

    private static CompletableFuture<Void> echo(SctpSocket socket, Set<String> threads) {
        ByteBuffer buffer = ByteBuffer.allocate(100);
        return socket.async().recvv(buffer).thenCompose(read -> {
            threads.add(thread());
            return read.isEnd()
                    ? CompletableFuture.completedFuture(null)
                    : socket.async().sendv(buffer.flip(), ZERO).thenCompose(sent -> echo(socket, threads));
        });
    }

    private CompletableFuture<Void> ask(ByteBuffer buffer, int left, List<String> threads) {
        threads.add(thread());
        if (left == 0) {
            return CompletableFuture.completedFuture(null);
        }
        return client.async()
                .sendv(buffer.clear(), ZERO)
                .thenCompose(sent -> client.async().recvv(buffer.clear()))
                .thenCompose(read -> ask(buffer, left - 1, threads));
    }

    @Test
    @DisplayName(
            "what need not wait is done by the calling thread; what another thread makes ready is told by the loop")
    void whoTells() throws Exception {
        client.connect(address);
        SctpSocket server = listener.accept();
        client.sendv(bytes("x"), ZERO);
        assertThat(server.recvv(ByteBuffer.allocate(1), SctpConstants.MSG_PEEK).length())
                .isEqualTo(1);
        assertThat(text(server).thenApply(text -> text + " " + thread()).join()).isEqualTo("x " + thread());
        List<CompletableFuture<String>> waiting = new ArrayList<>();
        for (SctpSocket socket : List.of(server, client)) {
            waiting.add(text(socket).handle((text, e) -> thread()));
        }
        waiting.add(listener.async().accept().handle((socket, e) -> thread()));
        client.close();
        listener.close();
        assertThat(waiting.get(0).join()).isEqualTo(loopOf(stacks.server));
        assertThat(waiting.get(1).join()).isEqualTo(loopOf(stacks.client));
        assertThat(waiting.get(2).join()).isEqualTo(loopOf(stacks.server));
    }

    @Test
    @DisplayName("SEC-91: no lock is held while an action runs: other threads can do everything with the same socket")
    void nothingIsLocked() throws Exception {
        SctpSocket many = stacks.server.socket(Family.IPV4, Style.ONE_TO_MANY);
        many.bind(new InetSocketAddress(address.getAddress(), 5001));
        many.listen(5);
        client.connect(address);
        SctpSocket server = listener.accept();
        CompletableFuture<SctpSocket> accept = listener.async().accept();
        CompletableFuture<Object> acted = text(server).thenApply(text -> {
            List<CompletableFuture<Void>> others = new ArrayList<>();
            others.add(CompletableFuture.runAsync(() -> useAll(server)));
            others.add(CompletableFuture.runAsync(() -> text(server).cancel(false)));
            others.add(CompletableFuture.runAsync(() -> accept.cancel(false)));
            others.add(CompletableFuture.runAsync(listener::close));
            others.add(CompletableFuture.runAsync(stacks.server::counters));
            return CompletableFuture.allOf(others.toArray(CompletableFuture[]::new))
                    .thenRun(server::close)
                    .join();
        });
        client.sendv(bytes("go"), ZERO);
        assertThat(acted.join()).isNull();
    }

    private void useAll(SctpSocket socket) {
        try {
            socket.sendv(bytes("x"), ZERO);
            socket.getOption(SctpOption.STATUS);
            socket.setOption(SctpOption.RECVRCVINFO, true);
            socket.setOption(SctpOption.RTOINFO, new RtoInfo(100, 200, 100));
            assertThat(socket.getpaddrs(0)).hasSize(1);
            Poller poller = stacks.server.poller();
            poller.watch(socket, SctpConstants.POLLIN, null);
            poller.poll(Duration.ZERO);
            poller.close();
            SctpSocket other = stacks.server.socket(Family.IPV4, Style.ONE_TO_ONE);
            other.listen(1);
            other.close();
        } catch (SctpException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("SEC-91: calls that would wait on the loop's thread fail with EDEADLK, and the loop goes on")
    void waitingInAnAction() throws Exception {
        client.connect(address);
        SctpSocket server = listener.accept();
        CompletableFuture<CompletableFuture<String>> acted = text(server).thenApply(text -> {
            assertErrno(Errno.EDEADLK, () -> server.recvv(ByteBuffer.allocate(1)));
            assertErrno(Errno.EDEADLK, listener::accept);
            assertErrno(Errno.EDEADLK, () -> stacks.server.poller().poll(Duration.ofSeconds(1)));
            CompletableFuture<String> next = text(server);
            assertThat(catchThrowable(next::join)).hasMessageContaining("EDEADLK");
            return next;
        });
        client.sendv(bytes("a"), ZERO);
        CompletableFuture<String> stillWaits = acted.join();
        client.sendv(bytes("b"), ZERO);
        assertThat(stillWaits.join()).isEqualTo("b");
    }

    @Test
    @DisplayName("SEC-90: an action may close its socket, or the whole stack, on whose thread it runs")
    void closingInAnAction() throws Exception {
        client.connect(address);
        SctpSocket server = listener.accept();
        CompletableFuture<SctpSocket> accept = listener.async().accept();
        CompletableFuture<String> acted = text(server).thenApply(text -> {
            server.close();
            stacks.server.close();
            return thread();
        });
        client.sendv(bytes("go"), ZERO);
        assertThat(acted.join()).isEqualTo(loopOf(stacks.server));
        assertThat(catchThrowable(accept::join)).isNotNull();
        assertThat(errnoOf(accept)).isEqualTo(Errno.EBADF);
        stacks.server.close();
        assertThat(errnoOf(server.async().recvv(ByteBuffer.allocate(1)))).isEqualTo(Errno.EBADF);
    }

    @Test
    @DisplayName(
            "a thread that only reads at once moves over to the loop in time, and no message is told twice or lost")
    void rows() throws Exception {
        client.connect(address);
        SctpSocket server = listener.accept();
        int messages = 10 * Lane.IN_A_ROW;
        for (int i = 0; i < messages; i++) {
            client.sendv(bytes("" + i), ZERO);
        }
        Set<String> threads = new HashSet<>();
        List<String> read = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            CompletableFuture<String> next = text(server);
            if (!next.isDone()) {
                threads.add(next.thenApply(text -> thread()).join());
            }
            read.add(next.join());
        }
        assertThat(read).hasSize(messages).doesNotHaveDuplicates().first().isEqualTo("0");
        assertThat(threads).isSubsetOf(loopOf(stacks.server), thread());
    }
}
