package io.jsctp.wire;

import java.util.List;

/**
 * ASCONF ACK (RFC 5061 §4.1.2): what became of the requests of an ASCONF. Must be authenticated.
 *
 * @param sequenceNumber the number of the ASCONF
 * @param parameters the responses in their order; none if all requests succeeded
 */
public record AsconfAckChunk(int sequenceNumber, List<Parameter> parameters) implements Chunk {
    /** Size of the chunk without responses. */
    static final int HEADER_SIZE = 8;

    /**
     * Copies the list.
     *
     * @param sequenceNumber the number of the ASCONF
     * @param parameters the responses in their order; none if all requests succeeded
     */
    public AsconfAckChunk {
        parameters = List.copyOf(parameters);
    }

    @Override
    public int type() {
        return ChunkType.ASCONF_ACK;
    }

    @Override
    public int encodedLength() {
        return HEADER_SIZE + ParameterEncoder.length(parameters);
    }
}
