package io.jsctp.engine;

import io.jsctp.wire.DataView;
import io.jsctp.wire.PacketReader;
import io.jsctp.wire.SerialNumber;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Turns DATA chunks into messages and messages into their order (RFC 9260 §6.5, §6.6, §6.9). Fragments lie in a ring by
 * TSN; neighbours of one message form runs whose ends know each other, so that a chunk costs the same however large its
 * message is. A message too large for the buffer is delivered in parts; until its end nothing else is.
 */
final class Reassembly {
    private static final int INITIAL_SLOTS = 16;
    private static final int POOLED = 512;

    private final PayloadPool pool;
    private final ArrayDeque<AssociationEvent> events;
    private final ArrayDeque<Fragment> spareFragments = new ArrayDeque<>(0);
    private final ArrayDeque<InboundMessage> spareMessages = new ArrayDeque<>(0);
    private final ArrayDeque<InboundMessage> held = new ArrayDeque<>(0);
    private @Nullable InboundStream[] streams;
    private @Nullable Fragment[] ring = new Fragment[INITIAL_SLOTS];
    private int mask = INITIAL_SLOTS - 1;

    private boolean delivering;
    private int deliveringNextTsn;
    private int deliveringTsn;
    private int deliveringPpid;
    private int deliveringStreamId;
    private @Nullable InboundStream deliveringStream;

    /** Chunks in messages that the user has not given back, and in those not complete. */
    private int queuedChunks;

    private int unreadMessages;

    Reassembly(int streamCount, PayloadPool pool, ArrayDeque<AssociationEvent> events) {
        this.pool = pool;
        this.events = events;
        this.streams = new InboundStream[streamCount];
    }

    int streamCount() {
        return streams.length;
    }

    int queuedChunks() {
        return queuedChunks;
    }

    boolean hasUnread() {
        return unreadMessages > 0;
    }

    private InboundStream stream(int id) {
        InboundStream s = streams[id];
        if (s == null) {
            s = new InboundStream();
            streams[id] = s;
        }
        return s;
    }

    /** Takes a chunk whose TSN is new; false if it contradicts what came before. */
    boolean add(PacketReader data) {
        Fragment f = copy(data);
        queuedChunks++;
        if (delivering && f.tsn == deliveringNextTsn) {
            return continueDelivery(f);
        }
        if (!fitsBetween(f)) {
            discard(f);
            return false;
        }
        if (f.beginning && f.ending) {
            return complete(message(f, f.payloadProtocolId, f.tsn));
        }
        return store(f);
    }

    private Fragment copy(PacketReader data) {
        Fragment f = spareFragments.isEmpty() ? new Fragment() : spareFragments.pop();
        int flags = data.flags();
        f.tsn = DataView.tsn(data);
        f.streamId = DataView.streamId(data);
        f.ssn = DataView.streamSequenceNumber(data);
        f.payloadProtocolId = DataView.payloadProtocolId(data);
        f.unordered = (flags & DataView.FLAG_U) != 0;
        f.beginning = (flags & DataView.FLAG_B) != 0;
        f.ending = (flags & DataView.FLAG_E) != 0;
        f.length = DataView.payloadLength(data);
        f.payload = pool.acquire(f.length);
        data.buffer().get(DataView.payloadOffset(data), f.payload, 0, f.length);
        return f;
    }

    private @Nullable Fragment at(int tsn) {
        Fragment f = ring[tsn & mask];
        return f != null && f.tsn == tsn ? f : null;
    }

    /** Fragments of one message have neighbouring TSNs: what lies beside must agree (RFC 9260 §3.3.1, §6.9). */
    private boolean fitsBetween(Fragment f) {
        Fragment before = at(f.tsn - 1);
        if (before != null && (before.ending != f.beginning || (!f.beginning && !f.sameMessageAs(before)))) {
            return false;
        }
        Fragment after = at(f.tsn + 1);
        return after == null || (f.ending == after.beginning && (f.ending || f.sameMessageAs(after)));
    }

    private boolean store(Fragment f) {
        while (ring[f.tsn & mask] != null) {
            grow();
        }
        ring[f.tsn & mask] = f;
        int start = f.tsn;
        int end = f.tsn;
        Fragment before = f.beginning ? null : at(f.tsn - 1);
        if (before != null) {
            start = before.runStart;
        }
        Fragment after = f.ending ? null : at(f.tsn + 1);
        if (after != null) {
            end = after.runEnd;
        }
        Fragment first = require(start);
        Fragment last = require(end);
        first.runEnd = end;
        last.runStart = start;
        return !(first.beginning && last.ending) || complete(take(start, end));
    }

    private Fragment require(int tsn) {
        Fragment f = at(tsn);
        if (f == null) {
            throw new IllegalStateException("fragment ring lost TSN " + Integer.toUnsignedString(tsn));
        }
        return f;
    }

    private void grow() {
        @Nullable Fragment[] old = ring;
        ring = Arrays.copyOf(new Fragment[0], 2 * old.length);
        mask = ring.length - 1;
        for (Fragment f : old) {
            if (f != null) {
                ring[f.tsn & mask] = f;
            }
        }
    }

