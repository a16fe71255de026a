package io.jsctp.wire;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * A parameter that holds an IP address, alone or inside a request of an ASCONF (RFC 9260 §3.3.2.1, RFC 5061 §4.2).
 *
 * <p>Immutable; safe for any thread.
 */
public sealed interface AddressParameter extends Parameter permits Ipv4AddressParameter, Ipv6AddressParameter {
    /**
     * Returns the address.
     *
     * @return an IPv4 or IPv6 address; may be one that makes no sense as a destination
     */
    InetAddress address();

    /**
     * Makes the parameter of an address.
     *
     * @param address an IPv4 or IPv6 address; a scope is not written
     * @return a parameter of the address's family
     */
    static AddressParameter of(InetAddress address) {
        return address instanceof Inet4Address v4
                ? new Ipv4AddressParameter(v4)
                : new Ipv6AddressParameter((Inet6Address) address);
    }
}
