package io.jsctp;

import static io.jsctp.Stacks.assertErrno;
import static io.jsctp.Stacks.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that give futures, in virtual time, where the loop is whoever runs the steps. */
@Timeout(60)
class AsyncSocketTest {
    private static final SendInfo ZERO = SendInfo.stream(0);

    private VirtualWire wire;
    private InetSocketAddress address;
    private SctpSocket listener;
    private SctpSocket client;
    private SctpSocket server;

    @BeforeEach
    void open() throws Exception {
        wire = new VirtualWire();
        address = new InetSocketAddress(InetAddress.getByName("192.0.2.2"), 5000);
        listener = listener(Style.ONE_TO_ONE, address);
    }

    private SctpSocket listener(Style style, InetSocketAddress at) throws SctpException {
        SctpSocket socket = wire.server.stack().socket(Family.IPV4, style);
        socket.bind(at);
        socket.listen(5);
        return socket;
    }

    private SctpSocket unconnected() throws SctpException {
        return wire.client.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
    }

    private void connect() throws SctpException {
        client = unconnected();
        connect(client);
    }

    private void connect(SctpSocket socket) throws SctpException {
        socket.connect(address);
        server = listener.accept();
        wire.runFor(1);
    }

    /** Reads one message of up to 64 KiB, as text. */
    static CompletableFuture<String> text(SctpSocket socket) {
        ByteBuffer target = ByteBuffer.allocate(1 << 16);
        return socket.async()
                .recvv(target)
                .thenApply(r -> r.isEnd()
                        ? "end"
                        : StandardCharsets.UTF_8.decode(target.flip()).toString());
    }

    private static CompletableFuture<ReceiveResult> read(SctpSocket socket, ByteBuffer target) {
        return socket.async().recvv(target);
    }

    static String textOf(ByteBuffer target) {
        return StandardCharsets.UTF_8.decode(target.duplicate().flip()).toString();
    }

    static Errno errnoOf(CompletableFuture<?> future) {
        assertThat(future).isCompletedExceptionally();
        Throwable failure = catchThrowable(future::join);
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        assertThat(cause).isInstanceOf(SctpException.class);
        return ((SctpException) cause).errno();
    }

    private void send(SctpSocket from, String... texts) throws SctpException {
        for (String text : texts) {
            from.sendv(bytes(text), ZERO);
        }
        wire.runFor(1);
    }

    // ---- What happens when.

    @Test
    @DisplayName(
            "XC-4 XC-16: what need not wait is done when the call returns; the rest when it can be, in the loop's turn")
    void whenItIsDone() throws Exception {
        CompletableFuture<SctpSocket> accepted = listener.async().accept();
        client = unconnected();
        CompletableFuture<Integer> connected = client.async().connect(address);
        assertThat(connected).isNotDone();
        wire.runFor(1);
        assertThat(connected).isCompleted();
        assertThat(client.getOption(SctpOption.STATUS).associationId()).isEqualTo(connected.join());
        server = accepted.getNow(null);
        CompletableFuture<String> early = text(server);
        assertThat(early).isNotDone();
        assertThat(client.async().sendv(bytes("one"), ZERO)).isCompletedWithValue(3);
        client.sendv(bytes("two"), ZERO);
        wire.runFor(1);
        assertThat(early).isCompletedWithValue("one");
        assertThat(text(server)).as("it was there").isCompletedWithValue("two");
        CompletableFuture<SctpSocket> next = listener.async().accept();
        unconnected().connect(address);
        wire.runFor(1);
        assertThat(next).isCompleted();
        unconnected().connect(address);
        wire.runFor(1);
        assertThat(listener.async().accept()).as("it waited").isCompleted();
    }

    @Test
    @DisplayName("chained actions hold a conversation by themselves, and two runs do the same at the same time")
    void conversation() throws Exception {
        List<String> first = converse();
        open();
        assertThat(converse()).isEqualTo(first).hasSize(40);
    }

    private List<String> converse() throws Exception {
        List<String> told = new ArrayList<>();
        CompletableFuture<Void> serving = listener.async().accept().thenCompose(socket -> echo(socket, told));
        client = unconnected();
        CompletableFuture<Void> asking = client.async()
                .connect(address)
                .thenCompose(id -> client.async().sendv(bytes("0"), ZERO))
                .thenCompose(sent -> ask(1, told));
        wire.runFor(10);
        assertThat(asking).isCompleted();
        client.close();
        wire.runFor(10);
        assertThat(serving).isCompleted();
        return told;
    }

