package io.jsctp.engine;

/** Why an association ended without a graceful shutdown, or could not be set up. */
public enum LossReason {
    /** The local user aborted it. */
    LOCAL_ABORT,
    /** The peer sent an ABORT after the association was up. */
    PEER_ABORT,
    /** The peer answered the set-up with an ABORT: nobody listens there, or it does not want us. */
    REFUSED,
    /** The INIT or COOKIE ECHO was not answered within the attempts allowed (RFC 9260 §5.1.6). */
    SETUP_TIMEOUT,
    /** Association.Max.Retrans was exceeded: the peer is unreachable (RFC 9260 §8.1). */
    PEER_UNREACHABLE,
    /** The peer broke the protocol and was aborted. */
    PROTOCOL_VIOLATION,
    /** There was no memory for what the peer sent, and nothing of it could be delivered to make room. */
    OUT_OF_RESOURCE,
    /** The shutdown was not finished in time (T5-shutdown-guard, RFC 9260 §9.2) or its retransmissions ran out. */
    SHUTDOWN_TIMEOUT
}
