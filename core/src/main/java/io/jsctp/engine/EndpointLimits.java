package io.jsctp.engine;

/**
 * What one endpoint may use, whoever asks for it.
 *
 * @param maxAssociations the most associations at a time; more are refused with "Out of Resource"
 * @param maxPeerAddresses the most addresses one peer may have, 1..1024; more are refused with "Out of Resource"
 */
public record EndpointLimits(int maxAssociations, int maxPeerAddresses) {
    /** The limits used when none are given: 100,000 associations, 32 addresses each. */
    public static final EndpointLimits DEFAULT = new EndpointLimits(100_000, 32);

    /**
     * Checks the ranges.
     *
     * @param maxAssociations the most associations at a time, at least 1
     * @param maxPeerAddresses the most addresses one peer may have, 1..1024
     * @throws IllegalArgumentException if a limit is out of range
     */
    public EndpointLimits {
        if (maxAssociations < 1 || maxPeerAddresses < 1 || maxPeerAddresses > 1024) {
            throw new IllegalArgumentException("limits out of range");
        }
    }
}
