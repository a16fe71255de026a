package io.jsctp.cli;

import io.jsctp.testkit.SeededRandom;

/** One way of a path that a relay plays: a rate with a queue before it, a delay, losses by chance from a seed. */
final class Shaper {
    /** The packet is lost. */
    static final long LOST = -1;

    private static final double NS_PER_BYTE_AT_1_MBIT = 8000;

    private final SeededRandom random;
    private final int lossPerMille;
    private final long delayNs;
    private final double nsPerByte;
    private final int queueBytes;
    private long freeNs = Long.MIN_VALUE;

    /**
     * Makes one.
     *
     * @param mbitPerS the rate; 0 for no limit
     * @param queueBytes what waits for the rate at most
     */
    Shaper(long seed, int lossPerMille, long delayNs, double mbitPerS, int queueBytes) {
        random = new SeededRandom(seed);
        this.lossPerMille = lossPerMille;
        this.delayNs = delayNs;
        nsPerByte = mbitPerS == 0 ? 0 : NS_PER_BYTE_AT_1_MBIT / mbitPerS;
        this.queueBytes = queueBytes;
    }

    /** {@return when a packet that comes now arrives at the other end, or {@link #LOST}} Later ones arrive later. */
    long arrivalNs(int bytes, long now) {
        if (random.chance(lossPerMille)) {
            return LOST;
        }
        long begins = Math.max(now, freeNs);
        if ((begins - now) > queueBytes * nsPerByte) {
            return LOST;
        }
        freeNs = begins + (long) (bytes * nsPerByte);
        return freeNs + delayNs;
    }
}
