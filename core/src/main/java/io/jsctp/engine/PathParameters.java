package io.jsctp.engine;

/**
 * What the user can set for one path (RFC 9260 §11.1.9, §11.1.12, RFC 6458 §8.1.12).
 *
 * @param heartbeatEnabled whether it is probed when idle
 * @param heartbeatIntervalNs HB.interval in nanoseconds
 * @param maxRetrans Path.Max.Retrans
 * @param trafficClass the DSCP of its packets in the six high bits of an octet, 0 in the two low ones
 * @param flowLabel the flow label of its packets, 20 bits; 0 for IPv4
 */
public record PathParameters(
        boolean heartbeatEnabled, long heartbeatIntervalNs, int maxRetrans, int trafficClass, int flowLabel) {}
