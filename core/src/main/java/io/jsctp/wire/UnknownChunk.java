package io.jsctp.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A chunk of a type this codec does not know, kept raw. What to do with it is in the high bits of its type:
 * {@link ChunkType#skipsUnrecognized}, {@link ChunkType#reportsUnrecognized}.
 *
 * @param type the chunk type, 0 to 255
 * @param flags the chunk flags, 0 to 255
 * @param value the chunk's value without padding
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below; not copied, see the package description
public record UnknownChunk(int type, int flags, byte[] value) implements Chunk {
    /**
     * Checks the ranges. The type may be a known one, so that tools can write chunks no record can describe.
     *
     * @param type the chunk type, 0 to 255
     * @param flags the chunk flags, 0 to 255
     * @param value the chunk's value without padding
     * @throws IllegalArgumentException if type or flags are not 0 to 255 or the value has more than 65531 bytes
     */
    public UnknownChunk {
        Bytes.checkU8(type, "chunk type");
        Bytes.checkU8(flags, "chunk flags");
        Bytes.checkValue(value, "chunk value");
    }

    @Override
    public int encodedLength() {
        return Bytes.TLV_HEADER_SIZE + value.length;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof UnknownChunk other
                && type == other.type
                && flags == other.flags
                && Arrays.equals(value, other.value);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * type + flags) + Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return "UnknownChunk[type=" + type + ", flags=" + flags + ", " + Bytes.brief(value) + "]";
    }
}
