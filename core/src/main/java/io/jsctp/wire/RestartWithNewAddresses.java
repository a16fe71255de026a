package io.jsctp.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Restart of an Association with New Addresses (RFC 9260 §3.3.10.11): an INIT for an existing association named
 * addresses that were no part of it.
 *
 * @param parameters the new address parameters with their types and lengths
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below; not copied, see the package description
public record RestartWithNewAddresses(byte[] parameters) implements ErrorCause {
    /**
     * Checks that a length field can tell the size.
     *
     * @param parameters the new address parameters with their types and lengths
     * @throws IllegalArgumentException if it has more than 65531 bytes
     */
    public RestartWithNewAddresses {
        Bytes.checkValue(parameters, "New Address TLVs");
    }

    @Override
    public int code() {
        return CauseCode.RESTART_WITH_NEW_ADDRESSES;
    }

    @Override
    public int encodedLength() {
        return Bytes.TLV_HEADER_SIZE + parameters.length;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof RestartWithNewAddresses other && Arrays.equals(parameters, other.parameters);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parameters);
    }

    @Override
    public String toString() {
        return "RestartWithNewAddresses[" + Bytes.brief(parameters) + "]";
    }
}
