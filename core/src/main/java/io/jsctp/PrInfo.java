package io.jsctp;

/**
 * How reliably a message is sent: {@code struct sctp_prinfo} (RFC 6458 §5.3.7).
 *
 * <p>With SCTP_PR_SCTP_TTL a message whose transmission has not begun in time is given up. Once begun it is delivered
 * reliably, for the peer must have agreed to partial reliability before more could be given up.
 *
 * @param policy SCTP_PR_SCTP_NONE or SCTP_PR_SCTP_TTL; another one makes sendv fail with EINVAL
 * @param value the lifetime in milliseconds for SCTP_PR_SCTP_TTL, as an unsigned 32-bit number; else ignored
 */
public record PrInfo(int policy, int value) implements SendvInfo {}
