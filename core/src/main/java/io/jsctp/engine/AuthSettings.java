package io.jsctp.engine;

import io.jsctp.wire.ChunkType;
import java.util.ArrayList;
import java.util.List;

/**
 * What an endpoint wants of authentication (RFC 4895). It counts only where {@link Extension#AUTHENTICATION} is declared.
 * Immutable.
 *
 * @param chunkTypes the types of chunks that are taken only if they are authenticated
 * @param hmacIds the algorithms that the peer may use, the one liked best first: 1 for SHA-1, which must be among them, and 3
 *     for SHA-256
 * @param keys the endpoint-pair shared keys
 * @param required whether the set-up fails with peers that do not authenticate
 */
public record AuthSettings(List<Integer> chunkTypes, List<Integer> hmacIds, SharedKeys keys, boolean required) {
    /** No type is required; SHA-256 is liked better than SHA-1; there is the null key. */
    public static final AuthSettings DEFAULT =
            new AuthSettings(List.of(), List.of(Hmac.SHA_256, Hmac.SHA_1), SharedKeys.NULL_KEY, false);

    /**
     * Checks the lists and copies them.
     *
     * @param chunkTypes the types of chunks that are taken only if they are authenticated
     * @param hmacIds the algorithms that the peer may use, the one liked best first
     * @param keys the endpoint-pair shared keys
     * @param required whether the set-up fails with peers that do not authenticate
     * @throws IllegalArgumentException if a type must not be listed, or an algorithm is not known, listed twice, or SHA-1 is
     *     not listed
     */
    public AuthSettings {
        chunkTypes = List.copyOf(chunkTypes);
        hmacIds = List.copyOf(hmacIds);
        for (int type : chunkTypes) {
            if (type < 0 || type > 255 || !mayBeRequired(type)) {
                throw new IllegalArgumentException(ChunkType.name(type) + " can't be required to be authenticated");
            }
        }
        if (!hmacIds.contains(Hmac.SHA_1)) {
            throw new IllegalArgumentException("SHA-1 must be among the algorithms (RFC 4895 §6.1)");
        }
        for (int id : hmacIds) {
            if (Hmac.lengthOf(id) == 0 || hmacIds.indexOf(id) != hmacIds.lastIndexOf(id)) {
                throw new IllegalArgumentException("algorithm " + id + " is not known, or listed twice");
            }
        }
    }

    /** {@return true for all types but INIT, INIT ACK, SHUTDOWN COMPLETE and AUTH (RFC 4895 §3.2)} */
    static boolean mayBeRequired(int chunkType) {
        return switch (chunkType) {
            case ChunkType.INIT, ChunkType.INIT_ACK, ChunkType.SHUTDOWN_COMPLETE, ChunkType.AUTH -> false;
            default -> true;
        };
    }

    /**
     * {@return the same with one more type required}
     *
     * @param chunkType the type, 0 to 255
     */
    public AuthSettings require(int chunkType) {
        if (chunkTypes.contains(chunkType)) {
            return this;
        }
        List<Integer> more = new ArrayList<>(chunkTypes);
        more.add(chunkType);
        return new AuthSettings(more, hmacIds, keys, required);
    }

    /**
     * {@return the same with other algorithms}
     *
     * @param ids the algorithms
     */
    public AuthSettings hmacIds(List<Integer> ids) {
        return new AuthSettings(chunkTypes, ids, keys, required);
    }

    /**
     * {@return the same with other keys}
     *
     * @param others the keys
     */
    public AuthSettings keys(SharedKeys others) {
        return new AuthSettings(chunkTypes, hmacIds, others, required);
    }

    /**
     * {@return the same, with peers refused that do not authenticate, or not}
     *
     * @param on whether they are
     */
    public AuthSettings required(boolean on) {
        return new AuthSettings(chunkTypes, hmacIds, keys, on);
    }
}
