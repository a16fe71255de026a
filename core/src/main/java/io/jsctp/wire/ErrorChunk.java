package io.jsctp.wire;

import java.util.List;

/**
 * ERROR (RFC 9260 §3.3.10).
 *
 * @param causes the error causes in their order; none if the first of a received chunk was broken
 */
public record ErrorChunk(List<ErrorCause> causes) implements Chunk {
    /**
     * Copies the list.
     *
     * @param causes the error causes in their order; none if the first of a received chunk was broken
     */
    public ErrorChunk {
        causes = List.copyOf(causes);
    }

    @Override
    public int type() {
        return ChunkType.ERROR;
    }

    @Override
    public int encodedLength() {
        return Bytes.TLV_HEADER_SIZE + CauseEncoder.length(causes);
    }
}
