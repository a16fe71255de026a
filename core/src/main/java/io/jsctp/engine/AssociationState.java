package io.jsctp.engine;

/** The states of an association (RFC 9260 §4). */
public enum AssociationState {
    /** No association: not begun, or over. */
    CLOSED,
    /** INIT sent, INIT ACK awaited. */
    COOKIE_WAIT,
    /** COOKIE ECHO sent, COOKIE ACK awaited. */
    COOKIE_ECHOED,
    /** Data flows both ways. */
    ESTABLISHED,
    /** The user asked for shutdown; data still unacknowledged by the peer goes first. */
    SHUTDOWN_PENDING,
    /** SHUTDOWN sent, SHUTDOWN ACK awaited. */
    SHUTDOWN_SENT,
    /** The peer's SHUTDOWN came; our own data still unacknowledged goes first. */
    SHUTDOWN_RECEIVED,
    /** SHUTDOWN ACK sent, SHUTDOWN COMPLETE awaited. */
    SHUTDOWN_ACK_SENT;

    /** {@return true in the states in which DATA may be sent (RFC 9260 §6)} */
    boolean sendsData() {
        return this == ESTABLISHED || this == SHUTDOWN_PENDING || this == SHUTDOWN_RECEIVED;
    }

    /** {@return true in the states in which received DATA is taken and acknowledged (RFC 9260 §6)} */
    boolean receivesData() {
        return this == ESTABLISHED || this == SHUTDOWN_PENDING || this == SHUTDOWN_SENT;
    }

    /** {@return true once the set-up is over and the association is not} */
    boolean isUp() {
        return ordinal() >= ESTABLISHED.ordinal();
    }
}
