package io.jsctp.wire;

/**
 * Reads the fields of an I-DATA chunk in place (RFC 8260 §2.1). Its flags are those of DATA, see {@link DataView}.
 *
 * <p>The reader stands on an I-DATA chunk for which {@link #valid} is true; then no accessor fails. Stateless; allocates
 * nothing.
 */
public final class IDataView {
    /** Size of an I-DATA chunk without user data, chunk header included. */
    public static final int HEADER_SIZE = 20;

    private IDataView() {}

    /**
     * Tells whether the chunk is long enough for the fixed fields.
     *
     * @param r a reader on an I-DATA chunk
     * @return true if all accessors may be used; the user data may still be empty, which senders must not do
     */
    public static boolean valid(PacketReader r) {
        return r.chunkLength() >= HEADER_SIZE;
    }

    /**
     * Reads the TSN.
     *
     * @param r a reader on a valid I-DATA chunk
     * @return the TSN
     */
    public static int tsn(PacketReader r) {
        return r.buffer().getInt(r.chunkOffset() + 4);
    }

    /**
     * Reads the stream identifier.
     *
     * @param r a reader on a valid I-DATA chunk
     * @return 0 to 65535
     */
    public static int streamId(PacketReader r) {
        return Bytes.u16(r.buffer(), r.chunkOffset() + 8);
    }

    /**
     * Reads the Message Identifier (MID); ordered and unordered messages of a stream have each their own.
     *
     * @param r a reader on a valid I-DATA chunk
     * @return an unsigned 32-bit number
     */
    public static int messageId(PacketReader r) {
        return r.buffer().getInt(r.chunkOffset() + 12);
    }

    /**
     * Reads the payload protocol identifier, which only the first fragment of a message has.
     *
     * @param r a reader on a valid I-DATA chunk with the B bit
     * @return its 32 bits in the order they have on the wire
     */
    public static int payloadProtocolId(PacketReader r) {
        return r.buffer().getInt(r.chunkOffset() + 16);
    }

    /**
     * Returns the Fragment Sequence Number (FSN), which is 0 for the first fragment without standing in the chunk.
     *
     * @param r a reader on a valid I-DATA chunk
     * @return an unsigned 32-bit number
     */
    public static int fragmentSequenceNumber(PacketReader r) {
        return (r.flags() & DataView.FLAG_B) != 0 ? 0 : r.buffer().getInt(r.chunkOffset() + 16);
    }

    /**
     * Returns where the user data begins.
     *
     * @param r a reader on a valid I-DATA chunk
     * @return absolute index
     */
    public static int payloadOffset(PacketReader r) {
        return r.chunkOffset() + HEADER_SIZE;
    }

    /**
     * Returns the length of the user data.
     *
     * @param r a reader on a valid I-DATA chunk
     * @return bytes, 0 if the chunk has no user data
     */
    public static int payloadLength(PacketReader r) {
        return r.chunkLength() - HEADER_SIZE;
    }
}