    private CompletableFuture<Void> echo(SctpSocket socket, List<String> told) {
        return text(socket).thenCompose(text -> {
            if (text.equals("end")) {
                return CompletableFuture.completedFuture(null);
            }
            told.add(wire.nowNs() + " asked " + text);
            return socket.async().sendv(bytes(text), ZERO).thenCompose(sent -> echo(socket, told));
        });
    }

    private CompletableFuture<Void> ask(int next, List<String> told) {
        return text(client).thenCompose(text -> {
            told.add(wire.nowNs() + " answered " + text);
            return next == 20
                    ? CompletableFuture.completedFuture(null)
                    : client.async().sendv(bytes("" + next), ZERO).thenCompose(sent -> ask(next + 1, told));
        });
    }

    @Test
    @DisplayName("calls that receive are served in their order, whatever the length of their buffers; parts too")
    void order() throws Exception {
        connect();
        ByteBuffer small = ByteBuffer.allocate(2);
        CompletableFuture<ReceiveResult> part = read(server, small);
        CompletableFuture<String> rest = text(server);
        ByteBuffer[] halves = {ByteBuffer.allocate(3), ByteBuffer.allocate(10)};
        CompletableFuture<ReceiveResult> split = server.async().recvv(halves, 0);
        CompletableFuture<String> last = text(server);
        send(client, "first", "second", "third");
        assertThat(part.join().isEndOfRecord()).isFalse();
        assertThat(textOf(small)).isEqualTo("fi");
        assertThat(rest).isCompletedWithValue("rst");
        assertThat(split.join().length()).isEqualTo(6);
        assertThat(textOf(halves[0]) + textOf(halves[1])).isEqualTo("second");
        assertThat(last).isCompletedWithValue("third");
    }

    @Test
    @DisplayName("a call that peeks leaves what it sees for the next one")
    void peek() throws Exception {
        connect();
        ByteBuffer seen = ByteBuffer.allocate(10);
        CompletableFuture<ReceiveResult> peeked = server.async().recvv(seen, SctpConstants.MSG_PEEK);
        CompletableFuture<String> taken = text(server);
        send(client, "a");
        assertThat(peeked.join().length()).isEqualTo(1);
        assertThat(textOf(seen)).isEqualTo("a");
        assertThat(taken).isCompletedWithValue("a");
    }

