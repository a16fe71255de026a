package io.jsctp.engine;

import io.jsctp.congestion.CongestionAlgorithm;
import io.jsctp.congestion.StandardCongestion;

/**
 * How losses are found and repaired and how much may be in flight, beyond what RFC 9260 says. Paths keep what they began
 * with.
 *
 * @param congestion makes the congestion controller of each path
 * @param timeBasedLoss whether a chunk is taken for lost by the time since it was sent (RFC 8985), not by miss indications
 *     (RFC 9260 §7.2.4)
 * @param tailLossProbe whether the end of what was sent is probed before T3 expires (RFC 8985 §7); goes with {@code
 *     timeBasedLoss} only
 * @param pacing whether packets are spread out over the round trip
 */
public record RecoverySettings(
        CongestionAlgorithm congestion, boolean timeBasedLoss, boolean tailLossProbe, boolean pacing) {

    /** What RFC 9260 says, and no more. */
    public static final RecoverySettings RFC9260 =
            new RecoverySettings(StandardCongestion.RFC9260, false, false, false);

    /**
     * Checks the values.
     *
     * @param congestion makes the congestion controller of each path
     * @param timeBasedLoss whether a chunk is taken for lost by the time since it was sent
     * @param tailLossProbe whether the end of what was sent is probed
     * @param pacing whether packets are spread out
     * @throws IllegalArgumentException if there is a tail loss probe without time-based loss detection
     */
    public RecoverySettings {
        if (tailLossProbe && !timeBasedLoss) {
            throw new IllegalArgumentException("the tail loss probe needs time-based loss detection");
        }
    }

    /**
     * Changes the congestion control.
     *
     * @param algorithm makes the congestion controller of each path
     * @return a changed copy
     */
    public RecoverySettings withCongestion(CongestionAlgorithm algorithm) {
        return new RecoverySettings(algorithm, timeBasedLoss, tailLossProbe, pacing);
    }

    /**
     * Changes whether packets are spread out.
     *
     * @param on whether they are
     * @return a changed copy
     */
    public RecoverySettings withPacing(boolean on) {
        return new RecoverySettings(congestion, timeBasedLoss, tailLossProbe, on);
    }
}
