package io.jsctp.link;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * The IP header of an SCTP packet, and the UDP header if it has one (RFC 6951 §5.3), as a reader of a capture expects
 * them. What a link does not tell is filled in: time to live 64, no fragmentation.
 */
final class IpHeaders {
    /** The most bytes of both. */
    static final int MAX_BYTES = 48;

    private static final int UDP = 17;
    private static final int SCTP = 132;
    private static final int UDP_BYTES = 8;
    private static final int MAX_LENGTH = 0xFFFF;
    private static final int TIME_TO_LIVE = 64;

    /** Writes the headers of the packet that lies in a buffer at the position of {@code out}, in network byte order. */
    void write(
            ByteBuffer out,
            InetAddress source,
            int sourcePort,
            InetAddress destination,
            int destinationPort,
            int trafficClass,
            ByteBuffer packet,
            int offset,
            int length) {
        boolean udp = sourcePort != 0 || destinationPort != 0;
        int payload = length + (udp ? UDP_BYTES : 0);
        byte[] from = source.getAddress();
        byte[] to = destination.getAddress();
        if (from.length == 4 && to.length == 4) {
            writeV4(out, from, to, udp ? UDP : SCTP, trafficClass, payload);
        } else {
            writeV6(out, sixteen(from), sixteen(to), udp ? UDP : SCTP, trafficClass, payload);
        }
        if (udp) {
            int at = out.position();
            out.putShort((short) sourcePort).putShort((short) destinationPort);
            out.putShort((short) Math.min(payload, MAX_LENGTH)).putShort((short) 0);
            long sum = sum(from) + sum(to) + UDP + payload + sum(out, at, UDP_BYTES) + sum(packet, offset, length);
            int checksum = folded(sum);
            out.putShort(at + 6, (short) (checksum == 0 ? 0xFFFF : checksum));
        }
    }

    private static void writeV4(ByteBuffer out, byte[] from, byte[] to, int protocol, int trafficClass, int payload) {
        int at = out.position();
        out.put((byte) 0x45).put((byte) trafficClass).putShort((short) Math.min(20 + payload, MAX_LENGTH));
        out.putShort((short) 0).putShort((short) 0x4000);
        out.put((byte) TIME_TO_LIVE).put((byte) protocol).putShort((short) 0);
        out.put(from).put(to);
        out.putShort(at + 10, (short) folded(sum(out, at, 20)));
    }

    private static void writeV6(ByteBuffer out, byte[] from, byte[] to, int protocol, int trafficClass, int payload) {
        out.putInt(6 << 28 | trafficClass << 20).putShort((short) Math.min(payload, MAX_LENGTH));
        out.put((byte) protocol).put((byte) TIME_TO_LIVE);
        out.put(from).put(to);
    }

    /** An IPv4 address among IPv6 ones is written as a mapped one. */
    private static byte[] sixteen(byte[] address) {
        if (address.length == 16) {
            return address;
        }
        byte[] mapped = new byte[16];
        mapped[10] = (byte) 0xFF;
        mapped[11] = (byte) 0xFF;
        System.arraycopy(address, 0, mapped, 12, 4);
        return mapped;
    }

    private static long sum(byte[] bytes) {
        return sum(ByteBuffer.wrap(bytes), 0, bytes.length);
    }

    private static long sum(ByteBuffer bytes, int offset, int length) {
        long sum = 0;
        for (int i = 0; i < length; i++) {
            int value = bytes.get(offset + i) & 0xFF;
            sum += (i & 1) == 0 ? value << 8 : value;
        }
        return sum;
    }

    private static int folded(long sum) {
        long folded = sum;
        while (folded > 0xFFFF) {
            folded = (folded & 0xFFFF) + (folded >>> 16);
        }
        return (int) ~folded & 0xFFFF;
    }
}
