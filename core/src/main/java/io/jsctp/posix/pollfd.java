package io.jsctp.posix;

/** {@code struct pollfd}: what poll looks at (POSIX). */
@SuppressWarnings("MemberName") // the names are those of C
public final class pollfd implements Struct {
    /** Its size in bytes, what C's sizeof tells. */
    public static final int SIZEOF = 8;

    /** The descriptor; ignored if negative. */
    public int fd;

    /** What is asked: an or of POLLIN, POLLPRI, POLLOUT. */
    public int events;

    /** What is so: those, POLLERR, POLLHUP, POLLNVAL. */
    public int revents;

    /** Makes one of zeros. */
    public pollfd() {}

    @Override
    public int sizeof() {
        return SIZEOF;
    }
}
