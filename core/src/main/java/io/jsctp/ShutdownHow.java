package io.jsctp;

/** What {@link SctpSocket#shutdown(ShutdownHow)} ends (RFC 6458 §4.1.7). */
public enum ShutdownHow {
    /** No more reading; nothing happens in the protocol. */
    SHUT_RD,
    /** No more writing: the association shuts down gracefully; reading goes on until its end. */
    SHUT_WR,
    /** Both. */
    SHUT_RDWR
}
