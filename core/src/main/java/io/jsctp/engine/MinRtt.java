package io.jsctp.engine;

/** The least round trip of the last 10 to 20 seconds: the time that the way takes without a queue. */
final class MinRtt {
    private static final long WINDOW_NS = 10_000_000_000L;

    private long recentNs = Long.MAX_VALUE;
    private long beforeNs = Long.MAX_VALUE;
    private long sinceNs;

    void sample(long rttNs, long now) {
        if (now - sinceNs > WINDOW_NS) {
            beforeNs = recentNs;
            recentNs = Long.MAX_VALUE;
            sinceNs = now;
        }
        recentNs = Math.min(recentNs, rttNs);
    }

    /** {@return it in nanoseconds, 0 before the first measurement} */
    long ns() {
        long least = Math.min(recentNs, beforeNs);
        return least == Long.MAX_VALUE ? 0 : least;
    }
}
