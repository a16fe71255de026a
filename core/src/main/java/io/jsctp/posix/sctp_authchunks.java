package io.jsctp.posix;

/** {@code struct sctp_authchunks}: the chunk types that one side takes only if authenticated (RFC 6458 §8.2.3, §8.2.4). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_authchunks implements Struct {
    private static final int HEADER = 8;

    /** The association, on a one-to-many socket. */
    public int gauth_assoc_id;

    /** How many there are. */
    public long gauth_number_of_chunks;

    /** The chunk types. */
    public int[] gauth_chunks;

    /**
     * Makes one with room.
     *
     * @param chunks for how many chunk types
     */
    public sctp_authchunks(int chunks) {
        gauth_chunks = new int[chunks];
    }

    @Override
    public int sizeof() {
        return HEADER + gauth_chunks.length;
    }
}
