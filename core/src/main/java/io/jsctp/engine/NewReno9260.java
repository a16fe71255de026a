package io.jsctp.engine;

/** The congestion control of RFC 9260 §7.2: slow start, congestion avoidance, halving on loss. */
final class NewReno9260 implements CongestionController {
    private static final int IPV4_INITIAL_BYTES = 4404;
    private static final int IPV6_INITIAL_BYTES = 4344;

    /** Far above any send buffer, and far from an overflow. */
    private static final int LARGEST_CWND = 1 << 30;

    private final boolean ipv6;
    private final int initialPackets;
    private int pmdcs;
    private int initialCwnd;
    private int cwnd;
    private int ssthresh;
    private int partialBytesAcked;

    /**
     * Makes it with the initial window.
     *
     * @param pmdcs the largest DATA chunk for the path
     * @param ipv6 whether the path's address is an IPv6 one
     * @param initialPackets the initial window in full packets; 0 for the most that RFC 9260 §7.2.1 allows
     */
    NewReno9260(int pmdcs, boolean ipv6, int initialPackets) {
        this.ipv6 = ipv6;
        this.initialPackets = initialPackets;
        maxDataChunk(pmdcs, true);
    }

    @Override
    public void maxDataChunk(int bytes, boolean untouched) {
        pmdcs = bytes;
        int most = ipv6 ? IPV6_INITIAL_BYTES : IPV4_INITIAL_BYTES;
        initialCwnd = initialPackets > 0 ? initialPackets * pmdcs : Math.min(4 * pmdcs, Math.max(2 * pmdcs, most));
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
    public void onAcked(int newlyAckedBytes, int flightBytesBefore, boolean inFastRecovery, boolean allAcked) {
        if (!inFastRecovery) {
            boolean fullyUsed = flightBytesBefore >= cwnd;
            if (cwnd > ssthresh) {
                avoidCongestion(newlyAckedBytes, fullyUsed);
            } else if (fullyUsed) {
                grow(Math.min(newlyAckedBytes, pmdcs));
            }
        }
        if (allAcked) {
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
