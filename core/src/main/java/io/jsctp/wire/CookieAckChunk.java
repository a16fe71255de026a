package io.jsctp.wire;

/**
 * COOKIE ACK (RFC 9260 §3.3.12).
 */
public record CookieAckChunk() implements Chunk {
    @Override
    public int type() {
        return ChunkType.COOKIE_ACK;
    }

    @Override
    public int encodedLength() {
        return Bytes.TLV_HEADER_SIZE;
    }
}
