package io.jsctp.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Host Name Address (RFC 9260 §3.3.2.1.4), deprecated: never sent, and received only to be refused.
 *
 * @param name the bytes of the host name as they came, terminator included
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below; not copied, see the package description
public record HostNameAddressParameter(byte[] name) implements Parameter {
    /**
     * Checks that a length field can tell the size.
     *
     * @param name the bytes of the host name as they came, terminator included
     * @throws IllegalArgumentException if it has more than 65531 bytes
     */
    public HostNameAddressParameter {
        Bytes.checkValue(name, "Host Name Address");
    }

    @Override
    public int type() {
        return ParameterType.HOST_NAME_ADDRESS;
    }

    @Override
    public int encodedLength() {
        return Bytes.TLV_HEADER_SIZE + name.length;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof HostNameAddressParameter other && Arrays.equals(name, other.name);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(name);
    }

    @Override
    public String toString() {
        return "HostNameAddressParameter[" + Bytes.brief(name) + "]";
    }
}
