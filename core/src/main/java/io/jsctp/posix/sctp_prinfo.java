package io.jsctp.posix;

/** {@code struct sctp_prinfo}: how reliably a message is sent (RFC 6458 §5.3.7). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_prinfo implements Struct {
    /** Its size in bytes, what C's sizeof tells. */
    public static final int SIZEOF = 8;

    /** SCTP_PR_SCTP_NONE or SCTP_PR_SCTP_TTL. */
    public int pr_policy;

    /** For SCTP_PR_SCTP_TTL how long the message may wait in ms. */
    public long pr_value;

    /** Makes one of zeros. */
    public sctp_prinfo() {}

    @Override
    public int sizeof() {
        return SIZEOF;
    }
}
