package io.jsctp.engine;

import io.jsctp.wire.PacketReader;
import io.jsctp.wire.SerialNumber;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Turns DATA chunks into messages and messages into their order (RFC 9260 §6.5, §6.6, §6.9). All that is not delivered lies
 * in one table by TSN, so that any of it can be dropped again. Neighbours of one message form runs whose ends know each
 * other, so that a chunk costs the same however large its message is. A message too large for the buffer is delivered in
 * parts; until its end nothing else is.
 *
 * <p>A chunk must agree with what was received beside it, whether that is still held or not. So a fragment at or below
 * the cumulative TSN always belongs to the one message that the next chunk goes on with.
 */
final class Reassembly {
    /** About what a fragment without its payload, or a message without its fragments, takes. */
    private static final int SPARE_BYTES = 64;

    private final PayloadPool pool;
    private final ArrayDeque<AssociationEvent> events;
    private final ArrayDeque<Fragment> spareFragments = new ArrayDeque<>(0);
    private final ArrayDeque<InboundMessage> spareMessages = new ArrayDeque<>(0);
    private final FragmentTable table = new FragmentTable();
    private final WaitingMessages waiting = new WaitingMessages();
    private final InboundStreams streams;
    private final SkippedMessages skipped;
    private final HeldChunks held = new HeldChunks();

    /** Payload of what is in the table. */
    private int heldBytes;

    /** Runs in the table that are not whole messages. */
    private int incomplete;

    // The message that is being delivered in parts, if one is.
    private boolean delivering;
    private int deliveringNextTsn;
    private int deliveringTsn;
    private int deliveringPpid;
    private int deliveringStreamId;
    private int deliveringSsn;
    private boolean deliveringUnordered;

    private int unreadMessages;
    private int unreadChunks;

    Reassembly(int streamCount, PayloadPool pool, ArrayDeque<AssociationEvent> events) {
        this.pool = pool;
        this.events = events;
        this.streams = new InboundStreams(streamCount, pool.allowance());
        this.skipped = new SkippedMessages(this, table, waiting, streams);
    }

    /** {@return what deals with messages that the peer has given up} */
    SkippedMessages skipped() {
        return skipped;
    }

    int streamCount() {
        return streams.count();
    }

    /** Makes the state of a stream, unless it is there; false if there is no memory for it. */
    boolean reachStream(int id, boolean needed) {
        return streams.reach(id, needed);
    }

    /** {@return chunks of messages that are not complete, wait for their turn, or were not given back by the user} */
    int queuedChunks() {
        return heldChunks() + unreadChunks;
    }

    boolean hasUnread() {
        return unreadMessages > 0;
    }

    /** {@return chunks that were not delivered yet} */
    int heldChunks() {
        return table.count() + held.count();
    }

    /** {@return their payload} */
    int heldBytes() {
        return heldBytes + held.bytes();
    }

    /** {@return messages, and pieces of messages, whose other chunks are missing} */
    int incomplete() {
        return incomplete;
    }

    /** {@return whether a chunk would lengthen a piece of a message that is there already} */
    boolean continuesSomething(int tsn) {
        Fragment before = table.get(tsn - 1);
        Fragment after = table.get(tsn + 1);
        return (before != null && !before.ends()) || (after != null && !after.begins());
    }

    /**
     * Takes a chunk whose TSN is new.
     *
     * @param receivedBefore whether the TSN before was received and not dropped again
     * @param receivedAfter the same of the TSN after it
     * @return false if it contradicts what was received
     */
    boolean add(PacketReader data, boolean receivedBefore, boolean receivedAfter) {
        Fragment f = spareFragments.poll();
        if (f == null) {
            f = new Fragment();
        } else {
            pool.allowance().unkeep(SPARE_BYTES);
        }
        f.read(data, pool);
        if (held.takes(f)) {
            held.add(f);
            return true;
        }
        return place(f, receivedBefore, receivedAfter);
    }

    /** As {@link #add}, of a chunk that was read. */
    boolean place(Fragment f, boolean receivedBefore, boolean receivedAfter) {
        boolean goesOn = delivering && f.tsn == deliveringNextTsn;
        if (!goesOn && skipped.isNext(f.tsn) && skipped.swallows(f)) {
            return true;
        }
        if (!(goesOn ? continuesDelivery(f) : fitsBehind(f, receivedBefore)) || !fitsBefore(f, receivedAfter)) {
            recycle(f);
            return false;
        }
        if (goesOn) {
            continueDelivery(f);
            return true;
        }
        if (f.begins() && f.ends() && !delivering && (f.unordered() || f.ssn() == streams.nextSsn(f.streamId()))) {
            deliverWhole(message(f, f.payloadProtocolId, f.tsn));
            return true;
        }
        if (store(f)) {
            return true;
        }
        leaveTable(f);
        recycle(f);
        return false;
    }

    /** What is not held any more, and not being delivered, ended a message: only the beginning of one can follow. */
    private boolean fitsBehind(Fragment f, boolean received) {
        Fragment before = table.get(f.tsn - 1);
        return before == null ? !received || f.begins() : f.canFollow(before);
    }

