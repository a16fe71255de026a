package io.jsctp.engine;

import io.jsctp.wire.ChunkType;
import io.jsctp.wire.ParameterType;
import java.util.ArrayList;
import java.util.List;

/**
 * A set of extensions: those that one side declares, or that are in use because both do. Immutable.
 *
 * @param bits one for each {@link Extension}, by its ordinal number
 */
public record Extensions(int bits) {
    /** No extension at all. */
    public static final Extensions NONE = new Extensions(0);

    private static final Extension[] ALL = Extension.values();

    /**
     * Makes a set.
     *
     * @param bits one for each {@link Extension}; what stands for none of them is dropped
     */
    public Extensions {
        bits &= (1 << Extension.values().length) - 1;
    }

    /**
     * {@return whether an extension is in it}
     *
     * @param extension the extension
     */
    public boolean has(Extension extension) {
        return (bits & 1 << extension.ordinal()) != 0;
    }

    /**
     * {@return this set with one extension more, or without it}
     *
     * @param extension the extension
     * @param on whether it is to be in the set
     */
    public Extensions with(Extension extension, boolean on) {
        int bit = 1 << extension.ordinal();
        return new Extensions(on ? bits | bit : bits & ~bit);
    }

    /**
     * {@return what is in both sets: an extension is in use only if both sides declare it}
     *
     * @param other what the other side declares
     */
    public Extensions and(Extensions other) {
        return new Extensions(bits & other.bits);
    }

    /** {@return true if chunks of a type are processed where these are in use; else the high bits of the type decide (§3.2)} */
    boolean usesChunk(int type) {
        return switch (type) {
            case ChunkType.FORWARD_TSN -> has(Extension.PARTIAL_RELIABILITY) && !has(Extension.INTERLEAVING);
            case ChunkType.I_FORWARD_TSN -> has(Extension.PARTIAL_RELIABILITY) && has(Extension.INTERLEAVING);
            case ChunkType.AUTH -> has(Extension.AUTHENTICATION);
            case ChunkType.ASCONF, ChunkType.ASCONF_ACK -> has(Extension.DYNAMIC_ADDRESSES);
            case ChunkType.RE_CONFIG -> has(Extension.RECONFIGURATION);
            case ChunkType.I_DATA -> has(Extension.INTERLEAVING);
            default -> ChunkType.isBase(type);
        };
    }

    /**
     * {@return true if parameters of a type in INIT and INIT ACK are understood where these are declared; else as for
     * chunks (RFC 9260 §3.2.1)}
     */
    boolean understandsParameter(int type) {
        return switch (type) {
            case ParameterType.FORWARD_TSN_SUPPORTED -> has(Extension.PARTIAL_RELIABILITY);
            case ParameterType.RANDOM, ParameterType.CHUNK_LIST, ParameterType.REQUESTED_HMAC_ALGORITHM ->
                has(Extension.AUTHENTICATION);
            case ParameterType.SUPPORTED_EXTENSIONS,
                    ParameterType.ADAPTATION_LAYER_INDICATION,
                    ParameterType.ZERO_CHECKSUM_ACCEPTABLE -> true;
            default -> ParameterType.isBase(type);
        };
    }

    /** {@return the extensions in it, in the order of their declaration} */
    public List<Extension> list() {
        List<Extension> all = new ArrayList<>();
        for (Extension e : ALL) {
            if (has(e)) {
                all.add(e);
            }
        }
        return all;
    }

    /** {@return the chunk types by which these extensions are declared (RFC 5061 §4.2.7)} */
    List<Integer> chunkTypes() {
        List<Integer> types = new ArrayList<>();
        for (Extension e : list()) {
            types.addAll(e.chunkTypes());
        }
        if (has(Extension.INTERLEAVING) && has(Extension.PARTIAL_RELIABILITY)) {
            types.add(ChunkType.I_FORWARD_TSN);
        }
        return types;
    }

    /**
     * {@return the extensions all of whose chunk types a peer lists, as far as they are in this set} With interleaving messages
     * can be given up only if the peer lists I-FORWARD-TSN (RFC 8260 §2.3.1).
     */
    Extensions and(List<Integer> chunkTypes) {
        Extensions found = NONE;
        for (Extension e : list()) {
            found = found.with(e, chunkTypes.containsAll(e.chunkTypes()));
        }
        if (found.has(Extension.INTERLEAVING)) {
            found = found.with(
                    Extension.PARTIAL_RELIABILITY,
                    has(Extension.PARTIAL_RELIABILITY) && chunkTypes.contains(ChunkType.I_FORWARD_TSN));
        }
        return found;
    }
}
