package io.jsctp.congestion;

/**
 * HyStart++ (RFC 9406): slow start goes over into a conservative one when the least round trip of a round is clearly longer
 * than that of the round before, and ends after some rounds of that; it goes on if the round trip was shorter again.
 */
final class SlowStartExit {
    /** CSS_ROUNDS. */
    static final int STANDARD_ROUNDS = 5;

    private static final int CSS_GROWTH_DIVISOR = 4;
    private static final int SAMPLES = 8;
    private static final long LEAST_RISE_NS = 4_000_000L;
    private static final long MOST_RISE_NS = 16_000_000L;

    private final int conservativeRounds;
    private long lastRoundMinNs;
    private long thisRoundMinNs;
    private long baselineNs;
    private int samples;
    private int roundsLeft;
    private boolean conservative;
    private boolean over;

    /** Bytes that have to be acknowledged until the round is over. */
    private long roundBytes;

    /**
     * Makes one.
     *
     * @param conservativeRounds rounds of conservative slow start; 0 ends slow start at once
     */
    SlowStartExit(int conservativeRounds) {
        this.conservativeRounds = conservativeRounds;
        reset();
    }

    void reset() {
        lastRoundMinNs = Long.MAX_VALUE;
        thisRoundMinNs = Long.MAX_VALUE;
        baselineNs = Long.MAX_VALUE;
        samples = 0;
        roundBytes = 0;
        conservative = false;
        over = false;
    }

    /** {@return by what the growth of slow start is divided now} */
    int divisor() {
        return conservative ? CSS_GROWTH_DIVISOR : 1;
    }

    boolean isOver() {
        return over;
    }

    void onAcked(Acknowledgement ack) {
        roundBytes -= ack.ackedBytes();
        if (roundBytes <= 0) {
            nextRound(ack.flightBytes());
        }
        if (ack.rttNs() == 0) {
            return;
        }
        thisRoundMinNs = Math.min(thisRoundMinNs, ack.rttNs());
        samples++;
        if (samples < SAMPLES) {
            return;
        }
        if (conservative) {
            conservative = thisRoundMinNs >= baselineNs;
        } else if (lastRoundMinNs != Long.MAX_VALUE && thisRoundMinNs >= lastRoundMinNs + rise(lastRoundMinNs)) {
            baselineNs = thisRoundMinNs;
            roundsLeft = conservativeRounds;
            conservative = true;
            over = roundsLeft == 0;
        }
    }

    private void nextRound(int flightBytes) {
        roundBytes = flightBytes;
        lastRoundMinNs = thisRoundMinNs;
        thisRoundMinNs = Long.MAX_VALUE;
        samples = 0;
        if (conservative) {
            roundsLeft--;
            over = roundsLeft <= 0;
        }
    }

    private static long rise(long rttNs) {
        return Math.max(LEAST_RISE_NS, Math.min(rttNs / 8, MOST_RISE_NS));
    }
}
