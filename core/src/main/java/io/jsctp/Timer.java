package io.jsctp;

/**
 * The one timer of an association in the {@link TimerQueue}. It may go off early, never late: while the association's
 * deadline moves away nothing is done, and when the timer goes off too early it is armed anew.
 */
class Timer {
    static final long NONE = Long.MAX_VALUE;

    final TimerTarget owner;
    /** When it goes off, in ns of the link's clock. Written under the lock of the queue. */
    volatile long armedNs = NONE;

    // Where it is in the wheel: slot, and neighbours there; itself and -1 if it is not. Guarded by the lock of the
    // queue.
    int slot = -1;
    Timer next = this;
    Timer previous = this;

    Timer(TimerTarget owner) {
        this.owner = owner;
    }

    /** {@return when it goes off: the wheel asks once whenever it looks at a timer} */
    long deadlineNs() {
        return armedNs;
    }

    /** It was taken out of the wheel. */
    final void out() {
        slot = -1;
        next = this;
        previous = this;
    }
}
