package io.jsctp;

/**
 * The one timer of an association in the {@link TimerQueue}. It may go off early, never late: while the association's
 * deadline moves away nothing is done, and when the timer goes off too early it is armed anew.
 */
final class Timer {
    static final long NONE = Long.MAX_VALUE;

    final TimerTarget owner;
    /** When it goes off, in ns of the link's clock. Written under the lock of the queue. */
    volatile long armedNs = NONE;
    /** Where it is in the heap, or -1. Guarded by the lock of the queue. */
    int index = -1;

    Timer(TimerTarget owner) {
        this.owner = owner;
    }
}
