package io.jsctp.linux;

import java.nio.ByteBuffer;

/**
 * The IPv4 header in front of what a raw socket receives. Fragments were put together by the kernel; options lie within the
 * length that the header tells. Of IPv6 the kernel gives neither header nor extension headers.
 */
final class RawHeader {
    private static final int LEAST_BYTES = 20;
    private static final int VERSION = 4;
    private static final int PROTOCOL_OFFSET = 9;

    private RawHeader() {}

    /**
     * Tells where the SCTP packet begins.
     *
     * @param packet holds it from index 0
     * @param bytes how long it is
     * @return the length of the header; -1 if it is no IPv4 header before SCTP, or not a whole one
     */
    static int length(ByteBuffer packet, int bytes) {
        if (bytes < LEAST_BYTES) {
            return -1;
        }
        int first = packet.get(0) & 0xFF;
        int length = (first & 0x0F) * 4;
        boolean right = first >>> 4 == VERSION
                && length >= LEAST_BYTES
                && length <= bytes
                && (packet.get(PROTOCOL_OFFSET) & 0xFF) == Libc.IPPROTO_SCTP;
        return right ? length : -1;
    }
}
