package io.jsctp.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a type this codec does not know, kept raw. What to do with it is in the high bits of its type:
 * {@link ParameterType#skipsUnrecognized}, {@link ParameterType#reportsUnrecognized}. A parameter of an extension that is not
 * as its RFC draws it decodes to this as well.
 *
 * @param type the parameter type, 0 to 65535
 * @param value the value without padding
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below; not copied, see the package description
public record UnknownParameter(int type, byte[] value) implements Parameter {
    /**
     * Checks the ranges.
     *
     * @param type the parameter type, 0 to 65535
     * @param value the value without padding
     * @throws IllegalArgumentException if the type is not 0 to 65535 or the value has more than 65531 bytes
     */
    public UnknownParameter {
        Bytes.checkU16(type, "parameter type");
        Bytes.checkValue(value, "value");
    }

    @Override
    public int encodedLength() {
        return Bytes.TLV_HEADER_SIZE + value.length;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof UnknownParameter other && type == other.type && Arrays.equals(value, other.value);
    }

    @Override
    public int hashCode() {
        return 31 * type + Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return "UnknownParameter[type=" + type + ", " + Bytes.brief(value) + "]";
    }
}
