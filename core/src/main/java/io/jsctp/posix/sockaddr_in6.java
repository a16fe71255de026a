package io.jsctp.posix;

import java.nio.ByteBuffer;

/** {@code struct sockaddr_in6}: an IPv6 address, or an IPv4-mapped one, and port. */
@SuppressWarnings("MemberName") // the names are those of C
public final class sockaddr_in6 extends sockaddr {
    /** Its size in bytes, what C's sizeof tells. */
    public static final int SIZEOF = IN6_BYTES;

    /** AF_INET6. */
    public int sin6_family;

    /** The port in network byte order. */
    public int sin6_port;

    /** Has no effect. */
    public int sin6_flowinfo;

    /** The address. */
    public final in6_addr sin6_addr = new in6_addr();

    /** The interface of a link-local address; 0 for others. */
    public int sin6_scope_id;

    /** Makes one of zeros. */
    public sockaddr_in6() {}

    @Override
    public int sizeof() {
        return SIZEOF;
    }

    @Override
    public int sa_family() {
        return sin6_family;
    }

    @Override
    byte[] bytes() {
        ByteBuffer out = ByteBuffer.allocate(SIZEOF);
        out.putShort((short) sin6_family).putShort((short) sin6_port).putInt(sin6_flowinfo);
        return out.put(sin6_addr.s6_addr, 0, in6_addr.SIZEOF)
                .putInt(sin6_scope_id)
                .array();
    }

    @Override
    void set(byte[] memory) {
        ByteBuffer in = ByteBuffer.wrap(memory);
        sin6_family = in.getShort() & 0xFFFF;
        sin6_port = in.getShort() & 0xFFFF;
        sin6_flowinfo = in.getInt();
        in.get(sin6_addr.s6_addr, 0, in6_addr.SIZEOF);
        sin6_scope_id = in.getInt();
    }
}
