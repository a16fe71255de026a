package io.jsctp.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * State Cookie (RFC 9260 §3.3.3.1.1).
 *
 * @param cookie the cookie, 0 to 65531 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below; not copied, see the package description
public record StateCookieParameter(byte[] cookie) implements Parameter {
    /**
     * Checks that a length field can tell the size.
     *
     * @param cookie the cookie, 0 to 65531 bytes
     * @throws IllegalArgumentException if it has more than 65531 bytes
     */
    public StateCookieParameter {
        Bytes.checkValue(cookie, "State Cookie");
    }

    @Override
    public int type() {
        return ParameterType.STATE_COOKIE;
    }

    @Override
    public int encodedLength() {
        return Bytes.TLV_HEADER_SIZE + cookie.length;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof StateCookieParameter other && Arrays.equals(cookie, other.cookie);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(cookie);
    }

    @Override
    public String toString() {
        return "StateCookieParameter[" + Bytes.brief(cookie) + "]";
    }
}
