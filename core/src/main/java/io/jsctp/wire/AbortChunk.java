package io.jsctp.wire;

import java.util.List;

/**
 * ABORT (RFC 9260 §3.3.7).
 *
 * @param reflectedTag the T bit: the packet's verification tag is the one of the packet it answers
 * @param causes the error causes in their order, possibly none
 */
public record AbortChunk(boolean reflectedTag, List<ErrorCause> causes) implements Chunk {
    /**
     * Copies the list.
     *
     * @param reflectedTag the T bit: the packet's verification tag is the one of the packet it answers
     * @param causes the error causes in their order, possibly none
     */
    public AbortChunk {
        causes = List.copyOf(causes);
    }

    @Override
    public int type() {
        return ChunkType.ABORT;
    }

    @Override
    public int encodedLength() {
        return Bytes.TLV_HEADER_SIZE + CauseEncoder.length(causes);
    }
}
