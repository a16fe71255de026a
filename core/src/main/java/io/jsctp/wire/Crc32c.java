package io.jsctp.wire;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The checksum of a packet: CRC32c with the checksum field counted as zero (RFC 9260 §6.8, Appendix A).
 *
 * <p>The CRC goes to the wire least significant byte first, unlike every other field. {@link #compute} returns it with
 * its bytes already turned round, so that it can be stored and compared like any other big-endian field.
 *
 * <p>Reusable; allocates nothing after the first call. Not safe for concurrent use, and the buffer must not be used by
 * another thread during a call: its position and limit move meanwhile and are restored before the call returns.
 */
public final class Crc32c {
    private static final byte[] ZERO_FIELD = new byte[Integer.BYTES];
    private static final int SCRATCH_SIZE = 2048;

    private final CRC32C crc = new CRC32C();
    private byte[] scratch = Bytes.EMPTY;

    /** Makes one with no memory of earlier packets. */
    public Crc32c() {}

    /**
     * Computes the checksum of a packet.
     *
     * @param buf the buffer that holds the packet
     * @param offset where the common header begins
     * @param length the packet's length in bytes, at least {@link CommonHeader#SIZE}
     * @return the checksum as it is to be written in big-endian order
     * @throws IllegalArgumentException if the region is too short for a common header or not inside the buffer
     */
    public int compute(ByteBuffer buf, int offset, int length) {
        if (offset < 0 || length < CommonHeader.SIZE || length > buf.limit() - offset) {
            throw new IllegalArgumentException("no packet of " + length + " bytes at " + offset + " of " + buf);
        }
        crc.reset();
        update(buf, offset, CommonHeader.CHECKSUM_OFFSET);
        crc.update(ZERO_FIELD, 0, ZERO_FIELD.length);
        update(buf, offset + CommonHeader.SIZE, length - CommonHeader.SIZE);
        return Integer.reverseBytes((int) crc.getValue());
    }

    /**
     * Tells whether the checksum in a packet is right.
     *
     * @param buf the buffer that holds the packet
     * @param offset where the common header begins
     * @param length the packet's length in bytes
     * @return false if it is wrong or the packet is too short to have one
     */
    public boolean verify(ByteBuffer buf, int offset, int length) {
        return length >= CommonHeader.SIZE && compute(buf, offset, length) == CommonHeader.checksum(buf, offset);
    }

    /**
     * Writes the right checksum into a packet.
     *
     * @param buf the buffer that holds the packet
     * @param offset where the common header begins
     * @param length the packet's length in bytes, at least {@link CommonHeader#SIZE}
     * @throws IllegalArgumentException if the region is too short for a common header or not inside the buffer
     */
    public void fill(ByteBuffer buf, int offset, int length) {
        buf.putInt(offset + CommonHeader.CHECKSUM_OFFSET, compute(buf, offset, length));
    }

    private void update(ByteBuffer buf, int offset, int length) {
        if (buf.hasArray()) {
            crc.update(buf.array(), buf.arrayOffset() + offset, length);
        } else if (buf.isDirect()) {
            updateDirect(buf, offset, length);
        } else {
            updateByCopy(buf, offset, length);
        }
    }

    private void updateDirect(ByteBuffer buf, int offset, int length) {
        int position = buf.position();
        int limit = buf.limit();
        try {
            buf.limit(offset + length).position(offset);
            crc.update(buf);
        } finally {
            buf.limit(limit).position(position);
        }
    }

    // A read-only heap buffer: CRC32C would allocate a copy of its own on every call.
    private void updateByCopy(ByteBuffer buf, int offset, int length) {
        if (scratch.length == 0) {
            scratch = new byte[SCRATCH_SIZE];
        }
        int done = 0;
        while (done < length) {
            int part = Math.min(length - done, SCRATCH_SIZE);
            buf.get(offset + done, scratch, 0, part);
            crc.update(scratch, 0, part);
            done += part;
        }
    }
}