    /** Takes a run out of the ring as a message, or a part of one. */
    private InboundMessage take(int start, int end) {
        Fragment first = require(start);
        int ppid = first.beginning ? first.payloadProtocolId : deliveringPpid;
        int tsn = first.beginning ? first.tsn : deliveringTsn;
        InboundMessage m = message(first, ppid, tsn);
        ring[start & mask] = null;
        for (int t = start; t != end; ) {
            t++;
            m.append(require(t));
            ring[t & mask] = null;
        }
        return m;
    }

    private InboundMessage message(Fragment first, int ppid, int tsn) {
        InboundMessage m = spareMessages.isEmpty() ? new InboundMessage() : spareMessages.pop();
        m.start(first, ppid, tsn);
        return m;
    }

    /** A message is whole: it is delivered if it is its turn; false if its number was used already. */
    private boolean complete(InboundMessage m) {
        if (m.unordered()) {
            deliver(m);
            return true;
        }
        InboundStream s = stream(m.streamId());
        if (m.ssn() != s.nextSsn() || s == deliveringStream) {
            if (s.hold(m)) {
                return true;
            }
            release(m);
            return false;
        }
        s.advance();
        deliver(m);
        deliverWaiting(s);
        return true;
    }

    private void deliverWaiting(InboundStream s) {
        InboundMessage next;
        while ((next = s.takeNext()) != null) {
            deliver(next);
        }
    }

    private void deliver(InboundMessage m) {
        if (delivering) {
            held.add(m);
        } else {
            unreadMessages++;
            events.add(m);
        }
    }

    // ---- delivery in parts --------------------------------------------------------------------------------------

    /** {@return payload bytes of the incomplete message that is next in the order of TSNs, as far as it came} */
    int headBytes(int cumulativeTsn) {
        Fragment last = at(cumulativeTsn);
        if (last == null || last.ending) {
            return 0;
        }
        int bytes = 0;
        for (int t = last.runStart; SerialNumber.lte(t, cumulativeTsn); t++) {
            bytes += require(t).length;
        }
        return bytes;
    }

    /** Delivers what is there of the incomplete message that ends at the cumulative TSN, if its turn has come. */
    void deliverPart(int cumulativeTsn) {
        Fragment last = at(cumulativeTsn);
        if (delivering || last == null || last.ending) {
            return;
        }
        Fragment first = require(last.runStart);
        if (!first.beginning) {
            return;
        }
        InboundStream s = first.unordered ? null : stream(first.streamId);
        if (s != null && s.nextSsn() != first.ssn) {
            return;
        }
        deliveringTsn = first.tsn;
        deliveringPpid = first.payloadProtocolId;
        deliveringNextTsn = cumulativeTsn + 1;
        InboundMessage part = take(first.tsn, cumulativeTsn);
        unreadMessages++;
        events.add(part);
        delivering = true;
        deliveringStream = s;
        deliveringStreamId = part.streamId();
    }

    private boolean continueDelivery(Fragment f) {
        if (f.beginning || f.streamId != deliveringStreamId) {
            discard(f);
            return false;
        }
        InboundMessage part = message(f, deliveringPpid, deliveringTsn);
        int tsn = f.tsn;
        Fragment next;
        while (!part.endOfRecord() && (next = at(tsn + 1)) != null) {
            if (next.beginning || !next.sameMessageAs(f)) {
                release(part);
                return false;
            }
            tsn++;
            ring[tsn & mask] = null;
            part.append(next);
        }
        deliveringNextTsn = tsn + 1;
        unreadMessages++;
        events.add(part);
        if (part.endOfRecord()) {
            endDelivery();
        }
        return true;
    }

    private void endDelivery() {
        delivering = false;
        InboundStream s = deliveringStream;
        deliveringStream = null;
        InboundMessage m;
        while ((m = held.poll()) != null) {
            deliver(m);
        }
        if (s != null) {
            s.advance();
            deliverWaiting(s);
        }
    }

    boolean isDelivering() {
        return delivering;
    }

    // ---- memory -------------------------------------------------------------------------------------------------

    /** The user is done with a message. */
    void consumed(InboundMessage m) {
        unreadMessages--;
        release(m);
    }

    private void release(InboundMessage m) {
        queuedChunks -= m.chunks;
        Fragment f = m.first;
        while (f != null) {
            Fragment next = f.next;
            recycle(f);
            f = next;
        }
        m.clear();
        if (spareMessages.size() < POOLED) {
            spareMessages.push(m);
        }
    }

    private void discard(Fragment f) {
        queuedChunks--;
        recycle(f);
    }

    private void recycle(Fragment f) {
        pool.release(f.payload);
        f.next = null;
        f.payload = NOTHING;
        if (spareFragments.size() < POOLED) {
            spareFragments.push(f);
        }
    }

    private static final byte[] NOTHING = {};

    /** Drops everything that was not delivered; {@return what it had cost} */
    int clear(int streamCount) {
        int cost = 0;
        for (int i = 0; i < ring.length; i++) {
            Fragment f = ring[i];
            if (f != null) {
                cost += ReceiveWindow.costOf(f.length);
                ring[i] = null;
                discard(f);
            }
        }
        for (InboundStream s : streams) {
            if (s != null) {
                for (InboundMessage m : s.held()) {
                    cost += m.costBytes;
                    release(m);
                }
            }
        }
        InboundMessage m;
        while ((m = held.poll()) != null) {
            cost += m.costBytes;
            release(m);
        }
        delivering = false;
        deliveringStream = null;
        streams = new InboundStream[streamCount];
        return cost;
    }
}
