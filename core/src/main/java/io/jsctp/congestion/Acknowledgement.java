package io.jsctp.congestion;

/**
 * What one SACK says of one path. It is valid during the call that it is given to, and then used again: take values out of
 * it, keep no reference. Sizes are bytes of DATA chunks with header and padding, times nanoseconds of one monotonic clock.
 */
public interface Acknowledgement {
    /** {@return when the SACK came} */
    long nowNs();

    /** {@return how much it acknowledged for the first time} */
    int ackedBytes();

    /** {@return how much was in flight before it} */
    int flightBytesBefore();

    /** {@return how much is in flight after it; what is taken for lost already is not} */
    int flightBytes();

    /** {@return whether losses are being repaired: the SACK came during fast recovery (RFC 9260 §7.2.4)} */
    boolean inRecovery();

    /** {@return whether nothing is in flight any more, and nothing waits to be sent again} */
    boolean allAcked();

    /** {@return the round trip of the newest chunk that measures one; 0 if none does (Karn's rule)} */
    long rttNs();

    /** {@return the smoothed round trip before this SACK, 0 before the first measurement} */
    long srttNs();

    /** {@return the least round trip of the last 10 to 20 seconds, 0 before the first measurement} */
    long minRttNs();
}
