package io.jsctp.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A cursor over the chunks of one packet (RFC 9260 §3.2), reusable for packet after packet.
 *
 * <p>{@link #next()} checks once that the chunk it moves to lies inside the packet. While it answers {@link #CHUNK} the
 * accessors describe that chunk and cannot fail; in any other case they are meaningless. What lies inside the chunk's
 * value is checked by {@link DataView#valid}, {@link SackView#valid}, {@link InitView#valid} and {@link ChunkDecoder}.
 *
 * <p>The packet's bytes must not change while it is read. Not safe for concurrent use. Allocates nothing.
 */
public final class PacketReader {
    /** The cursor stands on a chunk. */
    public static final int CHUNK = 1;

    /** There are no more chunks. */
    public static final int END = 0;

    /**
     * The rest of the packet cannot be read: its next chunk has a length below 4 or one that reaches past the packet,
     * there are one to three stray bytes, or the packet is shorter than a common header. Chunks before it are sound.
     */
    public static final int MALFORMED = -1;

    private static final ByteBuffer NO_BUFFER = ByteBuffer.allocate(0);

    private ByteBuffer buffer = NO_BUFFER;
    private int end;
    private int nextOffset;
    private boolean malformed = true;
    private int chunkOffset;
    private int chunkLength;

    /** Makes a cursor without a packet: {@link #next()} answers {@link #MALFORMED} until {@link #reset}. */
    public PacketReader() {}

    /**
     * Puts the cursor before the first chunk of a packet.
     *
     * @param buf the buffer that holds the packet, in big-endian order
     * @param offset where the common header begins
     * @param length the packet's length in bytes; if it is too short for a common header or reaches past the buffer's
     *     limit, {@link #next()} will answer {@link #MALFORMED}
     * @throws IllegalArgumentException if the buffer is in little-endian order
     */
    public void reset(ByteBuffer buf, int offset, int length) {
        requireBigEndian(buf);
        buffer = buf;
        malformed = offset < 0 || length < CommonHeader.SIZE || length > buf.limit() - offset;
        nextOffset = offset + CommonHeader.SIZE;
        end = offset + length;
    }

    /**
     * Moves to the next chunk. A last chunk whose padding is missing from the packet is accepted.
     *
     * @return {@link #CHUNK}, {@link #END} or {@link #MALFORMED}; the last two stay until {@link #reset}
     */
    public int next() {
        if (malformed) {
            return MALFORMED;
        }
        int remaining = end - nextOffset;
        if (remaining <= 0) {
            return END;
        }
        int length = remaining < Bytes.TLV_HEADER_SIZE ? 0 : Bytes.u16(buffer, nextOffset + 2);
        if (length < Bytes.TLV_HEADER_SIZE || length > remaining) {
            malformed = true;
            return MALFORMED;
        }
        chunkOffset = nextOffset;
        chunkLength = length;
        nextOffset += Bytes.pad4(length);
        return CHUNK;
    }

    /**
     * Returns the buffer that holds the packet.
     *
     * @return the buffer last given to {@link #reset}
     */
    public ByteBuffer buffer() {
        return buffer;
    }

    /**
     * Returns the type of the chunk.
     *
     * @return 0 to 255, see {@link ChunkType}
     */
    public int type() {
        return Bytes.u8(buffer, chunkOffset);
    }

    /**
     * Returns the flags of the chunk.
     *
     * @return 0 to 255
     */
    public int flags() {
        return Bytes.u8(buffer, chunkOffset + 1);
    }

    /**
     * Returns where the chunk begins.
     *
     * @return absolute index of the chunk's type
     */
    public int chunkOffset() {
        return chunkOffset;
    }

    /**
     * Returns the chunk's length field: header and value, without padding.
     *
     * @return 4 to 65535 bytes
     */
    public int chunkLength() {
        return chunkLength;
    }

    /**
     * Returns where the chunk's value begins.
     *
     * @return absolute index of the first byte after the chunk header
     */
    public int valueOffset() {
        return chunkOffset + Bytes.TLV_HEADER_SIZE;
    }

    /**
     * Returns the length of the chunk's value without padding.
     *
     * @return 0 to 65531 bytes
     */
    public int valueLength() {
        return chunkLength - Bytes.TLV_HEADER_SIZE;
    }

    static void requireBigEndian(ByteBuffer buf) {
        if (buf.order() != ByteOrder.BIG_ENDIAN) {
            throw new IllegalArgumentException("the buffer is in little-endian order");
        }
    }
}
