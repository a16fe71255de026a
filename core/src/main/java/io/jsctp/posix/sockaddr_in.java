package io.jsctp.posix;

import java.nio.ByteBuffer;

/** {@code struct sockaddr_in}: an IPv4 address and port. */
@SuppressWarnings("MemberName") // the names are those of C
public final class sockaddr_in extends sockaddr {
    /** Its size in bytes, what C's sizeof tells. */
    public static final int SIZEOF = IN_BYTES;

    /** AF_INET. */
    public int sin_family;

    /** The port in network byte order. */
    public int sin_port;

    /** The address. */
    public final in_addr sin_addr = new in_addr();

    /** Makes one of zeros. */
    public sockaddr_in() {}

    @Override
    public int sizeof() {
        return SIZEOF;
    }

    @Override
    public int sa_family() {
        return sin_family;
    }

    @Override
    byte[] bytes() {
        ByteBuffer out = ByteBuffer.allocate(SIZEOF);
        return out.putShort((short) sin_family)
                .putShort((short) sin_port)
                .putInt(sin_addr.s_addr)
                .array();
    }

    @Override
    void set(byte[] memory) {
        ByteBuffer in = ByteBuffer.wrap(memory);
        sin_family = in.getShort() & 0xFFFF;
        sin_port = in.getShort() & 0xFFFF;
        sin_addr.s_addr = in.getInt();
    }
}
