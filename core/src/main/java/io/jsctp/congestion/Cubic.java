package io.jsctp.congestion;

/**
 * CUBIC (RFC 9438) in bytes: slow start with HyStart++ (RFC 9406), then a window that is a cubic function of the time since
 * the last loss. {@code double} arithmetic is exact to the bit on every virtual machine, and {@link StrictMath} is, too.
 */
final class Cubic implements CongestionController {
    /** C of RFC 9438 §5.1, in full chunks for each cubic second. */
    private static final double C = 0.4;

    private static final double BETA = 0.7;

    /** α of the Reno-friendly region (§4.3), until the window is again what it was. */
    private static final double ALPHA = 3 * (1 - BETA) / (1 + BETA);

    private static final double NS_PER_SECOND = 1e9;

    /** In slow start a SACK counts for so many full chunks at most: two packets make one. */
    private static final int SLOW_START_CHUNKS = 2;

    /** Far above any send buffer, and far from an overflow. */
    private static final int LARGEST_CWND = 1 << 30;

    private static final long NONE = Long.MIN_VALUE;

    private int chunk;
    private int initialCwnd;
    private final SlowStartExit slowStart;

    /** The window; a double, because in one SACK it may grow by less than a byte. */
    private double cwnd;

    private int ssthresh;

    /** The window before the last loss, less if it was smaller than before the one before: W_max. */
    private double wMax;

    /** The window before the last loss: from there on the Reno-friendly window grows as the standard's does. */
    private double cwndPrior;

    /** The Reno-friendly window, W_est. */
    private double wEst;

    /** When the present epoch of congestion avoidance began, {@link #NONE} if it begins with the next SACK. */
    private long epochNs = NONE;

    /** How long from the begin of the epoch until the window is W_max, K, in seconds. */
    private double k;

    private long lastAckNs = NONE;

    Cubic(int fullChunkBytes, int initialWindowBytes) {
        this(fullChunkBytes, initialWindowBytes, SlowStartExit.STANDARD_ROUNDS);
    }

    Cubic(int fullChunkBytes, int initialWindowBytes, int conservativeRounds) {
        chunk = fullChunkBytes;
        initialCwnd = initialWindowBytes;
        slowStart = new SlowStartExit(conservativeRounds);
        reset();
    }

    @Override
    public void maxDataChunk(int fullChunkBytes, int initialWindowBytes, boolean untouched) {
        chunk = fullChunkBytes;
        initialCwnd = initialWindowBytes;
        if (untouched) {
            reset();
        } else {
            cwnd = Math.max(cwnd, chunk);
            epochNs = NONE; // the curve is one of chunks
        }
    }

    @Override
    public void reset() {
        cwnd = initialCwnd;
        ssthresh = Integer.MAX_VALUE;
        wMax = 0;
        cwndPrior = 0;
        epochNs = NONE;
        lastAckNs = NONE;
        slowStart.reset();
    }

    @Override
    public int cwnd() {
        return (int) cwnd;
    }

    @Override
    public int ssthresh() {
        return ssthresh;
    }

    @Override
    public void onAcked(Acknowledgement ack) {
        onAcked(ack, ack.inRecovery());
    }

    /** As {@link #onAcked(Acknowledgement)}; the window does not grow while it is frozen. */
    void onAcked(Acknowledgement ack, boolean frozen) {
        long sinceNs = lastAckNs == NONE ? 0 : ack.nowNs() - lastAckNs;
        lastAckNs = ack.nowNs();
        boolean inSlowStart = cwnd < ssthresh;
        if (inSlowStart) {
            slowStart.onAcked(ack);
        }
        if (frozen) {
            return;
        }
        if (!isUsed(ack)) {
            if (epochNs != NONE) {
                epochNs += sinceNs; // time in which the user had too little to send is no time to grow (§5.8)
            }
            return;
        }
        if (inSlowStart) {
            growInSlowStart(ack);
        } else {
            avoidCongestion(ack);
        }
    }

    /** With pacing the window is never quite full: what counts is that it, and not the user, set the limit. */
    boolean isUsed(Acknowledgement ack) {
        double slack = cwnd < ssthresh ? cwnd / 2 : Math.max(3.0 * chunk, cwnd / 8);
        return ack.flightBytesBefore() >= cwnd - slack;
    }

    private void growInSlowStart(Acknowledgement ack) {
        double bytes = Math.min(ack.ackedBytes(), SLOW_START_CHUNKS * chunk);
        cwnd = bounded(cwnd + bytes / slowStart.divisor());
        if (slowStart.isOver()) {
            ssthresh = (int) cwnd;
        }
    }

    private void avoidCongestion(Acknowledgement ack) {
        if (epochNs == NONE) {
            beginEpoch(ack.nowNs());
        }
        double srtt = ack.srttNs() / NS_PER_SECOND;
        double t = (ack.nowNs() - epochNs) / NS_PER_SECOND;
        wEst += (wEst < cwndPrior ? ALPHA : 1) * chunk * ack.ackedBytes() / cwnd;
        if (window(t) < wEst) {
            cwnd = bounded(Math.max(cwnd, wEst));
            return;
        }
        double target = Math.min(Math.max(window(t + srtt), cwnd), 1.5 * cwnd);
        cwnd = bounded(cwnd + (target - cwnd) / cwnd * ack.ackedBytes());
    }

    boolean isAvoidingCongestion() {
        return cwnd >= ssthresh;
    }

    /** The window grows by so much at once, and goes on from there. */
    void fill(int bytes) {
        cwnd = bounded(cwnd + bytes);
        epochNs = NONE;
    }

    private void beginEpoch(long now) {
        epochNs = now;
        wEst = cwnd;
        if (cwnd < wMax) {
            k = StrictMath.cbrt((wMax - cwnd) / chunk / C);
        } else {
            wMax = cwnd;
            k = 0;
        }
    }

    /** W_cubic(t) of RFC 9438 §4.2, in bytes. */
    private double window(double t) {
        double d = t - k;
        return C * d * d * d * chunk + wMax;
    }

    private static double bounded(double bytes) {
        return Math.min(bytes, LARGEST_CWND);
    }

    @Override
    public void onFastRetransmit() {
        reduce(1);
    }

    @Override
    public void onRetransmissionTimeout() {
        reduce(1);
        cwnd = chunk;
    }

    /**
     * 70 % are left (RFC 9438 §4.6), and if the windows shrink from loss to loss, room is made for others (§4.7).
     *
     * @param part how much of that reduction is made, 1 for all of it
     */
    void reduce(double part) {
        double left = 1 - (1 - BETA) * part;
        wMax = cwnd < wMax ? cwnd * (1 + left) / 2 : cwnd;
        cwndPrior = cwnd;
        ssthresh = (int) Math.round(Math.max(cwnd * left, 2.0 * chunk));
        cwnd = Math.min(cwnd, ssthresh);
        epochNs = NONE;
    }

    @Override
    public void onIdle(long idleNs, long rtoNs) {
        long periods = idleNs / rtoNs;
        if (periods == 0 || cwnd <= 4.0 * chunk) {
            return;
        }
        ssthresh = (int) cwnd;
        for (; periods > 0 && cwnd > 4.0 * chunk; periods--) {
            cwnd = Math.max(cwnd / 2, 4.0 * chunk);
        }
        epochNs = NONE;
        slowStart.reset();
    }
}
