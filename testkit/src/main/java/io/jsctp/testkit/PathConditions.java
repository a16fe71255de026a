package io.jsctp.testkit;

/**
 * How a simulated path treats packets, one way.
 *
 * @param delayNs the least time a packet takes, in nanoseconds
 * @param jitterNs what is added at most, at random; packets then overtake each other
 * @param lossPerMille packets lost of a thousand
 * @param duplicatePerMille packets delivered twice of a thousand
 * @param reorderPerMille packets held back by three more delays of a thousand
 * @param corruptPerMille packets with a flipped bit of a thousand
 * @param bitsPerSecond the rate; 0 is unlimited
 * @param queueBytes what waits for the rate at most; more is dropped
 * @param mtuBytes larger packets are dropped; 0 for no limit
 */
public record PathConditions(
        long delayNs,
        long jitterNs,
        int lossPerMille,
        int duplicatePerMille,
        int reorderPerMille,
        int corruptPerMille,
        long bitsPerSecond,
        int queueBytes,
        int mtuBytes) {

    /**
     * A path without faults.
     *
     * @param delayNs its delay in nanoseconds
     * @return the conditions
     */
    public static PathConditions clean(long delayNs) {
        return new PathConditions(delayNs, 0, 0, 0, 0, 0, 0, Integer.MAX_VALUE, 0);
    }

    /** {@return these conditions without any fault; delay and rate stay} */
    public PathConditions healed() {
        return new PathConditions(delayNs, 0, 0, 0, 0, 0, bitsPerSecond, queueBytes, 0);
    }
}
