package io.jsctp;

/**
 * There was no room for a notification, so all subscriptions of the socket were cancelled: subscribe again
 * (SCTP_NOTIFICATIONS_STOPPED_EVENT, RFC 6458 §6.1.10).
 */
public record NotificationsStopped() implements Notification {
    @Override
    public EventType type() {
        return EventType.NOTIFICATIONS_STOPPED_EVENT;
    }

    /** {@return 0: it is about the socket} */
    @Override
    public int associationId() {
        return 0;
    }
}
