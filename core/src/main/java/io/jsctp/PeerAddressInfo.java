package io.jsctp;

import java.net.InetSocketAddress;

/**
 * The path to one address of the peer: {@code struct sctp_paddrinfo} (RFC 6458 §8.2.2).
 *
 * @param associationId the association
 * @param address the peer's address
 * @param state whether it is usable
 * @param cwndBytes the congestion window in bytes
 * @param srttMs the smoothed round-trip time in ms
 * @param rtoMs the retransmission timeout in ms
 * @param mtuBytes how many bytes of chunks go into one packet
 */
public record PeerAddressInfo(
        int associationId,
        InetSocketAddress address,
        State state,
        long cwndBytes,
        long srttMs,
        long rtoMs,
        int mtuBytes) {
    /** Whether an address is usable. */
    public enum State {
        /** It can't be reached. */
        INACTIVE,
        /** It is usable. */
        ACTIVE,
        /** It was not yet shown to belong to the peer. */
        UNCONFIRMED,
        /**
         * It did not answer of late, so that data goes elsewhere if it can (RFC 7829 §7.1). Shown as ACTIVE unless {@link
         * SctpOption#EXPOSE_POTENTIALLY_FAILED_STATE} is on.
         */
        POTENTIALLY_FAILED
    }
}
