package io.jsctp.wire;

import java.util.List;

/**
 * ASCONF (RFC 5061 §4.1.1): requests to change the addresses of an association. Must be authenticated.
 *
 * @param sequenceNumber its number, 32 bits
 * @param address an address of the sender that is part of the association, to find it by; the wildcard where the packet's
 *     source address is enough
 * @param parameters the requests in their order; others than those of RFC 5061 can arrive, and none
 */
public record AsconfChunk(int sequenceNumber, AddressParameter address, List<Parameter> parameters) implements Chunk {
    /** Size of the chunk up to the Address Parameter. */
    static final int HEADER_SIZE = 8;

    /**
     * Copies the list.
     *
     * @param sequenceNumber its number, 32 bits
     * @param address an address of the sender that is part of the association, to find it by; the wildcard where the
     *     packet's source address is enough
     * @param parameters the requests in their order; others than those of RFC 5061 can arrive, and none
     */
    public AsconfChunk {
        parameters = List.copyOf(parameters);
    }

    @Override
    public int type() {
        return ChunkType.ASCONF;
    }

    @Override
    public int encodedLength() {
        return HEADER_SIZE + address.encodedLength() + ParameterEncoder.length(parameters);
    }
}
