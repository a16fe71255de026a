package io.jsctp;

import io.jsctp.link.Link;
import java.util.concurrent.Future;
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
    public void checkMayWait(String call) throws SctpException {
        loop.checkOutside(call);
    }

    @Override
    public void await(ReentrantLock held, Condition condition, String call) throws InterruptedException, SctpException {
        loop.checkOutside(call);
        if (!turn(held, Long.MAX_VALUE)) {
            throw forEver(call);
        }
    }

    @Override
    public long awaitNanos(ReentrantLock held, Condition condition, long timeoutNs) throws InterruptedException {
        if (loop.isInside()) {
            return 0;
        }
        long end = link.nanoTime() + timeoutNs;
        return turn(held, timeoutNs) ? end - link.nanoTime() : 0;
    }

    @Override
    public void awaitDone(Future<?> future, String call, long timeoutNs) throws SctpException, InterruptedException {
        loop.checkOutside(call);
        boolean forEver = timeoutNs == Long.MAX_VALUE;
        long end = forEver ? timeoutNs : link.nanoTime() + timeoutNs;
        while (!future.isDone()) {
            long left = forEver ? timeoutNs : end - link.nanoTime();
            if (left <= 0) {
                return;
            }
            if (!turn(left)) {
                if (forEver) {
                    throw forEver(call);
                }
                return;
            }
        }
    }

    private static SctpException forEver(String call) {
        return Errors.of(
                Errno.EDEADLK,
                call,
                "it would wait for ever: no timer runs, no packet is under way, and this stack has no thread");
    }

    /** Runs a turn without the lock; false if neither anything happened nor time passed: it never will. */
    private boolean turn(ReentrantLock held, long maxWaitNs) throws InterruptedException {
        held.unlock();
        try {
            return turn(maxWaitNs);
        } finally {
            held.lock();
        }
    }

    private boolean turn(long maxWaitNs) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        long before = link.nanoTime();
        return loop.turn(maxWaitNs) || link.nanoTime() > before;
    }
}
