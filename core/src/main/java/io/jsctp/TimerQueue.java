package io.jsctp;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The timers of all associations of a loop, and until when it sleeps. Any thread; its lock is a leaf. */
final class TimerQueue {
    private static final long AWAKE = Long.MIN_VALUE;

    private final ReentrantLock lock = new ReentrantLock();
    private final TimerWheel wheel = new TimerWheel();
    /** Until when the loop sleeps; AWAKE if it does not. Read under the lock. */
    private volatile long sleepsUntilNs = AWAKE;

    /**
     * Sees to it that the timer goes off at the deadline or earlier. Called under the lock of the association.
     *
     * @return true if the loop sleeps longer than that and must be woken
     */
    boolean arm(Timer timer, long deadlineNs) {
        if (deadlineNs >= timer.armedNs) {
            return false;
        }
        lock.lock();
        try {
            if (deadlineNs >= timer.armedNs) {
                return false;
            }
            if (timer.slot >= 0) {
                wheel.remove(timer);
            }
            timer.armedNs = deadlineNs;
            wheel.add(timer);
            return deadlineNs < sleepsUntilNs;
        } finally {
            lock.unlock();
        }
    }

    void cancel(Timer timer) {
        lock.lock();
        try {
            if (timer.slot >= 0) {
                wheel.remove(timer);
            }
            timer.armedNs = Timer.NONE;
        } finally {
            lock.unlock();
        }
    }

    /** Takes out a timer that is due, the first one, disarmed; null if there is none. */
    @Nullable
    Timer pollDue(long now) {
        lock.lock();
        try {
            Timer due = wheel.pollDue(now);
            if (due != null) {
                due.armedNs = Timer.NONE;
            }
            return due;
        } finally {
            lock.unlock();
        }
    }

    /** {@return when the first timer goes off, or an earlier time; {@link Timer#NONE} if there is none} */
    long next() {
        lock.lock();
        try {
            return wheel.firstNs();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Tells the loop how long it may sleep; from now on earlier deadlines wake it.
     *
     * @param limitNs when it wakes up anyway; {@link Timer#NONE} if it does not
     */
    long sleep(long limitNs) {
        lock.lock();
        try {
            sleepsUntilNs = Math.min(wheel.firstNs(), limitNs);
            return sleepsUntilNs;
        } finally {
            lock.unlock();
        }
    }

    /** The loop does not sleep any more: it will look at the queue before it does so again. */
    void awake() {
        sleepsUntilNs = AWAKE;
    }

    int size() {
        lock.lock();
        try {
            return wheel.size();
        } finally {
            lock.unlock();
        }
    }
}
