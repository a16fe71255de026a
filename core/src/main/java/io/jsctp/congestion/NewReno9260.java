package io.jsctp.congestion;

/** The congestion control of RFC 9260 §7.2: slow start, congestion avoidance, halving on loss. */
final class NewReno9260 implements CongestionController {
    /** Far above any send buffer, and far from an overflow. */
    private static final int LARGEST_CWND = 1 << 30;

    private int pmdcs;
    private int initialCwnd;
    private int cwnd;
    private int ssthresh;
    private int partialBytesAcked;

    /**
     * Makes it with the initial window.
     *
     * @param pmdcs the largest DATA chunk for the path
     * @param initialBytes the initial window
     */
    NewReno9260(int pmdcs, int initialBytes) {
        this.pmdcs = pmdcs;
        initialCwnd = initialBytes;
        reset();
    }

    @Override
    public void maxDataChunk(int fullChunkBytes, int initialWindowBytes, boolean untouched) {
        pmdcs = fullChunkBytes;
        initialCwnd = initialWindowBytes;
        if (untouched) {
            reset();
        } else {
            cwnd = Math.max(cwnd, pmdcs);
        }
    }

    @Override
    public void reset() {
        cwnd = initialCwnd;
        ssthresh = Integer.MAX_VALUE;
        partialBytesAcked = 0;
    }

    @Override
    public int cwnd() {
        return cwnd;
    }

    @Override
    public int ssthresh() {
        return ssthresh;
    }

    @Override
    public int partialBytesAcked() {
        return partialBytesAcked;
    }

    @Override
    public void onAcked(Acknowledgement ack) {
        if (!ack.inRecovery()) {
            boolean fullyUsed = ack.flightBytesBefore() >= cwnd;
            if (cwnd > ssthresh) {
                avoidCongestion(ack.ackedBytes(), fullyUsed);
            } else if (fullyUsed) {
                grow(Math.min(ack.ackedBytes(), pmdcs));
            }
        }
        if (ack.allAcked()) {
            partialBytesAcked = 0;
        }
    }

    private void avoidCongestion(int newlyAckedBytes, boolean fullyUsed) {
        partialBytesAcked += newlyAckedBytes;
        if (partialBytesAcked < cwnd) {
            return;
        }
        if (fullyUsed) {
            partialBytesAcked -= cwnd;
            grow(pmdcs);
        } else {
            partialBytesAcked = cwnd;
        }
    }

    private void grow(int bytes) {
        cwnd = Math.min(cwnd + bytes, LARGEST_CWND);
    }

    @Override
    public void onFastRetransmit() {
        ssthresh = halved();
        cwnd = Math.min(cwnd, ssthresh);
        partialBytesAcked = 0;
    }

    @Override
    public void onRetransmissionTimeout() {
        ssthresh = halved();
        cwnd = pmdcs;
        partialBytesAcked = 0;
    }

    private int halved() {
        return Math.max(cwnd / 2, 4 * pmdcs);
    }

    @Override
    public void onIdle(long idleNs, long rtoNs) {
        long periods = idleNs / rtoNs;
        if (periods == 0 || cwnd <= 4 * pmdcs) {
            return;
        }
        ssthresh = cwnd;
        for (; periods > 0 && cwnd > 4 * pmdcs; periods--) {
            cwnd = halved();
        }
    }
}
