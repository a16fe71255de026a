package io.jsctp.engine;

import java.util.Arrays;

/**
 * A set of TSNs: a ring of bits, and in a large one a bit for each of its words that has any. So the next member is found in a
 * few steps, however far it is, and so is the one before.
 */
final class TsnSet {
    /** So few words are looked through as they are. */
    private static final int FEW_WORDS = 8;

    private static final long[] NONE = {};

    private int mask;
    private int count;

    /** Not there until the first TSN is: most associations send little. */
    private long[] words = NONE;

    private long[] summary = NONE;

    /**
     * Makes an empty set.
     *
     * @param slots a power of two; members are less than that apart
     */
    TsnSet(int slots) {
        mask = slots - 1;
    }

    int count() {
        return count;
    }

    boolean contains(int tsn) {
        int slot = tsn & mask;
        return count > 0 && (words[slot >>> 6] >>> slot & 1) != 0;
    }

    /** Adds a TSN that is not in the set. */
    void add(int tsn) {
        if (words.length == 0) {
            int size = (mask >>> 6) + 1;
            words = new long[size];
            summary = size > FEW_WORDS ? new long[((size - 1) >>> 6) + 1] : NONE;
        }
        int slot = tsn & mask;
        int word = slot >>> 6;
        words[word] |= 1L << slot;
        if (summary.length > 0) {
            summary[word >>> 6] |= 1L << word;
        }
        count++;
    }

    /** Takes out a TSN that is in the set. */
    void remove(int tsn) {
        int slot = tsn & mask;
        int word = slot >>> 6;
        words[word] &= ~(1L << slot);
        if (words[word] == 0 && summary.length > 0) {
            summary[word >>> 6] &= ~(1L << word);
        }
        count--;
    }

    void clear() {
        if (count > 0) {
            Arrays.fill(words, 0);
            Arrays.fill(summary, 0);
            count = 0;
        }
    }

    /** {@return the first member at or above a TSN and below an end; the end if there is none} */
    int next(int from, int end) {
        int left = end - from;
        if (count == 0 || left <= 0) {
            return end;
        }
        int slot = from & mask;
        int toEdge = mask + 1 - slot;
        int found = first(slot, slot + Math.min(left, toEdge));
        if (found >= 0) {
            return from + found - slot;
        }
        found = left > toEdge ? first(0, left - toEdge) : -1;
        return found >= 0 ? from + toEdge + found : end;
    }

    /** {@return the first slot of a member in a piece of the ring, or -1} */
    private int first(int from, int to) {
        int word = from >>> 6;
        long bits = words[word] & (-1L << from);
        if (bits == 0) {
            word = nextWord(word + 1);
            if (word == words.length) {
                return -1;
            }
            bits = words[word];
        }
        int found = (word << 6) + Long.numberOfTrailingZeros(bits);
        return found < to ? found : -1;
    }

    /** {@return the first word with a member at or behind one; the number of words if there is none} */
    private int nextWord(int from) {
        if (summary.length == 0) {
            int word = from;
            while (word < words.length && words[word] == 0) {
                word++;
            }
            return word;
        }
        int group = from >>> 6;
        long bits = group < summary.length ? summary[group] & (-1L << from) : 0;
        while (bits == 0 && ++group < summary.length) {
            bits = summary[group];
        }
        return bits == 0 ? words.length : (group << 6) + Long.numberOfTrailingZeros(bits);
    }

    /** {@return the last member at or above a TSN and below an end; one below that TSN if there is none} */
    int last(int from, int end) {
        int left = end - from;
        if (count == 0 || left <= 0) {
            return from - 1;
        }
        int slot = from & mask;
        int toEdge = mask + 1 - slot;
        int found = left > toEdge ? lastSlot(0, left - toEdge) : -1;
        if (found >= 0) {
            return from + toEdge + found;
        }
        found = lastSlot(slot, slot + Math.min(left, toEdge));
        return found >= 0 ? from + found - slot : from - 1;
    }

    /** {@return the last slot of a member in a piece of the ring, or -1} */
    private int lastSlot(int from, int to) {
        int word = (to - 1) >>> 6;
        long bits = words[word] & (-1L >>> -to);
        if (bits == 0) {
            word = wordBefore(word);
            if (word < 0) {
                return -1;
            }
            bits = words[word];
        }
        int found = (word << 6) + 63 - Long.numberOfLeadingZeros(bits);
        return found >= from ? found : -1;
    }

    /** {@return the last word with a member before one, or -1} */
    private int wordBefore(int end) {
        if (summary.length == 0) {
            int word = end - 1;
            while (word >= 0 && words[word] == 0) {
                word--;
            }
            return word;
        }
        int group = end >>> 6;
        long bits = summary[group] & ~(-1L << end);
        while (bits == 0 && --group >= 0) {
            bits = summary[group];
        }
        return bits == 0 ? -1 : (group << 6) + 63 - Long.numberOfLeadingZeros(bits);
    }

    /** It is empty, and has so many slots from now on. */
    void resize(int slots) {
        mask = slots - 1;
        words = NONE;
        summary = NONE;
    }

    /** The ring has more slots now; members are from the first TSN on and below the next one. */
    void grow(int slots, int firstTsn, int nextTsn) {
        TsnSet bigger = new TsnSet(slots);
        for (int tsn = next(firstTsn, nextTsn); tsn != nextTsn; tsn = next(tsn + 1, nextTsn)) {
            bigger.add(tsn);
        }
        mask = bigger.mask;
        words = bigger.words;
        summary = bigger.summary;
    }
}
