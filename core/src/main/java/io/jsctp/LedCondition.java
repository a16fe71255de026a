package io.jsctp;

import java.util.Date;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/** A condition whose signals reach the call that leads the loop instead of waiting for it, too. */
@SuppressWarnings("WaitNotInLoop") // whoever calls these loops
final class LedCondition implements Condition {
    private final Condition inner;
    private final LoopShare share;

    /** Who leads until this is signalled. Changes under the lock of the condition. */
    @Nullable
    Thread leader;

    LedCondition(Condition inner, LoopShare share) {
        this.inner = inner;
        this.share = share;
    }

    /** A leader that signals looks by itself when its turn is over. */
    private void tellLeader() {
        Thread led = leader;
        if (led != null && led != Thread.currentThread()) {
            share.wake();
        }
    }

    @Override
    public void signal() {
        inner.signal();
        tellLeader();
    }

    @Override
    public void signalAll() {
        inner.signalAll();
        tellLeader();
    }

    @Override
    public void await() throws InterruptedException {
        inner.await();
    }

    @Override
    public void awaitUninterruptibly() {
        inner.awaitUninterruptibly();
    }

    @Override
    public long awaitNanos(long timeoutNs) throws InterruptedException {
        return inner.awaitNanos(timeoutNs);
    }

    @Override
    public boolean await(long time, TimeUnit unit) throws InterruptedException {
        return inner.await(time, unit);
    }

    @Override
    public boolean awaitUntil(Date deadline) throws InterruptedException {
        return inner.awaitUntil(deadline);
    }
}
