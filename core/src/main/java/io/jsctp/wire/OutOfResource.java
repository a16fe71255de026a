package io.jsctp.wire;

/**
 * Out of Resource (RFC 9260 §3.3.10.4): the sender lacks the means.
 */
public record OutOfResource() implements ErrorCause {
    @Override
    public int code() {
        return CauseCode.OUT_OF_RESOURCE;
    }

    @Override
    public int encodedLength() {
        return Bytes.TLV_HEADER_SIZE;
    }
}
