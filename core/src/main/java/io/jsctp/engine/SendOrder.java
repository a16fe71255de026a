package io.jsctp.engine;

/**
 * The chunks in flight in the order in which they left, path by path: a list through the ring of {@link OutstandingData}.
 * Loss detection by time looks at its old end only, however much is in flight (RFC 8985 §6.2).
 */
final class SendOrder {
    private int[] older;
    private int[] newer;

    SendOrder(int slots) {
        older = new int[slots];
        newer = new int[slots];
    }

    /** The two ends of one path's list; it is empty if it has no chunks. */
    static final class Ends {
        int oldest;
        int newest;
        int chunks;
    }

    /** A chunk leaves: it is the newest. */
    void add(int tsn, Ends ends) {
        if (ends.chunks == 0) {
            ends.oldest = tsn;
        } else {
            newer[ends.newest & (newer.length - 1)] = tsn;
            older[tsn & (older.length - 1)] = ends.newest;
        }
        ends.newest = tsn;
        ends.chunks++;
    }

    /** A chunk is not in flight any more. */
    void remove(int tsn, Ends ends) {
        int mask = newer.length - 1;
        int before = older[tsn & mask];
        int after = newer[tsn & mask];
        boolean first = tsn == ends.oldest;
        boolean last = tsn == ends.newest;
        if (first) {
            ends.oldest = after;
        } else if (last) {
            ends.newest = before;
        }
        if (!first && !last) {
            newer[before & mask] = after;
            older[after & mask] = before;
        }
        ends.chunks--;
    }

    /** The ring has more slots now; TSNs from the first on move. */
    void grow(int slots, int firstTsn, int nextTsn) {
        SendOrder bigger = new SendOrder(slots);
        for (int tsn = firstTsn; tsn != nextTsn; tsn++) {
            bigger.older[tsn & (slots - 1)] = older[tsn & (older.length - 1)];
            bigger.newer[tsn & (slots - 1)] = newer[tsn & (newer.length - 1)];
        }
        older = bigger.older;
        newer = bigger.newer;
    }

    /** {@return the chunk that left next after one that is not the newest} */
    int next(int tsn) {
        return newer[tsn & (newer.length - 1)];
    }
}
