package io.jsctp.posix;

/** {@code struct sctp_nxtinfo}: what is known of the next message (RFC 6458 §5.3.6). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_nxtinfo implements Struct {
    /** Its size in bytes, what C's sizeof tells. */
    public static final int SIZEOF = 16;

    /** Its stream. */
    public int nxt_sid;

    /** An or of SCTP_UNORDERED, SCTP_COMPLETE, SCTP_NOTIFICATION. */
    public int nxt_flags;

    /** Its payload protocol id as the peer gave it. */
    public long nxt_ppid;

    /** How many of its bytes are there; all if SCTP_COMPLETE is set. */
    public long nxt_length;

    /** Its association on a one-to-many socket. */
    public int nxt_assoc_id;

    /** Makes one of zeros. */
    public sctp_nxtinfo() {}

    @Override
    public int sizeof() {
        return SIZEOF;
    }
}
