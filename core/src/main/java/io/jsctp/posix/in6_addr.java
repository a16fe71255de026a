package io.jsctp.posix;

/** {@code struct in6_addr}: an IPv6 address; one of zeros is {@code in6addr_any}. */
@SuppressWarnings("MemberName") // the names are those of C
public final class in6_addr implements Struct {
    /** Its size in bytes, what C's sizeof tells. */
    public static final int SIZEOF = 16;

    /** The 16 bytes of the address. */
    public byte[] s6_addr = new byte[SIZEOF];

    /** Makes one of zeros. */
    public in6_addr() {}

    @Override
    public int sizeof() {
        return SIZEOF;
    }
}
