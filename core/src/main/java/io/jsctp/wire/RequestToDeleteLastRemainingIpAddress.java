package io.jsctp.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Request to Delete Last Remaining IP Address (RFC 5061 §4.3.1): the request was refused since an association needs an
 * address.
 *
 * @param parameter the whole request parameter with its type and length, as the ASCONF had it
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below; not copied, see the package description
public record RequestToDeleteLastRemainingIpAddress(byte[] parameter) implements ErrorCause {
    /**
     * Checks that a length field can tell the size.
     *
     * @param parameter the whole request parameter with its type and length, as the ASCONF had it
     * @throws IllegalArgumentException if it has more than 65531 bytes
     */
    public RequestToDeleteLastRemainingIpAddress {
        Bytes.checkValue(parameter, "TLV copied from the ASCONF");
    }

    @Override
    public int code() {
        return CauseCode.REQUEST_TO_DELETE_LAST_REMAINING_IP_ADDRESS;
    }

    @Override
    public int encodedLength() {
        return Bytes.TLV_HEADER_SIZE + parameter.length;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof RequestToDeleteLastRemainingIpAddress other && Arrays.equals(parameter, other.parameter);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parameter);
    }

    @Override
    public String toString() {
        return "RequestToDeleteLastRemainingIpAddress[" + Bytes.brief(parameter) + "]";
    }
}
