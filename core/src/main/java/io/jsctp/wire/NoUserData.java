package io.jsctp.wire;

/**
 * No User Data (RFC 9260 §3.3.10.9): a DATA chunk came without any.
 *
 * @param tsn the TSN of that chunk
 */
public record NoUserData(int tsn) implements ErrorCause {
    @Override
    public int code() {
        return CauseCode.NO_USER_DATA;
    }

    @Override
    public int encodedLength() {
        return 8;
    }
}
