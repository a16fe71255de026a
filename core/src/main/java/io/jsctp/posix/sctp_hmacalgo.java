package io.jsctp.posix;

/** {@code struct sctp_hmacalgo}: algorithms by preference, by SCTP_HMAC_IDENT (RFC 6458 §8.1.17). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_hmacalgo implements Struct {
    private static final int HEADER = 4;
    private static final int ID = 2;

    /** How many there are. */
    public long shmac_number_of_idents;

    /** SCTP_AUTH_HMAC_ID_SHA1 and SCTP_AUTH_HMAC_ID_SHA256. */
    public int[] shmac_idents;

    /**
     * Makes one with room.
     *
     * @param ids for how many algorithms
     */
    public sctp_hmacalgo(int ids) {
        shmac_idents = new int[ids];
    }

    @Override
    public int sizeof() {
        return HEADER + ID * shmac_idents.length;
    }
}
