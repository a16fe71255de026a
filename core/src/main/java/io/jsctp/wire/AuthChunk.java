package io.jsctp.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * AUTH (RFC 4895 §5.1) as a value, for tests and tools: the engine reads it through {@link AuthView} and writes it with
 * {@link PacketWriter#putAuth}.
 *
 * @param sharedKeyId which endpoint-pair shared key was used, 0 to 65535
 * @param hmacId which algorithm was used, 0 to 65535, see {@link RequestedHmacAlgorithmParameter}
 * @param hmac the message authentication code
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below; not copied, see the package description
public record AuthChunk(int sharedKeyId, int hmacId, byte[] hmac) implements Chunk {
    /**
     * Checks that the fields can hold it all.
     *
     * @param sharedKeyId which endpoint-pair shared key was used, 0 to 65535
     * @param hmacId which algorithm was used, 0 to 65535, see {@link RequestedHmacAlgorithmParameter}
     * @param hmac the message authentication code
     * @throws IllegalArgumentException if a number is out of its range or there are more than 65527 bytes
     */
    public AuthChunk {
        Bytes.checkU16(sharedKeyId, "shared key identifier");
        Bytes.checkU16(hmacId, "HMAC identifier");
        Bytes.checkLength(hmac.length, AuthView.HEADER_SIZE, "HMAC");
    }

    @Override
    public int type() {
        return ChunkType.AUTH;
    }

    @Override
    public int encodedLength() {
        return AuthView.HEADER_SIZE + hmac.length;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof AuthChunk other
                && sharedKeyId == other.sharedKeyId
                && hmacId == other.hmacId
                && Arrays.equals(hmac, other.hmac);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * sharedKeyId + Arrays.hashCode(hmac)) + hmacId;
    }

    @Override
    public String toString() {
        return "AuthChunk[sharedKeyId=" + sharedKeyId + ", hmacId=" + hmacId + ", " + Bytes.brief(hmac) + "]";
    }
}