    @Test
    @DisplayName("calls that send wait for room, in their order, and take the message when there is some")
    void room() throws Exception {
        client = unconnected();
        client.setOption(SctpOption.SO_SNDBUF, 10_000);
        connect(client);
        List<CompletableFuture<Integer>> sends = new ArrayList<>();
        List<ByteBuffer> messages = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            messages.add(bytes(4000 - i));
            sends.add(client.async().sendv(messages.get(i), ZERO));
        }
        assertThat(sends.get(1)).isCompletedWithValue(3999);
        assertThat(sends.get(2)).isNotDone();
        assertThat(messages.get(2).position()).isZero();
        assertThat(sends.get(3).cancel(false)).isTrue();
        wire.runFor(5);
        for (int i = 0; i < 20; i++) {
            if (i != 3) {
                assertThat(sends.get(i)).isCompletedWithValue(4000 - i);
                assertThat(text(server).join())
                        .hasSize(textOf(bytes(4000 - i).position(4000 - i)).length());
            }
        }
        assertThat(messages.get(3).position()).as("taken back").isZero();
        assertThat(text(server)).isNotDone();
    }

    @Test
    @DisplayName("XC-16: a set-up is told when it is done, though what was queued before still fills the send buffer")
    void setUpWithFullBuffer() throws Exception {
        client = unconnected();
        client.setOption(SctpOption.SO_SNDBUF, 10_000);
        CompletableFuture<Integer> connected = client.async().connect(address);
        client.sendv(bytes(9000), ZERO);
        while (client.getOption(SctpOption.STATUS).state() != SctpState.ESTABLISHED) {
            assertThat(connected).isNotDone();
            wire.runForNs(VirtualWire.DELAY_NS);
        }
        assertThat(connected).isCompleted();
    }

    @Test
    @DisplayName("a call that was taken back lets the next one go on, which may need less")
    void nextNeedsLess() throws Exception {
        client = unconnected();
        client.setOption(SctpOption.SO_SNDBUF, 10_000);
        connect(client);
        wire.cut();
        client.sendv(bytes(6000), ZERO);
        CompletableFuture<Integer> large = client.async().sendv(bytes(6000), ZERO);
        CompletableFuture<Integer> small = client.async().sendv(bytes(100), ZERO);
        wire.runFor(1);
        assertThat(small).isNotDone();
        large.cancel(false);
        assertThat(small).as("that is the loop's").isNotDone();
        wire.runFor(0);
        assertThat(small).isCompletedWithValue(100);
    }

    // ---- Taking back.

    @Test
    @DisplayName("a call that is cancelled, completed or timed out reads nothing; what came is there for others")
    void takingBack() throws Exception {
        connect();
        ByteBuffer untouched = ByteBuffer.allocate(10);
        CompletableFuture<ReceiveResult> cancelled = read(server, untouched);
        CompletableFuture<ReceiveResult> failed = read(server, untouched);
        CompletableFuture<ReceiveResult> timedOut = read(server, untouched).orTimeout(1, TimeUnit.NANOSECONDS);
        CompletableFuture<String> stays = text(server);
        assertThat(cancelled.cancel(true)).isTrue();
        assertThat(failed.completeExceptionally(new TimeoutException("the test's")))
                .isTrue();
        assertThat(catchThrowable(() -> {
                    while (!timedOut.isDone()) {
                        Stacks.spin();
                    }
                    timedOut.join();
                }))
                .hasCauseInstanceOf(TimeoutException.class);
        send(client, "a", "b");
        assertThat(stays).isCompletedWithValue("a");
        assertThat(untouched.position()).isZero();
        CompletableFuture<String> late = text(server);
        assertThat(late).isCompletedWithValue("b");

        CompletableFuture<ReceiveResult> done = read(server, ByteBuffer.allocate(10));
        send(client, "c");
        assertThat(done.cancel(false)).isFalse();
        assertThat(done.isCancelled()).isFalse();
        assertThat(cancelled.cancel(false)).as("again").isTrue();
        ReceiveResult other = done.join();
        CompletableFuture<ReceiveResult> completed = read(server, untouched);
        assertThat(completed.complete(other)).isTrue();
        assertThat(completed.complete(other)).isFalse();
        CompletableFuture<ReceiveResult> forced = read(server, untouched);
        forced.obtrudeValue(other);
        send(client, "d");
        assertThat(untouched.position()).isZero();
        assertThat(text(server)).isCompletedWithValue("d");
    }

    @Test
    @DisplayName(
            "CONNX-10 CONNX-15: a set-up whose future is cancelled goes on, an accept that is cancelled takes nothing")
    void takingBackSetUps() throws Exception {
        client = unconnected();
        CompletableFuture<SctpSocket> accept = listener.async().accept();
        CompletableFuture<Integer> connect = client.async().connectx(List.of(address));
        connect.cancel(false);
        accept.cancel(false);
        assertThat(errnoOf(client.async().connect(address))).isEqualTo(Errno.EALREADY);
        wire.runFor(1);
        assertThat(client.getOption(SctpOption.STATUS).state()).isEqualTo(SctpState.ESTABLISHED);
        assertThat(listener.async().accept()).isCompleted();
        assertThat(errnoOf(client.async().connect(address))).isEqualTo(Errno.EISCONN);
    }

    // ---- Ends.

    @Test
    @DisplayName("SEC-90: when the socket is closed all calls that wait fail with EBADF, and so do later ones")
    void closing() throws Exception {
        client = unconnected();
        client.setOption(SctpOption.SO_SNDBUF, 10_000);
        connect(client);
        SctpSocket connecting = unconnected();
        wire.cut();
        List<CompletableFuture<?>> waiting = new ArrayList<>();
        waiting.add(connecting.async().connect(address));
        waiting.add(listener.async().accept());
        waiting.add(client.async().recvv(ByteBuffer.allocate(10)));
        waiting.add(client.async().recvv(ByteBuffer.allocate(10)));
        client.sendv(bytes(9000), ZERO);
        waiting.add(client.async().sendv(bytes(9000), ZERO));
        for (SctpSocket socket : List.of(client, connecting, listener)) {
            socket.close();
        }
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        wire.client.step();
        wire.server.step();
        for (CompletableFuture<?> call : waiting) {
            assertThat(errnoOf(call)).isEqualTo(Errno.EBADF);
        }
        assertThat(errnoOf(client.async().recvv(ByteBuffer.allocate(10)))).isEqualTo(Errno.EBADF);
        assertThat(errnoOf(client.async().sendv(bytes("x"), ZERO))).isEqualTo(Errno.EBADF);
        assertThat(errnoOf(client.async().connect(address))).isEqualTo(Errno.EBADF);
        assertThat(errnoOf(listener.async().accept())).isEqualTo(Errno.EBADF);
    }

    @Test
    @DisplayName(
            "SEC-90: a stack that is closed completes all calls before it is gone, also those that actions make then")
    void closingTheStack() throws Exception {
        connect();
        CompletableFuture<ReceiveResult> first = client.async().recvv(ByteBuffer.allocate(10));
        CompletableFuture<ReceiveResult> second =
                first.exceptionallyCompose(e -> client.async().recvv(ByteBuffer.allocate(10)));
        CompletableFuture<SctpSocket> accept = listener.async().accept();
        wire.client.close();
        assertThat(errnoOf(first)).isEqualTo(Errno.EBADF);
        assertThat(errnoOf(second)).isEqualTo(Errno.EBADF);
        assertThat(accept).isNotDone();
        CompletableFuture<Void> closes = text(server).handle((text, e) -> {
            wire.server.close();
            return null;
        });
        wire.runFor(1);
        assertThat(closes).isCompleted();
        assertThat(errnoOf(accept)).isEqualTo(Errno.EBADF);
    }

    @Test
    @DisplayName("SENDV-44: the end of the association, an abort and a lost peer are told as to waiting calls")
    void ends() throws Exception {
        connect();
        CompletableFuture<String> end = text(server);
        CompletableFuture<String> again = text(server);
        client.close();
        wire.runFor(1);
        assertThat(end).isCompletedWithValue("end");
        assertThat(again).isCompletedWithValue("end");
        assertThat(errnoOf(server.async().sendv(bytes("x"), ZERO))).isEqualTo(Errno.EPIPE);

        client = unconnected();
        connect(client);
        server.setOption(SctpOption.SO_SNDBUF, 10_000);
        end = text(server);
        again = text(server);
        client.setOption(SctpOption.SO_LINGER, new Linger(true, 0));
        server.sendv(bytes(9000), ZERO);
        CompletableFuture<Integer> send = server.async().sendv(bytes(9000), ZERO);
        assertThat(send).isNotDone();
        client.close();
        wire.runFor(1);
        assertThat(errnoOf(end)).isEqualTo(Errno.ECONNRESET);
        assertThat(again).as("told once").isCompletedWithValue("end");
        assertThat(errnoOf(send)).isEqualTo(Errno.EPIPE);
    }

    @Test
    @DisplayName(
            "CONNX-12 CONNX-19 SENDV-45: a set-up that is refused, or that nobody answers, fails as the waiting call does")
    void setUpFails() throws Exception {
        client = unconnected();
        CompletableFuture<Integer> refused = client.async().connect(new InetSocketAddress(address.getAddress(), 1));
        wire.runFor(1);
        assertThat(errnoOf(refused)).isEqualTo(Errno.ECONNREFUSED);
        SctpSocket many = wire.client.stack().socket(Family.IPV4, Style.ONE_TO_MANY);
        wire.cut();
        CompletableFuture<Integer> unanswered = client.async().connect(address);
        AssociationIdOut id = new AssociationIdOut();
        CompletableFuture<Integer> sent = many.async().sendv(bytes("x"), List.of(address), ZERO, 0, id);
        assertThat(id.id()).isPositive();
        wire.runFor(1000);
        assertThat(errnoOf(unanswered)).isEqualTo(Errno.ETIMEDOUT);
        assertThat(errnoOf(sent)).isEqualTo(Errno.ETIMEDOUT);
    }

    @Test
    @DisplayName("XC-2 XC-4: calls that accept fail when the socket does not listen, or not any more")
    void notListening() throws Exception {
        CompletableFuture<SctpSocket> accept = listener.async().accept();
        listener.listen(0);
        wire.server.step();
        assertThat(errnoOf(accept)).isEqualTo(Errno.EINVAL);
        assertThat(errnoOf(listener.async().accept())).isEqualTo(Errno.EINVAL);
        assertThat(errnoOf(listener(Style.ONE_TO_MANY, new InetSocketAddress(address.getAddress(), 5001))
                        .async()
                        .accept()))
                .isEqualTo(Errno.EOPNOTSUPP);
    }

    // ---- Bounds and faults.

    @Test
    @DisplayName("more calls that wait than the limit are refused with ENOBUFS; the others are not harmed")
    void limit() throws Exception {
        wire = new VirtualWire(StackLimits.defaults().with(StackLimit.PENDING_CALLS, 3));
        listener = listener(Style.ONE_TO_ONE, address);
        connect();
        List<CompletableFuture<String>> waiting = List.of(text(server), text(server), text(server));
        assertThat(errnoOf(server.async().recvv(ByteBuffer.allocate(1)))).isEqualTo(Errno.ENOBUFS);
        assertThat(wire.server.stack().counters().reached(StackLimit.PENDING_CALLS))
                .isEqualTo(1);
        waiting.get(1).cancel(false);
        assertThat(errnoOf(server.async().recvv(ByteBuffer.allocate(1))))
                .as("only the dependent was cancelled")
                .isEqualTo(Errno.ENOBUFS);
        send(client, "a", "b", "c");
        assertThat(waiting.get(0)).isCompletedWithValue("a");
        assertThat(waiting.get(2)).isCompletedWithValue("c");
        assertThat(server.async().recvv(ByteBuffer.allocate(1))).isNotDone();
    }

    @Test
    @DisplayName("wrong arguments fail the future, and are not thrown")
    void wrongArguments() throws Exception {
        connect();
        AsyncSocket async = client.async();
        ByteBuffer none = ByteBuffer.allocate(0);
        assertThat(errnoOf(async.recvv((ByteBuffer) null))).isEqualTo(Errno.EFAULT);
        assertThat(errnoOf(async.recvv((ByteBuffer[]) null, 0))).isEqualTo(Errno.EFAULT);
        assertThat(errnoOf(async.recvv(none))).isEqualTo(Errno.EINVAL);
        assertThat(errnoOf(async.recvv(ByteBuffer.allocate(1), SctpConstants.MSG_OOB)))
                .isEqualTo(Errno.EOPNOTSUPP);
        assertThat(errnoOf(async.sendv(none, ZERO))).isEqualTo(Errno.EINVAL);
        assertThat(errnoOf(async.sendv((ByteBuffer) null, ZERO))).isEqualTo(Errno.EFAULT);
        assertThat(errnoOf(async.sendv((ByteBuffer[]) null, null, ZERO, 0))).isEqualTo(Errno.EFAULT);
        assertThat(errnoOf(async.sendv(bytes("x"), SendInfo.stream(60_000)))).isEqualTo(Errno.EINVAL);
        assertThat(errnoOf(async.sendv(bytes("x"), null, ZERO, SctpConstants.MSG_OOB)))
                .isEqualTo(Errno.EOPNOTSUPP);
        assertThat(errnoOf(async.connect(null))).isEqualTo(Errno.EFAULT);
        assertThat(errnoOf(async.connectx(null))).isEqualTo(Errno.EFAULT);
        assertThat(errnoOf(async.connectx(List.of()))).isEqualTo(Errno.EINVAL);
        ByteBuffer message = bytes(client.getOption(SctpOption.SO_SNDBUF) + 1);
        assertThat(errnoOf(async.sendv(message, ZERO))).isEqualTo(Errno.EMSGSIZE);
        assertThat(message.position()).isZero();
    }

    @Test
    @DisplayName("a buffer that the user changes meanwhile fails the call, and nothing else")
    void changedBuffer() throws Exception {
        client = unconnected();
        client.setOption(SctpOption.SO_SNDBUF, 10_000);
        connect(client);
        client.sendv(bytes(9000), ZERO);
        ByteBuffer changed = bytes(9000);
        CompletableFuture<Integer> bad = client.async().sendv(changed, ZERO);
        CompletableFuture<Integer> good = client.async().sendv(bytes(9000), ZERO);
        changed.position(changed.limit());
        wire.runFor(5);
        assertThat(errnoOf(bad)).isEqualTo(Errno.EINVAL);
        assertThat(good).isCompletedWithValue(9000);
    }

    @Test
    @DisplayName("SEC-91: actions that throw, whatever it is, harm neither the loop nor the other calls")
    void throwing() throws Exception {
        connect();
        CompletableFuture<Void> error = text(server).thenAccept(text -> {
            throw new AssertionError("the test's");
        });
        CompletableFuture<Void> fault = text(server).thenAccept(text -> {
            throw new IllegalStateException("the test's");
        });
        CompletableFuture<String> good = text(server);
        send(client, "a", "b", "c");
        assertThat(error).isCompletedExceptionally();
        assertThat(fault).isCompletedExceptionally();
        assertThat(good).isCompletedWithValue("c");
        assertThat(wire.server.stack().counters().internalErrors()).isZero();
    }

    @Test
    @DisplayName(
            "SEC-91: calls that would wait on the thread of the loop fail with EDEADLK; others do their work there")
    void waitingInAnAction() throws Exception {
        client = unconnected();
        client.setOption(SctpOption.SO_SNDBUF, 10_000);
        connect(client);
        SctpSocket other = unconnected();
        Poller poller = wire.client.stack().poller();
        client.setOption(SctpOption.SO_RCVTIMEO, Duration.ofSeconds(1));
        CompletableFuture<String> never = text(client);
        CompletableFuture<String> asked = never;
        CompletableFuture<Void> done = text(client)
                .thenCompose(text -> text(client))
                .thenAccept(text -> {
                    assertErrno(Errno.EDEADLK, () -> client.recvv(ByteBuffer.allocate(10)));
                    client.async().sendv(bytes(9000), ZERO).join();
                    assertErrno(Errno.EDEADLK, () -> client.sendv(bytes(9000), ZERO));
                    assertErrno(Errno.EDEADLK, () -> poller.poll(null));
                    assertErrno(Errno.EDEADLK, () -> poller.poll(Duration.ofSeconds(1)));
                    assertThat(catchThrowable(() -> poller.poll(Duration.ZERO))).isNull();
                    assertErrno(Errno.EDEADLK, () -> other.connect(address));
                    CompletableFuture<ReceiveResult> pending = client.async().recvv(ByteBuffer.allocate(10));
                    for (CompletableFuture<?> future : List.of(pending, pending.thenApply(ReceiveResult::length))) {
                        assertThat(catchThrowable(future::join))
                                .isInstanceOf(CompletionException.class)
                                .hasMessageContaining("EDEADLK");
                        assertThat(catchThrowable(future::get)).hasMessageContaining("EDEADLK");
                        assertThat(catchThrowable(() -> future.get(1, TimeUnit.SECONDS)))
                                .hasMessageContaining("EDEADLK");
                    }
                    assertThat(catchThrowable(() -> client.setOption(SctpOption.SO_LINGER, new Linger(true, 1000))))
                            .isNull();
                    long begin = wire.nowNs();
                    client.close();
                    assertThat(wire.nowNs()).isEqualTo(begin);
                });
        send(server, "a", "b", "c");
        assertThat(asked).isCompletedWithValue("a");
        done.join();
    }

    @Test
    @DisplayName("what has been done can be waited for in an action, whoever is to tell it")
    void waitingForWhatIsDone() throws Exception {
        connect();
        List<Integer> sent = new ArrayList<>();
        CompletableFuture<Void> acted = text(server).thenAccept(text -> {
            for (int i = 0; i < 2 * Lane.IN_A_ROW; i++) {
                sent.add(server.async().sendv(bytes("x"), ZERO).join());
            }
        });
        send(client, "go");
        assertThat(acted).isCompleted();
        assertThat(sent).hasSize(2 * Lane.IN_A_ROW).containsOnly(1);
    }

    // ---- Chains.

    @Test
    @DisplayName("chains of actions that need not wait leave their thread's stack for the loop before they fill it")
    void deepChains() throws Exception {
        connect();
        int messages = 20_000;
        int[] deepest = {0};
        int[] count = {0};
        CompletableFuture<Void> reading = readOn(messages, deepest, count);
        CompletableFuture<Void> sending = sendOn(messages, deepest);
        for (int i = 0; i < 100_000 && !reading.isDone(); i++) {
            wire.runForNs(VirtualWire.DELAY_NS);
        }
        assertThat(sending).isCompleted();
        assertThat(reading).isCompleted();
        assertThat(count[0]).isEqualTo(messages);
        assertThat(deepest[0]).isBetween(100, 2000);
    }

    private CompletableFuture<Void> sendOn(int left, int[] deepest) {
        note(left, deepest);
        return left == 0
                ? CompletableFuture.completedFuture(null)
                : client.async().sendv(bytes("x"), ZERO).thenCompose(sent -> sendOn(left - 1, deepest));
    }

    private CompletableFuture<Void> readOn(int left, int[] deepest, int[] count) {
        note(left, deepest);
        return left == 0
                ? CompletableFuture.completedFuture(null)
                : server.async().recvv(ByteBuffer.allocate(8)).thenCompose(read -> {
                    count[0]++;
                    return readOn(left - 1, deepest, count);
                });
    }

    /** Looks at the depth now and then, at another place of each row. */
    private static void note(int left, int[] deepest) {
        if (left % (Lane.IN_A_ROW - 1) == 0) {
            int depth = StackWalker.getInstance().walk(frames -> (int) frames.count());
            deepest[0] = Math.max(deepest[0], depth);
        }
    }

    // ---- Other kinds of sockets, other ways to wait.

    @Test
    @DisplayName("XC-14 XC-18: a message sets up its association, and one to all waits for room in each")
    void oneToMany() throws Exception {
        SctpSocket other = listener(Style.ONE_TO_MANY, new InetSocketAddress(address.getAddress(), 5001));
        SctpSocket many = wire.client.stack().socket(Family.IPV4, Style.ONE_TO_MANY);
        many.setOption(SctpOption.SO_SNDBUF, 10_000);
        AssociationIdOut id = new AssociationIdOut();
        CompletableFuture<SctpSocket> accept = listener.async().accept();
        CompletableFuture<Integer> first = many.async().sendv(bytes("one"), List.of(address), ZERO, 0, id);
        CompletableFuture<Integer> second = many.async()
                .sendv(
                        new ByteBuffer[] {bytes("tw"), bytes("o")},
                        List.of(new InetSocketAddress(address.getAddress(), 5001)),
                        null,
                        0);
        assertThat(first).isNotDone();
        wire.runFor(1);
        assertThat(first).isCompletedWithValue(3);
        assertThat(second).isCompletedWithValue(3);
        server = accept.join();
        assertThat(text(server)).isCompletedWithValue("one");
        assertThat(text(other)).isCompletedWithValue("two");
        ByteBuffer[] full = {bytes(5000), bytes(4000)};
        SendInfo toOne = ZERO.withAssociationId(id.id());
        assertThat(many.async().sendv(full, null, toOne, 0)).isCompletedWithValue(9000);
        assertThat(full[1].hasRemaining()).isFalse();
        ByteBuffer toAll = bytes(2000);
        SendInfo all = ZERO.withFlags(SctpConstants.SCTP_SENDALL);
        CompletableFuture<Integer> sentToAll = many.async().sendv(toAll, all);
        CompletableFuture<Integer> takenBack = many.async().sendv(bytes(1000), all);
        assertThat(sentToAll).isNotDone();
        assertThat(toAll.position()).isZero();
        takenBack.cancel(false);
        wire.runFor(1);
        assertThat(sentToAll).isCompletedWithValue(2000);
        assertThat(toAll.hasRemaining()).isFalse();
        assertThat(List.of(lengths(server), lengths(other)))
                .as("what was taken back went where it need not wait")
                .isEqualTo(List.of(List.of(9000, 2000), List.of(2000, 1000)));
        assertThat(errnoOf(wire.client
                        .stack()
                        .socket(Family.IPV4, Style.ONE_TO_MANY)
                        .async()
                        .sendv(bytes("x"), all)))
                .isEqualTo(Errno.ENOTCONN);
    }

    /** Of all messages that are there. */
    private static List<Integer> lengths(SctpSocket socket) {
        List<Integer> lengths = new ArrayList<>();
        while (true) {
            CompletableFuture<ReceiveResult> next = socket.async().recvv(ByteBuffer.allocate(1 << 16));
            if (!next.isDone()) {
                next.cancel(false);
                return lengths;
            }
            lengths.add(next.join().length());
        }
    }

    @Test
    @DisplayName(
            "PEEL-1: a call that waits for room goes on when its association gets a socket of its own, and ends with it")
    void peeloff() throws Exception {
        SctpSocket many = listener(Style.ONE_TO_MANY, new InetSocketAddress(address.getAddress(), 5001));
        many.setOption(SctpOption.SO_SNDBUF, 10_000);
        client = unconnected();
        client.connect(new InetSocketAddress(address.getAddress(), 5001));
        wire.runFor(1);
        int id = many.getOption(SctpOption.GET_ASSOC_ID_LIST).get(0);
        SendInfo info = ZERO.withAssociationId(id);
        many.sendv(bytes(9000), info);
        CompletableFuture<Integer> first = many.async().sendv(bytes(9000), info);
        CompletableFuture<Integer> second = many.async().sendv(bytes(9000), info);
        CompletableFuture<Integer> third = many.async().sendv(bytes(9000), info);
        SctpSocket own = many.peeloff(id);
        many.close();
        while (!second.isDone()) {
            wire.runForNs(VirtualWire.DELAY_NS);
        }
        assertThat(first).isCompletedWithValue(9000);
        assertThat(second).isCompletedWithValue(9000);
        assertThat(third).isNotDone();
        own.close();
        wire.server.step();
        assertThat(errnoOf(third)).isEqualTo(Errno.EBADF);
    }

    @Test
    @DisplayName("get and join run the steps of a stack without a thread, and fail with EDEADLK instead of for ever")
    void waitingForFutures() throws Exception {
        client = unconnected();
        assertThat(client.async().connect(address).join()).isPositive();
        server = listener.async().accept().get();
        CompletableFuture<String> asked = text(server);
        client.sendv(bytes("x"), ZERO);
        assertThat(asked.get()).as("an action's result").isEqualTo("x");
        long begin = wire.nowNs();
        CompletableFuture<String> never = text(server);
        assertThat(catchThrowable(() -> never.get(1, TimeUnit.NANOSECONDS))).isInstanceOf(TimeoutException.class);
        assertThat(wire.nowNs() - begin).isEqualTo(1);
        for (SctpSocket socket : List.of(client, server)) {
            socket.setOption(
                    SctpOption.PEER_ADDR_PARAMS, new PeerAddressParams(0, 0, 0, PeerAddressParams.SPP_HB_DISABLE));
        }
        assertThat(catchThrowable(never::join)).hasMessageContaining("EDEADLK");
        assertThat(never).isNotDone();
    }

    @Test
    @DisplayName("XC-17: calls that wait and pollers do not disturb each other; a step is due when calls can go on")
    void pollers() throws Exception {
        connect();
        Poller poller = wire.server.stack().poller();
        poller.watch(server, SctpConstants.POLLIN, null);
        CompletableFuture<String> first = text(server);
        send(client, "a", "b");
        assertThat(first).isCompletedWithValue("a");
        assertThat(poller.poll(Duration.ZERO)).hasSize(1);
        assertThat(text(server)).isCompletedWithValue("b");
        assertThat(poller.poll(Duration.ZERO)).isEmpty();
        CompletableFuture<String> last = text(server);
        server.close();
        assertThat(wire.server.nextTimeoutNs()).isEqualTo(wire.nowNs());
        assertThat(wire.server.step()).isTrue();
        assertThat(errnoOf(last)).isEqualTo(Errno.EBADF);
    }

    @Test
    @DisplayName("a call that was done at once leaves the loop nothing to look at before it sleeps")
    void nothingForTheLoop() throws Exception {
        connect();
        assertThat(client.async().sendv(bytes("one"), ZERO)).isCompletedWithValue(3);
        assertThat(wire.client.nextTimeoutNs()).isGreaterThan(wire.nowNs());
        assertThat(wire.client.step()).isFalse();
        wire.runFor(1);
        assertThat(text(server)).isCompletedWithValue("one");
        assertThat(wire.server.step()).isFalse();
    }

    @Test
    @DisplayName("what is there is read by the form that asks first, and a call that waits for it gets the next")
    void mixedForms() throws Exception {
        connect();
        CompletableFuture<String> waits = text(server);
        client.sendv(bytes("a"), ZERO);
        client.sendv(bytes("b"), ZERO);
        assertThat(Stacks.readText(server))
                .as("its turn served the call before")
                .isEqualTo("b");
        assertThat(waits).isCompletedWithValue("a");
        server.configureBlocking(false);
        CompletableFuture<String> nonBlocking = text(server);
        assertErrno(Errno.EAGAIN, () -> Stacks.readText(server));
        send(client, "c");
        assertThat(nonBlocking).as("the socket need not be blocking").isCompletedWithValue("c");
    }
}
