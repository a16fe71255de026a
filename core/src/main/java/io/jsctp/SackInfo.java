package io.jsctp;

/**
 * When received data is acknowledged: {@code struct sctp_sack_info} (RFC 6458 §8.1.19). 0 leaves a value unchanged.
 *
 * @param delayMs the longest delay in ms, at most 500 (RFC 9260 §6.2)
 * @param frequency after how many packets at the latest; 1 acknowledges each packet at once
 */
public record SackInfo(int delayMs, int frequency) {}
