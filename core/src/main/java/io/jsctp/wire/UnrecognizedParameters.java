package io.jsctp.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Unrecognized Parameters (RFC 9260 §3.3.10.8): parameters of an INIT ACK that its receiver does not know.
 *
 * @param parameters one or more whole parameters with their types and lengths, padded between
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below; not copied, see the package description
public record UnrecognizedParameters(byte[] parameters) implements ErrorCause {
    /**
     * Checks that a length field can tell the size.
     *
     * @param parameters one or more whole parameters with their types and lengths, padded between
     * @throws IllegalArgumentException if it has more than 65531 bytes
     */
    public UnrecognizedParameters {
        Bytes.checkValue(parameters, "Unrecognized Parameters");
    }

    @Override
    public int code() {
        return CauseCode.UNRECOGNIZED_PARAMETERS;
    }

    @Override
    public int encodedLength() {
        return Bytes.TLV_HEADER_SIZE + parameters.length;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof UnrecognizedParameters other && Arrays.equals(parameters, other.parameters);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parameters);
    }

    @Override
    public String toString() {
        return "UnrecognizedParameters[" + Bytes.brief(parameters) + "]";
    }
}
