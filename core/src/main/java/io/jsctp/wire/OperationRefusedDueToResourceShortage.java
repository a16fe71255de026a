package io.jsctp.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Operation Refused Due to Resource Shortage (RFC 5061 §4.3.2): the peer has no room for what was asked.
 *
 * @param parameter the whole request parameter with its type and length, as the ASCONF had it
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below; not copied, see the package description
public record OperationRefusedDueToResourceShortage(byte[] parameter) implements ErrorCause {
    /**
     * Checks that a length field can tell the size.
     *
     * @param parameter the whole request parameter with its type and length, as the ASCONF had it
     * @throws IllegalArgumentException if it has more than 65531 bytes
     */
    public OperationRefusedDueToResourceShortage {
        Bytes.checkValue(parameter, "TLV copied from the ASCONF");
    }

    @Override
    public int code() {
        return CauseCode.OPERATION_REFUSED_DUE_TO_RESOURCE_SHORTAGE;
    }

    @Override
    public int encodedLength() {
        return Bytes.TLV_HEADER_SIZE + parameter.length;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof OperationRefusedDueToResourceShortage other && Arrays.equals(parameter, other.parameter);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parameter);
    }

    @Override
    public String toString() {
        return "OperationRefusedDueToResourceShortage[" + Bytes.brief(parameter) + "]";
    }
}
