package io.jsctp.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Unrecognized Parameter (RFC 9260 §3.3.3.1.2): reports a parameter of an INIT back to its sender. Not to be confused
 * with {@link UnknownParameter}, which is a parameter we do not know.
 *
 * @param parameter the whole unrecognized parameter with its type and length; what a peer sent here is not checked
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below; not copied, see the package description
public record UnrecognizedParameter(byte[] parameter) implements Parameter {
    /**
     * Checks that a length field can tell the size.
     *
     * @param parameter the whole unrecognized parameter with its type and length; what a peer sent here is not checked
     * @throws IllegalArgumentException if it has more than 65531 bytes
     */
    public UnrecognizedParameter {
        Bytes.checkValue(parameter, "Unrecognized Parameter");
    }

    @Override
    public int type() {
        return ParameterType.UNRECOGNIZED_PARAMETER;
    }

    @Override
    public int encodedLength() {
        return Bytes.TLV_HEADER_SIZE + parameter.length;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof UnrecognizedParameter other && Arrays.equals(parameter, other.parameter);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parameter);
    }

    @Override
    public String toString() {
        return "UnrecognizedParameter[" + Bytes.brief(parameter) + "]";
    }
}
