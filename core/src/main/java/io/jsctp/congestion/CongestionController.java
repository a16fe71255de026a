package io.jsctp.congestion;

/**
 * Decides how much may be in flight on one path (RFC 9260 §7.2). All sizes are bytes of DATA chunks with header and
 * padding, all times nanoseconds of one monotonic clock. It belongs to one path of one association and is called by one
 * thread at a time, under the association's lock: it must not wait, and must not call the stack. The same calls must give
 * the same answers, or no run could be replayed.
 *
 * <p>One that throws is not asked again: from then on its path has that of RFC 9260.
 */
public interface CongestionController {
    /** {@return the congestion window, at least one full chunk: new data leaves only while less is in flight} */
    int cwnd();

    /** {@return the slow-start threshold; {@link Integer#MAX_VALUE} before the first loss} */
    int ssthresh();

    /** {@return partial_bytes_acked (RFC 9260 §7.2.2), 0 if there is no such thing} */
    default int partialBytesAcked() {
        return 0;
    }

    /**
     * A full chunk of the path has another size now (RFC 8899 §3). What is in flight stays, and so does the window, but that it
     * holds at least one chunk; before the first data it becomes the initial window (RFC 9260 §7.2.1). One that does not count
     * in chunks may do nothing.
     *
     * @param fullChunkBytes the size with header and padding
     * @param initialWindowBytes the window that a path of such chunks begins with
     * @param untouched whether no data was sent on the path yet
     */
    default void maxDataChunk(int fullChunkBytes, int initialWindowBytes, boolean untouched) {}

    /**
     * {@return the rate at which packets are spread out if pacing is on, in bytes a second; 0, the default, leaves it to the
     * stack, which takes more than a window in each round trip}
     */
    default long pacingBytesPerSecond() {
        return 0;
    }

    /**
     * A SACK acknowledged data on this path for the first time.
     *
     * @param ack what it says
     */
    void onAcked(Acknowledgement ack);

    /**
     * Chunks are taken for lost because later ones arrived. Called for all of them, also where {@link #onFastRetransmit} is
     * not because it was for others of the same window; and before it.
     *
     * @param bytes how much
     * @param newestSentNs when the newest of them was sent
     * @param now the time
     */
    default void onLost(int bytes, long newestSentNs, long now) {}

    /**
     * A loss was found, the first one of what was in flight when the last one was found (RFC 9260 §7.2.3). It must not make
     * the window larger.
     */
    void onFastRetransmit();

    /** T3-rtx expired (RFC 9260 §7.2.3): the window must become one full chunk. */
    void onRetransmissionTimeout();

    /**
     * Data is about to leave after a pause (RFC 9260 §7.2.1); called before any packet with data, also without a pause.
     *
     * @param idleNs how long none left
     * @param rtoNs the path's RTO
     */
    void onIdle(long idleNs, long rtoNs);

    /** Starts over with the initial window: nothing is known of the network any more (RFC 9260 §7.2.5). */
    void reset();
}
