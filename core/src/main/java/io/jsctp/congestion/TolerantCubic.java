package io.jsctp.congestion;

/**
 * CUBIC that believes a loss only as far as something else speaks for congestion: by how much longer the round trips of the
 * time are than the shortest. A queue of an eighth of the round trip or more makes the window 70 %, as CUBIC does; half of
 * that takes off half as much, and without a queue a loss is repaired and changes nothing. A queue that builds up, whoever
 * fills it, so makes it give way. While for a whole round there is no queue at all the path has room, and the window grows by
 * a sixteenth in each round trip, but not to where it last found congestion. Where more than one chunk in twenty is lost each
 * loss counts, for a bottleneck may have hardly a queue.
 */
final class TolerantCubic implements CongestionController {
    /** A queue counts in full if it adds this part of the shortest round trip, and so much at least, of short ones half. */
    private static final int QUEUE_OF_RTT = 8;

    private static final long LEAST_QUEUE_NS = 4_000_000;

    /** Below this part of the round trip, and such a time, it is noise: hosts are busy, too. Of short round trips an eighth is. */
    private static final int NOISE_OF_RTT = 64;

    private static final long LEAST_NOISE_NS = 1_000_000;

    /** One chunk in so many may be lost by chance. */
    private static final int LOSS_ONE_IN = 20;

    private static final int LEAST_LOST_CHUNKS = 8;

    /** Without a queue the window grows by such a part in each round trip. */
    private static final int FILL_PART = 16;

    /** Up to this percentage of the window that was too large it grows so fast, for some time. */
    private static final int FILL_PERCENT = 90;

    private static final long MEMORY_NS = 10_000_000_000L;

    private int chunk;
    private final Cubic cubic;

    /** The round trip of the time is the shortest within an eighth to a quarter of one: one that is long by chance says nothing. */
    private long leastNs = Long.MAX_VALUE;

    private long leastBeforeNs = Long.MAX_VALUE;
    private long leastSinceNs;
    private long minRttNs;

    private long ackedBytes;
    private long lostBytes;
    private long roundBytes;

    /** Losses of what was sent before are those that the window was made smaller for already. */
    private long reducedNs = Long.MIN_VALUE;

    private boolean reducing;

    /** Since the begin of this round, and in all of the last one, there was no queue. */
    private boolean quiet;

    private boolean quietBefore;

    /** The window that was too large, and when it was found. */
    private int tooLarge = Integer.MAX_VALUE;

    private long tooLargeNs;

    TolerantCubic(int fullChunkBytes, int initialWindowBytes) {
        chunk = fullChunkBytes;
        cubic = new Cubic(fullChunkBytes, initialWindowBytes, 0);
    }

    @Override
    public void maxDataChunk(int fullChunkBytes, int initialWindowBytes, boolean untouched) {
        chunk = fullChunkBytes;
        cubic.maxDataChunk(fullChunkBytes, initialWindowBytes, untouched);
    }

    @Override
    public int cwnd() {
        return cubic.cwnd();
    }

    @Override
    public int ssthresh() {
        return cubic.ssthresh();
    }

    @Override
    public void onAcked(Acknowledgement ack) {
        if (ack.rttNs() > 0) {
            if (ack.nowNs() - leastSinceNs > ack.srttNs() / 8) {
                leastBeforeNs = leastNs;
                leastNs = Long.MAX_VALUE;
                leastSinceNs = ack.nowNs();
            }
            leastNs = Math.min(leastNs, ack.rttNs());
        }
        minRttNs = ack.minRttNs();
        countRound(ack);
        reducing &= ack.nowNs() - reducedNs < ack.srttNs();
        cubic.onAcked(ack, reducing);
        fill(ack);
    }

    private void fill(Acknowledgement ack) {
        quiet &= minRttNs > 0 && queueNs() < noiseNs();
        if (ack.nowNs() - tooLargeNs > MEMORY_NS) {
            tooLarge = Integer.MAX_VALUE;
        }
        boolean mayFill = quiet && quietBefore && !reducing && cubic.isAvoidingCongestion() && cubic.isUsed(ack);
        if (mayFill && cubic.cwnd() < (long) tooLarge * FILL_PERCENT / 100) {
            cubic.fill(ack.ackedBytes() / FILL_PART);
        }
    }

    /** What the queue adds to the round trip now. */
    private long queueNs() {
        long least = Math.min(leastNs, leastBeforeNs);
        return least == Long.MAX_VALUE ? 0 : Math.max(0, least - minRttNs);
    }

    private long noiseNs() {
        return Math.max(minRttNs / NOISE_OF_RTT, Math.min(LEAST_NOISE_NS, minRttNs / 8));
    }

    /** Of two rounds the losses are counted: each round halves what came before. */
    private void countRound(Acknowledgement ack) {
        ackedBytes += ack.ackedBytes();
        roundBytes -= ack.ackedBytes();
        if (roundBytes <= 0) {
            roundBytes = ack.flightBytes();
            ackedBytes /= 2;
            lostBytes /= 2;
            quietBefore = quiet;
            quiet = true;
        }
    }

    /** {@return how far losses speak for congestion, 0 to 1} */
    private double congestion() {
        boolean muchLost =
                lostBytes >= (long) LEAST_LOST_CHUNKS * chunk && lostBytes * LOSS_ONE_IN > ackedBytes + lostBytes;
        if (minRttNs == 0 || muchLost) {
            return 1;
        }
        double noise = noiseNs();
        double full = Math.max(minRttNs / QUEUE_OF_RTT, Math.min(LEAST_QUEUE_NS, minRttNs / 2));
        double queue = Math.min((queueNs() - noise) / (full - noise), 1);
        return queue < 0 || (queue < 1 && !cubic.isAvoidingCongestion())
                ? 0
                : queue; // slow start fills queues for moments
    }

    @Override
    public void onLost(int bytes, long newestSentNs, long now) {
        lostBytes += bytes;
        double congestion = congestion();
        if (newestSentNs >= reducedNs && congestion > 0) {
            reducedNs = now;
            if (congestion == 1) {
                reducing = true;
                tooLarge = cubic.cwnd();
                tooLargeNs = now;
            }
            cubic.reduce(congestion);
        }
    }

    /** It was decided with {@link #onLost}. */
    @Override
    public void onFastRetransmit() {}

    @Override
    public void onRetransmissionTimeout() {
        cubic.onRetransmissionTimeout();
    }

    @Override
    public void onIdle(long idleNs, long rtoNs) {
        cubic.onIdle(idleNs, rtoNs);
    }

    @Override
    public void reset() {
        cubic.reset();
        leastNs = Long.MAX_VALUE;
        leastBeforeNs = Long.MAX_VALUE;
        minRttNs = 0;
        ackedBytes = 0;
        lostBytes = 0;
        roundBytes = 0;
        reducedNs = Long.MIN_VALUE;
        reducing = false;
        quiet = false;
        quietBefore = false;
        tooLarge = Integer.MAX_VALUE;
    }
}
