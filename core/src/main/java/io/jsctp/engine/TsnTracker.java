package io.jsctp.engine;

import io.jsctp.wire.SerialNumber;
import java.util.Arrays;

/**
 * Which TSNs were received: the cumulative TSN, and a ring of bits for those above it (RFC 9260 §6.2, §3.3.4). Gap blocks
 * are found by scanning words. Those above it of which the chunk may not be delivered yet are in a set as well, to be dropped
 * from the highest on.
 */
final class TsnTracker {
    private static final int INITIAL_WORDS = 2;

    /** What a word of the ring takes, with that of the set and with what tells which of these have any. */
    private static final int WORD_BYTES = 2 * Long.BYTES + 1;

    private final int range;
    private final Allowance allowance;
    private long[] bits = new long[INITIAL_WORDS];
    private int mask = INITIAL_WORDS * 64 - 1;
    private final TsnSet held = new TsnSet(INITIAL_WORDS * 64);
    private int cumulative;
    private int highest;

    /**
     * Makes a tracker.
     *
     * @param range how far above the cumulative TSN it reaches, at most as far as gap blocks can tell: 65535
     * @param allowance what its bits are charged to
     */
    TsnTracker(int peerInitialTsn, int range, Allowance allowance) {
        this.range = range;
        this.allowance = allowance;
        reset(peerInitialTsn);
    }

    void reset(int peerInitialTsn) {
        cumulative = peerInitialTsn - 1;
        close();
    }

    /** Nothing more comes: what lies above a gap is forgotten. */
    void close() {
        highest = cumulative;
        Arrays.fill(bits, 0);
        held.clear();
        shrink();
    }

    int cumulative() {
        return cumulative;
    }

    /** {@return the highest TSN received} */
    int highest() {
        return highest;
    }

    boolean hasGaps() {
        return highest != cumulative;
    }

    boolean inRange(int tsn) {
        return SerialNumber.lte(tsn, cumulative + range);
    }

    boolean contains(int tsn) {
        return SerialNumber.lte(tsn, cumulative) || (SerialNumber.lte(tsn, highest) && isSet(tsn));
    }

    /** Makes place for a TSN that is in range; false if there is no memory for that. */
    boolean reach(int tsn) {
        while (tsn - cumulative > mask) {
            if (!allowance.take(bits.length * (long) WORD_BYTES, false)) {
                return false;
            }
            grow();
        }
        return true;
    }

    /** Notes a TSN that was reached and not contained. */
    void add(int tsn) {
        if (SerialNumber.gt(tsn, highest)) {
            highest = tsn;
        }
        if (tsn != cumulative + 1) {
            set(tsn);
            held.add(tsn);
            return;
        }
        cumulative++;
        passReceived();
    }

    private void passReceived() {
        while (cumulative != highest && isSet(cumulative + 1)) {
            forgetNext();
        }
        if (cumulative == highest) {
            shrink();
        }
    }

    /**
     * Everything up to a TSN above the cumulative one counts as received (RFC 3758 §3.6). It may be out of range: the work is in
     * proportion to what was received, not to the way.
     */
    void skipTo(int tsn) {
        if (SerialNumber.gte(tsn, highest)) {
            cumulative = tsn;
            close();
            return;
        }
        while (cumulative != tsn) {
            forgetNext();
        }
        passReceived();
    }

    private void forgetNext() {
        cumulative++;
        clear(cumulative);
        delivered(cumulative);
    }

    /** There is no gap: what the bits have grown to is not needed any more. */
    private void shrink() {
        if (bits.length > INITIAL_WORDS) {
            allowance.give((bits.length - INITIAL_WORDS) * (long) WORD_BYTES);
            bits = new long[INITIAL_WORDS];
            mask = INITIAL_WORDS * 64 - 1;
            held.resize(mask + 1);
        }
    }

    /** A TSN above the cumulative one that was received is dropped: it was never here (RFC 9260 §6.2). */
    void remove(int tsn) {
        clear(tsn);
        delivered(tsn);
        if (tsn == highest) {
            highest = lastReceived(tsn - 1);
        }
    }

    /** {@return the highest TSN above a given one of which the chunk may not be delivered yet; the given one if there is none} */
    int highestHeld(int above) {
        return held.last(above + 1, highest + 1);
    }

    /** The chunk of a TSN that was received is not delivered yet, though it may have seemed so. */
    void holds(int tsn) {
        if (SerialNumber.gt(tsn, cumulative) && !held.contains(tsn)) {
            held.add(tsn);
        }
    }

    /** The chunk of a TSN was delivered, or dropped: it is not looked for any more. */
    void delivered(int tsn) {
        if (held.contains(tsn)) {
            held.remove(tsn);
        }
    }

    /** {@return the last received TSN at or below one that is not below the cumulative one} */
    private int lastReceived(int from) {
        int tsn = from;
        while (SerialNumber.gt(tsn, cumulative)) {
            long reversed = bits[(tsn & mask) >>> 6] << ~tsn; // the bit of this TSN becomes the highest
            if (reversed != 0) {
                return SerialNumber.max(cumulative, tsn - Long.numberOfLeadingZeros(reversed));
            }
            tsn = (tsn & ~63) - 1;
        }
        return cumulative;
    }

    private void grow() {
        long[] old = bits;
        int oldMask = mask;
        bits = new long[2 * old.length];
        mask = bits.length * 64 - 1;
        for (int tsn = cumulative + 1; SerialNumber.lte(tsn, highest); tsn++) {
            if ((old[(tsn & oldMask) >>> 6] >>> tsn & 1) != 0) {
                set(tsn);
            }
        }
        held.grow(mask + 1, cumulative + 1, highest + 1);
    }

    private boolean isSet(int tsn) {
        return (bits[(tsn & mask) >>> 6] >>> tsn & 1) != 0;
    }

    private void set(int tsn) {
        bits[(tsn & mask) >>> 6] |= 1L << tsn;
    }

    private void clear(int tsn) {
        bits[(tsn & mask) >>> 6] &= ~(1L << tsn);
    }

    /** {@return the first received TSN at or above one; highest + 1 if there is none} */
    int nextReceived(int from) {
        return scan(from, false);
    }

    /** {@return the first missing TSN at or above one, at most highest + 1} */
    int nextMissing(int from) {
        return scan(from, true);
    }

    private int scan(int from, boolean missing) {
        int tsn = from;
        while (SerialNumber.lte(tsn, highest)) {
            long word = bits[(tsn & mask) >>> 6];
            long wanted = (missing ? ~word : word) >>> tsn;
            if (wanted != 0) {
                int found = tsn + Long.numberOfTrailingZeros(wanted);
                return SerialNumber.lte(found, highest) ? found : highest + 1;
            }
            tsn += 64 - (tsn & 63);
        }
        return highest + 1;
    }
}
