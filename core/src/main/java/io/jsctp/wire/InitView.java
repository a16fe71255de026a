package io.jsctp.wire;

/**
 * Reads the fixed fields of an INIT or INIT ACK chunk in place (RFC 9260 §3.3.2, §3.3.3): what is needed to judge and
 * to answer a chunk whose parameters do not decode.
 *
 * <p>The reader stands on an INIT or INIT ACK chunk for which {@link #valid} is true; then no accessor fails.
 * Stateless; allocates nothing.
 */
public final class InitView {
    /** Size of an INIT or INIT ACK chunk without parameters, chunk header included. */
    public static final int HEADER_SIZE = 20;

    private InitView() {}

    /**
     * Tells whether the chunk is long enough for the fixed fields.
     *
     * @param r a reader on an INIT or INIT ACK chunk
     * @return true if all accessors may be used
     */
    public static boolean valid(PacketReader r) {
        return r.chunkLength() >= HEADER_SIZE;
    }

    /**
     * Reads the Initiate Tag.
     *
     * @param r a reader on a valid chunk
     * @return 32 bits; 0 is not allowed by the RFC but may arrive
     */
    public static int initiateTag(PacketReader r) {
        return r.buffer().getInt(r.chunkOffset() + 4);
    }

    /**
     * Reads the advertised receiver window credit.
     *
     * @param r a reader on a valid chunk
     * @return bytes, an unsigned 32-bit number
     */
    public static int advertisedReceiverWindow(PacketReader r) {
        return r.buffer().getInt(r.chunkOffset() + 8);
    }

    /**
     * Reads the number of outbound streams.
     *
     * @param r a reader on a valid chunk
     * @return 0 to 65535
     */
    public static int outboundStreams(PacketReader r) {
        return Bytes.u16(r.buffer(), r.chunkOffset() + 12);
    }

    /**
     * Reads the number of inbound streams.
     *
     * @param r a reader on a valid chunk
     * @return 0 to 65535
     */
    public static int inboundStreams(PacketReader r) {
        return Bytes.u16(r.buffer(), r.chunkOffset() + 14);
    }

    /**
     * Reads the Initial TSN.
     *
     * @param r a reader on a valid chunk
     * @return a TSN
     */
    public static int initialTsn(PacketReader r) {
        return r.buffer().getInt(r.chunkOffset() + 16);
    }

    /**
     * Counts the parameters without decoding them, as far as their lengths are sound.
     *
     * @param r a reader on a valid chunk
     * @return how many there are, at most a quarter of the chunk's length
     */
    public static int parameterCount(PacketReader r) {
        int end = r.chunkOffset() + r.chunkLength();
        int at = r.chunkOffset() + HEADER_SIZE;
        int count = 0;
        while (end - at >= Bytes.TLV_HEADER_SIZE) {
            int length = Bytes.u16(r.buffer(), at + 2);
            if (length < Bytes.TLV_HEADER_SIZE) {
                break;
            }
            count++;
            at += Bytes.pad4(length);
        }
        return count;
    }
}
