package io.jsctp.wire;

import java.net.Inet6Address;

/**
 * IPv6 Address (RFC 9260 §3.3.2.1.2).
 *
 * <p>A peer may send an IPv4-mapped address against the RFC's rule. It stays what it was on the wire, an
 * {@link Inet6Address} without scope, and {@link #ipv4Mapped()} tells.
 *
 * @param address an address of the sender; may be one that makes no sense as a destination; a scope is not written
 */
public record Ipv6AddressParameter(Inet6Address address) implements AddressParameter {
    /** Value of the length field. */
    static final int LENGTH = 20;

    private static final int MAPPED_ZEROS = 10;

    @Override
    public int type() {
        return ParameterType.IPV6_ADDRESS;
    }

    @Override
    public int encodedLength() {
        return LENGTH;
    }

    /**
     * Tells whether the address is an IPv4-mapped one, {@code ::ffff:a.b.c.d}, which senders must not use.
     *
     * @return true if it is to be ignored
     */
    public boolean ipv4Mapped() {
        byte[] bytes = address.getAddress();
        for (int i = 0; i < MAPPED_ZEROS; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return bytes[MAPPED_ZEROS] == -1 && bytes[MAPPED_ZEROS + 1] == -1;
    }
}
