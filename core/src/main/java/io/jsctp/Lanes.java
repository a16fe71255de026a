package io.jsctp;

import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The lanes that the loop has to look at when its round is over. Any thread; its lock is a leaf. */
final class Lanes {
    private final StackRuntime runtime;
    private final LoopShare share;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private final ArrayDeque<Lane> listed = new ArrayDeque<>();
    private boolean ended;

    /** How many are listed. Changes under the lock; the loop, which most often finds none, looks without it. */
    private volatile int count;

    /** Written by the loop before it looks whether there are any, read by others after they listed one: one of them sees it. */
    private volatile boolean asleep;

    Lanes(StackRuntime runtime, LoopShare share) {
        this.runtime = runtime;
        this.share = share;
    }

    /** Has the loop look at the lane, and wakes it if it sleeps; false if there is no loop any more. */
    boolean add(Lane lane) {
        boolean wake = false;
        lock.lock();
        try {
            if (ended) {
                return false;
            }
            if (!lane.listed) {
                lane.listed = true;
                listed.addLast(lane);
                count = listed.size();
                wake = asleep;
            }
        } finally {
            lock.unlock();
        }
        if (wake) {
            share.wake();
        }
        return true;
    }

    /** The loop is about to sleep; false if it must not, for there is something to look at. */
    boolean sleep() {
        asleep = true;
        asleep = count == 0;
        return asleep;
    }

    /** The loop does not sleep any more: it will look at the list before it does so again. */
    void awake() {
        asleep = false;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /**
     * Looks at those that are on the list now; what they put there comes in the next turn, after the packets.
     *
     * @return true if there were any
     */
    boolean run() {
        int now = count;
        for (int i = 0; i < now; i++) {
            Lane lane = take(false);
            if (lane != null) {
                run(lane);
            }
        }
        return now > 0;
    }

    /** The loop ends: looks at all there are, and takes no more. */
    void end() {
        Lane lane;
        while ((lane = take(true)) != null) {
            run(lane);
        }
    }

    private void run(Lane lane) {
        try {
            lane.run();
        } catch (RuntimeException e) {
            runtime.fault("an asynchronous call", e);
        }
    }

    private @Nullable Lane take(boolean last) {
        lock.lock();
        try {
            Lane lane = listed.pollFirst();
            count = listed.size();
            if (lane == null) {
                ended |= last;
            } else {
                lane.listed = false;
            }
            return lane;
        } finally {
            lock.unlock();
        }
    }
}
