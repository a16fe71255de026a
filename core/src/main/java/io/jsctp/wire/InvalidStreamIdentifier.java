package io.jsctp.wire;

/**
 * Invalid Stream Identifier (RFC 9260 §3.3.10.1): a DATA chunk came on a stream that does not exist.
 *
 * @param streamId the stream, 0 to 65535
 */
public record InvalidStreamIdentifier(int streamId) implements ErrorCause {
    /**
     * Checks the range.
     *
     * @param streamId the stream, 0 to 65535
     * @throws IllegalArgumentException if the stream identifier is not 0 to 65535
     */
    public InvalidStreamIdentifier {
        Bytes.checkU16(streamId, "stream identifier");
    }

    @Override
    public int code() {
        return CauseCode.INVALID_STREAM_IDENTIFIER;
    }

    @Override
    public int encodedLength() {
        return 8;
    }
}
