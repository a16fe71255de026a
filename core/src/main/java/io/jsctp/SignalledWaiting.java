package io.jsctp;

import java.util.concurrent.Future;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A call of a stack with a thread waits until another thread signals; so it can't wait on the loop's. */
final class SignalledWaiting implements Waiting {
    private final EventLoop loop;

    SignalledWaiting(EventLoop loop) {
        this.loop = loop;
    }

    @Override
    public void checkMayWait(String call) throws SctpException {
        loop.checkOutside(call);
    }

    @Override
    @SuppressWarnings("WaitNotInLoop") // the callers loop
    public void await(ReentrantLock held, Condition condition, String call) throws InterruptedException, SctpException {
        loop.checkOutside(call);
        condition.await();
    }

    @Override
    @SuppressWarnings("WaitNotInLoop") // the callers loop
    public long awaitNanos(ReentrantLock held, Condition condition, long timeoutNs) throws InterruptedException {
        return loop.isInside() ? 0 : condition.awaitNanos(timeoutNs);
    }

    @Override
    public void awaitDone(Future<?> future, String call, long timeoutNs) throws SctpException {
        loop.checkOutside(call); // else the future itself waits
    }
}
