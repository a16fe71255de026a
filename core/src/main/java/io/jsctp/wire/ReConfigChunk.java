package io.jsctp.wire;

import java.util.List;

/**
 * RE-CONFIG (RFC 6525 §3.1): requests to change the streams of an association, and answers to them. Which parameters may
 * stand together is for the engine to judge; others than those of RFC 6525 can arrive.
 *
 * @param parameters the parameters in their order
 */
public record ReConfigChunk(List<Parameter> parameters) implements Chunk {
    /**
     * Copies the list.
     *
     * @param parameters the parameters in their order
     */
    public ReConfigChunk {
        parameters = List.copyOf(parameters);
    }

    @Override
    public int type() {
        return ChunkType.RE_CONFIG;
    }

    @Override
    public int encodedLength() {
        return Bytes.TLV_HEADER_SIZE + ParameterEncoder.length(parameters);
    }
}
