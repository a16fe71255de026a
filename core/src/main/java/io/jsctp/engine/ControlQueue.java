package io.jsctp.engine;

import io.jsctp.wire.Chunk;
import io.jsctp.wire.CommonHeader;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Control chunks that wait for the next packet, each with where it must go. Bounded, so that a peer that asks faster than
 * the link sends costs no memory: what does not fit is dropped like a lost packet.
 */
final class ControlQueue {
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
            return !alone
                    && !other.alone
                    && verificationTag == other.verificationTag
                    && to.equals(other.to)
                    && Objects.equals(from, other.from);
        }
    }

    private final ArrayDeque<Item> items = new ArrayDeque<>(0);

    private final Association association;

    /** The sizes of all waiting chunks. */
    private int bytes;

    /** How many of the waiting chunks were there before the present packet came. */
    private int answersFrom;

    ControlQueue(Association association) {
        this.association = association;
    }

    /** Queues a chunk for a packet of this association. */
    void send(Chunk chunk, Path to) {
        add(new Item(chunk, association.peerTag, to.address, to.udpPort, to.source, false));
    }

    /** Queues a chunk for a packet that leaves from a certain address of ours. */
    void send(Chunk chunk, Path to, @Nullable InetAddress source, boolean alone) {
        add(new Item(chunk, association.peerTag, to.address, to.udpPort, source, alone));
    }

    /** Queues a chunk for a packet to an address that is not the peer's, or not any more. */
    void send(Chunk chunk, InetAddress to, int udpPort, @Nullable InetAddress source) {
        add(new Item(chunk, association.peerTag, to, udpPort, source, true));
    }

    /** Queues a chunk that must not share its packet, with the tag it needs. */
    void sendAlone(Chunk chunk, int verificationTag, Path to) {
        add(new Item(chunk, verificationTag, to.address, to.udpPort, to.source, true));
    }

    /** As {@link #sendAlone(Chunk, int, Path)}, but to the UDP port that a packet of unproven origin came from. */
    void sendAlone(Chunk chunk, int verificationTag, Path to, int udpPort) {
        add(new Item(chunk, verificationTag, to.address, udpPort, to.source, true));
    }

    private void add(Item item) {
        Path path = association.paths.find(item.to);
        if (path != null && path.isStranded()) {
            return;
        }
        int itemBytes = item.chunk.encodedLength();
        if (!items.isEmpty() && isFull(itemBytes)) {
            association.counters.controlChunksDropped++;
            return;
        }
        charge(itemBytes);
        items.add(item);
    }

    private void charge(int itemBytes) {
        bytes += itemBytes;
        association.pool.allowance().force(association.pool.allowance().costOf(itemBytes, 1));
    }

    private void discharge(Item item) {
        int itemBytes = item.chunk.encodedLength();
        bytes -= itemBytes;
        association.pool.allowance().give(association.pool.allowance().costOf(itemBytes, 1));
    }

    /** A chunk that finds the queue empty always fits: nothing of ours is too large to be sent at all. */
    private boolean isFull(int moreBytes) {
        EndpointEnvironment environment = association.environment;
        if (items.size() >= environment.limits().count(Limit.CONTROL_CHUNKS)) {
            environment.budget().reached(Limit.CONTROL_CHUNKS);
            return true;
        }
        if (bytes + moreBytes > environment.limits().count(Limit.CONTROL_BYTES)) {
            environment.budget().reached(Limit.CONTROL_BYTES);
            return true;
        }
        return false;
    }

    /** {@return bytes of all waiting chunks} */
    int bytes() {
        return bytes;
    }

    @Nullable
    Item peek() {
        return items.peek();
    }

    void remove() {
        discharge(items.remove());
        answersFrom = Math.max(0, answersFrom - 1);
    }

    void clear() {
        while (!items.isEmpty()) {
            discharge(items.remove());
        }
        answersFrom = 0;
    }

    /** A packet came: what is queued from now on answers it. */
    void beginAnswers() {
        answersFrom = items.size();
    }

    /** Drops what was queued in answer to the present packet. */
    void dropAnswers() {
        while (items.size() > answersFrom) {
            discharge(items.removeLast());
        }
    }

    /**
     * {@return the bytes that a packet to a path has left beside the answers queued so far; 0 if one of those goes
     * elsewhere or alone}
     */
    int roomBesideAnswers(Path to) {
        int room = roomIn(to);
        int i = 0;
        for (Item item : items) {
            if (i++ < answersFrom) {
                continue;
            }
            if (item.alone || !item.to.equals(to.address)) {
                return 0;
            }
            room -= (item.chunk.encodedLength() + 3) & ~3;
        }
        return Math.max(0, room);
    }

    /** {@return what chunks find room in a packet to a path that may begin with an AUTH chunk} */
    int roomIn(Path to) {
        Authenticator authenticator = association.establishment.authenticator();
        return to.mtuBytes() - CommonHeader.SIZE - (authenticator == null ? 0 : authenticator.authBytes());
    }

    void removeAll(Class<? extends Chunk> type) {
        removeIf(item -> type.isInstance(item.chunk));
    }

    /** Nothing goes to an address any more. */
    void removeAll(InetAddress to) {
        removeIf(item -> item.to.equals(to));
    }

    private void removeIf(Predicate<Item> which) {
        int place = 0;
        int before = answersFrom;
        for (Iterator<Item> all = items.iterator(); all.hasNext(); place++) {
            Item item = all.next();
            if (which.test(item)) {
                all.remove();
                discharge(item);
                answersFrom -= place < before ? 1 : 0;
            }
        }
    }
}
