package io.jsctp.wire;

/**
 * SHUTDOWN ACK (RFC 9260 §3.3.9).
 */
public record ShutdownAckChunk() implements Chunk {
    @Override
    public int type() {
        return ChunkType.SHUTDOWN_ACK;
    }

    @Override
    public int encodedLength() {
        return Bytes.TLV_HEADER_SIZE;
    }
}
