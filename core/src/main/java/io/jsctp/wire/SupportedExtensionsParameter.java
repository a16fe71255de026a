package io.jsctp.wire;

import java.util.List;

/**
 * Supported Extensions (RFC 5061 §4.2.7): the chunk types beyond RFC 9260 that the sender can handle. Only in INIT and
 * INIT ACK.
 *
 * @param chunkTypes the chunk types in their order, see {@link ChunkType}, each 0 to 255
 */
public record SupportedExtensionsParameter(List<Integer> chunkTypes) implements Parameter {
    private static final int MAX = Bytes.MAX_VALUE_LENGTH;

    /**
     * Checks the ranges and copies the list.
     *
     * @param chunkTypes the chunk types in their order, see {@link ChunkType}, each 0 to 255
     * @throws IllegalArgumentException if one is out of range or there are more than 65531
     */
    public SupportedExtensionsParameter {
        chunkTypes = List.copyOf(chunkTypes);
        Bytes.checkCount(chunkTypes.size(), MAX, "chunk types");
        for (int one : chunkTypes) {
            Bytes.checkU8(one, "chunk type");
        }
    }

    @Override
    public int type() {
        return ParameterType.SUPPORTED_EXTENSIONS;
    }

    @Override
    public int encodedLength() {
        return Bytes.TLV_HEADER_SIZE + chunkTypes.size();
    }

    @Override
    public String toString() {
        return "SupportedExtensionsParameter[" + ChunkType.names(chunkTypes) + "]";
    }
}
