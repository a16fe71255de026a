package io.jsctp.wire;

/**
 * Reads the fields of an AUTH chunk in place (RFC 4895 §5.1).
 *
 * <p>The reader stands on an AUTH chunk for which {@link #valid} is true; then no accessor fails. Whether the HMAC is as
 * long as its algorithm makes it is for the caller to judge. Stateless; allocates nothing.
 */
public final class AuthView {
    /** Size of an AUTH chunk without HMAC, chunk header included. */
    public static final int HEADER_SIZE = 8;

    private AuthView() {}

    /**
     * Tells whether the chunk is long enough for the fixed fields.
     *
     * @param r a reader on an AUTH chunk
     * @return true if all accessors may be used
     */
    public static boolean valid(PacketReader r) {
        return r.chunkLength() >= HEADER_SIZE;
    }

    /**
     * Reads the shared key identifier.
     *
     * @param r a reader on a valid AUTH chunk
     * @return 0 to 65535
     */
    public static int sharedKeyId(PacketReader r) {
        return Bytes.u16(r.buffer(), r.chunkOffset() + 4);
    }

    /**
     * Reads the HMAC identifier.
     *
     * @param r a reader on a valid AUTH chunk
     * @return 0 to 65535
     */
    public static int hmacId(PacketReader r) {
        return Bytes.u16(r.buffer(), r.chunkOffset() + 6);
    }

    /**
     * Returns where the HMAC begins.
     *
     * @param r a reader on a valid AUTH chunk
     * @return absolute index
     */
    public static int hmacOffset(PacketReader r) {
        return r.chunkOffset() + HEADER_SIZE;
    }

    /**
     * Returns the length of the HMAC without padding.
     *
     * @param r a reader on a valid AUTH chunk
     * @return bytes, 0 to 65527
     */
    public static int hmacLength(PacketReader r) {
        return r.chunkLength() - HEADER_SIZE;
    }
}
