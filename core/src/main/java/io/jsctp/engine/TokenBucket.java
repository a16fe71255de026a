package io.jsctp.engine;

/** Lets through so many a second, and a burst of so many after a pause; the time comes from the caller. */
final class TokenBucket {
    private static final long SECOND_NS = 1_000_000_000L;

    /** What one costs; 0 lets everything through. */
    private final long periodNs;

    private final long depthNs;
    private long creditNs;
    private long lastNs = Long.MIN_VALUE / 2;

    /** A full bucket; 0 per second sets no limit. */
    TokenBucket(long perSecond, long burst) {
        periodNs = perSecond == 0 ? 0 : Math.max(1, SECOND_NS / perSecond);
        depthNs = periodNs * Math.max(1, burst);
        creditNs = depthNs;
    }

    /** {@return true if one more may pass now} */
    boolean take(long now) {
        if (periodNs == 0) {
            return true;
        }
        long elapsedNs = Math.max(0, now - lastNs);
        creditNs = elapsedNs >= depthNs - creditNs ? depthNs : creditNs + elapsedNs;
        lastNs = Math.max(lastNs, now);
        if (creditNs < periodNs) {
            return false;
        }
        creditNs -= periodNs;
        return true;
    }
}
