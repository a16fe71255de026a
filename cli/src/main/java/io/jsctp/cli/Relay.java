package io.jsctp.cli;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Carries UDP packets between one client and a server, late and not all of them. It looks like a NAT to both: the client talks to
 * its front port, the server is talked to from another one. One thread runs it, any may close it.
 */
final class Relay implements Closeable {
    private static final int LARGEST = 65_535;
    private static final int SOCKET_BUFFER = 4 << 20;
    private static final long NS_PER_MS = 1_000_000L;

    private final Selector selector = Selector.open();
    private final DatagramChannel front = DatagramChannel.open();
    private final DatagramChannel back = DatagramChannel.open();
    private final Way toServer;
    private final Way toClient;
    private final SocketAddress server;
    private volatile @Nullable SocketAddress client;

    /** What is under way in one direction, the next to arrive first. */
    private static final class Way {
        private final Shaper shaper;
        private final ArrayDeque<Packet> packets = new ArrayDeque<>();

        Way(Shaper shaper) {
            this.shaper = shaper;
        }
    }

    private record Packet(ByteBuffer bytes, long arrivesNs) {}

    Relay(InetSocketAddress at, SocketAddress server, Shaper toServer, Shaper toClient) throws IOException {
        this.server = server;
        this.toServer = new Way(toServer);
        this.toClient = new Way(toClient);
        open(front, at);
        open(back, new InetSocketAddress(at.getAddress(), 0));
    }

    private void open(DatagramChannel channel, SocketAddress at) throws IOException {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER);
        channel.bind(at);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
    }

    /** {@return where the client sends to} */
    SocketAddress address() throws IOException {
        return front.getLocalAddress();
    }

    /** Relays until it is closed. */
    void run() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST);
        while (selector.isOpen()) {
            long waitMs = Math.max(1, (nextNs() - System.nanoTime()) / NS_PER_MS);
            if (isEmpty()) {
                selector.select();
            } else {
                selector.select(waitMs);
            }
            if (!selector.isOpen()) {
                return;
            }
            selector.selectedKeys().clear();
            read(front, buffer, toServer);
            read(back, buffer, toClient);
            deliver(toServer, back, server);
            deliver(toClient, front, client);
        }
    }

    private boolean isEmpty() {
        return toServer.packets.isEmpty() && toClient.packets.isEmpty();
    }

    private long nextNs() {
        Packet a = toServer.packets.peek();
        Packet b = toClient.packets.peek();
        return Math.min(a == null ? Long.MAX_VALUE : a.arrivesNs, b == null ? Long.MAX_VALUE : b.arrivesNs);
    }

    private void read(DatagramChannel from, ByteBuffer buffer, Way way) throws IOException {
        SocketAddress source;
        while ((source = from.receive(buffer.clear())) != null) {
            if (from == front) {
                client = source;
            }
            long arrivesNs = way.shaper.arrivalNs(buffer.flip().remaining(), System.nanoTime());
            if (arrivesNs != Shaper.LOST) {
                way.packets.add(new Packet(
                        ByteBuffer.allocate(buffer.remaining()).put(buffer).flip(), arrivesNs));
            }
        }
    }

    private static void deliver(Way way, DatagramChannel by, @Nullable SocketAddress to) throws IOException {
        long now = System.nanoTime();
        Packet packet;
        while ((packet = way.packets.peek()) != null && packet.arrivesNs - now <= 0) {
            way.packets.remove();
            if (to != null) {
                by.send(packet.bytes, to);
            }
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
        front.close();
        back.close();
    }
}
