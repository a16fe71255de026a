package io.jsctp.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An error cause kept raw: its code is unknown, or it is a known one that is too short for its own fields. Either way
 * it is told to the user and not acted on.
 *
 * @param code the cause code, 0 to 65535
 * @param value the value without padding
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below; not copied, see the package description
public record UnknownCause(int code, byte[] value) implements ErrorCause {
    /**
     * Checks the ranges.
     *
     * @param code the cause code, 0 to 65535
     * @param value the value without padding
     * @throws IllegalArgumentException if the code is not 0 to 65535 or the value has more than 65531 bytes
     */
    public UnknownCause {
        Bytes.checkU16(code, "cause code");
        Bytes.checkValue(value, "value");
    }

    @Override
    public int encodedLength() {
        return Bytes.TLV_HEADER_SIZE + value.length;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof UnknownCause other && code == other.code && Arrays.equals(value, other.value);
    }

    @Override
    public int hashCode() {
        return 31 * code + Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return "UnknownCause[code=" + code + ", " + Bytes.brief(value) + "]";
    }
}
