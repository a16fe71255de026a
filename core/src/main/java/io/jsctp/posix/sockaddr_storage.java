package io.jsctp.posix;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** {@code struct sockaddr_storage}: room for an address and port of any family. */
@SuppressWarnings("MemberName") // the names are those of C
public final class sockaddr_storage extends sockaddr {
    /** Its size in bytes, what C's sizeof tells. */
    public static final int SIZEOF = 128;

    /** AF_INET, AF_INET6, or AF_UNSPEC. */
    public int ss_family;

    private final byte[] rest = new byte[SIZEOF];

    /** Makes one of zeros. */
    public sockaddr_storage() {}

    /**
     * Copies an address into it.
     *
     * @param address the address
     * @return this
     */
    public sockaddr_storage copy(sockaddr address) {
        Arrays.fill(rest, (byte) 0);
        set(Arrays.copyOf(address.bytes(), SIZEOF));
        return this;
    }

    /** {@return a copy as {@code (struct sockaddr_in *)} has it} */
    public sockaddr_in sin() {
        sockaddr_in view = new sockaddr_in();
        view.set(bytes());
        return view;
    }

    /** {@return a copy as {@code (struct sockaddr_in6 *)} has it} */
    public sockaddr_in6 sin6() {
        sockaddr_in6 view = new sockaddr_in6();
        view.set(bytes());
        return view;
    }

    @Override
    public int sizeof() {
        return SIZEOF;
    }

    @Override
    public int sa_family() {
        return ss_family;
    }

    @Override
    byte[] bytes() {
        byte[] memory = rest.clone();
        memory[0] = (byte) (ss_family >>> 8);
        memory[1] = (byte) ss_family;
        return memory;
    }

    @Override
    void set(byte[] memory) {
        ss_family = ByteBuffer.wrap(memory).getShort() & 0xFFFF;
        System.arraycopy(memory, 0, rest, 0, SIZEOF);
    }

    void get(ByteBuffer in) {
        byte[] memory = new byte[SIZEOF];
        in.get(memory);
        set(memory);
    }
}
