package io.jsctp.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * PAD (RFC 4820 §3): makes a packet larger; its receiver passes over it. {@link PacketWriter#putPad} writes one without
 * a record.
 *
 * @param padding any bytes
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below; not copied, see the package description
public record PadChunk(byte[] padding) implements Chunk {
    /**
     * Checks that a length field can tell the size.
     *
     * @param padding any bytes
     * @throws IllegalArgumentException if it has more than 65531 bytes
     */
    public PadChunk {
        Bytes.checkValue(padding, "Padding Data");
    }

    @Override
    public int type() {
        return ChunkType.PAD;
    }

    @Override
    public int encodedLength() {
        return Bytes.TLV_HEADER_SIZE + padding.length;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof PadChunk other && Arrays.equals(padding, other.padding);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(padding);
    }

    @Override
    public String toString() {
        return "PadChunk[" + Bytes.brief(padding) + "]";
    }
}
