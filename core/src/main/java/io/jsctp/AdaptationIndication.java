package io.jsctp;

/**
 * The peer's user indicates an adaptation layer: {@code struct sctp_adaptation_event} (RFC 6458 §6.1.6). Follows the
 * {@link AssociationChange} that the association is up, or that the peer restarted.
 *
 * @param associationId the association
 * @param indication the 32 bits that the peer set by {@link SctpOption#ADAPTATION_LAYER}
 */
public record AdaptationIndication(int associationId, int indication) implements Notification {
    @Override
    public EventType type() {
        return EventType.ADAPTATION_INDICATION;
    }
}
