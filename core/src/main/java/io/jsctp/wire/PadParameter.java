package io.jsctp.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Padding (RFC 4820 §4): makes an INIT larger; its receiver passes over it. In no other chunk.
 *
 * @param padding any bytes
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below; not copied, see the package description
public record PadParameter(byte[] padding) implements Parameter {
    /**
     * Checks that a length field can tell the size.
     *
     * @param padding any bytes
     * @throws IllegalArgumentException if it has more than 65531 bytes
     */
    public PadParameter {
        Bytes.checkValue(padding, "Padding Data");
    }

    @Override
    public int type() {
        return ParameterType.PAD;
    }

    @Override
    public int encodedLength() {
        return Bytes.TLV_HEADER_SIZE + padding.length;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof PadParameter other && Arrays.equals(padding, other.padding);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(padding);
    }

    @Override
    public String toString() {
        return "PadParameter[" + Bytes.brief(padding) + "]";
    }
}
