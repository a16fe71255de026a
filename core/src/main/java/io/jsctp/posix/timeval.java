package io.jsctp.posix;

/** {@code struct timeval}: a time, by SO_RCVTIMEO and SO_SNDTIMEO (POSIX). */
@SuppressWarnings("MemberName") // the names are those of C
public final class timeval implements Struct {
    /** Its size in bytes, what C's sizeof tells. */
    public static final int SIZEOF = 16;

    /** Seconds. */
    public long tv_sec;

    /** Microseconds, below 1000000. */
    public long tv_usec;

    /** Makes one of zeros. */
    public timeval() {}

    @Override
    public int sizeof() {
        return SIZEOF;
    }
}
