package io.jsctp;

import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Asynchronous calls that wait for the same thing, first come, first served: those that receive or accept on a socket, those
 * that send on an association.
 *
 * <p>Its lock comes before all others of the stack: calls are tried under it. Whatever may let a waiting call go on marks
 * the lane, under any lock, and the loop tries again when its round is over; it tells the results without any lock, so that
 * what the user does then may call the stack.
 */
final class Lane {
    /**
     * So many calls in a row are told at once to whoever made them, or in one turn of the loop. More would let a chain of
     * actions, each of which makes the next call, grow the caller's stack without end, or keep the loop from its packets.
     */
    static final int IN_A_ROW = 32;

    private final StackRuntime runtime;
    private final LoopShare share;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private final ArrayDeque<Operation<?>> pending = new ArrayDeque<>(1);
    private final ArrayDeque<Operation<?>> untold = new ArrayDeque<>(1);
    private int atOnce;
    /** The call that is being tried marked the lane itself, as one that sends does when it finds room. */
    private boolean markedByCall;

    /** Whether marks matter. Set before a call is tried, so that what happens after that is not missed. */
    private volatile boolean waiting;

    /** Whether the loop has it on its list. Guarded by the lock of {@link Lanes}. */
    boolean listed;

    /**
     * Makes one.
     *
     * @param share of the loop that goes on with the calls
     */
    Lane(StackRuntime runtime, LoopShare share) {
        this.runtime = runtime;
        this.share = share;
    }

    StackRuntime runtime() {
        return runtime;
    }

    /** Something happened that may let a call go on. Any thread, under any lock but that of {@link Lanes}. */
    void mark() {
        if (!waiting) {
            return;
        }
        if (lock.isHeldByCurrentThread()) {
            markedByCall = true;
        } else {
            share.lanes.add(this);
        }
    }

    /** Does the call at once if none waits before it and it need not wait, else as soon as that is so. */
    <T> Operation<T> submit(Operation<T> operation) {
        boolean tell;
        lock.lock();
        try {
            waiting = true;
            boolean settled = pending.isEmpty() && operation.settle();
            if (!settled && isFull()) {
                runtime.counters.reached(StackLimit.PENDING_CALLS);
                operation.refuse(Errors.of(
                        Errno.ENOBUFS, operation.call(), "too many calls wait already (StackLimit.PENDING_CALLS)"));
                settled = true;
            }
            if (!settled) {
                pending.addLast(operation);
            }
            tell = settled && !leftToTheLoop(operation);
            update();
        } finally {
            lock.unlock();
        }
        if (tell) {
            operation.tell();
        }
        return operation;
    }

    /** Takes back a call that has not been done; false if it has, or was taken back before. */
    boolean withdraw(Operation<?> operation) {
        lock.lock();
        try {
            boolean withdrawn = pending.remove(operation);
            markedByCall |= withdrawn; // the one behind it may need less
            update();
            return withdrawn;
        } finally {
            lock.unlock();
        }
    }

    /** Tries the calls that wait, and tells what became of them. The loop's thread, without a lock. */
    void run() {
        for (int i = 0; i < IN_A_ROW; i++) {
            Operation<?> next = next();
            if (next == null) {
                return;
            }
            next.tell();
        }
        mark();
    }

    private @Nullable Operation<?> next() {
        lock.lock();
        try {
            Operation<?> next = untold.pollFirst();
            while (next == null && !pending.isEmpty()) {
                Operation<?> first = pending.getFirst();
                if (!first.isDone() && !first.settle()) {
                    break;
                }
                pending.removeFirst();
                next = first.isDone() ? null : first;
            }
            update();
            return next;
        } finally {
            lock.unlock();
        }
    }

    private boolean leftToTheLoop(Operation<?> operation) {
        if (!operation.succeeded() || ++atOnce % IN_A_ROW != 0) {
            return false;
        }
        untold.addLast(operation);
        if (share.lanes.add(this)) {
            return true;
        }
        untold.removeLast(); // the loop has ended
        return false;
    }

    private boolean isFull() {
        return pending.size() >= runtime.limits.count(StackLimit.PENDING_CALLS);
    }

    /**
     * A call was tried or taken back. What it let go on is no matter for the loop if nothing waits: else each message that is sent
     * would make the loop look once more before it sleeps.
     */
    private void update() {
        waiting = !pending.isEmpty() || !untold.isEmpty();
        if (markedByCall && waiting) {
            share.lanes.add(this);
        }
        markedByCall = false;
    }
}
