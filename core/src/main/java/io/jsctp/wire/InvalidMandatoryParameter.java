package io.jsctp.wire;

/**
 * Invalid Mandatory Parameter (RFC 9260 §3.3.10.7): a mandatory field of an INIT or INIT ACK had a forbidden value.
 */
public record InvalidMandatoryParameter() implements ErrorCause {
    @Override
    public int code() {
        return CauseCode.INVALID_MANDATORY_PARAMETER;
    }

    @Override
    public int encodedLength() {
        return Bytes.TLV_HEADER_SIZE;
    }
}
