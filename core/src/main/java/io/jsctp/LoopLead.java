package io.jsctp;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Who runs the turns of a loop: its own thread, or, while one has asked for it, a call that waits and would only be woken up by
 * that thread. Between two turns of a caller nobody does; if the caller stays away the thread goes on. Any thread.
 */
final class LoopLead {
    /** How long nobody runs a turn, twice that at most, before the thread goes on. */
    private static final long STANDBY_NS = 1_000_000;

    private static final int THREAD = 0;
    private static final int NOBODY = 1;
    private static final int CALLER = 2;

    private final AtomicInteger holder = new AtomicInteger(THREAD);
    /** The thread is to stand aside. */
    private volatile boolean asked;

    private volatile @Nullable Thread asker;
    private volatile boolean stopped;
    /** That of the loop, once it has stood aside. */
    private volatile @Nullable Thread thread;

    /** Of callers, one after the other: changes whenever one was run. */
    private volatile int turns;

    // ---- The loop's thread.

    /** Stands aside if a caller has asked for that; returns when turns are the thread's again. */
    void standAside() {
        if (!asked) {
            return;
        }
        thread = Thread.currentThread();
        int seen = turns;
        holder.set(NOBODY);
        asked = false;
        LockSupport.unpark(asker);
        asker = null;
        while (holder.get() != THREAD) {
            LockSupport.parkNanos(this, STANDBY_NS);
            // Somebody's interrupt must not turn the wait into a busy loop.
            Thread.interrupted();
            int now = turns;
            if (now == seen || stopped) {
                holder.compareAndSet(NOBODY, THREAD);
            }
            seen = now;
        }
    }

    // ---- Callers.

    /**
     * Asks the thread to stand aside, and waits a moment for it. What the caller waits for may have come meanwhile.
     *
     * @param share whose thread it is
     */
    void ask(LoopShare share) {
        asker = Thread.currentThread();
        asked = true;
        share.wake();
        if (asked) {
            LockSupport.parkNanos(this, STANDBY_NS);
        }
    }

    /** {@return whether the thread can be asked to stand aside} */
    boolean mayBeAsked() {
        return !asked && holder.get() == THREAD;
    }

    /** {@return true if the next turn is the caller's now; {@link #end} is to follow} */
    boolean take() {
        return holder.get() == NOBODY && holder.compareAndSet(NOBODY, CALLER);
    }

    /**
     * The caller's turn is over.
     *
     * @param comesBack whether it is about to run another one; else the thread goes on at once
     */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one caller at a time
    void end(boolean comesBack) {
        turns++;
        holder.set(comesBack ? NOBODY : THREAD);
        if (!comesBack) {
            LockSupport.unpark(thread);
        }
    }

    /** {@return how many turns callers have run; it may overflow} */
    int turns() {
        return turns;
    }

    /** {@return true if nobody ran turns just now: the thread goes on with them at once} */
    boolean takeBack() {
        boolean taken = holder.get() == NOBODY && holder.compareAndSet(NOBODY, THREAD);
        if (taken) {
            LockSupport.unpark(thread);
        }
        return taken;
    }

    /** The loop is to end: once it is woken up, the thread goes on as soon as no caller's turn is under way. */
    void stop() {
        stopped = true;
    }
}