    private boolean fitsBefore(Fragment f, boolean received) {
        Fragment after = table.get(f.tsn + 1);
        return after == null ? !received || f.ends() : after.canFollow(f);
    }

    private boolean continuesDelivery(Fragment f) {
        return !f.begins() && f.isOfMessage(deliveringStreamId, deliveringUnordered, deliveringSsn);
    }

    private boolean store(Fragment f) {
        table.add(f);
        heldBytes += f.length;
        incomplete++;
        Fragment first = f;
        Fragment last = f;
        int bytes = f.length;
        Fragment before = f.begins() ? null : table.get(f.tsn - 1);
        if (before != null) {
            first = table.require(before.otherEnd);
            bytes += before.runBytes;
            incomplete--;
        }
        Fragment after = f.ends() ? null : table.get(f.tsn + 1);
        if (after != null) {
            last = table.require(after.otherEnd);
            bytes += after.runBytes;
            incomplete--;
        }
        first.otherEnd = last.tsn;
        first.runBytes = bytes;
        last.otherEnd = first.tsn;
        last.runBytes = bytes;
        if (!first.begins() || !last.ends()) {
            return true;
        }
        incomplete--;
        return complete(first);
    }

    /** A message is whole: it is delivered if it is its turn; false if its number was used already. */
    private boolean complete(Fragment first) {
        if (first.unordered()) {
            if (!delivering) {
                deliverWhole(take(first));
            }
            return true;
        }
        int next = streams.nextSsn(first.streamId());
        if (delivering || first.ssn() != next) {
            return !SerialNumber.lt16(first.ssn(), next) && waiting.add(first);
        }
        deliverWhole(take(first));
        return true;
    }

    private void deliverWhole(InboundMessage m) {
        deliver(m);
        if (!m.unordered()) {
            streams.delivered(m.streamId(), m.ssn());
            deliverWaiting(m.streamId());
        }
    }

    /** Delivers what is next on a stream, and what follows directly. */
    void deliverWaiting(int streamId) {
        Fragment first;
        while ((first = waiting.get(streamId, streams.nextSsn(streamId))) != null) {
            waiting.remove(first);
            streams.delivered(streamId, first.ssn());
            deliver(take(first));
        }
    }

    /** Delivers a whole message whose turn is over: the peer has skipped it, and more. */
    void deliverPassed(Fragment first) {
        deliver(take(first));
    }

    private void deliver(InboundMessage m) {
        unreadMessages++;
        unreadChunks += m.chunks;
        events.add(m);
    }

    /** Takes a run out of the table as a message, or as the first part of one. */
    private InboundMessage take(Fragment first) {
        int last = first.otherEnd;
        leaveTable(first);
        InboundMessage m = message(first, first.payloadProtocolId, first.tsn);
        appendRun(m, first.tsn + 1, last);
        return m;
    }

    private void appendRun(InboundMessage m, int fromTsn, int toTsn) {
        for (int tsn = fromTsn; SerialNumber.lte(tsn, toTsn); tsn++) {
            Fragment f = table.require(tsn);
            leaveTable(f);
            m.append(f);
        }
    }

    private void leaveTable(Fragment f) {
        table.remove(f);
        heldBytes -= f.length;
    }

    private InboundMessage message(Fragment first, int ppid, int tsn) {
        InboundMessage m = spareMessages.poll();
        if (m == null) {
            m = new InboundMessage();
        } else {
            pool.allowance().unkeep(SPARE_BYTES);
        }
        m.start(first, ppid, tsn);
        return m;
    }

    // ---- delivery in parts --------------------------------------------------------------------------------------

    boolean isDelivering() {
        return delivering;
    }

    /** {@return payload bytes of the incomplete message that is next in the order of TSNs, as far as it came} */
    int headBytes(int cumulativeTsn) {
        Fragment last = table.get(cumulativeTsn);
        return last == null || last.ends() ? 0 : last.runBytes;
    }

    /** Delivers what is there of the incomplete message that ends at the cumulative TSN, if its turn has come. */
    void deliverPart(int cumulativeTsn) {
        Fragment last = table.get(cumulativeTsn);
        if (delivering || last == null || last.ends()) {
            return;
        }
        Fragment first = table.require(last.otherEnd);
        if (!first.unordered() && streams.nextSsn(first.streamId()) != first.ssn()) {
            return;
        }
        deliveringTsn = first.tsn;
        deliveringPpid = first.payloadProtocolId;
        deliveringStreamId = first.streamId();
        deliveringSsn = first.ssn();
        deliveringUnordered = first.unordered();
        deliveringNextTsn = cumulativeTsn + 1;
        delivering = true;
        if (!deliveringUnordered) {
            streams.delivered(deliveringStreamId, deliveringSsn);
        }
        incomplete--;
        deliver(take(first));
    }

