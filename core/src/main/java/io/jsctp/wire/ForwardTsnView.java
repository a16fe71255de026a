package io.jsctp.wire;

/**
 * Reads the fields of a FORWARD TSN chunk in place (RFC 3758 §3.2).
 *
 * <p>The reader stands on a FORWARD TSN chunk for which {@link #valid} is true; then no accessor fails as long as indexes
 * are below the count. Stateless; allocates nothing.
 */
public final class ForwardTsnView {
    /** Size of a FORWARD TSN chunk without streams, chunk header included. */
    public static final int HEADER_SIZE = 8;

    /** Size of a stream and its sequence number. */
    public static final int ENTRY_SIZE = 4;

    private ForwardTsnView() {}

    /**
     * Tells whether the chunk's length is that of its fixed fields and a number of whole entries.
     *
     * @param r a reader on a FORWARD TSN chunk
     * @return true if all accessors may be used
     */
    public static boolean valid(PacketReader r) {
        return r.chunkLength() >= HEADER_SIZE && (r.chunkLength() - HEADER_SIZE) % ENTRY_SIZE == 0;
    }

    /**
     * Reads the New Cumulative TSN.
     *
     * @param r a reader on a valid FORWARD TSN chunk
     * @return a TSN
     */
    public static int newCumulativeTsn(PacketReader r) {
        return r.buffer().getInt(r.chunkOffset() + 4);
    }

    /**
     * Returns the number of entries. A stream may stand in several.
     *
     * @param r a reader on a valid FORWARD TSN chunk
     * @return 0 to 16381
     */
    public static int entryCount(PacketReader r) {
        return (r.chunkLength() - HEADER_SIZE) / ENTRY_SIZE;
    }

    /**
     * Reads the stream of an entry.
     *
     * @param r a reader on a valid FORWARD TSN chunk
     * @param index 0 to {@link #entryCount} - 1
     * @return 0 to 65535
     */
    public static int streamId(PacketReader r, int index) {
        return Bytes.u16(r.buffer(), r.chunkOffset() + HEADER_SIZE + ENTRY_SIZE * index);
    }

    /**
     * Reads the last sequence number that is skipped on the stream of an entry.
     *
     * @param r a reader on a valid FORWARD TSN chunk
     * @param index 0 to {@link #entryCount} - 1
     * @return 0 to 65535
     */
    public static int streamSequenceNumber(PacketReader r, int index) {
        return Bytes.u16(r.buffer(), r.chunkOffset() + HEADER_SIZE + ENTRY_SIZE * index + 2);
    }
}
