package io.jsctp.engine;

/**
 * How long the sender stands by a message (RFC 3758 §4, RFC 7496 §3). Once a chunk of it has left it can be given up only if
 * {@link Extension#PARTIAL_RELIABILITY} is in use; else it is then as reliable as any. Immutable.
 *
 * @param policy what ends its life
 * @param value nanoseconds, a count, or a priority, as the policy says; not negative
 */
public record Reliability(Policy policy, long value) {
    /** It is sent until it is acknowledged. */
    public static final Reliability FULL = new Reliability(Policy.FULL, 0);

    /** What ends the life of a message. */
    public enum Policy {
        /** Nothing but the end of the association. */
        FULL,
        /** A time in nanoseconds, unless its transmission has begun by then (RFC 9260 §11.1.5); 0 is for ever. */
        UNSENT_LIFETIME,
        /** A time in nanoseconds, whether it was sent or not (RFC 3758 §4.1); 0 is for ever. */
        TIMED,
        /** That a chunk of it would be retransmitted more often than so many times (RFC 7496 §3.1). */
        LIMITED_RETRANSMISSIONS,
        /** That the send buffer is full and a message comes whose priority is a lower number (RFC 7496 §3.2). */
        PRIORITY
    }

    /**
     * Checks the value.
     *
     * @param policy what ends its life
     * @param value nanoseconds, a count, or a priority, as the policy says; not negative
     * @throws IllegalArgumentException if the value is negative
     */
    public Reliability {
        if (value < 0) {
            throw new IllegalArgumentException("the value " + value + " of a policy is negative");
        }
    }

    /** {@return when a message expires that is sent now; {@link Path#NONE} for never} */
    long expiresAtNs(long now) {
        boolean timed = policy == Policy.UNSENT_LIFETIME || policy == Policy.TIMED;
        return timed && value > 0 ? now + value : Path.NONE;
    }
}
