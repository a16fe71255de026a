package io.jsctp.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Protocol Violation (RFC 9260 §3.3.10.13): a violation that no other cause describes.
 *
 * @param info additional information, any bytes
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below; not copied, see the package description
public record ProtocolViolation(byte[] info) implements ErrorCause {
    /**
     * Checks that a length field can tell the size.
     *
     * @param info additional information, any bytes
     * @throws IllegalArgumentException if it has more than 65531 bytes
     */
    public ProtocolViolation {
        Bytes.checkValue(info, "Additional Information");
    }

    @Override
    public int code() {
        return CauseCode.PROTOCOL_VIOLATION;
    }

    @Override
    public int encodedLength() {
        return Bytes.TLV_HEADER_SIZE + info.length;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof ProtocolViolation other && Arrays.equals(info, other.info);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(info);
    }

    @Override
    public String toString() {
        return "ProtocolViolation[" + Bytes.brief(info) + "]";
    }
}
