package io.jsctp.engine;

import io.jsctp.wire.Chunk;
import java.net.InetAddress;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Control chunks that wait for the next packet, each with where it must go. Bounded, so that a peer that asks faster than
 * the link sends costs no memory: what does not fit is dropped like a lost packet.
 */
final class ControlQueue {
    private static final int LIMIT = 64;

    /**
     * One waiting chunk.
     *
     * @param chunk the chunk
     * @param verificationTag the tag its packet must carry
     * @param to the destination address
     * @param udpPort the destination UDP port
     * @param from the source address, null for any
     * @param alone true if no other chunk may share its packet
     */
    record Item(
            Chunk chunk,
            int verificationTag,
            InetAddress to,
            int udpPort,
            @Nullable InetAddress from,
            boolean alone) {

        boolean goesWith(Item other) {
            return !alone && !other.alone && verificationTag == other.verificationTag && to.equals(other.to);
        }
    }

    private final ArrayDeque<Item> items = new ArrayDeque<>();

    private final Association association;

    ControlQueue(Association association) {
        this.association = association;
    }

    /** Queues a chunk for a packet of this association. */
    void send(Chunk chunk, Path to) {
        add(new Item(chunk, association.peerTag, to.address, to.udpPort, to.source, false));
    }

    /** Queues a chunk that must not share its packet, with the tag it needs. */
    void sendAlone(Chunk chunk, int verificationTag, Path to) {
        add(new Item(chunk, verificationTag, to.address, to.udpPort, to.source, true));
    }

    private void add(Item item) {
        if (items.size() < LIMIT) {
            items.add(item);
        } else {
            association.counters.controlChunksDropped++;
        }
    }

    @Nullable
    Item peek() {
        return items.peek();
    }

    void remove() {
        items.remove();
    }

    void clear() {
        items.clear();
    }

    void removeAll(Class<? extends Chunk> type) {
        items.removeIf(i -> type.isInstance(i.chunk));
    }
}
