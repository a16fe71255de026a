package io.jsctp;

/**
 * Everything that was queued was sent and acknowledged: SCTP_SENDER_DRY_EVENT (RFC 6458 §6.1.9).
 *
 * @param associationId the association
 */
public record SenderDry(int associationId) implements Notification {
    @Override
    public EventType type() {
        return EventType.SENDER_DRY_EVENT;
    }
}
