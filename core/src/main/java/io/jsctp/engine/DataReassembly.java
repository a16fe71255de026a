package io.jsctp.engine;

import io.jsctp.wire.DataView;
import io.jsctp.wire.ForwardTsnView;
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
final class DataReassembly extends Reassembly {
    private final FragmentTable table;
    private final WaitingMessages waiting = new WaitingMessages();
    private final SkippedMessages skipped;

    // The message that is being delivered in parts, if one is.
    private boolean delivering;
    private int deliveringNextTsn;
    private int deliveringTsn;
    private int deliveringPpid;
    private int deliveringStreamId;
    private int deliveringSsn;
    private boolean deliveringUnordered;

    DataReassembly(int streamCount, PayloadPool pool, ArrayDeque<AssociationEvent> events) {
        this(streamCount, pool, events, new FragmentTable());
    }

    /** Makes one over an empty table. */
    DataReassembly(int streamCount, PayloadPool pool, ArrayDeque<AssociationEvent> events, FragmentTable table) {
        super(new InboundStreams(streamCount, false, pool.allowance()), pool, events);
        this.table = table;
        this.skipped = new SkippedMessages(this, table, waiting, streams);
    }

    @Override
    boolean continuesSomething(PacketReader chunk) {
        int tsn = DataView.tsn(chunk);
        Fragment before = table.get(tsn - 1);
        Fragment after = table.get(tsn + 1);
        return (before != null && !before.ends()) || (after != null && !after.begins());
    }

    @Override
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
        if (f.begins() && f.ends() && isTurn(f)) {
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

    /** {@return whether a whole message can be delivered now} */
    private boolean isTurn(Fragment first) {
        return mayDeliver(first.streamId()) && (first.unordered() || first.number() == streams.next(first.streamId()));
    }

    private boolean mayDeliver(int streamId) {
        return !delivering || (isMixing() && streamId != deliveringStreamId);
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
        if (isTurn(first)) {
            deliverWhole(take(first));
            return true;
        }
        return first.unordered() || (!streams.isPast(first.streamId(), first.number()) && waiting.add(first));
    }

    private void deliverWhole(InboundMessage m) {
        deliver(m);
        if (!m.unordered()) {
            streams.delivered(m.streamId(), m.number());
            deliverWaiting(m.streamId());
        }
    }

    /** Delivers what is next on a stream, and what follows directly. */
    void deliverWaiting(int streamId) {
        Fragment first;
        while ((first = waiting.get(streamId, streams.next(streamId))) != null) {
            waiting.remove(first);
            streams.delivered(streamId, first.number());
            deliver(take(first));
        }
    }

    /** Delivers a whole message whose turn is over: the peer has skipped it, and more. */
    void deliverPassed(Fragment first) {
        deliver(take(first));
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

    // ---- delivery in parts --------------------------------------------------------------------------------------

    @Override
    boolean isDelivering() {
        return delivering;
    }

    @Override
    boolean isDelivering(StreamSet set) {
        return delivering && (!isMixing() || set.contains(deliveringStreamId));
    }

    /** Only the incomplete message that ends at the cumulative TSN can be the next one. */
    @Override
    void deliverParts(int cumulativeTsn, int most, boolean forced) {
        Fragment last = delivering ? null : table.get(cumulativeTsn);
        if (last == null || last.ends() || !(forced || last.runBytes > most)) {
            return;
        }
        Fragment first = table.require(last.otherEnd);
        if (!first.unordered() && streams.next(first.streamId()) != first.number()) {
            return;
        }
        deliveringTsn = first.tsn;
        deliveringPpid = first.payloadProtocolId;
        deliveringStreamId = first.streamId();
        deliveringSsn = first.number();
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
        deliverDue();
    }

    @Override
    void deliverDue() {
        deliverDue(deliveringNextTsn);
    }

    /** As {@link #deliverDue()}, about in the order of TSNs from the given one on. */
    private void deliverDue(int fromTsn) {
        if (table.count() == 0) {
            return;
        }
        for (Fragment first : table.beginnings(fromTsn)) {
            if (table.get(first.tsn) != first || !table.require(first.otherEnd).ends()) {
                continue; // delivered meanwhile, or not complete
            }
            if (isTurn(first)) {
                waiting.remove(first);
                deliverWhole(take(first));
            }
        }
    }

    // ---- stream reconfiguration (RFC 6525 §5.2) -----------------------------------------------------------------

    @Override
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
            drop(f);
        }
    }

    @Override
    void deliverAllWhole(int cumulativeTsn) {
        abortDelivery();
        for (Fragment first : table.wholeMessages(cumulativeTsn)) {
            waiting.remove(first);
            deliver(take(first));
        }
    }

    // ---- what the peer has given up (RFC 3758 §3.6) -------------------------------------------------------------

    @Override
    void skip(PacketReader chunk, int skippedTo, int cumulativeTsn) {
        boolean wasDelivering = abortDelivery();
        skipped.dropIncomplete(skippedTo);
        int count = ForwardTsnView.entryCount(chunk);
        for (int i = 0; i < count; i++) {
            int streamId = ForwardTsnView.streamId(chunk, i);
            if (streamId < streamCount()) {
                skipped.expectAfter(streamId, ForwardTsnView.streamSequenceNumber(chunk, i));
            }
        }
        skipped.dropHead(cumulativeTsn);
        skipped.deliverPassed();
        for (int i = 0; i < count; i++) {
            int streamId = ForwardTsnView.streamId(chunk, i);
            if (streamId < streamCount()) {
                deliverWaiting(streamId);
            }
        }
        if (wasDelivering) {
            deliverDue(cumulativeTsn + 1);
        }
    }

    @Override
    void endSkippedDelivery(PacketReader chunk, int cumulativeTsn) {
        int next = deliveringNextTsn;
        if (delivering && !held().holdsRestFrom(next) && abortDelivery()) {
            // What goes on with it may have come and wait for its numbers: then that is the first to be swallowed.
            skipped.dropIncomplete(held().contains(next) ? next - 1 : cumulativeTsn);
            skipped.dropHead(cumulativeTsn);
        }
    }

    /** The message that is being delivered in parts will have no end; {@return whether there was one} */
    private boolean abortDelivery() {
        if (!delivering) {
            return false;
        }
        delivering = false;
        aborted(deliveringStreamId, deliveringSsn);
        return true;
    }

    // ---- memory -------------------------------------------------------------------------------------------------

    @Override
    int undeliveredChunks() {
        return table.count();
    }

    @Override
    @Nullable
    Fragment get(int tsn) {
        return table.get(tsn);
    }

    @Override
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

    /** Takes a chunk of an incomplete message out, to drop it. */
    Fragment takeFragment(Fragment f) {
        leaveTable(f);
        return f;
    }

    /** All chunks of a piece of a message were taken out. */
    void droppedIncomplete() {
        incomplete--;
    }

    @Override
    void dropAll() {
        abortDelivery();
        skipped.clear();
        table.drain().forEach(this::recycle);
        waiting.clear();
    }

    @Override
    void trimTables() {
        table.trim();
        waiting.trim();
    }
}
