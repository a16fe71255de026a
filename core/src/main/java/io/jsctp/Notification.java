package io.jsctp;

/**
 * What the stack tells a socket's user in band with the messages (RFC 6458 §6). Delivered only if subscribed to by
 * {@link SctpOption#event}. Immutable.
 */
public sealed interface Notification
        permits AssociationChange,
                PeerAddressChange,
                RemoteError,
                SendFailed,
                OldSendFailed,
                ShutdownEvent,
                AdaptationIndication,
                PartialDelivery,
                AuthenticationEvent,
                SenderDry,
                StreamReset,
                AssociationReset,
                StreamChange,
                NotificationsStopped {
    /** {@return which event it is} */
    EventType type();

    /**
     * {@return the flags of the header; 0 except for {@link SendFailed}, {@link OldSendFailed}, {@link StreamReset}, {@link
     * AssociationReset} and {@link StreamChange}}
     */
    default int flags() {
        return 0;
    }

    /** {@return the size in bytes of its encoded form, header included} */
    default int length() {
        return NotificationEncoder.length(this);
    }

    /** {@return the association it is about} */
    int associationId();
}
