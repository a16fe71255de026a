package io.jsctp.posix;

/** {@code struct sctp_rtoinfo}: the bounds of the retransmission timeout, by SCTP_RTOINFO (RFC 6458 §8.1.1). In ms; 0 leaves one as it is. */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_rtoinfo implements Struct {
    /** Its size in bytes, what C's sizeof tells. */
    public static final int SIZEOF = 16;

    /** The association on a one-to-many socket, or SCTP_FUTURE_ASSOC. */
    public int srto_assoc_id;

    /** Before anything was measured. */
    public long srto_initial;

    /** The upper bound. */
    public long srto_max;

    /** The lower bound. */
    public long srto_min;

    /** Makes one of zeros. */
    public sctp_rtoinfo() {}

    @Override
    public int sizeof() {
        return SIZEOF;
    }
}
