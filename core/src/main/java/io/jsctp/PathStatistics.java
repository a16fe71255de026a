package io.jsctp;

import java.net.InetSocketAddress;

/**
 * One path of an association as it was at one time. Its counts begin with the path: a restart of the peer makes new paths.
 *
 * @param address the peer's address
 * @param state whether it is usable; unlike {@link SctpOption#GET_PEER_ADDR_INFO} always with potentially failed
 * @param primary whether it is the primary path
 * @param cwndBytes the congestion window in bytes
 * @param srttNs the smoothed round-trip time in ns, 0 before the first measurement
 * @param rtoNs the retransmission timeout in ns
 * @param mtuBytes how many bytes of chunks go into one packet
 * @param packetsSent packets sent to it
 * @param packetsReceived packets that came from it with the right verification tag
 * @param chunksRetransmitted DATA chunks sent to it that had been sent before
 * @param rtoExpiries expiries of its T3-rtx
 * @param mtuProbes probes of its MTU (RFC 8899)
 * @param heartbeatsUnanswered HEARTBEATs to it that were not answered in time
 */
public record PathStatistics(
        InetSocketAddress address,
        PeerAddressInfo.State state,
        boolean primary,
        long cwndBytes,
        long srttNs,
        long rtoNs,
        int mtuBytes,
        long packetsSent,
        long packetsReceived,
        long chunksRetransmitted,
        long rtoExpiries,
        long mtuProbes,
        long heartbeatsUnanswered) {}
