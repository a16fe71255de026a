package io.jsctp.engine;

import io.jsctp.wire.DataView;
import io.jsctp.wire.IDataView;
import io.jsctp.wire.SerialNumber;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The DATA or I-DATA chunks that were sent and not yet acknowledged cumulatively, in a ring indexed by TSN. A chunk's life:
 *
 * <ul>
 *   <li>{@link #IN_FLIGHT}: sent; counts towards its path's flight size.
 *   <li>{@link #GAP_ACKED}: a gap block reported it. The peer may take that back, so the payload is kept; then it is in
 *       flight again (RFC 9260 §6.2.1 D iii).
 *   <li>{@link #MARKED}: taken for lost; waits to be sent again on the path in {@code retransmitPath}.
 *   <li>{@link #ABANDONED}: given up; it is not in flight and never sent again (RFC 3758 §3.5 A2).
 *   <li>{@link #FREE}: the cumulative ack passed it; the slot is unused.
 * </ul>
 */
final class OutstandingData {
    static final byte FREE = 0;
    static final byte IN_FLIGHT = 1;
    static final byte GAP_ACKED = 2;
    static final byte MARKED = 3;
    static final byte ABANDONED = 4;

    /** No more TSNs than gap blocks can report are ever outstanding. */
    static final int LIMIT = 65535;

    private static final int INITIAL_SLOTS = 2;
    private static final int[] NO_FSNS = {};

    /** Note of a chunk: miss indications have sent it again since T3 last did; they do not do so twice (§7.2.4 step 5). */
    private static final byte FAST_RETRANSMITTED = 1;

    /** Note of a chunk: it was acknowledged once, and the window grew by it. */
    private static final byte CREDITED = 2;

    /** Note of a chunk: it left more than once. */
    private static final byte SENT_AGAIN = 4;

    /** Note of a marked chunk: the peer's window was shut; to send it again is to probe, and no sign of a loss. */
    private static final byte PROBE = 8;

    /** The lowest TSN not acknowledged cumulatively. */
    int firstTsn;

    /** The TSN the next new chunk gets. */
    int nextTsn;

    int markedChunks;
    int gapAckedChunks;
    int abandonedChunks;

    /** The first path of a chunk is gone. */
    private static final short NO_PATH = -1;

    /** Payload bytes in flight on all paths: what is taken off the peer's window (RFC 9260 §6.2.1). */
    int inFlightPayloadBytes;

    /** The chunks by their states, to be found without a search. */
    final ChunkSets sets = new ChunkSets(INITIAL_SLOTS);

    /** TSNs from here up to {@link #timedFrom} measure no round trip (RFC 9260 §6.3.1 C5). */
    private int untimedFrom;

    private int timedFrom;

    /** The size of a chunk without its payload. */
    private int headerBytes = DataView.HEADER_SIZE;

    private int mask = INITIAL_SLOTS - 1;
    private @Nullable OutboundMessage[] messages = new OutboundMessage[INITIAL_SLOTS];
    private int[] offsets = new int[INITIAL_SLOTS];
    private int[] lengths = new int[INITIAL_SLOTS];
    private byte[] states = new byte[INITIAL_SLOTS];
    private short[] paths = new short[INITIAL_SLOTS];
    private short[] firstPaths = new short[INITIAL_SLOTS];
    private short[] answeringPaths = new short[INITIAL_SLOTS];
    private short[] retransmitPaths = new short[INITIAL_SLOTS];
    private long[] sentNs = new long[INITIAL_SLOTS];
    private byte[] missIndications = new byte[INITIAL_SLOTS];
    private byte[] notes = new byte[INITIAL_SLOTS];
    private final SendOrder order = new SendOrder(INITIAL_SLOTS);
    private int[] retransmissions = new int[INITIAL_SLOTS];

    /** Fragment sequence numbers, if chunks are I-DATA. */
    private int[] fsns = NO_FSNS;

    OutstandingData(int initialTsn) {
        reset(initialTsn);
    }

    void reset(int initialTsn) {
        firstTsn = initialTsn;
        nextTsn = initialTsn;
        markedChunks = 0;
        gapAckedChunks = 0;
        abandonedChunks = 0;
        inFlightPayloadBytes = 0;
        untimedFrom = initialTsn;
        timedFrom = initialTsn;
        sets.clear();
        Arrays.fill(messages, null);
        Arrays.fill(states, FREE);
    }

    /** Settles whether chunks are I-DATA; none is outstanding. */
    void interleave(boolean on) {
        headerBytes = on ? IDataView.HEADER_SIZE : DataView.HEADER_SIZE;
        fsns = on ? new int[mask + 1] : NO_FSNS;
    }

    int count() {
        return nextTsn - firstTsn;
    }

    boolean isEmpty() {
        return nextTsn == firstTsn;
    }

    boolean isFull() {
        return count() >= LIMIT;
    }

    /** Gives a fragment the next TSN; it is in flight with the next {@link #sent}. */
    int append(OutboundMessage message, int offset, int length) {
        if (count() == mask) {
            grow();
        }
        int tsn = nextTsn++;
        int i = tsn & mask;
        messages[i] = message;
        offsets[i] = offset;
        lengths[i] = length;
        states[i] = FREE;
        missIndications[i] = 0;
        notes[i] = 0;
        retransmissions[i] = 0;
        paths[i] = 0;
        if (fsns.length > 0) {
            fsns[i] = message.nextFsn;
        }
        if (!message.begun()) {
            message.firstTsn = tsn;
        }
        message.lastTsn = tsn;
        return tsn;
    }

    private void grow() {
        int slots = 2 * (mask + 1);
        messages = moved(messages, new OutboundMessage[slots], slots);
        offsets = moved(offsets, new int[slots], slots);
        lengths = moved(lengths, new int[slots], slots);
        states = moved(states, new byte[slots], slots);
        paths = moved(paths, new short[slots], slots);
        firstPaths = moved(firstPaths, new short[slots], slots);
        answeringPaths = moved(answeringPaths, new short[slots], slots);
        retransmitPaths = moved(retransmitPaths, new short[slots], slots);
        sentNs = moved(sentNs, new long[slots], slots);
        missIndications = moved(missIndications, new byte[slots], slots);
        notes = moved(notes, new byte[slots], slots);
        retransmissions = moved(retransmissions, new int[slots], slots);
        fsns = fsns.length == 0 ? NO_FSNS : moved(fsns, new int[slots], slots);
        mask = slots - 1;
        order.grow(slots, firstTsn, nextTsn);
        sets.grow(slots, firstTsn, nextTsn);
    }

    /** Copies what an array has of the outstanding chunks into a larger one, piece by piece where either begins anew. */
    private <A> A moved(A from, A to, int slots) {
        int tsn = firstTsn;
        while (tsn != nextTsn) {
            int i = tsn & mask;
            int j = tsn & (slots - 1);
            int pieces = Math.min(nextTsn - tsn, Math.min(mask + 1 - i, slots - j));
            System.arraycopy(from, i, to, j, pieces);
            tsn += pieces;
        }
        return to;
    }

    /** {@return the messages of which chunks are outstanding, the oldest first} */
    List<OutboundMessage> messages() {
        Set<OutboundMessage> all = new LinkedHashSet<>();
        for (int tsn = firstTsn; tsn != nextTsn; tsn++) {
            all.add(message(tsn));
        }
        return new ArrayList<>(all);
    }

    OutboundMessage message(int tsn) {
        OutboundMessage m = messages[tsn & mask];
        if (m == null) {
            throw new IllegalStateException("TSN " + Integer.toUnsignedString(tsn) + " is not outstanding");
        }
        return m;
    }

    int offset(int tsn) {
        return offsets[tsn & mask];
    }

    int length(int tsn) {
        return lengths[tsn & mask];
    }

    /** {@return the place of an I-DATA chunk among the fragments of its message} */
    int fragmentSequenceNumber(int tsn) {
        return fsns[tsn & mask];
    }

    /** {@return the chunk's size with header and padding, the unit of cwnd and flight size} */
    int chunkBytes(int tsn) {
        return chunkBytesOf(lengths[tsn & mask]);
    }

    private int chunkBytesOf(int payloadBytes) {
        return headerBytes + ((payloadBytes + 3) & ~3);
    }

    byte state(int tsn) {
        return states[tsn & mask];
    }

    int path(int tsn) {
        return paths[tsn & mask];
    }

    int retransmitPath(int tsn) {
        return retransmitPaths[tsn & mask];
    }

    long sentNs(int tsn) {
        return sentNs[tsn & mask];
    }

    /**
     * {@return true if the acknowledgement of a chunk measures the round trip} Karn's rule: not if it was sent twice, nor if
     * a chunk below it was sent again since it left, because then a SACK may have waited for that (RFC 9260 §6.3.1 C5).
     */
    boolean measures(int tsn) {
        boolean untimed = SerialNumber.gte(tsn, untimedFrom) && SerialNumber.lt(tsn, timedFrom);
        return states[tsn & mask] == IN_FLIGHT && !credited(tsn) && !untimed;
    }

    boolean fastRetransmitted(int tsn) {
        return (notes[tsn & mask] & FAST_RETRANSMITTED) != 0;
    }

    /** {@return the chunk that left for the same path next after one that is not the newest} */
    int sentNext(int tsn) {
        return order.next(tsn);
    }

    boolean sentAgain(int tsn) {
        return (notes[tsn & mask] & SENT_AGAIN) != 0;
    }

    /** {@return true if the chunk was acknowledged before, and taken back: no window grows by it twice} */
    boolean credited(int tsn) {
        return (notes[tsn & mask] & CREDITED) != 0;
    }

    /**
     * {@return the path that the acknowledgement of a chunk speaks for} A chunk sent by several paths does not tell which
     * of them answered. The first one is where it got lost; if it is there again, the one before is believed to have
     * answered late, so that a dead path is found out though its chunks are acknowledged (RFC 9260 §8.2).
     */
    int answeringPath(int tsn) {
        return answeringPaths[tsn & mask];
    }

    /** {@return the size of the largest chunk in flight on a path, with header and padding; 0 if there is none} */
    int largestInFlight(Path path) {
        int largest = 0;
        for (int tsn = firstTsn; tsn != nextTsn; tsn++) {
            if (state(tsn) == IN_FLIGHT && path(tsn) == path.index) {
                largest = Math.max(largest, chunkBytes(tsn));
            }
        }
        return largest;
    }

    /** {@return true if the chunk was sent by one path only, however often} */
    boolean wentByOnePath(int tsn) {
        return firstPaths[tsn & mask] == answeringPaths[tsn & mask];
    }

    /** {@return how many marked chunks wait for a path} */
    int markedFor(Path path) {
        return sets.marked(path.index).count();
    }

    /** {@return the next TSN at or above the given one that waits for a path; nextTsn if there is none} */
    int nextMarked(int from, Path path) {
        return sets.marked(path.index).next(from, nextTsn);
    }

    /** {@return true if no TSN below the given one is in flight on a path} */
    boolean isEarliest(int tsn, Path path) {
        return sets.inFlight(path.index).next(firstTsn, tsn) == tsn;
    }

    private void unmarked(int tsn, int i) {
        markedChunks--;
        sets.marked(retransmitPaths[i]).remove(tsn);
        sets.unmarked(tsn);
    }

    private void markedFor(int tsn, int i, Path path) {
        retransmitPaths[i] = (short) path.index;
        sets.marked(path.index).add(tsn);
    }

    /** The chunk was put into a packet. */
    void sent(int tsn, Path path, long now) {
        int i = tsn & mask;
        if (states[i] == MARKED) {
            unmarked(tsn, i);
            sentAgain(tsn, i, path);
        } else {
            sets.unacked.add(tsn);
            firstPaths[i] = (short) path.index;
            answeringPaths[i] = (short) path.index;
        }
        paths[i] = (short) path.index;
        missIndications[i] = 0;
        enterFlight(tsn, i, path, now);
    }

    private void enterFlight(int tsn, int i, Path path, long now) {
        states[i] = IN_FLIGHT;
        sentNs[i] = now;
        path.flightBytes += chunkBytesOf(lengths[i]);
        inFlightPayloadBytes += lengths[i];
        order.add(tsn, path.order);
        sets.sent(tsn, path.index, (notes[i] & FAST_RETRANSMITTED) == 0);
    }

    private void sentAgain(int tsn, int i, Path path) {
        notes[i] |= SENT_AGAIN;
        if ((notes[i] & PROBE) == 0) {
            retransmissions[i]++;
        }
        notes[i] &= ~PROBE;
        if (firstPaths[i] != path.index) {
            answeringPaths[i] = (short) path.index;
        }
        if (SerialNumber.lt(tsn, untimedFrom) || SerialNumber.lte(timedFrom, firstTsn)) {
            untimedFrom = tsn;
        }
        timedFrom = nextTsn;
    }

    private void leaveFlight(int tsn, int i, Path path) {
        order.remove(tsn, path.order);
        sets.leftFlight(tsn, path.index);
        path.flightBytes -= chunkBytesOf(lengths[i]);
        inFlightPayloadBytes -= lengths[i];
    }

    /**
     * The chunk is taken for lost.
     *
     * @param fast whether miss indications say so, for the only time, or T3, which lets them say so again (RFC 9260
     *     §7.2.4)
     */
    void mark(int tsn, Path path, Path retransmitOn, boolean fast) {
        int i = tsn & mask;
        leaveFlight(tsn, i, path);
        states[i] = MARKED;
        markedChunks++;
        markedFor(tsn, i, retransmitOn);
        sets.marked(tsn, message(tsn));
        missIndications[i] = 0;
        notes[i] = (byte) (fast ? notes[i] | FAST_RETRANSMITTED : notes[i] & ~FAST_RETRANSMITTED);
    }

    /** A marked chunk is sent again to probe the peer's window: that does not count as a retransmission (RFC 7496 §3.1). */
    void markedAsProbe(int tsn) {
        notes[tsn & mask] |= PROBE;
    }

    boolean isProbe(int tsn) {
        return (notes[tsn & mask] & PROBE) != 0;
    }

    /** {@return how often a chunk was sent again} */
    int retransmissions(int tsn) {
        return retransmissions[tsn & mask];
    }

    /** A chunk is given up, whatever became of it. */
    void abandon(int tsn, Path path) {
        int i = tsn & mask;
        switch (states[i]) {
            case IN_FLIGHT -> leaveFlight(tsn, i, path);
            case MARKED -> unmarked(tsn, i);
            case GAP_ACKED -> noLongerGapAcked(tsn);
            default -> {
                // it never left
            }
        }
        if (states[i] == IN_FLIGHT || states[i] == MARKED) {
            sets.unacked.remove(tsn);
        }
        states[i] = ABANDONED;
        abandonedChunks++;
    }

    void retransmitOn(int tsn, Path path) {
        int i = tsn & mask;
        sets.marked(retransmitPaths[i]).remove(tsn);
        markedFor(tsn, i, path);
    }

    /**
     * A path is removed on which nothing is in flight and for which nothing waits: what went by it counts for another one, as
     * if it had gone by several, and those behind it move up.
     */
    void forgetPath(int gone, int heir) {
        int to = heir > gone ? heir - 1 : heir;
        for (int tsn = firstTsn; tsn != nextTsn; tsn++) {
            int i = tsn & mask;
            firstPaths[i] = firstPaths[i] == gone ? NO_PATH : moved(firstPaths[i], gone, to);
            paths[i] = moved(paths[i], gone, to);
            answeringPaths[i] = moved(answeringPaths[i], gone, to);
            retransmitPaths[i] = moved(retransmitPaths[i], gone, to);
        }
        sets.forgetPath(gone);
    }

    private static short moved(short index, int gone, int to) {
        return index == gone ? (short) to : index > gone ? (short) (index - 1) : index;
    }

    /** {@return miss indications of the chunk, with this one} */
    int missed(int tsn) {
        return ++missIndications[tsn & mask];
    }

    /** A gap block reports the chunk for the first time. */
    void gapAcked(int tsn, Path path) {
        int i = tsn & mask;
        if (states[i] == IN_FLIGHT) {
            leaveFlight(tsn, i, path);
        } else {
            unmarked(tsn, i);
        }
        states[i] = GAP_ACKED;
        notes[i] |= CREDITED;
        gapAckedChunks++;
        sets.unacked.remove(tsn);
        sets.gapAcked.add(tsn);
    }

    private void noLongerGapAcked(int tsn) {
        gapAckedChunks--;
        sets.gapAcked.remove(tsn);
    }

    /** The peer took a gap ack back: the chunk counts as in flight again, as if it had left now. */
    void reneged(int tsn, Path path, long now) {
        int i = tsn & mask;
        noLongerGapAcked(tsn);
        sets.unacked.add(tsn);
        missIndications[i] = 1;
        enterFlight(tsn, i, path, now);
    }

    /** The cumulative ack passes the lowest chunk; {@return its message} */
    OutboundMessage advance(Path path) {
        int i = firstTsn & mask;
        OutboundMessage m = message(firstTsn);
        switch (states[i]) {
            case IN_FLIGHT -> leaveFlight(firstTsn, i, path);
            case MARKED -> unmarked(firstTsn, i);
            case ABANDONED -> abandonedChunks--;
            default -> noLongerGapAcked(firstTsn);
        }
        if (states[i] == IN_FLIGHT || states[i] == MARKED) {
            sets.unacked.remove(firstTsn);
        }
        states[i] = FREE;
        messages[i] = null;
        firstTsn++;
        return m;
    }
}
