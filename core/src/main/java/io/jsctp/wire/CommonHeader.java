package io.jsctp.wire;

import java.nio.ByteBuffer;

/**
 * Reads and writes the common header of a packet in place (RFC 9260 §3.1).
 *
 * <p>The caller has seen to it that {@link #SIZE} bytes are there. Stateless.
 */
public final class CommonHeader {
    /** Size of the common header in bytes. */
    public static final int SIZE = 12;

    /** Offset of the checksum in the common header. */
    static final int CHECKSUM_OFFSET = 8;

    private CommonHeader() {}

    /**
     * Reads the source port.
     *
     * @param buf the buffer that holds the packet
     * @param offset where the common header begins
     * @return 0 to 65535
     */
    public static int sourcePort(ByteBuffer buf, int offset) {
        return Bytes.u16(buf, offset);
    }

    /**
     * Reads the destination port.
     *
     * @param buf the buffer that holds the packet
     * @param offset where the common header begins
     * @return 0 to 65535
     */
    public static int destinationPort(ByteBuffer buf, int offset) {
        return Bytes.u16(buf, offset + 2);
    }

    /**
     * Reads the verification tag.
     *
     * @param buf the buffer that holds the packet
     * @param offset where the common header begins
     * @return the 32 bits of the tag
     */
    public static int verificationTag(ByteBuffer buf, int offset) {
        return buf.getInt(offset + 4);
    }

    /**
     * Reads the checksum as the integer that stands there in big-endian order, comparable with
     * {@link Crc32c#compute}.
     *
     * @param buf the buffer that holds the packet
     * @param offset where the common header begins
     * @return the 32 bits of the checksum field
     */
    public static int checksum(ByteBuffer buf, int offset) {
        return buf.getInt(offset + CHECKSUM_OFFSET);
    }

    /**
     * Writes a common header with a checksum of zero.
     *
     * @param buf where to
     * @param offset where the common header begins
     * @param sourcePort the low 16 bits are written
     * @param destinationPort the low 16 bits are written
     * @param verificationTag 32 bits
     */
    public static void put(ByteBuffer buf, int offset, int sourcePort, int destinationPort, int verificationTag) {
        buf.putShort(offset, (short) sourcePort);
        buf.putShort(offset + 2, (short) destinationPort);
        buf.putInt(offset + 4, verificationTag);
        buf.putInt(offset + CHECKSUM_OFFSET, 0);
    }
}
