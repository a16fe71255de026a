package io.jsctp.wire;

/**
 * SHUTDOWN COMPLETE (RFC 9260 §3.3.13).
 *
 * @param reflectedTag the T bit: the packet's verification tag is the one of the packet it answers
 */
public record ShutdownCompleteChunk(boolean reflectedTag) implements Chunk {
    @Override
    public int type() {
        return ChunkType.SHUTDOWN_COMPLETE;
    }

    @Override
    public int encodedLength() {
        return Bytes.TLV_HEADER_SIZE;
    }
}
