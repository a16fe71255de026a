package io.jsctp.wire;

import java.util.List;

/**
 * Chunk List (RFC 4895 §3.2): the chunk types that the sender takes only when they are authenticated. Only in INIT and INIT
 * ACK. INIT, INIT ACK, SHUTDOWN COMPLETE and AUTH must not be listed, but can arrive here.
 *
 * @param chunkTypes the chunk types in their order, see {@link ChunkType}, each 0 to 255
 */
public record ChunkListParameter(List<Integer> chunkTypes) implements Parameter {
    /** Most types the RFC lets it list. */
    static final int MAX = 256;

    /**
     * Checks the ranges and copies the list.
     *
     * @param chunkTypes the chunk types in their order, see {@link ChunkType}, each 0 to 255
     * @throws IllegalArgumentException if one is out of range or there are more than 256, which is what the RFC allows
     */
    public ChunkListParameter {
        chunkTypes = List.copyOf(chunkTypes);
        Bytes.checkCount(chunkTypes.size(), MAX, "chunk types");
        for (int one : chunkTypes) {
            Bytes.checkU8(one, "chunk type");
        }
    }

    @Override
    public int type() {
        return ParameterType.CHUNK_LIST;
    }

    @Override
    public int encodedLength() {
        return Bytes.TLV_HEADER_SIZE + chunkTypes.size();
    }

    @Override
    public String toString() {
        return "ChunkListParameter[" + ChunkType.names(chunkTypes) + "]";
    }
}
