package io.jsctp.engine;

/**
 * Spreads the packets of one path over the round trip, so that a window that opened does not leave as one burst. A few
 * packets, or a millisecond's worth, may leave together: there is no timer for each packet.
 */
final class Pacer {
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long BURST_NS = 1_000_000L;
    private static final int BURST_PACKETS = 4;

    /** In slow start the window doubles in a round trip; later somewhat more than a window leaves in each. */
    private static final int SLOW_START_GAIN_PERCENT = 200;

    private static final int GAIN_PERCENT = 125;

    /** When packets that wait may leave; {@link Path#NONE} if none waits. */
    long deadlineNs = Path.NONE;

    /** When all that has left would have left at the even rate. */
    private long paidNs = Long.MIN_VALUE;

    /** {@return whether a packet may leave now; if not, the deadline is set} */
    boolean allows(Path path, long now) {
        if (!path.recovery.pacing() || path.flightBytes == 0) {
            return true;
        }
        long rate = bytesPerSecond(path);
        if (rate == 0) {
            return true;
        }
        long burstNs = Math.max(BURST_NS, (long) BURST_PACKETS * path.mtuBytes() * NS_PER_SECOND / rate);
        if (paidNs <= now + burstNs) {
            deadlineNs = Path.NONE;
            return true;
        }
        deadlineNs = paidNs - burstNs / 2;
        return false;
    }

    /** Data left in a packet. */
    void sent(Path path, int bytes, long now) {
        long rate = path.recovery.pacing() ? bytesPerSecond(path) : 0;
        if (rate > 0) {
            paidNs = Math.max(paidNs, now) + bytes * NS_PER_SECOND / rate;
        }
    }

    /** {@return the rate, 0 if there is none because no round trip was measured yet} */
    private static long bytesPerSecond(Path path) {
        long own = path.congestion.pacingBytesPerSecond();
        long srtt = path.rto.srttNs();
        if (own > 0 || srtt == 0) {
            return own;
        }
        int cwnd = path.congestion.cwnd();
        int gain = cwnd < path.congestion.ssthresh() ? SLOW_START_GAIN_PERCENT : GAIN_PERCENT;
        return Math.max(1, (long) cwnd * gain / 100 * NS_PER_SECOND / Math.max(srtt, 1000));
    }
}
