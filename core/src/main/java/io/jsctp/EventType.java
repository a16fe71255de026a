package io.jsctp;

/** The notifications that a socket can subscribe to by {@link SctpOption#event} (RFC 6458 §6.1). */
public enum EventType {
    /** An association came up, was lost, restarted or was closed: {@link AssociationChange}. */
    ASSOC_CHANGE(1),
    /** A peer address changed its state: {@link PeerAddressChange}. */
    PEER_ADDR_CHANGE(2),
    /** The peer sent an ERROR chunk: {@link RemoteError}. */
    REMOTE_ERROR(3),
    /** A message could not be delivered, in the form that RFC 6458 deprecates: {@link OldSendFailed}. */
    SEND_FAILED(4),
    /** The peer sent SHUTDOWN: {@link ShutdownEvent}. */
    SHUTDOWN_EVENT(5),
    /** The peer's user indicates an adaptation layer: {@link AdaptationIndication}. */
    ADAPTATION_INDICATION(6),
    /** What became of a message that is being read in parts: {@link PartialDelivery}. */
    PARTIAL_DELIVERY_EVENT(7),
    /** A key is new or free, or the peer does not authenticate: {@link AuthenticationEvent}. */
    AUTHENTICATION_EVENT(8),
    /** Numbers of streams start over, or do not though that was asked for: {@link StreamReset} (RFC 6525 §6.1.1). */
    STREAM_RESET_EVENT(9),
    /** Everything was sent and acknowledged: {@link SenderDry}. */
    SENDER_DRY_EVENT(10),
    /** There were more notifications than the socket holds: {@link NotificationsStopped}. Comes with any other. */
    NOTIFICATIONS_STOPPED_EVENT(11),
    /** All numbers start over, or do not though that was asked for: {@link AssociationReset} (RFC 6525 §6.1.2). */
    ASSOC_RESET_EVENT(12),
    /** There are more streams, or not though that was asked for: {@link StreamChange} (RFC 6525 §6.1.3). */
    STREAM_CHANGE_EVENT(13),
    /** A message could not be delivered: {@link SendFailed}. */
    SEND_FAILED_EVENT(14);

    private final int code;

    EventType(int code) {
        this.code = code;
    }

    /** {@return the number in the notification's header} */
    public int code() {
        return code;
    }

    int bit() {
        return 1 << ordinal();
    }
}
