package io.jsctp;

/** The state of an association, or of a socket without one (RFC 6458 §8.2.1). */
public enum SctpState {
    /** There is no association (SCTP_IDLE, SCTP_CLOSED). */
    IDLE,
    /** The socket is bound. */
    BOUND,
    /** The socket waits for associations. */
    LISTEN,
    /** INIT was sent. */
    COOKIE_WAIT,
    /** COOKIE ECHO was sent. */
    COOKIE_ECHOED,
    /** Data can flow. */
    ESTABLISHED,
    /** The user asked for shutdown; queued data still flows. */
    SHUTDOWN_PENDING,
    /** SHUTDOWN was sent. */
    SHUTDOWN_SENT,
    /** SHUTDOWN was received. */
    SHUTDOWN_RECEIVED,
    /** SHUTDOWN ACK was sent. */
    SHUTDOWN_ACK_SENT;

    /** {@return the number of the state, from 0 for IDLE on} */
    public int code() {
        return ordinal();
    }
}
