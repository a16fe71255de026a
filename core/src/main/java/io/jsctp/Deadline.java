package io.jsctp;

import io.jsctp.link.Link;

/** Until when a call waits. Its clock is read when the call first waits: a call that need not wait costs nothing. */
final class Deadline {
    private final Link clock;
    private final long timeoutNs;
    private long endNs;
    private boolean running;

    /** A timeout of 0 is never over. */
    Deadline(Link clock, long timeoutNs) {
        this.clock = clock;
        this.timeoutNs = timeoutNs;
    }

    boolean isNever() {
        return timeoutNs == 0;
    }

    /** What is left of the time; it runs from the first time that this is asked. */
    long leftNs() {
        long now = clock.nanoTime();
        if (!running) {
            running = true;
            endNs = now + timeoutNs;
        }
        return endNs - now;
    }
}
