package io.jsctp;

/**
 * The peer sent SHUTDOWN: nothing more can be sent, reading goes on: SCTP_SHUTDOWN_EVENT (RFC 6458 §6.1.5).
 *
 * @param associationId the association
 */
public record ShutdownEvent(int associationId) implements Notification {
    @Override
    public EventType type() {
        return EventType.SHUTDOWN_EVENT;
    }
}
