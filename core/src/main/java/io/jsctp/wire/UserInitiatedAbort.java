package io.jsctp.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * User-Initiated Abort (RFC 9260 §3.3.10.12).
 *
 * @param reason the upper layer's reason, any bytes
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below; not copied, see the package description
public record UserInitiatedAbort(byte[] reason) implements ErrorCause {
    /**
     * Checks that a length field can tell the size.
     *
     * @param reason the upper layer's reason, any bytes
     * @throws IllegalArgumentException if it has more than 65531 bytes
     */
    public UserInitiatedAbort {
        Bytes.checkValue(reason, "Upper Layer Abort Reason");
    }

    @Override
    public int code() {
        return CauseCode.USER_INITIATED_ABORT;
    }

    @Override
    public int encodedLength() {
        return Bytes.TLV_HEADER_SIZE + reason.length;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof UserInitiatedAbort other && Arrays.equals(reason, other.reason);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(reason);
    }

    @Override
    public String toString() {
        return "UserInitiatedAbort[" + Bytes.brief(reason) + "]";
    }
}
