package io.jsctp.posix;

/** {@code struct sctp_reset_streams}: streams whose numbers are to start over (RFC 6525 §6.3.2). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_reset_streams implements Struct {
    private static final int FIXED = 8;

    /** The association on a one-to-many socket. */
    public int srs_assoc_id;

    /** SCTP_STREAM_RESET_INCOMING, SCTP_STREAM_RESET_OUTGOING or both. */
    public int srs_flags;

    /** How many streams are named; 0 for all. */
    public int srs_number_streams;

    /** The streams. */
    public int[] srs_stream_list;

    /**
     * Makes one of zeros.
     *
     * @param streams for how many streams there is room
     */
    public sctp_reset_streams(int streams) {
        srs_stream_list = new int[streams];
    }

    @Override
    public int sizeof() {
        return FIXED + Short.BYTES * srs_stream_list.length;
    }
}
