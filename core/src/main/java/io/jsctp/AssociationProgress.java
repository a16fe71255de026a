package io.jsctp;

import io.jsctp.engine.AssociationEvent;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * How far an association has come, and who waits for it to come further. Changes under the association's lock, which the
 * questions do not take.
 */
final class AssociationProgress {
    private final Waiting waiting;
    private final ReentrantLock lock;
    private final Lane lane;
    private final Condition changed;
    private volatile boolean up;
    private volatile boolean ended;
    private volatile @Nullable Errno failure;

    AssociationProgress(Waiting waiting, ReentrantLock lock, Lane lane) {
        this.waiting = waiting;
        this.lock = lock;
        this.lane = lane;
        changed = waiting.newCondition(lock);
    }

    boolean isUp() {
        return up && !ended;
    }

    boolean wasUp() {
        return up;
    }

    boolean isEnded() {
        return ended;
    }

    /** {@return why it ended, or was never up; null if it goes on or ended gracefully} */
    @Nullable
    Errno failure() {
        return failure;
    }

    void up() {
        up = true;
    }

    /** It is over, gracefully if there is no reason. */
    void end(@Nullable Errno why) {
        failure = why;
        ended = true;
    }

    /** Sees whether an event is the end of it. */
    void endBy(AssociationEvent event) {
        if (event instanceof AssociationEvent.CommunicationLost lost) {
            end(lost.wasUp() ? Errors.ofLoss(lost.reason()) : Errors.ofSetup(lost.reason()));
        } else if (event instanceof AssociationEvent.ShutdownComplete) {
            end(null);
        }
    }

    /** Lets whoever waits look again. */
    void tell() {
        changed.signalAll();
        lane.mark();
    }

    /**
     * Waits until the association is up.
     *
     * @return the errno of the failure if it will not be; EAGAIN if it takes longer than the socket is to wait
     */
    @Nullable
    Errno awaitUp(SocketCore waiter, String call) throws InterruptedException, SctpException {
        Deadline deadline = waiter.sendDeadline();
        boolean inTime = true;
        lock.lock();
        try {
            while (!up && !ended && !waiter.isClosed()) {
                if (!inTime) {
                    return Errno.EAGAIN;
                }
                inTime = waiting.awaitUntil(lock, changed, call, deadline);
            }
            Errno why = failure;
            return up ? null : why == null ? Errno.EBADF : why;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the association is over, or the time is. */
    void awaitEnd(long timeoutNs) throws InterruptedException {
        lock.lock();
        try {
            long left = timeoutNs;
            while (!ended && left > 0) {
                left = waiting.awaitNanos(lock, changed, left);
            }
        } finally {
            lock.unlock();
        }
    }
}
