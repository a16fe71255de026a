package io.jsctp.engine;

import io.jsctp.wire.PacketReader;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns chunks of user data into messages and messages into their order. How fragments find each other depends on the kind of
 * chunk: {@link DataReassembly} for DATA, {@link InterleavedReassembly} for I-DATA. This is what both have in common: the
 * streams, the messages that the user has, and what is kept for reuse.
 */
abstract class Reassembly {
    /** About what a fragment without its payload, or a message without its fragments, takes. */
    private static final int SPARE_BYTES = 64;

    final PayloadPool pool;
    final InboundStreams streams;
    private final ArrayDeque<AssociationEvent> events;
    private final ArrayDeque<Fragment> spareFragments = new ArrayDeque<>(0);
    private final ArrayDeque<InboundMessage> spareMessages = new ArrayDeque<>(0);
    private final HeldChunks held = new HeldChunks();

    /** Payload of what was not delivered, but for what is {@link #held()}. */
    int heldBytes;

    /** Messages, or pieces of messages, whose other chunks are missing. */
    int incomplete;

    /** Whether messages of other streams may come between the parts of one (RFC 6458 §8.1.20, level 2). */
    private boolean mixing;

    private int unreadMessages;
    private int unreadChunks;
    private int droppedBytes;
    private int droppedChunks;

    // what it has counted
    long orderedChunks;
    long unorderedChunks;
    long reassembledMessages;
    StreamCounts carried = new StreamCounts();

    Reassembly(InboundStreams streams, PayloadPool pool, ArrayDeque<AssociationEvent> events) {
        this.pool = pool;
        this.events = events;
        this.streams = streams;
    }

    /** {@return the one for the kind of chunks that is in use (RFC 8260 §2.2.1)} */
    static Reassembly of(
            Extensions extensions,
            int streamCount,
            EndpointEnvironment environment,
            PayloadPool pool,
            ArrayDeque<AssociationEvent> events) {
        if (!extensions.has(Extension.INTERLEAVING)) {
            return new DataReassembly(streamCount, pool, events);
        }
        byte[] secret = new byte[Long.BYTES];
        environment.entropy().fillSecret(secret);
        return new InterleavedReassembly(
                streamCount,
                environment.limits().count(Limit.TSN_WINDOW),
                extensions.has(Extension.PARTIAL_RELIABILITY),
                ByteBuffer.wrap(secret).getLong(),
                pool,
                events);
    }

    // ---- what came ----------------------------------------------------------------------------------------------

    /**
     * Takes a chunk whose TSN is new.
     *
     * @param receivedBefore whether the TSN before was received and not dropped again
     * @param receivedAfter the same of the TSN after it
     * @return false if it contradicts what was received
     */
    final boolean add(PacketReader chunk, boolean receivedBefore, boolean receivedAfter) {
        Fragment f = spareFragments.poll();
        if (f == null) {
            f = new Fragment();
        } else {
            pool.allowance().unkeep(SPARE_BYTES);
        }
        f.read(chunk, pool);
        unorderedChunks += f.unordered() ? 1 : 0;
        orderedChunks += f.unordered() ? 0 : 1;
        if (held.takes(f)) {
            held.add(f);
            return true;
        }
        return place(f, receivedBefore, receivedAfter);
    }

    /** As {@link #add}, of a chunk that was read. */
    abstract boolean place(Fragment f, boolean receivedBefore, boolean receivedAfter);

    /** {@return whether a chunk would lengthen a message, or a piece of one, that is there already} */
    abstract boolean continuesSomething(PacketReader chunk);

    // ---- delivery -----------------------------------------------------------------------------------------------

    final void deliver(InboundMessage m) {
        unreadMessages++;
        unreadChunks += m.chunks;
        carried.add(m.streamId(), m.endOfRecord() ? 1 : 0, m.length());
        reassembledMessages += m.endOfRecord() && (m.chunks > 1 || !m.beginning()) ? 1 : 0;
        events.add(m);
    }

    /** A message, or a part of one, that begins with a fragment; of the message the PPID and the first TSN. */
    final InboundMessage message(Fragment first, int ppid, int tsn) {
        InboundMessage m = spareMessages.poll();
        if (m == null) {
            m = new InboundMessage();
        } else {
            pool.allowance().unkeep(SPARE_BYTES);
        }
        m.start(first, ppid, tsn);
        return m;
    }

    /** Sets whether messages of other streams may come between the parts of one. */
    final void mixing(boolean on) {
        boolean more = on && !mixing;
        mixing = on;
        if (more && isDelivering()) {
            deliverDue();
        }
    }

    final boolean isMixing() {
        return mixing;
    }

    /** {@return whether a message is being delivered in parts, and its end is not there yet} */
    abstract boolean isDelivering();

    /** {@return whether that keeps messages of some streams from their turn, or is one of theirs} */
    abstract boolean isDelivering(StreamSet set);

    /**
     * Delivers what there is of messages that are not whole, if their turn has come.
     *
     * @param cumulativeTsn up to which TSN all was received
     * @param most payload bytes that an incomplete message may have before it is delivered in parts
     * @param forced whether it must be, because there is no more room
     */
    abstract void deliverParts(int cumulativeTsn, int most, boolean forced);

    /** Delivers the whole messages whose turn it is, and that had to wait for the end of another one. */
    abstract void deliverDue();

    /** What is whole is delivered though others before it are missing: nothing more comes by these numbers (RFC 6525 §5.2.4 G4). */
    abstract void deliverAllWhole(int cumulativeTsn);

