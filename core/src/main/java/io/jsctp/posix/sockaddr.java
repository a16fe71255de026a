package io.jsctp.posix;

import static io.jsctp.posix.SysSocket.AF_INET;
import static io.jsctp.posix.SysSocket.AF_INET6;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@code struct sockaddr}: an address and port of any family; what {@code (struct sockaddr *)} stands for. An address that
 * is stored into one that is too small for it is cut, as in C.
 */
public abstract sealed class sockaddr implements Struct permits sockaddr_in, sockaddr_in6, sockaddr_storage {
    static final int IN_BYTES = 16;
    static final int IN6_BYTES = 28;
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xFF, (byte) 0xFF};

    sockaddr() {}

    /** {@return AF_INET, AF_INET6, or AF_UNSPEC of one of zeros} */
    public abstract int sa_family();

    /** The bytes as they lie in memory. */
    abstract byte[] bytes();

    /** Becomes what the bytes say, as many as it has room for. */
    abstract void set(byte[] memory);

    /** Stores an address, no more than so many bytes of it; tells its whole size. */
    int store(InetSocketAddress address, int room, boolean mapped) {
        byte[] whole = encode(address, mapped);
        byte[] memory = bytes();
        int stored = Math.max(0, Math.min(Math.min(room, whole.length), memory.length));
        System.arraycopy(whole, 0, memory, 0, stored);
        set(memory);
        return whole.length;
    }

    static byte[] encode(InetSocketAddress address, boolean mapped) {
        byte[] ip = address.getAddress().getAddress();
        boolean four = ip.length == 4;
        ByteBuffer out = ByteBuffer.allocate(four && !mapped ? IN_BYTES : IN6_BYTES);
        out.putShort((short) (four && !mapped ? AF_INET : AF_INET6)).putShort((short) address.getPort());
        if (four && !mapped) {
            return out.put(ip).array();
        }
        out.putInt(0);
        if (four) {
            out.put(MAPPED);
        }
        out.put(ip);
        int scope = address.getAddress() instanceof Inet6Address six ? six.getScopeId() : 0;
        return out.putInt(scope).array();
    }

    /**
     * The address and port; null if the family is none of the Internet's, or too few bytes are given.
     *
     * @param length how many bytes of it count
     */
    @Nullable
    InetSocketAddress toInet(int length) {
        byte[] memory = Arrays.copyOf(bytes(), IN6_BYTES);
        ByteBuffer in = ByteBuffer.wrap(memory);
        int family = in.getShort();
        int port = in.getShort() & 0xFFFF;
        try {
            if (family == AF_INET && length >= IN_BYTES) {
                return new InetSocketAddress(InetAddress.getByAddress(Arrays.copyOfRange(memory, 4, 8)), port);
            }
            if (family == AF_INET6 && length >= IN6_BYTES) {
                byte[] ip = Arrays.copyOfRange(memory, 8, 24);
                int scope = in.getInt(24);
                InetAddress address = InetAddress.getByAddress(ip);
                if (scope != 0 && !(address instanceof Inet4Address)) {
                    address = Inet6Address.getByAddress(null, ip, scope);
                }
                return new InetSocketAddress(address, port);
            }
            return null;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 and 16 bytes are addresses", e);
        }
    }
}
