package io.jsctp.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What one thread at a time receives of a {@link UdpLink}: one channel for each local address. Any thread wakes it. */
final class UdpQueue {
    private static final int MAX_PACKETS_PER_POLL = 64;

    private final Selector selector;
    private final ByteBuffer receiveBuffer = ByteBuffer.allocateDirect(1 << 16);

    // Owned by the thread in poll: a field, so that the lambda for the selector is made once.
    private @Nullable PacketReceiver receiver;
    private int received;
    private int share = MAX_PACKETS_PER_POLL;
    private final Consumer<SelectionKey> drain = this::drain;
    private final DrainLimit limit = new DrainLimit();

    UdpQueue() throws IOException {
        selector = Selector.open();
    }

    /** Receives what comes to an address by a channel, too, until that is closed. */
    void add(DatagramChannel channel, InetAddress address) throws IOException {
        channel.register(selector, SelectionKey.OP_READ, address);
    }

    /** As {@link Link#poll(int, PacketReceiver, long)}. */
    int poll(PacketReceiver packetReceiver, long timeoutNs) {
        receiver = packetReceiver;
        received = 0;
        try {
            // Each channel has its share of a round, so that a flood on one address does not starve the others.
            share = Math.max(
                    1, MAX_PACKETS_PER_POLL / Math.max(1, selector.keys().size()));
            limit.begin(System.nanoTime());
            if (timeoutNs <= 0) {
                selector.selectNow(drain);
            } else if (timeoutNs == Long.MAX_VALUE) {
                selector.select(drain);
            } else {
                // Rounded up: waking too early would only wait again.
                selector.select(drain, TimeUnit.NANOSECONDS.toMillis(timeoutNs) + 1);
            }
        } catch (IOException | ClosedSelectorException e) {
            return received;
        } finally {
            limit.end(received);
            receiver = null;
        }
        return received;
    }

    private void drain(SelectionKey key) {
        PacketReceiver to = receiver;
        if (to == null || !(key.channel() instanceof DatagramChannel channel)) {
            return;
        }
        InetAddress local = (InetAddress) key.attachment();
        int enough = received + limit.packets(System.nanoTime(), share);
        try {
            while (received < enough) {
                receiveBuffer.clear();
                InetSocketAddress from = (InetSocketAddress) channel.receive(receiveBuffer);
                if (from == null) {
                    return;
                }
                received++;
                // What a longer datagram left behind it is out of reach.
                receiveBuffer.flip();
                to.onPacket(receiveBuffer, 0, receiveBuffer.limit(), from.getAddress(), from.getPort(), local);
            }
        } catch (IOException e) {
            // A pending socket error (ICMP) was reported and is cleared by that; packets follow at the next poll.
            return;
        }
    }

    void wakeup() {
        selector.wakeup();
    }

    /** To be called when its channels are closed: closing the selector first would leave their sockets open. */
    void close() throws IOException {
        selector.close();
    }
}
