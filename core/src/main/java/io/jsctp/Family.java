package io.jsctp;

/** The address family of a socket (RFC 6458 §3.1.1, §4.1.1). */
public enum Family {
    /** IPv4 addresses only. */
    IPV4,
    /** IPv6 and IPv4 addresses. */
    IPV6
}
