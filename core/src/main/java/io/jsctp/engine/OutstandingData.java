package io.jsctp.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The DATA chunks that were sent and not yet acknowledged cumulatively, in a ring indexed by TSN. A chunk's life:
 *
 * <ul>
 *   <li>{@link #IN_FLIGHT}: sent; counts towards its path's flight size.
 *   <li>{@link #GAP_ACKED}: a gap block reported it. The peer may take that back, so the payload is kept; then it is in
 *       flight again (RFC 9260 §6.2.1 D iii).
 *   <li>{@link #MARKED}: taken for lost; waits to be sent again on the path in {@code retransmitPath}.
 *   <li>{@link #FREE}: the cumulative ack passed it; the slot is unused.
 * </ul>
 */
final class OutstandingData {
    static final byte FREE = 0;
    static final byte IN_FLIGHT = 1;
    static final byte GAP_ACKED = 2;
    static final byte MARKED = 3;

    /** No more TSNs than gap blocks can report are ever outstanding. */
    static final int LIMIT = 65535;

    private static final int INITIAL_SLOTS = 16;

    /** The lowest TSN not acknowledged cumulatively. */
    int firstTsn;

    /** The TSN the next new chunk gets. */
    int nextTsn;

    int markedChunks;
    int gapAckedChunks;

    /** Payload bytes in flight on all paths: what is taken off the peer's window (RFC 9260 §6.2.1). */
    int inFlightPayloadBytes;

    private int mask = INITIAL_SLOTS - 1;
    private @Nullable OutboundMessage[] messages = new OutboundMessage[INITIAL_SLOTS];
    private int[] offsets = new int[INITIAL_SLOTS];
    private int[] lengths = new int[INITIAL_SLOTS];
    private byte[] states = new byte[INITIAL_SLOTS];
    private short[] paths = new short[INITIAL_SLOTS];
    private short[] retransmitPaths = new short[INITIAL_SLOTS];
    private long[] sentNs = new long[INITIAL_SLOTS];
    private byte[] missIndications = new byte[INITIAL_SLOTS];
    private byte[] transmissions = new byte[INITIAL_SLOTS];
    private boolean[] fastRetransmitted = new boolean[INITIAL_SLOTS];

    OutstandingData(int initialTsn) {
        reset(initialTsn);
    }

    void reset(int initialTsn) {
        firstTsn = initialTsn;
        nextTsn = initialTsn;
        markedChunks = 0;
        gapAckedChunks = 0;
        inFlightPayloadBytes = 0;
        Arrays.fill(messages, null);
        Arrays.fill(states, FREE);
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
        transmissions[i] = 0;
        fastRetransmitted[i] = false;
        return tsn;
    }

    private void grow() {
        int oldMask = mask;
        int slots = 2 * (oldMask + 1);
        OutstandingData bigger = new OutstandingData(slots, firstTsn);
        for (int tsn = firstTsn; tsn != nextTsn; tsn++) {
            int from = tsn & oldMask;
            int to = tsn & (slots - 1);
            bigger.messages[to] = messages[from];
            bigger.offsets[to] = offsets[from];
            bigger.lengths[to] = lengths[from];
            bigger.states[to] = states[from];
            bigger.paths[to] = paths[from];
            bigger.retransmitPaths[to] = retransmitPaths[from];
            bigger.sentNs[to] = sentNs[from];
            bigger.missIndications[to] = missIndications[from];
            bigger.transmissions[to] = transmissions[from];
            bigger.fastRetransmitted[to] = fastRetransmitted[from];
        }
        mask = slots - 1;
        messages = bigger.messages;
        offsets = bigger.offsets;
        lengths = bigger.lengths;
        states = bigger.states;
        paths = bigger.paths;
        retransmitPaths = bigger.retransmitPaths;
        sentNs = bigger.sentNs;
        missIndications = bigger.missIndications;
        transmissions = bigger.transmissions;
        fastRetransmitted = bigger.fastRetransmitted;
    }

    private OutstandingData(int slots, int initialTsn) {
        firstTsn = initialTsn;
        nextTsn = initialTsn;
        messages = new OutboundMessage[slots];
        offsets = new int[slots];
        lengths = new int[slots];
        states = new byte[slots];
        paths = new short[slots];
        retransmitPaths = new short[slots];
        sentNs = new long[slots];
        missIndications = new byte[slots];
        transmissions = new byte[slots];
        fastRetransmitted = new boolean[slots];
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

    /** {@return the chunk's size with header and padding, the unit of cwnd and flight size} */
    int chunkBytes(int tsn) {
        return chunkBytesOf(lengths[tsn & mask]);
    }

    static int chunkBytesOf(int payloadBytes) {
        return 16 + ((payloadBytes + 3) & ~3);
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

    /** Karn's rule: only a chunk sent once measures the round trip (RFC 9260 §6.3.1 C5). */
    boolean sentOnce(int tsn) {
        return transmissions[tsn & mask] == 1;
    }

    boolean fastRetransmitted(int tsn) {
        return fastRetransmitted[tsn & mask];
    }

    /** The chunk was put into a packet. */
    void sent(int tsn, Path path, long now) {
        int i = tsn & mask;
        if (states[i] == MARKED) {
            markedChunks--;
        }
        states[i] = IN_FLIGHT;
        paths[i] = (short) path.index;
        sentNs[i] = now;
        missIndications[i] = 0;
        transmissions[i] = (byte) Math.min(transmissions[i] + 1, 100);
        path.flightBytes += chunkBytesOf(lengths[i]);
        inFlightPayloadBytes += lengths[i];
    }

    private void leaveFlight(int i, Path path) {
        path.flightBytes -= chunkBytesOf(lengths[i]);
        inFlightPayloadBytes -= lengths[i];
    }

    /** The chunk is taken for lost. */
    void mark(int tsn, Path path, Path retransmitOn, boolean fast) {
        int i = tsn & mask;
        leaveFlight(i, path);
        states[i] = MARKED;
        markedChunks++;
        retransmitPaths[i] = (short) retransmitOn.index;
        missIndications[i] = 0;
        fastRetransmitted[i] |= fast;
    }

    void retransmitOn(int tsn, Path path) {
        retransmitPaths[tsn & mask] = (short) path.index;
    }

    /** {@return miss indications of the chunk, with this one} */
    int missed(int tsn) {
        return ++missIndications[tsn & mask];
    }

    /** A gap block reports the chunk for the first time. */
    void gapAcked(int tsn, Path path) {
        int i = tsn & mask;
        if (states[i] == IN_FLIGHT) {
            leaveFlight(i, path);
        } else {
            markedChunks--;
        }
        states[i] = GAP_ACKED;
        gapAckedChunks++;
    }

    /** The peer took a gap ack back: the chunk counts as in flight again. */
    void reneged(int tsn, Path path) {
        int i = tsn & mask;
        states[i] = IN_FLIGHT;
        gapAckedChunks--;
        missIndications[i] = 1;
        path.flightBytes += chunkBytesOf(lengths[i]);
        inFlightPayloadBytes += lengths[i];
    }

    /** The cumulative ack passes the lowest chunk; {@return its message} */
    OutboundMessage advance(Path path) {
        int i = firstTsn & mask;
        OutboundMessage m = message(firstTsn);
        switch (states[i]) {
            case IN_FLIGHT -> leaveFlight(i, path);
            case MARKED -> markedChunks--;
            default -> gapAckedChunks--;
        }
        states[i] = FREE;
        messages[i] = null;
        firstTsn++;
        return m;
    }
}
