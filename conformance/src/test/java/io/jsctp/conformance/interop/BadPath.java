package io.jsctp.conformance.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A UDP relay between jsctp and a peer, both on the loopback interface, that loses, repeats and swaps datagrams in both
 * directions, and carries none that is too large for Ethernet. What it does to the n-th of the others of a direction follows
 * from its seed. A SHUTDOWN COMPLETE always passes: a peer that ends its process after it would leave nobody to repeat it, and
 * the other side with all its SHUTDOWN ACKs to send.
 */
final class BadPath implements AutoCloseable {

    /** An IP packet of 1500 bytes. */
    private static final int MAX_UDP_PAYLOAD_BYTES = 1472;

    /** Where the type of a packet's first chunk stands, after the common header (RFC 9260 §3). */
    private static final int FIRST_CHUNK = 12;

    private static final int LOSS_PERCENT = 4;
    private static final int DUPLICATION_PERCENT = 2;
    private static final int SWAP_PERCENT = 3;

    private final DatagramChannel ourSide = open();
    private final DatagramChannel theirSide = open();
    private final Selector selector = Selector.open();
    private final AtomicInteger lost = new AtomicInteger();
    private final Direction toThem;
    private final Direction toUs;
    private final Thread thread = new Thread(this::run, "bad-path");

    /** Opens a path to the peer's UDP port; whoever sends to {@link #udpPort} first is the other end. */
    BadPath(long seed, int theirUdpPort) throws IOException {
        Random seeds = new Random(seed);
        toThem = new Direction(seeds.nextLong(), theirSide, new InetSocketAddress(loopback(), theirUdpPort));
        toUs = new Direction(seeds.nextLong(), ourSide, null);
        ourSide.register(selector, SelectionKey.OP_READ);
        theirSide.register(selector, SelectionKey.OP_READ);
        thread.setDaemon(true);
        thread.start();
    }

    private static DatagramChannel open() throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.bind(new InetSocketAddress(loopback(), 0));
        channel.configureBlocking(false);
        return channel;
    }

    private static InetAddress loopback() {
        return InetAddress.getLoopbackAddress();
    }

    /** The UDP port that jsctp takes for the peer's. */
    int udpPort() throws IOException {
        return ((InetSocketAddress) ourSide.getLocalAddress()).getPort();
    }

    /** How many datagrams were lost so far. */
    int lost() {
        return lost.get();
    }

    private void run() {
        ByteBuffer datagram = ByteBuffer.allocate(1 << 16);
        try {
            while (selector.isOpen()) {
                selector.select();
                selector.selectedKeys().clear();
                relay(ourSide, toThem, datagram);
                relay(theirSide, toUs, datagram);
            }
        } catch (IOException | ClosedSelectorException e) {
            // Closing the path ends this thread; without it the exchange that is being tested cannot go on.
        }
    }

    private void relay(DatagramChannel from, Direction direction, ByteBuffer datagram) throws IOException {
        for (SocketAddress sender = from.receive(datagram.clear());
                sender != null;
                sender = from.receive(datagram.clear())) {
            if (from == ourSide && toUs.to == null) {
                toUs.to = sender;
            }
            direction.pass(datagram.flip());
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        selector.close();
        ourSide.close();
        theirSide.close();
        thread.join();
    }

    /** One way through the path. */
    private final class Direction {
        private final Random random;
        private final DatagramChannel out;
        private @Nullable SocketAddress to;
        private @Nullable ByteBuffer held;

        Direction(long seed, DatagramChannel out, @Nullable SocketAddress to) {
            this.random = new Random(seed);
            this.out = out;
            this.to = to;
        }

        void pass(ByteBuffer datagram) throws IOException {
            if (datagram.remaining() > MAX_UDP_PAYLOAD_BYTES) {
                return;
            }
            int fate = random.nextInt(100);
            if (isShutdownComplete(datagram)) {
                send(datagram);
                return;
            }
            if (fate < LOSS_PERCENT) {
                lost.incrementAndGet();
                return;
            }
            if (fate < LOSS_PERCENT + SWAP_PERCENT && held == null) {
                // It leaves after its successor. If none comes it is lost, and its sender repeats it.
                held = ByteBuffer.allocate(datagram.remaining()).put(datagram).flip();
                return;
            }
            send(datagram);
            if (fate >= 100 - DUPLICATION_PERCENT) {
                send(datagram);
            }
            ByteBuffer late = held;
            if (late != null) {
                held = null;
                send(late);
            }
        }

        private static boolean isShutdownComplete(ByteBuffer datagram) {
            return datagram.limit() > FIRST_CHUNK && datagram.get(FIRST_CHUNK) == ChunkTypes.SHUTDOWN_COMPLETE;
        }

        private void send(ByteBuffer datagram) throws IOException {
            if (to != null) {
                out.send(datagram.duplicate(), to);
            }
        }
    }
}
