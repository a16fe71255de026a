package io.jsctp;

import static io.jsctp.Stacks.assertErrno;
import static io.jsctp.Stacks.bytes;
import static io.jsctp.Stacks.readText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jsctp.link.Link;
import io.jsctp.link.PacketBatch;
import io.jsctp.link.PacketReceiver;
import io.jsctp.link.UdpLink;
import io.jsctp.wire.SerialNumber;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The loop's thread and users' threads on the same associations. */
@Timeout(120)
class ThreadsTest {
    private static final List<InetAddress> LOOPBACK = List.of(InetAddress.getLoopbackAddress());
    private static final InetSocketAddress SERVER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 5000);

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    @DisplayName(
            "new data leaves in the order of its TSNs, whichever threads send it, and by whichever loop SACKs come")
    void keepsPacketOrder(int loops) throws Exception {
        Link link = UdpLink.open(LOOPBACK, 0, false);
        OrderWatch watch = new OrderWatch(loops == 1 ? link : new ScatteredLink(link, loops));
        try (SctpStack server =
                        SctpStack.builder().localAddresses(LOOPBACK).udpPort(0).open();
                SctpStack client = SctpStack.builder()
                        .link(watch)
                        .peerUdpPort(server.udpPort())
                        .open()) {
            SctpSocket accepted = connect(server, client);
            SctpSocket socket = connected;
            int threads = 3;
            int each = 20_000;
            List<CompletableFuture<Void>> senders = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int stream = t;
                senders.add(CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < each; i++) {
                        sendNumber(socket, stream, i);
                    }
                }));
            }
            int[] next = new int[threads];
            ByteBuffer target = ByteBuffer.allocate(2000);
            accepted.setOption(SctpOption.RECVRCVINFO, true);
            MessageInfo info = new MessageInfo();
            for (int i = 0; i < threads * each; i++) {
                target.clear();
                accepted.recvv(target, 0, info);
                assertThat(target.getInt(0)).isEqualTo(next[info.streamId()]++);
            }
            senders.forEach(CompletableFuture::join);
            assertThat(watch.chunks).isGreaterThanOrEqualTo(threads * each);
            assertThat(watch.overtaken).isZero();
        }
    }

    private SctpSocket connected;

    private SctpSocket connect(SctpStack server, SctpStack client) throws SctpException {
        SctpSocket listener = server.socket(Family.IPV4, Style.ONE_TO_ONE);
        listener.bind(SERVER);
        listener.listen(10);
        connected = client.socket(Family.IPV4, Style.ONE_TO_ONE);
        connected.connect(SERVER);
        return listener.accept();
    }

    private static void sendNumber(SctpSocket socket, int stream, int number) {
        try {
            ByteBuffer message = ByteBuffer.allocate(100 + number % 900);
            message.putInt(0, number);
            socket.sendv(message, SendInfo.stream(stream));
        } catch (SctpException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("SEC-8: a fault while handling one association ends that one only")
    void containsFaults() throws Exception {
        FaultyLink faulty = new FaultyLink(UdpLink.open(LOOPBACK, 0, false));
        try (SctpStack server = SctpStack.builder().link(faulty).open();
                SctpStack client = SctpStack.builder()
                        .localAddresses(LOOPBACK)
                        .udpPort(0)
                        .peerUdpPort(server.udpPort())
                        .open()) {
            SctpSocket hit = connect(server, client);
            SctpSocket hitPeer = connected;
            SctpSocket spared = client.socket(Family.IPV4, Style.ONE_TO_MANY);
            faulty.failNext = true;
            hitPeer.sendv(bytes("x"), SendInfo.stream(0));
            assertErrno(Errno.ECONNRESET, () -> Stacks.read(hit));
            assertThat(server.counters().internalErrors()).isEqualTo(1);
            // The stack lives.
            SctpSocket many = server.socket(Family.IPV4, Style.ONE_TO_MANY);
            InetSocketAddress other = new InetSocketAddress(SERVER.getAddress(), 5001);
            many.bind(other);
            many.listen(1);
            spared.sendv(bytes("alive"), List.of(other), null, 0);
            assertThat(readText(many)).isEqualTo("alive");
        }
    }

    @Test
    @DisplayName("data passes while a user's thread has the endpoint locked, which all associations share")
    void sharesNoLock() throws Exception {
        EndpointHolder holder = new EndpointHolder(UdpLink.open(LOOPBACK, 0, false));
        try (SctpStack server = SctpStack.builder().link(holder).open();
                SctpStack client = SctpStack.builder()
                        .localAddresses(LOOPBACK)
                        .udpPort(0)
                        .peerUdpPort(server.udpPort())
                        .open()) {
            SctpSocket many = server.socket(Family.IPV4, Style.ONE_TO_MANY);
            many.bind(SERVER);
            many.listen(1);
            SctpSocket socket = client.socket(Family.IPV4, Style.ONE_TO_ONE);
            socket.connect(SERVER);
            socket.sendv(bytes("before"), SendInfo.stream(0));
            assertThat(readText(many)).isEqualTo("before");

            InetSocketAddress another = new InetSocketAddress(SERVER.getAddress(), 5002);
            CompletableFuture<Void> held = CompletableFuture.runAsync(() -> {
                try {
                    many.sendv(bytes("x"), List.of(another), SendInfo.stream(0), 0);
                } catch (SctpException e) {
                    throw new IllegalStateException(e);
                }
            });
            holder.holding.await();
            for (int i = 0; i < 100; i++) {
                socket.sendv(bytes("message " + i), SendInfo.stream(0));
                assertThat(readText(many)).isEqualTo("message " + i);
            }
            assertThat(held).isNotDone();
            holder.release.countDown();
            many.close(); // nobody is there to answer
            assertThatThrownBy(held::join).hasRootCauseInstanceOf(SctpException.class);
        }
    }

    @Test
    @DisplayName("an interrupted thread can send and close: its interrupt does not reach the channels")
    void interruptedSender() throws Exception {
        try (Stacks stacks = new Stacks()) {
            Stacks.Pair pair = stacks.pair();
            Thread.currentThread().interrupt();
            pair.client().sendv(bytes("sent"), SendInfo.stream(0));
            pair.client().close();
            stacks.client.close();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(readText(pair.server())).isEqualTo("sent");
            Stacks.expect(pair.server(), ShutdownEvent.class);
        }
    }

    @Test
    @DisplayName("hundreds of virtual threads wait in calls at once without pinning their carriers")
    void virtualThreads() throws Exception {
        assumeTrue(Runtime.version().feature() >= 21, "virtual threads need JDK 21");
        Executor executor = (Executor)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        int clients = 300;
        CountDownLatch done = new CountDownLatch(clients);
        AtomicInteger failures = new AtomicInteger();
        try (Stacks stacks = new Stacks()) {
            SctpSocket listener = stacks.server.socket(Family.IPV4, Style.ONE_TO_ONE);
            listener.bind(stacks.serverAddress());
            listener.listen(clients);
            executor.execute(() -> acceptAll(listener, clients, executor));
            for (int i = 0; i < clients; i++) {
                String text = "client " + i;
                executor.execute(() -> {
                    try (SctpSocket socket = stacks.client.socket(Family.IPV4, Style.ONE_TO_ONE)) {
                        socket.connect(stacks.serverAddress());
                        socket.sendv(bytes(text), SendInfo.stream(0));
                        if (!readText(socket).equals(text)) {
                            failures.incrementAndGet();
                        }
                    } catch (SctpException e) {
                        failures.incrementAndGet();
                    }
                    done.countDown();
                });
            }
            done.await();
            assertThat(failures).hasValue(0);
        }
    }

    private static void acceptAll(SctpSocket listener, int clients, Executor executor) {
        try {
            for (int i = 0; i < clients; i++) {
                SctpSocket socket = listener.accept();
                executor.execute(() -> echoOne(socket));
            }
        } catch (SctpException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void echoOne(SctpSocket socket) {
        try {
            socket.sendv(bytes(readText(socket)), SendInfo.stream(0));
        } catch (SctpException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sees whether a chunk of new data is sent after one with a later TSN. */
    private static final class OrderWatch extends LinkWrapper {
        private int highestTsn;
        private int chunks;
        private int overtaken;

        OrderWatch(Link link) throws IOException {
            super(link);
        }

        @Override
        public synchronized void send(PacketBatch batch) {
            for (int i = 0; i < batch.count(); i++) {
                look(batch.buffer(), batch.offset(i), batch.length(i));
            }
            super.send(batch);
        }

        private void look(ByteBuffer packet, int offset, int length) {
            int at = offset + 12;
            while (at < offset + length) {
                if (packet.get(at) == 0) {
                    int tsn = packet.getInt(at + 4);
                    if (chunks > 0 && SerialNumber.lt(highestTsn + 1, tsn)) {
                        overtaken++;
                    }
                    if (chunks == 0 || SerialNumber.lt(highestTsn, tsn)) {
                        highestTsn = tsn;
                    }
                    chunks++;
                }
                at += (packet.getShort(at + 2) + 3) & ~3;
            }
        }
    }

    /** Whoever asks it for the time while an association is made, under the lock of the endpoint, waits until it is released. */
    private static final class EndpointHolder extends LinkWrapper {
        private final CountDownLatch holding = new CountDownLatch(1);
        private final CountDownLatch release = new CountDownLatch(1);

        EndpointHolder(Link link) {
            super(link);
        }

        @Override
        public long nanoTime() {
            boolean inside = StackWalker.getInstance()
                    .walk(frames ->
                            frames.anyMatch(frame -> frame.getClassName().endsWith(".EndpointDriver")
                                    && frame.getMethodName().equals("associate")));
            if (inside) {
                holding.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return super.nanoTime();
        }
    }

    /** Its clock fails once while a packet is handled: stands for any fault of ours. */
    private static final class FaultyLink extends LinkWrapper {
        private volatile boolean failNext;
        private boolean inPacket;

        FaultyLink(Link link) {
            super(link);
        }

        @Override
        public int poll(PacketReceiver receiver, long timeoutNs) {
            return super.poll(
                    (buffer, offset, length, from, fromPort, to) -> {
                        inPacket = true;
                        receiver.onPacket(buffer, offset, length, from, fromPort, to);
                        inPacket = false;
                    },
                    timeoutNs);
        }

        @Override
        public long nanoTime() {
            if (failNext && inPacket && Thread.currentThread().getName().startsWith("jsctp-loop-")) {
                failNext = false;
                throw new IllegalStateException("planted by the test");
            }
            return super.nanoTime();
        }
    }
}
