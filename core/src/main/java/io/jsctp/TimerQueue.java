package io.jsctp;

import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The timers of all associations of a loop, as a binary heap. Any thread; its lock is a leaf. */
final class TimerQueue {
    private static final long AWAKE = Long.MIN_VALUE;

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Timer[] heap = new Timer[64];
    private int size;
    /** Until when the loop sleeps; AWAKE if it does not. */
    private long sleepsUntilNs = AWAKE;

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
            timer.armedNs = deadlineNs;
            if (timer.index < 0) {
                if (size == heap.length) {
                    heap = Arrays.copyOf(heap, size * 2);
                }
                place(timer, size++);
            }
            up(timer.index);
            return deadlineNs < sleepsUntilNs;
        } finally {
            lock.unlock();
        }
    }

    void cancel(Timer timer) {
        lock.lock();
        try {
            remove(timer);
        } finally {
            lock.unlock();
        }
    }

    /** Takes out a timer that is due, disarmed; null if there is none. */
    @Nullable
    Timer pollDue(long now) {
        lock.lock();
        try {
            Timer first = heap[0];
            if (size == 0 || first == null || first.armedNs > now) {
                return null;
            }
            remove(first);
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** {@return when the first timer goes off; {@link Timer#NONE} if there is none} */
    long next() {
        lock.lock();
        try {
            Timer first = heap[0];
            return size == 0 || first == null ? Timer.NONE : first.armedNs;
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
            Timer first = heap[0];
            sleepsUntilNs = size == 0 || first == null ? limitNs : Math.min(first.armedNs, limitNs);
            return sleepsUntilNs;
        } finally {
            lock.unlock();
        }
    }

    /** The loop does not sleep any more: it will look at the queue before it does so again. */
    void awake() {
        lock.lock();
        try {
            sleepsUntilNs = AWAKE;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }

    private void remove(Timer timer) {
        int hole = timer.index;
        timer.armedNs = Timer.NONE;
        if (hole < 0) {
            return;
        }
        timer.index = -1;
        Timer last = at(--size);
        heap[size] = null;
        if (last != timer) {
            place(last, hole);
            up(hole);
            down(last.index);
        }
    }

    private void up(int from) {
        int i = from;
        Timer moving = at(i);
        while (i > 0 && moving.armedNs < at((i - 1) / 2).armedNs) {
            place(at((i - 1) / 2), i);
            i = (i - 1) / 2;
        }
        place(moving, i);
    }

    private void down(int from) {
        int i = from;
        Timer moving = at(i);
        while (2 * i + 1 < size) {
            int child = 2 * i + 1;
            if (child + 1 < size && at(child + 1).armedNs < at(child).armedNs) {
                child++;
            }
            if (moving.armedNs <= at(child).armedNs) {
                break;
            }
            place(at(child), i);
            i = child;
        }
        place(moving, i);
    }

    private Timer at(int i) {
        Timer timer = heap[i];
        if (timer == null) {
            throw new IllegalStateException("hole in the timer heap");
        }
        return timer;
    }

    private void place(Timer timer, int i) {
        heap[i] = timer;
        timer.index = i;
    }
}
