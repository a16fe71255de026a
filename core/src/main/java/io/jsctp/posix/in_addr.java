package io.jsctp.posix;

/** {@code struct in_addr}: an IPv4 address. */
@SuppressWarnings("MemberName") // the names are those of C
public final class in_addr implements Struct {
    /** Its size in bytes, what C's sizeof tells. */
    public static final int SIZEOF = 4;

    /** The address in network byte order. */
    public int s_addr;

    /** Makes one of zeros. */
    public in_addr() {}

    @Override
    public int sizeof() {
        return SIZEOF;
    }
}