    private void continueDelivery(Fragment f) {
        InboundMessage part = message(f, deliveringPpid, deliveringTsn);
        Fragment after = f.ends() ? null : table.get(f.tsn + 1);
        deliveringNextTsn = f.tsn + 1;
        if (after != null) {
            deliveringNextTsn = after.otherEnd + 1;
            incomplete--;
            appendRun(part, after.tsn, after.otherEnd);
        }
        deliver(part);
        if (part.endOfRecord()) {
            endDelivery();
        }
    }

    /** What had to wait for the end of it is delivered now. */
    private void endDelivery() {
        delivering = false;
        if (!deliveringUnordered) {
            deliverWaiting(deliveringStreamId);
        }
        deliverDue(deliveringNextTsn);
    }

    /** Delivers whole messages that had to wait for the end of another one, about in the order of TSNs from the given one on. */
    void deliverDue(int fromTsn) {
        if (table.count() == 0) {
            return;
        }
        for (Fragment first : table.beginnings(fromTsn)) {
            if (table.get(first.tsn) != first || !table.require(first.otherEnd).ends()) {
                continue; // delivered meanwhile, or not complete
            }
            if (first.unordered() || first.ssn() == streams.nextSsn(first.streamId())) {
                waiting.remove(first);
                deliverWhole(take(first));
            }
        }
    }

    // ---- stream reconfiguration (RFC 6525 §5.2) -----------------------------------------------------------------

    /** {@return chunks that wait until it is known how they are numbered} */
    HeldChunks held() {
        return held;
    }

    void addStreams(int count) {
        streams.grow(count);
    }

    /** Streams begin at 0 again; whole messages that can't be delivered by the old numbers any more are dropped. */
    void startOver(StreamSet set) {
        for (Fragment first : table.wholeMessages(0)) {
            if (!first.unordered() && set.contains(first.streamId())) {
                waiting.remove(first);
                dropRun(first);
            }
        }
        streams.startOver(set);
    }

    private void dropRun(Fragment first) {
        int last = first.otherEnd;
        for (int tsn = first.tsn; SerialNumber.lte(tsn, last); tsn++) {
            Fragment f = table.require(tsn);
            leaveTable(f);
            recycle(f);
        }
    }

    /** What is whole is delivered though others before it are missing: nothing more comes by these numbers (RFC 6525 §5.2.4 G4). */
    void deliverAllWhole(int cumulativeTsn) {
        abortDelivery();
        for (Fragment first : table.wholeMessages(cumulativeTsn)) {
            waiting.remove(first);
            deliver(take(first));
        }
    }

    /** All streams begin at 0 again; what was not delivered is dropped. */
    void startOver() {
        dropUndelivered();
        streams.startOver(StreamSet.ALL);
    }

    // ---- memory -------------------------------------------------------------------------------------------------

    /** {@return the highest chunk that was not delivered, if its TSN is above the given one; null if there is none} */
    @Nullable
    Fragment highestHeldAbove(int tsn) {
        return table.highestAbove(tsn);
    }

    /** Drops the highest chunk that was not delivered. */
    void dropHighest(Fragment f) {
        Fragment first = table.require(f.otherEnd);
        boolean whole = first.begins() && f.ends();
        if (whole && !first.unordered()) {
            waiting.remove(first);
        }
        if (first == f) {
            incomplete -= whole ? 0 : 1;
        } else {
            incomplete += whole ? 1 : 0;
            Fragment last = table.require(f.tsn - 1);
            first.otherEnd = last.tsn;
            first.runBytes -= f.length;
            last.otherEnd = first.tsn;
            last.runBytes = first.runBytes;
        }
        leaveTable(f);
        recycle(f);
    }

    /** The message that is being delivered in parts will have no end: the user learns it; {@return whether there was one} */
    boolean abortDelivery() {
        if (!delivering) {
            return false;
        }
        delivering = false;
        events.add(new AssociationEvent.PartialDeliveryAborted(deliveringStreamId, deliveringSsn));
        return true;
    }

    /** Takes a chunk of an incomplete message out, to drop it. */
    Fragment takeFragment(Fragment f) {
        leaveTable(f);
        return f;
    }

    /** All chunks of a piece of a message were taken out. */
    void droppedIncomplete() {
        incomplete--;
    }

    /** The user is done with a message. */
    void consumed(InboundMessage m) {
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

    /** A chunk is of no use. */
    void recycle(Fragment f) {
        pool.release(f.payload);
        f.clear();
        if (pool.allowance().keep(SPARE_BYTES)) {
            spareFragments.push(f);
        }
    }

    /** Drops everything that was not delivered; the user learns of a message of which there are parts already. */
    void clear(int streamCount) {
        dropUndelivered();
        streams.reset(streamCount);
        trim();
    }

    private void dropUndelivered() {
        abortDelivery();
        skipped.clear();
        held.end().forEach(this::recycle);
        for (Fragment f : table.drain()) {
            recycle(f);
        }
        waiting.clear();
        heldBytes = 0;
        incomplete = 0;
    }

    /** Gives up what is kept for reuse. */
    void trim() {
        pool.allowance().unkeep(SPARE_BYTES * (spareFragments.size() + spareMessages.size()));
        spareFragments.clear();
        spareMessages.clear();
        table.trim();
        waiting.trim();
    }
}
