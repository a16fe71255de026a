package io.jsctp.engine;

/** Packets that anybody can send, and that say how much a stack is being tried: each kind is counted. */
public enum Stray {
    /** An INIT, answered or not. */
    INIT,
    /** Belongs to no association and begins none (RFC 9260 §8.4). */
    OUT_OF_THE_BLUE,
    /** Comes from an address of an association, with a tag that is not the association's (RFC 9260 §8.5). */
    WRONG_TAG,
    /** A COOKIE ECHO with a cookie that we did not make, or not for this sender, or whose key is gone. */
    BAD_COOKIE,
    /** A COOKIE ECHO with a cookie of ours that is too old (RFC 9260 §5.2.6). */
    STALE_COOKIE
}
