package io.jsctp.engine;

/**
 * Decides how much may be in flight on one path (RFC 9260 §7.2). All sizes are bytes of DATA chunks with header and
 * padding. Called by {@code SackProcessor} for acknowledgements and losses, by {@code Timers} for T3, by {@code Path}
 * before data leaves after a pause.
 */
interface CongestionController {
    /** {@return the congestion window} */
    int cwnd();

    /** {@return the slow-start threshold} */
    int ssthresh();

    /** {@return partial_bytes_acked} */
    int partialBytesAcked();

    /**
     * A SACK acknowledged data on this path.
     *
     * @param newlyAckedBytes how much
     * @param flightBytesBefore how much was in flight before the SACK
     * @param cumulativeAdvanced whether the cumulative ack point moved
     * @param inFastRecovery whether losses are being repaired
     * @param allAcked whether nothing is in flight any more
     */
    void onAcked(
            int newlyAckedBytes,
            int flightBytesBefore,
            boolean cumulativeAdvanced,
            boolean inFastRecovery,
            boolean allAcked);

    /** A loss was found by miss indications (RFC 9260 §7.2.3). */
    void onFastRetransmit();

    /** T3-rtx expired (RFC 9260 §7.2.3). */
    void onRetransmissionTimeout();

    /**
     * Data is about to leave after a pause (RFC 9260 §7.2.1).
     *
     * @param idleNs how long none left
     * @param rtoNs the path's RTO
     */
    void onIdle(long idleNs, long rtoNs);

    /** Starts over with the initial window: the peer restarted, or the route changed (RFC 9260 §7.2.5). */
    void reset();
}
