package io.jsctp.engine;

import java.util.Arrays;

/**
 * The outstanding chunks by what is to be looked for among them. Whoever looks meets those only, so that a SACK costs what
 * it says, and a packet what is in it, however much is outstanding.
 */
final class ChunkSets {
    /** Those that a gap block reported. */
    final TsnSet gapAcked;

    /** Those in flight or marked: what a gap block can report for the first time. */
    final TsnSet unacked;

    /** Those marked since {@link Abandonment} looked at them last, if their messages may be given up. */
    final TsnSet unreviewed;

    /** Those marked whose messages are given up when their time is over. */
    final TsnSet timed;

    private int slots;
    private OfPath[] paths = {};

    /** The chunks of one path. */
    private static final class OfPath {
        /** In flight on it. */
        final TsnSet inFlight;

        /** Of these, those that miss indications can still find lost (RFC 9260 §7.2.4 step 5). */
        final TsnSet doubtful;

        /** Wait to be sent again on it. */
        final TsnSet marked;

        OfPath(int slots) {
            inFlight = new TsnSet(slots);
            doubtful = new TsnSet(slots);
            marked = new TsnSet(slots);
        }

        void grow(int slots, int firstTsn, int nextTsn) {
            inFlight.grow(slots, firstTsn, nextTsn);
            doubtful.grow(slots, firstTsn, nextTsn);
            marked.grow(slots, firstTsn, nextTsn);
        }

        void clear() {
            inFlight.clear();
            doubtful.clear();
            marked.clear();
        }
    }

    ChunkSets(int slots) {
        this.slots = slots;
        gapAcked = new TsnSet(slots);
        unacked = new TsnSet(slots);
        unreviewed = new TsnSet(slots);
        timed = new TsnSet(slots);
    }

    private OfPath of(int path) {
        if (path >= paths.length) {
            int known = paths.length;
            paths = Arrays.copyOf(paths, path + 1);
            for (int i = known; i <= path; i++) {
                paths[i] = new OfPath(slots);
            }
        }
        return paths[path];
    }

    TsnSet inFlight(int path) {
        return of(path).inFlight;
    }

    TsnSet doubtful(int path) {
        return of(path).doubtful;
    }

    TsnSet marked(int path) {
        return of(path).marked;
    }

    /** A chunk is in flight on a path. */
    void sent(int tsn, int path, boolean isDoubtful) {
        OfPath p = of(path);
        p.inFlight.add(tsn);
        if (isDoubtful) {
            p.doubtful.add(tsn);
        }
    }

    /** A chunk is in flight on a path no more. */
    void leftFlight(int tsn, int path) {
        OfPath p = of(path);
        p.inFlight.remove(tsn);
        if (p.doubtful.contains(tsn)) {
            p.doubtful.remove(tsn);
        }
    }

    /** A chunk of a message is marked. */
    void marked(int tsn, OutboundMessage m) {
        if (m.isPerishable()) {
            unreviewed.add(tsn);
        }
        if (m.policy == Reliability.Policy.TIMED) {
            timed.add(tsn);
        }
    }

    /** A chunk is marked no more. */
    void unmarked(int tsn) {
        reviewed(tsn);
        if (timed.contains(tsn)) {
            timed.remove(tsn);
        }
    }

    /** A marked chunk was looked at; whether its message is given up depends on nothing but time until it is marked again. */
    void reviewed(int tsn) {
        if (unreviewed.contains(tsn)) {
            unreviewed.remove(tsn);
        }
    }

    void clear() {
        gapAcked.clear();
        unacked.clear();
        unreviewed.clear();
        timed.clear();
        for (OfPath p : paths) {
            p.clear();
        }
    }

    /** The ring has more slots now; chunks are outstanding from the first TSN on and below the next one. */
    void grow(int more, int firstTsn, int nextTsn) {
        slots = more;
        gapAcked.grow(more, firstTsn, nextTsn);
        unacked.grow(more, firstTsn, nextTsn);
        unreviewed.grow(more, firstTsn, nextTsn);
        timed.grow(more, firstTsn, nextTsn);
        for (OfPath p : paths) {
            p.grow(more, firstTsn, nextTsn);
        }
    }

    /** A path is removed on which nothing is in flight and for which nothing waits: those behind it move up. */
    void forgetPath(int gone) {
        if (gone < paths.length) {
            OfPath[] left = Arrays.copyOf(paths, paths.length - 1);
            System.arraycopy(paths, gone + 1, left, gone, left.length - gone);
            paths = left;
        }
    }
}
