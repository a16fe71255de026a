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

    /** {@return false if the queue was full and the chunk was dropped} */
    boolean add(Item item) {
        if (items.size() >= LIMIT) {
            return false;
        }
        items.add(item);
        return true;
    }

    @Nullable
    Item peek() {
        return items.peek();
    }

    void remove() {
        items.remove();
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    void clear() {
        items.clear();
    }

    boolean holds(Class<? extends Chunk> type) {
        for (Item i : items) {
            if (type.isInstance(i.chunk)) {
                return true;
            }
        }
        return false;
    }

    void removeAll(Class<? extends Chunk> type) {
        items.removeIf(i -> type.isInstance(i.chunk));
    }
}
