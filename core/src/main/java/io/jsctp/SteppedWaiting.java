package io.jsctp;

import io.jsctp.link.Link;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A call of a stack without a thread waits by running turns of the loop; the link lets the time pass. */
final class SteppedWaiting implements Waiting {
    private final EventLoop loop;
    private final Link link;

    SteppedWaiting(EventLoop loop, Link link) {
        this.loop = loop;
        this.link = link;
    }

    @Override
    public void await(ReentrantLock held, Condition condition, String call) throws InterruptedException, SctpException {
        if (!turn(held, Long.MAX_VALUE)) {
            throw Errors.of(
                    Errno.EDEADLK,
                    call,
                    "it would wait for ever: no timer runs, no packet is under way, and this stack has no thread");
        }
    }

    @Override
    public long awaitNanos(ReentrantLock held, Condition condition, long timeoutNs) throws InterruptedException {
        long end = link.nanoTime() + timeoutNs;
        return turn(held, timeoutNs) ? end - link.nanoTime() : 0;
    }

    /** Runs a turn without the lock; false if neither anything happened nor time passed: it never will. */
    private boolean turn(ReentrantLock held, long maxWaitNs) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        long before = link.nanoTime();
        held.unlock();
        try {
            return loop.turn(maxWaitNs) || link.nanoTime() > before;
        } finally {
            held.lock();
        }
    }
}
