package io.jsctp.wire;

/**
 * Unsupported HMAC Identifier (RFC 4895 §4.1): an AUTH chunk used an algorithm that its receiver had not asked for.
 *
 * @param hmacId the algorithm, 0 to 65535, see {@link RequestedHmacAlgorithmParameter}
 */
public record UnsupportedHmacIdentifier(int hmacId) implements ErrorCause {
    /**
     * Checks the range.
     *
     * @param hmacId the algorithm, 0 to 65535, see {@link RequestedHmacAlgorithmParameter}
     * @throws IllegalArgumentException if it is not 0 to 65535
     */
    public UnsupportedHmacIdentifier {
        Bytes.checkU16(hmacId, "HMAC identifier");
    }

    @Override
    public int code() {
        return CauseCode.UNSUPPORTED_HMAC_IDENTIFIER;
    }

    @Override
    public int encodedLength() {
        return 6;
    }
}
