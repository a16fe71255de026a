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
     * @param inFastRecovery whether losses are being repaired
     * @param allAcked whether nothing is in flight any more, and nothing waits to be sent again
     */
    void onAcked(int newlyAckedBytes, int flightBytesBefore, boolean inFastRecovery, boolean allAcked);

    /** A loss was found by miss indications (RFC 9260 §7.2.3); it never makes the window larger. */
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

    /**
     * The largest DATA chunk for the path has another size now. What is in flight stays, and so does the window, but that it
     * holds at least one chunk; before the first data the initial window is computed anew (RFC 9260 §7.2.1, RFC 8899 §3).
     *
     * @param pmdcs the size with header and padding
     * @param untouched whether no data was sent on the path yet
     */
    void maxDataChunk(int pmdcs, boolean untouched);

    /** Starts over with the initial window: nothing is known of the network any more (RFC 9260 §7.2.5). */
    void reset();
}
