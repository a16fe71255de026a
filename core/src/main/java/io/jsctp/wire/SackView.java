package io.jsctp.wire;

/**
 * Reads the fields of a SACK chunk in place (RFC 9260 §3.3.4).
 *
 * <p>The reader stands on a SACK chunk for which {@link #valid} is true; then no accessor fails as long as indexes are
 * below the counts. Whether gap blocks make sense (order, overlap, start above end) is for the caller to judge.
 * Stateless; allocates nothing.
 */
public final class SackView {
    /** Size of a SACK chunk without gap blocks and duplicates, chunk header included. */
    public static final int HEADER_SIZE = 16;

    /** Size of one gap block or duplicate TSN. */
    static final int ENTRY_SIZE = 4;

    private SackView() {}

    /**
     * Tells whether the chunk's length is exactly what its counts ask for.
     *
     * @param r a reader on a SACK chunk
     * @return true if all accessors may be used
     */
    public static boolean valid(PacketReader r) {
        return r.chunkLength() >= HEADER_SIZE
                && r.chunkLength() == HEADER_SIZE + ENTRY_SIZE * (gapBlockCount(r) + duplicateCount(r));
    }

    /**
     * Reads the Cumulative TSN Ack.
     *
     * @param r a reader on a valid SACK chunk
     * @return a TSN
     */
    public static int cumulativeTsnAck(PacketReader r) {
        return r.buffer().getInt(r.chunkOffset() + 4);
    }

    /**
     * Reads the advertised receiver window credit.
     *
     * @param r a reader on a valid SACK chunk
     * @return bytes, an unsigned 32-bit number
     */
    public static int advertisedReceiverWindow(PacketReader r) {
        return r.buffer().getInt(r.chunkOffset() + 8);
    }

    /**
     * Reads the number of gap ack blocks.
     *
     * @param r a reader on a valid SACK chunk
     * @return 0 to 65535
     */
    public static int gapBlockCount(PacketReader r) {
        return Bytes.u16(r.buffer(), r.chunkOffset() + 12);
    }

    /**
     * Reads the number of duplicate TSNs.
     *
     * @param r a reader on a valid SACK chunk
     * @return 0 to 65535
     */
    public static int duplicateCount(PacketReader r) {
        return Bytes.u16(r.buffer(), r.chunkOffset() + 14);
    }

    /**
     * Reads the start of a gap ack block.
     *
     * @param r a reader on a valid SACK chunk
     * @param index 0 to {@link #gapBlockCount} - 1
     * @return offset of the block's first TSN from the Cumulative TSN Ack, 0 to 65535
     */
    public static int gapStart(PacketReader r, int index) {
        return Bytes.u16(r.buffer(), r.chunkOffset() + HEADER_SIZE + ENTRY_SIZE * index);
    }

    /**
     * Reads the end of a gap ack block.
     *
     * @param r a reader on a valid SACK chunk
     * @param index 0 to {@link #gapBlockCount} - 1
     * @return offset of the block's last TSN from the Cumulative TSN Ack, 0 to 65535
     */
    public static int gapEnd(PacketReader r, int index) {
        return Bytes.u16(r.buffer(), r.chunkOffset() + HEADER_SIZE + ENTRY_SIZE * index + 2);
    }

    /**
     * Reads a duplicate TSN.
     *
     * @param r a reader on a valid SACK chunk
     * @param index 0 to {@link #duplicateCount} - 1
     * @return a TSN
     */
    public static int duplicateTsn(PacketReader r, int index) {
        return r.buffer().getInt(r.chunkOffset() + HEADER_SIZE + ENTRY_SIZE * (gapBlockCount(r) + index));
    }
}
