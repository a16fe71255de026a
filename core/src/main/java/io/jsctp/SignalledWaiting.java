package io.jsctp;

import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A call of a stack with threads waits until another thread signals; so it can't wait on those of the loops. */
final class SignalledWaiting implements Waiting {
    private final EventLoop[] loops;

    SignalledWaiting(List<EventLoop> loops) {
        this.loops = loops.toArray(new EventLoop[0]);
    }

    @Override
    public void checkMayWait(String call) throws SctpException {
        for (EventLoop loop : loops) {
            loop.checkOutside(call);
        }
    }

    @Override
    @SuppressWarnings("WaitNotInLoop") // the callers loop
    public void await(ReentrantLock held, Condition condition, String call) throws InterruptedException, SctpException {
        checkMayWait(call);
        condition.await();
    }

    @Override
    @SuppressWarnings("WaitNotInLoop") // the callers loop
    public long awaitNanos(ReentrantLock held, Condition condition, long timeoutNs) throws InterruptedException {
        for (EventLoop loop : loops) {
            if (loop.isInside()) {
                return 0;
            }
        }
        return condition.awaitNanos(timeoutNs);
    }

    @Override
    public void awaitDone(Future<?> future, String call, long timeoutNs) throws SctpException {
        checkMayWait(call); // else the future itself waits
    }
}
