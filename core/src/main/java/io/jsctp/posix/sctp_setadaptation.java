package io.jsctp.posix;

/** {@code struct sctp_setadaptation}: what is indicated to peers, by SCTP_ADAPTATION_LAYER (RFC 6458 §8.1.10). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_setadaptation implements Struct {
    /** Its size in bytes, what C's sizeof tells. */
    public static final int SIZEOF = 4;

    /** The indication, 32 bits. */
    public long ssb_adaptation_ind;

    /** Makes one of zeros. */
    public sctp_setadaptation() {}

    @Override
    public int sizeof() {
        return SIZEOF;
    }
}
