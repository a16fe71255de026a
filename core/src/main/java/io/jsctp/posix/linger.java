package io.jsctp.posix;

/** {@code struct linger}: what closing does, by SO_LINGER (RFC 6458 §8.1.4). */
@SuppressWarnings("MemberName") // the names are those of C
public final class linger implements Struct {
    /** Its size in bytes, what C's sizeof tells. */
    public static final int SIZEOF = 8;

    /** 0 lets close return at once. */
    public int l_onoff;

    /** Seconds to wait; 0 aborts the association. */
    public int l_linger;

    /** Makes one of zeros. */
    public linger() {}

    @Override
    public int sizeof() {
        return SIZEOF;
    }
}
