package io.jsctp.wire;

/**
 * Reads the fields of a DATA chunk in place (RFC 9260 §3.3.1).
 *
 * <p>The reader stands on a DATA chunk for which {@link #valid} is true; then no accessor fails. Stateless; allocates
 * nothing.
 */
public final class DataView {
    /** Size of a DATA chunk without user data, chunk header included. */
    public static final int HEADER_SIZE = 16;

    /** E bit: last fragment of a message. */
    public static final int FLAG_E = 1;

    /** B bit: first fragment of a message. */
    public static final int FLAG_B = 2;

    /** U bit: unordered. */
    public static final int FLAG_U = 4;

    /** I bit: the sender asks for a SACK without delay. */
    public static final int FLAG_I = 8;

    /** All flags that are defined. */
    static final int FLAGS = FLAG_E | FLAG_B | FLAG_U | FLAG_I;

    private DataView() {}

    /**
     * Tells whether the chunk is long enough for the fixed fields.
     *
     * @param r a reader on a DATA chunk
     * @return true if all accessors may be used; the user data may still be empty, which RFC 9260 §6.2 forbids senders
     */
    public static boolean valid(PacketReader r) {
        return r.chunkLength() >= HEADER_SIZE;
    }

    /**
     * Reads the TSN.
     *
     * @param r a reader on a valid DATA chunk
     * @return the TSN
     */
    public static int tsn(PacketReader r) {
        return r.buffer().getInt(r.chunkOffset() + 4);
    }

    /**
     * Reads the stream identifier.
     *
     * @param r a reader on a valid DATA chunk
     * @return 0 to 65535
     */
    public static int streamId(PacketReader r) {
        return Bytes.u16(r.buffer(), r.chunkOffset() + 8);
    }

    /**
     * Reads the stream sequence number, which means nothing if the U bit is set.
     *
     * @param r a reader on a valid DATA chunk
     * @return 0 to 65535
     */
    public static int streamSequenceNumber(PacketReader r) {
        return Bytes.u16(r.buffer(), r.chunkOffset() + 10);
    }

    /**
     * Reads the payload protocol identifier.
     *
     * @param r a reader on a valid DATA chunk
     * @return its 32 bits in the order they have on the wire
     */
    public static int payloadProtocolId(PacketReader r) {
        return r.buffer().getInt(r.chunkOffset() + 12);
    }

    /**
     * Returns where the user data begins.
     *
     * @param r a reader on a valid DATA chunk
     * @return absolute index
     */
    public static int payloadOffset(PacketReader r) {
        return r.chunkOffset() + HEADER_SIZE;
    }

    /**
     * Returns the length of the user data.
     *
     * @param r a reader on a valid DATA chunk
     * @return bytes, 0 if the chunk has no user data
     */
    public static int payloadLength(PacketReader r) {
        return r.chunkLength() - HEADER_SIZE;
    }
}
