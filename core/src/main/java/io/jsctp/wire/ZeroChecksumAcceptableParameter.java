package io.jsctp.wire;

/**
 * Zero Checksum Acceptable (RFC 9653 §4): the sender takes packets with a zero checksum if another method detects their
 * errors. Only in INIT and INIT ACK.
 *
 * @param errorDetectionMethod the Error Detection Method Identifier (EDMID), an unsigned 32-bit number; 1 is DTLS below
 */
public record ZeroChecksumAcceptableParameter(int errorDetectionMethod) implements Parameter {
    /** Value of the length field. */
    static final int LENGTH = 8;

    @Override
    public int type() {
        return ParameterType.ZERO_CHECKSUM_ACCEPTABLE;
    }

    @Override
    public int encodedLength() {
        return LENGTH;
    }
}
