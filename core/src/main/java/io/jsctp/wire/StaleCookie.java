package io.jsctp.wire;

/**
 * Stale Cookie (RFC 9260 §3.3.10.3): a genuine State Cookie came after its time.
 *
 * @param stalenessUs microseconds past its end, an unsigned 32-bit number; 0 if the sender does not tell
 */
public record StaleCookie(int stalenessUs) implements ErrorCause {
    @Override
    public int code() {
        return CauseCode.STALE_COOKIE;
    }

    @Override
    public int encodedLength() {
        return 8;
    }
}
