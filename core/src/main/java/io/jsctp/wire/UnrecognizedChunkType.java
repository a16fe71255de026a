package io.jsctp.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Unrecognized Chunk Type (RFC 9260 §3.3.10.6): a chunk that its receiver does not know and whose type asks for a
 * report.
 *
 * @param chunk the chunk with its header, possibly cut short
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below; not copied, see the package description
public record UnrecognizedChunkType(byte[] chunk) implements ErrorCause {
    /**
     * Checks that a length field can tell the size.
     *
     * @param chunk the chunk with its header, possibly cut short
     * @throws IllegalArgumentException if it has more than 65531 bytes
     */
    public UnrecognizedChunkType {
        Bytes.checkValue(chunk, "unrecognized chunk");
    }

    /**
     * Makes a report of the chunk a reader stands on.
     *
     * @param r a reader on the unrecognized chunk
     * @param maxBytes how much of the chunk to carry at most; it is cut there
     * @return a cause with a copy of the chunk, or of its beginning
     */
    public static UnrecognizedChunkType of(PacketReader r, int maxBytes) {
        int length = Math.min(r.chunkLength(), Math.min(maxBytes, Bytes.MAX_VALUE_LENGTH));
        return new UnrecognizedChunkType(Bytes.copy(r.buffer(), r.chunkOffset(), length));
    }

    @Override
    public int code() {
        return CauseCode.UNRECOGNIZED_CHUNK_TYPE;
    }

    @Override
    public int encodedLength() {
        return Bytes.TLV_HEADER_SIZE + chunk.length;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof UnrecognizedChunkType other && Arrays.equals(chunk, other.chunk);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(chunk);
    }

    @Override
    public String toString() {
        return "UnrecognizedChunkType[" + Bytes.brief(chunk) + "]";
    }
}
