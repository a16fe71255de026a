package io.jsctp.posix;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What {@code <arpa/inet.h>} has for addresses and the order of bytes, which is the network's already. */
public final class ArpaInet {
    private ArpaInet() {}

    /**
     * Brings 16 bits to network byte order.
     *
     * @param host the number
     * @return the same number
     */
    public static int htons(int host) {
        return host & 0xFFFF;
    }

    /**
     * Brings 16 bits to the order of the machine.
     *
     * @param net the number
     * @return the same number
     */
    public static int ntohs(int net) {
        return net & 0xFFFF;
    }

    /**
     * Brings 32 bits to network byte order.
     *
     * @param host the number
     * @return the same number, without sign
     */
    public static long htonl(long host) {
        return host & 0xFFFF_FFFFL;
    }

    /**
     * Brings 32 bits to the order of the machine.
     *
     * @param net the number
     * @return the same number, without sign
     */
    public static long ntohl(long net) {
        return net & 0xFFFF_FFFFL;
    }

    /**
     * Reads an IPv4 address.
     *
     * @param text four numbers with dots
     * @return {@code in_addr.s_addr}; -1 (INADDR_NONE) if it is none
     */
    public static int inet_addr(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return -1;
        }
        int address = 0;
        for (String part : parts) {
            if (!part.matches("[0-9]{1,3}") || Integer.parseInt(part) > 255) {
                return -1;
            }
            address = address << 8 | Integer.parseInt(part);
        }
        return address;
    }

    /**
     * Writes an address.
     *
     * @param address an {@code in_addr}
     * @return four numbers with dots
     */
    public static String inet_ntop(in_addr address) {
        int a = address.s_addr;
        return (a >>> 24) + "." + (a >>> 16 & 0xFF) + "." + (a >>> 8 & 0xFF) + "." + (a & 0xFF);
    }

    /**
     * Writes an address.
     *
     * @param address an {@code in6_addr}
     * @return its text, of a mapped one that of the IPv4 address
     */
    public static String inet_ntop(in6_addr address) {
        try {
            return InetAddress.getByAddress(address.s6_addr).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an IPv6 address has 16 bytes", e);
        }
    }
}
