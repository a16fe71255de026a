package io.jsctp;

/**
 * TSNs and the numbers of all streams start over, or do not though that was asked for: {@code struct sctp_assoc_reset_event}
 * (RFC 6525 §6.1.2).
 *
 * @param associationId the association
 * @param flags 0, or if it was not done {@link SctpConstants#SCTP_ASSOC_RESET_DENIED} or {@link
 *     SctpConstants#SCTP_ASSOC_RESET_FAILED}
 * @param localTsn the next TSN of this side, as 32 bits
 * @param remoteTsn the next TSN of the peer, as 32 bits
 */
public record AssociationReset(int associationId, int flags, int localTsn, int remoteTsn) implements Notification {
    @Override
    public EventType type() {
        return EventType.ASSOC_RESET_EVENT;
    }
}
