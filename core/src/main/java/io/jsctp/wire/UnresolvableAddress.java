package io.jsctp.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Unresolvable Address (RFC 9260 §3.3.10.5): an address parameter that its receiver cannot use.
 *
 * @param parameter the whole address parameter with its type and length
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below; not copied, see the package description
public record UnresolvableAddress(byte[] parameter) implements ErrorCause {
    /**
     * Checks that a length field can tell the size.
     *
     * @param parameter the whole address parameter with its type and length
     * @throws IllegalArgumentException if it has more than 65531 bytes
     */
    public UnresolvableAddress {
        Bytes.checkValue(parameter, "Unresolvable Address");
    }

    @Override
    public int code() {
        return CauseCode.UNRESOLVABLE_ADDRESS;
    }

    @Override
    public int encodedLength() {
        return Bytes.TLV_HEADER_SIZE + parameter.length;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof UnresolvableAddress other && Arrays.equals(parameter, other.parameter);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parameter);
    }

    @Override
    public String toString() {
        return "UnresolvableAddress[" + Bytes.brief(parameter) + "]";
    }
}
