package io.jsctp;

/**
 * How reliably a message is sent: {@code struct sctp_prinfo} (RFC 6458 §5.3.7, RFC 7496 §4.2).
 *
 * <p>A message that is given up is told by {@link SendFailed}. What of it has left is given up only if the peer supports RFC
 * 3758, which {@link AssociationChange#info()} of COMM_UP tells; else it is delivered as reliably as any.
 *
 * @param policy SCTP_PR_SCTP_NONE: never; SCTP_PR_SCTP_TTL: after a time; SCTP_PR_SCTP_RTX: instead of retransmitting a part
 *     of it once more; SCTP_PR_SCTP_PRIO: when the send buffer is full and a message of a higher priority comes;
 *     SCTP_PR_SCTP_UNSENT_TTL: after a time if nothing of it has left. Another one makes sendv fail with EINVAL
 * @param value an unsigned 32-bit number: for the times milliseconds, 0 for ever; for SCTP_PR_SCTP_RTX how many
 *     retransmissions are allowed; for SCTP_PR_SCTP_PRIO the priority, of which 0 is the highest; else ignored
 */
public record PrInfo(int policy, int value) implements SendvInfo {
    static final PrInfo NONE = new PrInfo(SctpConstants.SCTP_PR_SCTP_NONE, 0);
}
