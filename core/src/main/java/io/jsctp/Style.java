package io.jsctp;

/** How a socket presents associations (RFC 6458 §1). */
public enum Style {
    /** Like TCP: one association at most; a listening socket yields a new one for each (RFC 6458 §4). */
    ONE_TO_ONE,
    /** Many associations over one socket, told apart by association ids (RFC 6458 §3). */
    ONE_TO_MANY
}
