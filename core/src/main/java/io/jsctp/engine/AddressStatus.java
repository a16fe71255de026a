package io.jsctp.engine;

/** What became of a call of {@link AddressControl}. */
public enum AddressStatus {
    /** The peer is asked, now or as soon as it may be; nothing, if it need not know. */
    ACCEPTED,
    /** The association is over or about to be. */
    NOT_ESTABLISHED,
    /** Not both sides declared RFC 5061, or the peer turned out not to understand this kind of request. */
    NOT_SUPPORTED,
    /** The address is not one of the association's. */
    UNKNOWN_ADDRESS,
    /** No address would be left from which the peer can be reached. */
    LAST_ADDRESS,
    /** Without names one address at most can stay (RFC 6951 §5.7). */
    NEEDS_NAMES
}
