package io.jsctp.wire;

/**
 * Cookie Preservative (RFC 9260 §3.3.2.1.3): asks for a longer cookie life.
 *
 * @param lifeSpanIncrementMs milliseconds to add, an unsigned 32-bit number
 */
public record CookiePreservativeParameter(int lifeSpanIncrementMs) implements Parameter {
    @Override
    public int type() {
        return ParameterType.COOKIE_PRESERVATIVE;
    }

    @Override
    public int encodedLength() {
        return 8;
    }
}
