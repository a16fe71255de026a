package io.jsctp.wire;

import java.net.Inet4Address;

/**
 * IPv4 Address (RFC 9260 §3.3.2.1.1).
 *
 * @param address an address of the sender; may be one that makes no sense as a destination
 */
public record Ipv4AddressParameter(Inet4Address address) implements AddressParameter {
    /** Value of the length field. */
    static final int LENGTH = 8;

    @Override
    public int type() {
        return ParameterType.IPV4_ADDRESS;
    }

    @Override
    public int encodedLength() {
        return LENGTH;
    }
}
