package io.jsctp;

/** Whose timer goes off. */
interface TimerTarget {
    /** Called by the loop when the deadline may be reached. */
    void timeout(Round round);
}
