package io.jsctp.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** {@code struct sockaddr_in} and {@code sockaddr_in6}, and the addresses that were read from them, so that reading makes no garbage. */
final class SocketAddress {
    static final int BYTES = 28;
    private static final int IPV4_BYTES = 16;
    private static final int PORT = 2;
    private static final int IPV4_ADDRESS = 4;
    private static final int IPV6_ADDRESS = 8;
    private static final int IPV6_SCOPE = 24;
    private static final int KNOWN = 256;

    private static final ValueLayout.OfShort NETWORK_SHORT = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final long[] high = new long[KNOWN];
    private final long[] low = new long[KNOWN];
    private final @Nullable InetAddress[] known = new InetAddress[KNOWN];

    /** Writes an address and a port; {@return how long it is} */
    static int write(MemorySegment to, InetAddress address, int port) {
        to.fill((byte) 0);
        byte[] bytes = address.getAddress();
        boolean ipv4 = address instanceof Inet4Address;
        to.set(JAVA_SHORT_UNALIGNED, 0, (short) (ipv4 ? Libc.AF_INET : Libc.AF_INET6));
        to.set(NETWORK_SHORT, PORT, (short) port);
        MemorySegment.copy(bytes, 0, to, JAVA_BYTE, ipv4 ? IPV4_ADDRESS : IPV6_ADDRESS, bytes.length);
        if (address instanceof Inet6Address ipv6) {
            to.set(JAVA_INT_UNALIGNED, IPV6_SCOPE, ipv6.getScopeId());
        }
        return ipv4 ? IPV4_BYTES : BYTES;
    }

    static int port(MemorySegment from) {
        return from.get(NETWORK_SHORT, PORT) & 0xFFFF;
    }

    /** {@return the address, which is the same object for many packets of one host} */
    InetAddress address(MemorySegment from) {
        boolean ipv4 = from.get(JAVA_SHORT_UNALIGNED, 0) == Libc.AF_INET;
        long second = ipv4
                ? from.get(JAVA_INT_UNALIGNED, IPV4_ADDRESS) & 0xFFFF_FFFFL
                : from.get(JAVA_LONG_UNALIGNED, IPV6_ADDRESS + 8);
        long first = ipv4 ? 1 : from.get(JAVA_LONG_UNALIGNED, IPV6_ADDRESS);
        long mixed = (first ^ second) * 0x9E37_79B9_7F4A_7C15L;
        int slot = (int) (mixed >>> 56) & (KNOWN - 1);
        InetAddress address = known[slot];
        if (address == null || high[slot] != first || low[slot] != second || address instanceof Inet4Address != ipv4) {
            address = make(from, ipv4);
            known[slot] = address;
            high[slot] = first;
            low[slot] = second;
        }
        return address;
    }

    private static InetAddress make(MemorySegment from, boolean ipv4) {
        byte[] bytes = new byte[ipv4 ? 4 : 16];
        MemorySegment.copy(from, JAVA_BYTE, ipv4 ? IPV4_ADDRESS : IPV6_ADDRESS, bytes, 0, bytes.length);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("addresses have 4 or 16 bytes", e);
        }
    }
}
