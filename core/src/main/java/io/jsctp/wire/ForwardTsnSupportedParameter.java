package io.jsctp.wire;

/**
 * Forward-TSN-Supported (RFC 3758 §3.1): the sender can handle partial reliability. Only in INIT and INIT ACK.
 */
public record ForwardTsnSupportedParameter() implements Parameter {
    /** Value of the length field. */
    static final int LENGTH = 4;

    @Override
    public int type() {
        return ParameterType.FORWARD_TSN_SUPPORTED;
    }

    @Override
    public int encodedLength() {
        return LENGTH;
    }
}
