package io.jsctp.posix;

/** {@code struct sctp_assoc_ids}: the associations of a socket, by SCTP_GET_ASSOC_ID_LIST (RFC 6458 §8.2.6). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_assoc_ids implements Struct {
    private static final int WORD = 4;

    /** How many there are. */
    public long gaids_number_of_ids;

    /** Their ids. */
    public int[] gaids_assoc_id;

    /**
     * Makes one with room.
     *
     * @param ids for how many ids
     */
    public sctp_assoc_ids(int ids) {
        gaids_assoc_id = new int[ids];
    }

    @Override
    public int sizeof() {
        return WORD + WORD * gaids_assoc_id.length;
    }
}
