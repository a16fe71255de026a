package io.jsctp.wire;

/**
 * Reads the fields of an I-FORWARD-TSN chunk in place (RFC 8260 §2.3.1).
 *
 * <p>The reader stands on an I-FORWARD-TSN chunk for which {@link #valid} is true; then no accessor fails as long as
 * indexes are below the count. Stateless; allocates nothing.
 */
public final class IForwardTsnView {
    /** Size of an I-FORWARD-TSN chunk without streams, chunk header included. */
    public static final int HEADER_SIZE = 8;

    /** Size of a stream, its U bit and its Message Identifier. */
    public static final int ENTRY_SIZE = 8;

    private static final int FLAG_U = 1;

    private IForwardTsnView() {}

    /**
     * Tells whether the chunk's length is that of its fixed fields and a number of whole entries.
     *
     * @param r a reader on an I-FORWARD-TSN chunk
     * @return true if all accessors may be used
     */
    public static boolean valid(PacketReader r) {
        return r.chunkLength() >= HEADER_SIZE && (r.chunkLength() - HEADER_SIZE) % ENTRY_SIZE == 0;
    }

    /**
     * Reads the New Cumulative TSN.
     *
     * @param r a reader on a valid I-FORWARD-TSN chunk
     * @return a TSN
     */
    public static int newCumulativeTsn(PacketReader r) {
        return r.buffer().getInt(r.chunkOffset() + 4);
    }

    /**
     * Returns the number of entries. A stream may stand in several.
     *
     * @param r a reader on a valid I-FORWARD-TSN chunk
     * @return 0 to 8190
     */
    public static int entryCount(PacketReader r) {
        return (r.chunkLength() - HEADER_SIZE) / ENTRY_SIZE;
    }

    /**
     * Reads the stream of an entry.
     *
     * @param r a reader on a valid I-FORWARD-TSN chunk
     * @param index 0 to {@link #entryCount} - 1
     * @return 0 to 65535
     */
    public static int streamId(PacketReader r, int index) {
        return Bytes.u16(r.buffer(), entry(r, index));
    }

    /**
     * Tells which of the stream's two counts of messages an entry is about. The reserved bits beside are ignored.
     *
     * @param r a reader on a valid I-FORWARD-TSN chunk
     * @param index 0 to {@link #entryCount} - 1
     * @return true for the unordered messages
     */
    public static boolean unordered(PacketReader r, int index) {
        return (Bytes.u16(r.buffer(), entry(r, index) + 2) & FLAG_U) != 0;
    }

    /**
     * Reads the last Message Identifier that is skipped on the stream of an entry.
     *
     * @param r a reader on a valid I-FORWARD-TSN chunk
     * @param index 0 to {@link #entryCount} - 1
     * @return an unsigned 32-bit number
     */
    public static int messageId(PacketReader r, int index) {
        return r.buffer().getInt(entry(r, index) + 4);
    }

    private static int entry(PacketReader r, int index) {
        return r.chunkOffset() + HEADER_SIZE + ENTRY_SIZE * index;
    }
}
