package io.jsctp.engine;

/**
 * The retransmission timeout of one path (RFC 9260 §6.3.1). Karn's rule is the caller's: it hands in only round trips of
 * chunks that were sent once.
 */
final class RtoEstimator {
    /** The clock's granularity G: RTTVAR never makes the RTO closer to SRTT than this. */
    private static final long GRANULARITY_NS = 1_000_000L;

    private long initialNs;
    private long minNs;
    private long maxNs;
    private long srttNs;
    private long rttvarNs;
    private long rtoNs;

    RtoEstimator(long initialNs, long minNs, long maxNs) {
        this.initialNs = initialNs;
        this.minNs = minNs;
        this.maxNs = maxNs;
        this.rtoNs = initialNs;
    }

    /** Takes a measured round trip in nanoseconds (rules C2, C3). */
    void sample(long rttNs) {
        long rtt = Math.max(1, rttNs);
        if (srttNs == 0) {
            srttNs = rtt;
            rttvarNs = rtt / 2;
        } else {
            rttvarNs += (Math.abs(srttNs - rtt) - rttvarNs) / 4;
            srttNs = Math.max(1, srttNs + (rtt - srttNs) / 8);
        }
        rtoNs = clamp(srttNs + Math.max(GRANULARITY_NS, 4 * rttvarNs));
    }

    /** Doubles it after an expiry, up to RTO.Max (rule E2). */
    void backoff() {
        rtoNs = Math.min(2 * rtoNs, maxNs);
    }

    private long clamp(long ns) {
        return Math.max(minNs, Math.min(maxNs, ns));
    }

    long rtoNs() {
        return rtoNs;
    }

    /** {@return the smoothed round-trip time in nanoseconds, 0 before the first measurement} */
    long srttNs() {
        return srttNs;
    }

    /** Changes the bounds (RFC 6458 §8.1.1); before the first measurement also the initial value. */
    void bounds(long newInitialNs, long newMinNs, long newMaxNs) {
        boolean untouched = srttNs == 0 && rtoNs == initialNs;
        initialNs = newInitialNs;
        minNs = newMinNs;
        maxNs = newMaxNs;
        rtoNs = untouched ? initialNs : clamp(rtoNs);
    }

    /** Forgets everything measured. */
    void reset() {
        srttNs = 0;
        rttvarNs = 0;
        rtoNs = initialNs;
    }
}
