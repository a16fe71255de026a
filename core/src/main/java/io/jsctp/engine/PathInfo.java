package io.jsctp.engine;

import java.net.InetAddress;

/**
 * A snapshot of one path (RFC 9260 §11.1.8, RFC 6458 §8.2.2).
 *
 * @param address the peer's address
 * @param state what is believed of it
 * @param primary true if it is the primary path
 * @param cwnd congestion window in bytes
 * @param srttNs smoothed round-trip time in nanoseconds, 0 before the first measurement
 * @param rtoNs retransmission timeout in nanoseconds
 * @param mtuBytes bytes for chunks in one packet to it
 * @param udpPort the peer's UDP encapsulation port for this address (RFC 6951), 0 for raw IP
 * @param errorCount consecutive errors counted against Path.Max.Retrans
 * @param heartbeatEnabled whether it is probed when idle
 * @param heartbeatIntervalNs HB.interval in nanoseconds
 * @param maxRetrans Path.Max.Retrans
 * @param trafficClass the DSCP of its packets in the six high bits of an octet
 * @param flowLabel the IPv6 flow label of its packets, 20 bits
 * @param failover when data turns away from it
 * @param mtuDiscovery whether its MTU is discovered (RFC 8899)
 */
public record PathInfo(
        InetAddress address,
        PathState state,
        boolean primary,
        int cwnd,
        long srttNs,
        long rtoNs,
        int mtuBytes,
        int udpPort,
        int errorCount,
        boolean heartbeatEnabled,
        long heartbeatIntervalNs,
        int maxRetrans,
        int trafficClass,
        int flowLabel,
        FailoverThresholds failover,
        boolean mtuDiscovery) {}
