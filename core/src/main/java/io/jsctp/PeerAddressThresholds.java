package io.jsctp;

import io.jsctp.engine.FailoverThresholds;

/**
 * After how many consecutive errors a path is given up, and data turns away from it: {@code struct sctp_paddrthlds} (RFC
 * 7829 §7.2). An error is a timeout of T3-rtx or a HEARTBEAT that is not answered.
 *
 * @param pathMaxRetransmits Path.Max.Retrans, 0..65535: with more errors the path can't be reached. The same as in {@link
 *     PeerAddressParams}, but that 0 is taken
 * @param potentiallyFailed 0..65535: with more errors the path is potentially failed, so that data takes others. From
 *     Path.Max.Retrans on there is no such state
 * @param primaryChange {@code potentiallyFailed}..65535: with more errors of the primary path another one becomes the primary
 *     and stays it; {@link #NO_CHANGE} leaves the primary as it is
 */
public record PeerAddressThresholds(int pathMaxRetransmits, int potentiallyFailed, int primaryChange) {
    /** The value of {@code primaryChange} with which the primary path stays what it is. */
    public static final int NO_CHANGE = FailoverThresholds.NO_SWITCHOVER;
}
