package io.jsctp.engine;

/**
 * How many consecutive errors of a path make its user turn away from it before it counts as failed (RFC 7829 §3.2, §5).
 * Immutable.
 *
 * @param potentiallyFailedMaxRetrans PotentiallyFailed.Max.Retrans (PFMR), 0..65535: with more errors a path is {@link
 *     PathState#POTENTIALLY_FAILED}. Path.Max.Retrans or more turns that state off
 * @param primarySwitchoverMaxRetrans Primary.Switchover.Max.Retrans (PSMR), at least PFMR and at most 65535: with more
 *     errors of the primary path another one is the primary from then on. {@link #NO_SWITCHOVER} leaves the primary as it
 *     is
 */
public record FailoverThresholds(int potentiallyFailedMaxRetrans, int primarySwitchoverMaxRetrans) {
    /** The PSMR that stands for no switchover. */
    public static final int NO_SWITCHOVER = 0xffff;

    /** What RFC 7829 §5, §6 recommend: a path is potentially failed with its first error, the primary stays. */
    public static final FailoverThresholds DEFAULT = new FailoverThresholds(0, NO_SWITCHOVER);

    /** Neither of the two: RFC 9260 alone. */
    public static final FailoverThresholds OFF = new FailoverThresholds(NO_SWITCHOVER, NO_SWITCHOVER);

    /**
     * Checks the ranges.
     *
     * @param potentiallyFailedMaxRetrans PFMR
     * @param primarySwitchoverMaxRetrans PSMR
     * @throws IllegalArgumentException if one is out of its range
     */
    public FailoverThresholds {
        if (potentiallyFailedMaxRetrans < 0 || potentiallyFailedMaxRetrans > NO_SWITCHOVER) {
            throw new IllegalArgumentException("PotentiallyFailed.Max.Retrans must be 0..65535");
        }
        if (primarySwitchoverMaxRetrans > NO_SWITCHOVER) {
            throw new IllegalArgumentException("Primary.Switchover.Max.Retrans must be at most 65535");
        }
        if (primarySwitchoverMaxRetrans < potentiallyFailedMaxRetrans) {
            throw new IllegalArgumentException(
                    "Primary.Switchover.Max.Retrans must not be less than PotentiallyFailed.Max.Retrans");
        }
    }
}