    /** A message of which there are parts will have no end: the user learns it. */
    final void aborted(int streamId, int number) {
        events.add(new AssociationEvent.PartialDeliveryAborted(streamId, number & 0xffff));
    }

    /** Takes the place of one that holds nothing any more; what of it the user has is given back here. */
    final void replace(Reassembly old) {
        unreadMessages = old.unreadMessages;
        unreadChunks = old.unreadChunks;
        orderedChunks = old.orderedChunks;
        unorderedChunks = old.unorderedChunks;
        reassembledMessages = old.reassembledMessages;
        carried = old.carried;
        old.trim();
    }

    /** The user is done with a message. */
    final void consumed(InboundMessage m) {
        unreadMessages--;
        unreadChunks -= m.chunks;
        Fragment f = m.first;
        while (f != null) {
            Fragment next = f.next;
            recycle(f);
            f = next;
        }
        m.clear();
        if (pool.allowance().keep(SPARE_BYTES)) {
            spareMessages.push(m);
        }
    }

    // ---- what the peer has given up (RFC 3758 §3.6, RFC 8260 §2.3.1) --------------------------------------------

    /**
     * Applies a FORWARD TSN, or I-FORWARD-TSN, whose streams are all {@link #reachStream reached}.
     *
     * @param skippedTo up to which TSN chunks are skipped
     * @param cumulativeTsn up to which TSN there is nothing to wait for now
     */
    abstract void skip(PacketReader chunk, int skippedTo, int cumulativeTsn);

    /** As {@link #skip}, but only of messages that are being delivered in parts: what comes of them yet is of no use. */
    abstract void endSkippedDelivery(PacketReader chunk, int cumulativeTsn);

    /** A chunk is of no use, and its room is given back with {@link #settle}. */
    final void drop(Fragment f) {
        droppedBytes += f.length;
        droppedChunks++;
        recycle(f);
    }

    /** Gives the room of what was dropped back. */
    final void settle(ReceiveWindow window) {
        if (droppedChunks > 0) {
            window.free(droppedBytes, droppedChunks);
            droppedBytes = 0;
            droppedChunks = 0;
        }
    }

    // ---- stream reconfiguration (RFC 6525 §5.2) -----------------------------------------------------------------

    /** {@return chunks that wait until it is known how they are numbered} */
    final HeldChunks held() {
        return held;
    }

    final int streamCount() {
        return streams.count();
    }

    final void addStreams(int count) {
        streams.grow(count);
    }

    /** Makes the state of a stream, unless it is there; false if there is no memory for it. */
    final boolean reachStream(int id, boolean needed) {
        return streams.reach(id, needed);
    }

    /** Streams begin at 0 again; messages that can't be delivered by the old numbers any more are dropped. */
    abstract void startOver(StreamSet set);

    /** All streams begin at 0 again; what was not delivered is dropped. */
    final void startOver() {
        dropUndelivered();
        streams.startOver(StreamSet.ALL);
    }

    // ---- memory -------------------------------------------------------------------------------------------------

    /** {@return chunks of messages that are not complete, wait for their turn, or were not given back by the user} */
    final int queuedChunks() {
        return heldChunks() + unreadChunks;
    }

    final boolean hasUnread() {
        return unreadMessages > 0;
    }

    /** {@return chunks that were not delivered yet} */
    final int heldChunks() {
        return undeliveredChunks() + held.count();
    }

    /** {@return chunks that were not delivered, but for what is {@link #held()}} */
    abstract int undeliveredChunks();

    /** {@return payload of the chunks that were not delivered yet} */
    final int heldBytes() {
        return heldBytes + held.bytes();
    }

    /** {@return messages, and pieces of messages, whose other chunks are missing} */
    final int incomplete() {
        return incomplete;
    }

    /** {@return the chunk of a TSN, if it is held; null if it is not, or is among what is {@link #held()}} */
    abstract @Nullable Fragment get(int tsn);

    /**
     * {@return the highest chunk that was not delivered, if its TSN is above the given one, which the cumulative TSN has not
     * passed; null if there is none}
     */
    final @Nullable Fragment highestHeldAbove(int tsn, TsnTracker tsns) {
        int highest = tsns.highestHeld(tsn);
        while (highest != tsn) {
            Fragment f = get(highest);
            if (f != null) {
                return f;
            }
            tsns.delivered(highest); // so that each is met once, however often room is looked for
            highest = tsns.highestHeld(tsn);
        }
        return null;
    }

    /** Drops the highest chunk that was not delivered. */
    abstract void dropHighest(Fragment f);

    /** A chunk is of no use. */
    final void recycle(Fragment f) {
        pool.release(f.payload);
        f.clear();
        if (pool.allowance().keep(SPARE_BYTES)) {
            spareFragments.push(f);
        }
    }

    /** Drops everything that was not delivered; the user learns of a message of which there are parts already. */
    final void clear(int streamCount) {
        dropUndelivered();
        streams.reset(streamCount);
        trim();
    }

    private void dropUndelivered() {
        List<Fragment> waiting = held.end();
        waiting.forEach(this::recycle);
        dropAll();
        heldBytes = 0;
        incomplete = 0;
        droppedBytes = 0;
        droppedChunks = 0;
    }

    /** Ends deliveries in parts and recycles all chunks that were not delivered. */
    abstract void dropAll();

    /** Gives up what is kept for reuse. */
    final void trim() {
        pool.allowance().unkeep(SPARE_BYTES * (spareFragments.size() + spareMessages.size()));
        spareFragments.clear();
        spareMessages.clear();
        trimTables();
    }

    abstract void trimTables();
}
