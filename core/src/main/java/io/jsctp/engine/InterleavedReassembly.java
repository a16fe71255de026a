package io.jsctp.engine;

import io.jsctp.wire.IDataView;
import io.jsctp.wire.IForwardTsnView;
import io.jsctp.wire.PacketReader;
import io.jsctp.wire.SerialNumber;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns I-DATA chunks into messages and messages into their order (RFC 8260 §2.2.3). Fragments find each other by stream, kind,
 * Message Identifier and Fragment Sequence Number; their TSNs say nothing. A message too large for the buffer is
 * delivered in parts; until its end no other one of its stream is, and no other one at all unless {@link #isMixing}.
 */
final class InterleavedReassembly extends Reassembly {
    /** About what a {@link PartialMessage} takes with its table. */
    private static final int MESSAGE_BYTES = 112;

    private static final Comparator<PartialMessage> BY_TSN = (a, b) -> Integer.signum(a.firstTsn - b.firstTsn);

    private final int mostAhead;
    private final boolean skips;
    private final PartialMessages messages;
    private final ArrayDeque<PartialMessage> spare = new ArrayDeque<>(0);

    /** Those that are being delivered in parts, each of another stream. */
    private final List<PartialMessage> delivering = new ArrayList<>(0);

    /** Some message is whole, and would have been delivered but for another one that is being delivered in parts. */
    private boolean blocking;

    /** The message whose turn it may be to be delivered in parts, for something has come of it. */
    private @Nullable PartialMessage touched;

    /** The fragments of all messages, by TSN. */
    private final FragmentTable fragments = new FragmentTable();

    /**
     * Makes one that holds nothing.
     *
     * @param tsnWindow how far above the cumulative TSN chunks are taken
     * @param skips whether the peer may give messages up, so that fragments of them may come late
     * @param secret decides where messages lie
     */
    InterleavedReassembly(
            int streamCount,
            int tsnWindow,
            boolean skips,
            long secret,
            PayloadPool pool,
            ArrayDeque<AssociationEvent> events) {
        super(new InboundStreams(streamCount, true, pool.allowance()), pool, events);
        this.mostAhead = tsnWindow;
        this.skips = skips;
        this.messages = new PartialMessages(secret);
    }

    @Override
    boolean continuesSomething(PacketReader chunk) {
        return messages.get(IDataView.streamId(chunk), Fragment.isUnordered(chunk.flags()), IDataView.messageId(chunk))
                != null;
    }

    @Override
    boolean place(Fragment f, boolean receivedBefore, boolean receivedAfter) {
        int streamId = f.streamId();
        if (!f.unordered() && streams.isPast(streamId, f.number())) {
            if (skips) {
                drop(f); // late, of a message that was given up
                return true;
            }
            recycle(f);
            return false;
        }
        PartialMessage m = messages.get(streamId, f.unordered(), f.number());
        if (m == null) {
            if (f.begins() && f.ends() && f.fragmentSequenceNumber() == 0 && mayDeliver(streamId) && isNext(f)) {
                deliver(message(f, f.payloadProtocolId, f.tsn));
                delivered(streamId, f.unordered(), f.number());
                return true;
            }
            m = newMessage(f);
        }
        boolean wasComplete = m.isComplete();
        if (!m.add(f, mostAhead)) {
            recycle(f);
            discardIfEmpty(m);
            return false;
        }
        heldBytes += f.length;
        fragments.add(f);
        touched = m;
        if (m.delivering) {
            if (m.isReady()) {
                continueDelivery(m);
            }
        } else if (!wasComplete && m.isComplete()) {
            incomplete--;
            deliverIfTurn(m);
        }
        return true;
    }

    private boolean isNext(Fragment f) {
        return f.unordered() || f.number() == streams.next(f.streamId());
    }

    private boolean mayDeliver(int streamId) {
        if (delivering.isEmpty()) {
            return true;
        }
        boolean may = isMixing();
        for (int i = 0; may && i < delivering.size(); i++) {
            may = delivering.get(i).streamId != streamId;
        }
        blocking |= !may;
        return may;
    }

    /** {@return whether nothing of its stream comes before it; what was passed by is due as well} */
    private boolean isDue(PartialMessage m) {
        return m.unordered || m.number == streams.next(m.streamId) || streams.isPast(m.streamId, m.number);
    }

    private void deliverIfTurn(PartialMessage m) {
        if (isDue(m) && mayDeliver(m.streamId)) {
            deliverWhole(m);
        }
    }

    private void deliverWhole(PartialMessage m) {
        deliver(take(m));
        int streamId = m.streamId;
        boolean unordered = m.unordered;
        int number = m.number;
        discard(m);
        delivered(streamId, unordered, number);
    }

    /** A whole message was delivered, or the last part of one: what follows directly on its stream is delivered, too. */
    private void delivered(int streamId, boolean unordered, int number) {
        if (unordered) {
            return;
        }
        if (!streams.isPast(streamId, number)) {
            streams.delivered(streamId, number);
        }
        deliverNext(streamId);
    }

    private void deliverNext(int streamId) {
        PartialMessage m = messages.get(streamId, false, streams.next(streamId));
        while (m != null && m.isComplete() && mayDeliver(streamId)) {
            deliver(take(m));
            discard(m);
            streams.delivered(streamId, m.number);
            m = messages.get(streamId, false, streams.next(streamId));
        }
        touched = m;
    }

    /** Takes what is ready of a message, as all of it or as a part. */
    private InboundMessage take(PartialMessage m) {
        InboundMessage part = message(takeReady(m), m.payloadProtocolId, m.firstTsn);
        while (m.isReady()) {
            part.append(takeReady(m));
        }
        return part;
    }

    private Fragment takeReady(PartialMessage m) {
        Fragment f = m.takeReady();
        heldBytes -= f.length;
        fragments.remove(f);
        return f;
    }

    private PartialMessage newMessage(Fragment f) {
        PartialMessage m = spare.poll();
        if (m == null) {
            m = new PartialMessage();
        } else {
            pool.allowance().unkeep(MESSAGE_BYTES);
        }
        pool.allowance().force(MESSAGE_BYTES);
        m.start(f);
        messages.add(m);
        incomplete++;
        return m;
    }

    /** Takes a message out of the table that holds nothing any more. */
    private void discard(PartialMessage m) {
        messages.remove(m);
        pool.allowance().give(MESSAGE_BYTES);
        touched = touched == m ? null : touched;
        m.fragments.trim();
        if (pool.allowance().keep(MESSAGE_BYTES)) {
            spare.push(m);
        }
    }

    private void discardIfEmpty(PartialMessage m) {
        if (m.fragments.count() == 0 && !m.delivering) {
            incomplete--;
            discard(m);
        }
    }

    // ---- delivery in parts --------------------------------------------------------------------------------------

    @Override
    boolean isDelivering() {
        return !delivering.isEmpty();
    }

    @Override
    boolean isDelivering(StreamSet set) {
        for (PartialMessage m : delivering) {
            if (!isMixing() || set.contains(m.streamId)) {
                return true;
            }
        }
        return false;
    }

    @Override
    void deliverParts(int cumulativeTsn, int most, boolean forced) {
        PartialMessage m = touched;
        touched = null;
        if (m != null && m.readyBytes > most) {
            beginDelivery(m);
        }
        if (forced && (isMixing() || !isDelivering())) {
            List<PartialMessage> all = messages.all();
            all.sort(BY_TSN);
            all.forEach(this::beginDelivery);
        }
    }

    private void beginDelivery(PartialMessage m) {
        if (m.delivering || !m.isReady() || m.isComplete() || !isDue(m) || !mayDeliver(m.streamId)) {
            return;
        }
        m.delivering = true;
        delivering.add(m);
        deliver(take(m));
    }

    private void continueDelivery(PartialMessage m) {
        boolean ends = m.isComplete();
        deliver(take(m));
        if (ends) {
            endDelivery(m);
            delivered(m.streamId, m.unordered, m.number);
            deliverBlocked();
        }
    }

    /** No more of a message will be delivered. */
    private void endDelivery(PartialMessage m) {
        delivering.remove(m);
        m.delivering = false;
        incomplete--;
        discard(m);
    }

    /** What had to wait for the end of a delivery is delivered now. */
    private void deliverBlocked() {
        if (blocking) {
            deliverDue();
        }
    }

    @Override
    void deliverDue() {
        blocking = false;
        List<PartialMessage> whole = wholeMessages();
        for (PartialMessage m : whole) {
            if (messages.get(m.streamId, m.unordered, m.number) == m && m.isComplete()) {
                deliverIfTurn(m);
            }
        }
    }

    private List<PartialMessage> wholeMessages() {
        List<PartialMessage> whole = new ArrayList<>();
        messages.forEach(m -> {
            if (m.isComplete()) {
                whole.add(m);
            }
        });
        whole.sort(BY_TSN);
        return whole;
    }

    @Override
    void deliverAllWhole(int cumulativeTsn) {
        abortDeliveries();
        for (PartialMessage m : wholeMessages()) {
            deliver(take(m));
            discard(m);
        }
    }

    private void abortDeliveries() {
        while (!delivering.isEmpty()) {
            abortDelivery(delivering.get(0));
        }
    }

    private void abortDelivery(PartialMessage m) {
        aborted(m.streamId, m.number);
        dropFragments(m);
        endDelivery(m);
    }

    // ---- what the peer has given up (RFC 8260 §2.3.1) -----------------------------------------------------------

    @Override
    void skip(PacketReader chunk, int skippedTo, int cumulativeTsn) {
        int count = IForwardTsnView.entryCount(chunk);
        for (int i = 0; i < count; i++) {
            int streamId = IForwardTsnView.streamId(chunk, i);
            int number = IForwardTsnView.messageId(chunk, i);
            if (streamId < streamCount() && !IForwardTsnView.unordered(chunk, i) && !streams.isPast(streamId, number)) {
                streams.delivered(streamId, number);
            }
        }
        boolean unblocked = dropSkipped(chunk);
        for (int i = 0; i < count; i++) {
            int streamId = IForwardTsnView.streamId(chunk, i);
            if (streamId < streamCount()) {
                deliverNext(streamId);
            }
        }
        if (unblocked) {
            deliverBlocked();
        }
    }

    @Override
    void endSkippedDelivery(PacketReader chunk, int cumulativeTsn) {
        boolean any = false;
        for (int i = 0; i < IForwardTsnView.entryCount(chunk); i++) {
            int streamId = IForwardTsnView.streamId(chunk, i);
            for (PartialMessage m : List.copyOf(delivering)) {
                if (m.streamId == streamId
                        && m.unordered == IForwardTsnView.unordered(chunk, i)
                        && SerialNumber.lte(m.number, IForwardTsnView.messageId(chunk, i))) {
                    if (!m.unordered) {
                        streams.delivered(streamId, m.number);
                    }
                    abortDelivery(m);
                    any = true;
                }
            }
        }
        if (any) {
            deliverDue();
        }
    }

    /**
     * Drops the incomplete messages that are skipped, and delivers the whole ones in the order of each stream.
     *
     * @return whether one of them was being delivered in parts
     */
    private boolean dropSkipped(PacketReader chunk) {
        Map<Integer, Integer> unordered = skippedUnordered(chunk);
        List<PartialMessage> passed = new ArrayList<>();
        boolean aborted = false;
        for (PartialMessage m : messages.all()) {
            if (!isSkipped(m, unordered)) {
                continue;
            }
            if (m.delivering) {
                abortDelivery(m);
                aborted = true;
            } else if (m.isComplete()) {
                passed.add(m);
            } else {
                dropFragments(m);
                incomplete--;
                discard(m);
            }
        }
        passed.sort(Comparator.<PartialMessage>comparingInt(m -> m.streamId)
                .thenComparing((a, b) -> Integer.signum(a.number - b.number)));
        passed.forEach(this::deliverIfTurn);
        return aborted;
    }

    private boolean isSkipped(PartialMessage m, Map<Integer, Integer> unordered) {
        if (!m.unordered) {
            return streams.isPast(m.streamId, m.number);
        }
        Integer last = unordered.get(m.streamId);
        return last != null && SerialNumber.lte(m.number, last);
    }

    /** {@return by stream the last of its unordered messages that is skipped} */
    private static Map<Integer, Integer> skippedUnordered(PacketReader chunk) {
        Map<Integer, Integer> last = new HashMap<>();
        for (int i = 0; i < IForwardTsnView.entryCount(chunk); i++) {
            if (IForwardTsnView.unordered(chunk, i)) {
                last.merge(IForwardTsnView.streamId(chunk, i), IForwardTsnView.messageId(chunk, i), SerialNumber::max);
            }
        }
        return last;
    }

    private void dropFragments(PartialMessage m) {
        for (Fragment f : m.fragments.drain()) {
            heldBytes -= f.length;
            fragments.remove(f);
            drop(f);
        }
    }

    // ---- stream reconfiguration (RFC 6525 §5.2.2, RFC 8260 §2.3.2) ----------------------------------------------

    @Override
    void startOver(StreamSet set) {
        for (PartialMessage m : messages.all()) {
            if (!set.contains(m.streamId)) {
                continue;
            }
            if (m.delivering) {
                abortDelivery(m);
            } else {
                incomplete -= m.isComplete() ? 0 : 1;
                dropFragments(m);
                discard(m);
            }
        }
        streams.startOver(set);
    }

    // ---- memory -------------------------------------------------------------------------------------------------

    @Override
    int undeliveredChunks() {
        return fragments.count();
    }

    @Override
    @Nullable
    Fragment get(int tsn) {
        return fragments.get(tsn);
    }

    @Override
    void dropHighest(Fragment f) {
        PartialMessage m = messages.get(f.streamId(), f.unordered(), f.number());
        if (m == null) {
            throw new IllegalStateException("the table lost message " + f.number());
        }
        incomplete += m.isComplete() ? 1 : 0;
        m.takeBack(f);
        heldBytes -= f.length;
        fragments.remove(f);
        recycle(f);
        discardIfEmpty(m);
    }

    @Override
    void dropAll() {
        abortDeliveries();
        for (PartialMessage m : messages.all()) {
            dropFragments(m);
            discard(m);
        }
        blocking = false;
        touched = null;
    }

    @Override
    void trimTables() {
        pool.allowance().unkeep(MESSAGE_BYTES * spare.size());
        spare.clear();
        messages.trim();
        fragments.trim();
    }
}
