package io.jsctp;

/**
 * The bounds of the retransmission timeout: {@code struct sctp_rtoinfo} (RFC 6458 §8.1.1). In ms, 0 to 4294967295; 0
 * leaves a value unchanged when set.
 *
 * @param initialMs the timeout before anything was measured
 * @param maxMs the upper bound
 * @param minMs the lower bound
 */
public record RtoInfo(long initialMs, long maxMs, long minMs) {}
