package io.jsctp.wire;

/**
 * SHUTDOWN (RFC 9260 §3.3.8).
 *
 * @param cumulativeTsnAck the last TSN received in sequence
 */
public record ShutdownChunk(int cumulativeTsnAck) implements Chunk {
    @Override
    public int type() {
        return ChunkType.SHUTDOWN;
    }

    @Override
    public int encodedLength() {
        return 8;
    }
}
