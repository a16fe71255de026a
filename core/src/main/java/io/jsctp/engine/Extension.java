package io.jsctp.engine;

import io.jsctp.wire.ChunkType;
import java.util.List;

/**
 * A protocol extension that both sides have to declare in the set-up. Its numbers are those of RFC 6458 §6.1.1, RFC 6525
 * §6.1 and RFC 8260 §4.2, by which the user learns that it is in use.
 */
public enum Extension {
    /** Messages may be given up (RFC 3758, RFC 7496). */
    PARTIAL_RELIABILITY(1),
    /** Chunks are authenticated (RFC 4895). */
    AUTHENTICATION(2),
    /** Addresses come and go (RFC 5061). */
    DYNAMIC_ADDRESSES(3),
    /** Streams are reset and added (RFC 6525). */
    RECONFIGURATION(5),
    /** Messages are interleaved (RFC 8260). */
    INTERLEAVING(6);

    private final int code;

    Extension(int code) {
        this.code = code;
    }

    /** {@return the number by which the user knows it, SCTP_ASSOC_SUPPORTS_…} */
    public int code() {
        return code;
    }

    /** {@return the types of its chunks, by which it is declared in a Supported Extensions parameter (RFC 5061 §4.2.7)} */
    List<Integer> chunkTypes() {
        return switch (this) {
            case PARTIAL_RELIABILITY -> List.of(ChunkType.FORWARD_TSN);
            case AUTHENTICATION -> List.of(ChunkType.AUTH);
            case DYNAMIC_ADDRESSES -> List.of(ChunkType.ASCONF, ChunkType.ASCONF_ACK);
            case RECONFIGURATION -> List.of(ChunkType.RE_CONFIG);
            case INTERLEAVING -> List.of(ChunkType.I_DATA);
        };
    }
}
