package io.jsctp.engine;

/**
 * The retransmission timeout of one path (RFC 9260 §6.3.1). Karn's rule is the caller's: it hands in only round trips of
 * chunks that were sent once.
 */
final class RtoEstimator {
    /** The clock's granularity G: RTTVAR is never less, for then it would count as 0 (rule G1). */
    private static final long GRANULARITY_NS = 1_000_000L;

    private long initialNs;
    private long minNs;
    private long maxNs;
    private long srttNs;
    private long rttvarNs;

    /** Expiries since the last measurement. */
    private int backoffs;

    private long rtoNs;

    RtoEstimator(long initialNs, long minNs, long maxNs) {
        this.initialNs = initialNs;
        this.minNs = minNs;
        this.maxNs = maxNs;
        update();
    }

    /**
     * Takes a measured round trip in nanoseconds (rules C2, C3); it ends the back-off. One below zero, or above RTO.Max,
     * was not measured but made up, by a clock or a replayed packet: it is ignored.
     */
    void sample(long rttNs) {
        sample(rttNs, false);
    }

    /** Takes one that may leave the back-off as it is (RFC 9260 §6.3.3: "might result in collapsing RTO"). */
    void sample(long rttNs, boolean keepBackoff) {
        if (rttNs < 0 || rttNs > maxNs) {
            return;
        }
        long rtt = Math.max(1, rttNs);
        if (srttNs == 0) {
            srttNs = rtt;
            rttvarNs = rtt / 2;
        } else {
            rttvarNs += (Math.abs(srttNs - rtt) - rttvarNs) / 4;
            srttNs = Math.max(1, srttNs + (rtt - srttNs) / 8);
        }
        rttvarNs = Math.max(GRANULARITY_NS, rttvarNs);
        backoffs = keepBackoff ? backoffs : 0;
        update();
    }

    /** Doubles it after an expiry, up to RTO.Max (rule E2). */
    void backoff() {
        backoffs++;
        update();
    }

    /** Rules C1 to C3, C6, C7, G1; then E2, which stays in force until the next measurement. */
    private void update() {
        long measured = srttNs == 0 ? initialNs : srttNs + 4 * rttvarNs;
        long rto = Math.max(minNs, Math.min(maxNs, measured));
        for (int i = 0; i < backoffs && rto < maxNs; i++) {
            rto = Math.min(2 * rto, maxNs);
        }
        rtoNs = rto;
    }

    long rtoNs() {
        return rtoNs;
    }

    /** {@return the smoothed round-trip time in nanoseconds, 0 before the first measurement} */
    long srttNs() {
        return srttNs;
    }

    /**
     * Changes the bounds and the initial value (RFC 6458 §8.1.1): the next timer to be started runs as if they had always
     * been so.
     */
    void bounds(long newInitialNs, long newMinNs, long newMaxNs) {
        initialNs = newInitialNs;
        minNs = newMinNs;
        maxNs = newMaxNs;
        update();
    }
}
