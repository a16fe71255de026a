package io.jsctp.wire;

/**
 * Success Indication (RFC 5061 §4.2.5): a request of an ASCONF was done. Only in ASCONF ACK.
 *
 * @param correlationId the request's correlation ID, 32 bits
 */
public record SuccessIndicationParameter(int correlationId) implements Parameter {
    /** Value of the length field. */
    static final int LENGTH = 8;

    @Override
    public int type() {
        return ParameterType.SUCCESS_INDICATION;
    }

    @Override
    public int encodedLength() {
        return LENGTH;
    }
}
