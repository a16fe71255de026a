package io.jsctp.wire;

/**
 * SSN/TSN Reset Request (RFC 6525 §4.3): start all numbers of both directions over. Only in RE-CONFIG.
 *
 * @param requestSequenceNumber the request's number, 32 bits
 */
public record SsnTsnResetRequestParameter(int requestSequenceNumber) implements Parameter {
    /** Value of the length field. */
    static final int LENGTH = 8;

    @Override
    public int type() {
        return ParameterType.SSN_TSN_RESET_REQUEST;
    }

    @Override
    public int encodedLength() {
        return LENGTH;
    }
}
