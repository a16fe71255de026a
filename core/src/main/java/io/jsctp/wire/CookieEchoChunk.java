package io.jsctp.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * COOKIE ECHO (RFC 9260 §3.3.11): returns the State Cookie of the INIT ACK.
 *
 * @param cookie the value of the State Cookie parameter, byte for byte
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below; not copied, see the package description
public record CookieEchoChunk(byte[] cookie) implements Chunk {
    /**
     * Checks that a length field can tell the size.
     *
     * @param cookie the value of the State Cookie parameter, byte for byte
     * @throws IllegalArgumentException if it has more than 65531 bytes
     */
    public CookieEchoChunk {
        Bytes.checkValue(cookie, "cookie");
    }

    @Override
    public int type() {
        return ChunkType.COOKIE_ECHO;
    }

    @Override
    public int encodedLength() {
        return Bytes.TLV_HEADER_SIZE + cookie.length;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof CookieEchoChunk other && Arrays.equals(cookie, other.cookie);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(cookie);
    }

    @Override
    public String toString() {
        return "CookieEchoChunk[" + Bytes.brief(cookie) + "]";
    }
}
