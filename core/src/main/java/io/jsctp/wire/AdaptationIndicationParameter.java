package io.jsctp.wire;

/**
 * Adaptation Layer Indication (RFC 5061 §4.2.6): what the sender's user wants its peer to know. Only in INIT and INIT ACK.
 *
 * @param indication the adaptation code point, 32 bits that mean nothing to SCTP
 */
public record AdaptationIndicationParameter(int indication) implements Parameter {
    @Override
    public int type() {
        return ParameterType.ADAPTATION_LAYER_INDICATION;
    }

    @Override
    public int encodedLength() {
        return 8;
    }
}
