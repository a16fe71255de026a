package io.jsctp;

/**
 * SCTP_AUTHENTICATION_EVENT (RFC 6458 §6.1.8).
 *
 * @param associationId the association
 * @param keyNumber the shared key it is about, 0 if none
 * @param indication what happened
 */
public record AuthenticationEvent(int associationId, int keyNumber, Indication indication) implements Notification {
    /** What happened. */
    public enum Indication {
        /** The peer used the key for the first time. */
        SCTP_AUTH_NEW_KEY(0),
        /** The peer does not authenticate. */
        SCTP_AUTH_NO_AUTH(1),
        /** The deactivated key is not used by any message any more and can be deleted. */
        SCTP_AUTH_FREE_KEY(2);

        private final int code;

        Indication(int code) {
            this.code = code;
        }

        /** {@return the number in the notification} */
        public int code() {
            return code;
        }
    }

    @Override
    public EventType type() {
        return EventType.AUTHENTICATION_EVENT;
    }
}
