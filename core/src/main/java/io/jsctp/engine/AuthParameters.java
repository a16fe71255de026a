package io.jsctp.engine;

import io.jsctp.wire.ChunkListParameter;
import io.jsctp.wire.ErrorCause;
import io.jsctp.wire.Parameter;
import io.jsctp.wire.ParameterType;
import io.jsctp.wire.ProtocolViolation;
import io.jsctp.wire.RandomParameter;
import io.jsctp.wire.RequestedHmacAlgorithmParameter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters of one INIT or INIT ACK that are about authentication (RFC 4895 §3), and what is wrong with them. */
final class AuthParameters {
    private @Nullable RandomParameter random;
    private @Nullable ChunkListParameter chunks;
    private @Nullable RequestedHmacAlgorithmParameter algorithms;

    /** One of them is there twice, or not as the RFC draws it. */
    private boolean spoilt;

    private boolean listsChunks;

    /** Takes a parameter if it is one of them; false if not. */
    boolean take(Parameter p) {
        switch (p.type()) {
            case ParameterType.RANDOM -> {
                spoilt |= random != null || !(p instanceof RandomParameter);
                random = p instanceof RandomParameter r ? r : random;
            }
            case ParameterType.CHUNK_LIST -> {
                spoilt |= listsChunks || !(p instanceof ChunkListParameter);
                listsChunks = true;
                chunks = p instanceof ChunkListParameter c ? c : chunks;
            }
            case ParameterType.REQUESTED_HMAC_ALGORITHM -> {
                spoilt |= algorithms != null || !(p instanceof RequestedHmacAlgorithmParameter);
                algorithms = p instanceof RequestedHmacAlgorithmParameter a ? a : algorithms;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /**
     * {@return the peer's key vector; null if it does not authenticate, or not so that it can be understood}
     */
    byte @Nullable [] vector() {
        RandomParameter r = random;
        ChunkListParameter c = chunks;
        RequestedHmacAlgorithmParameter a = algorithms;
        if (spoilt || r == null || a == null) {
            return null;
        }
        List<Parameter> all = new ArrayList<>(List.of(r));
        if (c != null) {
            all.add(c);
        }
        all.add(a);
        byte[] vector = AuthFacts.vector(all);
        return vector.length > AuthFacts.MOST_BYTES || AuthFacts.preferred(vector) == 0 ? null : vector;
    }

    /**
     * {@return why the set-up must be aborted for them (RFC 4895 §6.1); null if it can go on}
     *
     * @param required whether a peer has to authenticate
     * @param dynamicAddresses whether it declares ASCONF, which nobody may do who does not authenticate (RFC 5061 §6)
     */
    @Nullable
    ErrorCause fault(boolean required, boolean dynamicAddresses) {
        RandomParameter r = random;
        if (r != null && r.random().length != AuthFacts.RANDOM_BYTES) {
            return violation("RANDOM is not 32 bytes long");
        }
        if (listsChunks && (r == null || algorithms == null)) {
            return violation("CHUNKS without RANDOM and HMAC-ALGO");
        }
        if (dynamicAddresses && vector() == null) {
            return violation("ASCONF without authentication");
        }
        return required && vector() == null ? violation("authentication is required") : null;
    }

    private static ErrorCause violation(String why) {
        return new ProtocolViolation(why.getBytes(StandardCharsets.US_ASCII));
    }
}
