package io.jsctp.testkit.campaign;

import io.jsctp.testkit.SeededRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one side sent, through all lives of its association, and what became of it. Every message has a number, carried as
 * its PPID, and its bytes follow from the number: so each arrival says what it should be.
 */
final class Ledger {
    private final long seed;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<Long, ArrayDeque<Entry>> ordered = new HashMap<>();
    private final Set<Integer> gracefulLives = new HashSet<>();
    private int life;
    private int latestLifeArrived;

    private static final class Entry {
        final int life;
        final int stream;
        final boolean unordered;
        final boolean mortal;
        final boolean partial;
        final int length;
        boolean delivered;
        boolean failed;
        boolean failedUnsent;

        Entry(int life, int stream, boolean unordered, boolean mortal, boolean partial, int length) {
            this.life = life;
            this.stream = stream;
            this.unordered = unordered;
            this.mortal = mortal;
            this.partial = partial;
            this.length = length;
        }

        /** {@return whether the peer may go on without it} */
        boolean isGivenUp() {
            return failedUnsent || (partial && failed);
        }
    }

    Ledger(long seed) {
        this.seed = seed;
    }

    /** {@return the number of the next message} */
    int nextNumber() {
        return entries.size();
    }

    /** {@return the bytes of a message} */
    byte[] content(int number, int length) {
        byte[] bytes = new byte[length];
        new SeededRandom(seed + 0x1_0000_0001L * number).fill(bytes);
        return bytes;
    }

    /** The sender's association begins, or begins anew. */
    void newLife() {
        life++;
    }

    /** The sender's association ended gracefully: everything has arrived. */
    void endedGracefully() {
        gracefulLives.add(life);
    }

    /** The message with the next number was accepted. */
    void sent(int stream, boolean unordered, boolean mortal, boolean partial, int length) {
        Entry e = new Entry(life, stream, unordered, mortal, partial, length);
        entries.add(e);
        if (!unordered) {
            ordered.computeIfAbsent(queue(e), k -> new ArrayDeque<>()).add(e);
        }
    }

    private static long queue(Entry e) {
        return (long) e.life << 32 | e.stream;
    }

    /** Fails unless the message was sent like this, has not arrived before, and is in its turn. */
    void arrived(int number, int stream, boolean unordered, byte[] bytes) {
        if (number < 0 || number >= entries.size()) {
            throw new AssertionError("message " + number + " arrived, which was never sent");
        }
        Entry e = entries.get(number);
        String what = "message " + number + " (life " + e.life + ", stream " + e.stream + ")";
        if (e.stream != stream || e.unordered != unordered || !Arrays.equals(bytes, content(number, e.length))) {
            throw new AssertionError(what + " arrived changed");
        }
        if (e.delivered) {
            throw new AssertionError(what + " arrived twice");
        }
        if (e.failedUnsent) {
            throw new AssertionError(what + " arrived, but was reported as never sent");
        }
        if (e.life < latestLifeArrived) {
            throw new AssertionError(what + " arrived after one of life " + latestLifeArrived);
        }
        latestLifeArrived = e.life;
        e.delivered = true;
        if (!unordered) {
            ArrayDeque<Entry> queue = ordered.getOrDefault(queue(e), new ArrayDeque<>());
            while (!queue.isEmpty() && queue.peek() != e && queue.peek().isGivenUp()) {
                queue.remove();
            }
            if (queue.poll() != e) {
                throw new AssertionError(what + " arrived before its turn");
            }
        }
    }

    /** Fails unless the report is about a message that was sent and has not been reported. */
    void failed(int number, boolean wasSent, byte[] bytes) {
        if (number < 0 || number >= entries.size()) {
            throw new AssertionError("message " + number + " failed, which was never sent");
        }
        Entry e = entries.get(number);
        if (e.failed || (!wasSent && e.delivered)) {
            throw new AssertionError("message " + number + " failed " + (e.failed ? "twice" : "after it had arrived"));
        }
        if (!Arrays.equals(bytes, content(number, e.length))) {
            throw new AssertionError("message " + number + " was given back changed");
        }
        e.failed = true;
        e.failedUnsent = !wasSent;
    }

    /** {@return messages of the present life that neither arrived nor failed} */
    int missing() {
        int missing = 0;
        for (Entry e : entries) {
            missing += e.life == life && !e.delivered && !e.failed ? 1 : 0;
        }
        return missing;
    }

    /**
     * Fails if a message is missing that must have arrived.
     *
     * @param always whether every life counts as one that ended gracefully
     */
    void checkComplete(boolean always) {
        for (int i = 0; i < entries.size(); i++) {
            Entry e = entries.get(i);
            boolean excused = (e.mortal && e.failedUnsent) || (e.partial && e.failed);
            if (!e.delivered && !excused && (always || gracefulLives.contains(e.life))) {
                throw new AssertionError("message " + i + " (life " + e.life + ", stream " + e.stream + ") is missing"
                        + (e.failed ? " and was reported as failed" : ""));
            }
        }
    }
}
