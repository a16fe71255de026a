package io.jsctp;

import io.jsctp.engine.Limit;

/**
 * What a stack bounds, whoever asks for more. Each has a value that holds unless {@link SctpStackBuilder#limit} sets another
 * one, and a counter of how often it kept somebody from something: {@link StackCounters#reached}. A limit that is 0, where 0
 * is allowed, is off.
 */
public enum StackLimit {
    /** Sockets open at a time, 65536. Beyond: EMFILE. */
    SOCKETS(65_536, 1, Integer.MAX_VALUE),

    /**
     * Associations of the stack at a time, 16384. Beyond: a peer's COOKIE ECHO is answered by ABORT "Out of Resource",
     * connecting gives ENOBUFS. Half-open ones need no limit: they cost nothing (RFC 9260 §5.1.3).
     */
    ASSOCIATIONS(16_384, 1, Integer.MAX_VALUE),

    /** Those of them with one address of a peer, 4096. Beyond: as for {@link #ASSOCIATIONS}. */
    ASSOCIATIONS_PER_PEER(4096, 1, Integer.MAX_VALUE),

    /** Associations that wait to be accepted by one socket, 4096: a cap of what is given to listen. Beyond: ABORT. */
    BACKLOG(Limit.BACKLOG),

    /** Local addresses of one endpoint, 32. Beyond: bindx gives EINVAL, the wildcard stands for the first ones only. */
    LOCAL_ADDRESSES(32, 1, 1024),

    /** Addresses of a peer in one INIT or INIT ACK, 32. Beyond: ABORT "Out of Resource". */
    PEER_ADDRESSES(Limit.PEER_ADDRESSES),

    /** Parameters of one INIT or INIT ACK, 128. Beyond: ABORT "Out of Resource". */
    PARAMETERS(Limit.PARAMETERS),

    /**
     * Streams a peer may get, 2048, whatever the socket asks for with {@link SctpOption#INITMSG}; can be set to 65535. The
     * peer gets fewer than it offered.
     */
    INBOUND_STREAMS(Limit.INBOUND_STREAMS),

    /** Bytes of the cookie in a server's INIT ACK, 8192. Beyond: ABORT "Out of Resource", the set-up fails. */
    PEER_COOKIE_BYTES(Limit.PEER_COOKIE_BYTES),

    /**
     * Seconds after which cookies are signed with a new key, 3600. A cookie whose key is gone is dropped; the previous key
     * is good until the cookies signed with it are stale.
     */
    COOKIE_KEY_SECONDS(Limit.COOKIE_KEY_SECONDS),

    /** Notifications that wait in one socket, 1000. Beyond: {@link NotificationsStopped}; messages are never lost. */
    NOTIFICATIONS(1000, 1, Integer.MAX_VALUE);

    private final long standard;
    private final long least;
    private final long most;

    StackLimit(Limit engine) {
        this(engine.standard(), engine.least(), engine.most());
    }

    StackLimit(long standard, long least, long most) {
        this.standard = standard;
        this.least = least;
        this.most = most;
    }

    /** {@return the value that holds if none is set} */
    public long standard() {
        return standard;
    }

    /** {@return the smallest value that can be set} */
    public long least() {
        return least;
    }

    /** {@return the largest value that can be set} */
    public long most() {
        return most;
    }

    /** The engine's limits have the same names. */
    static StackLimit of(Limit engine) {
        return valueOf(engine.name());
    }
}
