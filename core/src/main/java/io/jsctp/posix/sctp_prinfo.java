package io.jsctp.posix;

/** {@code struct sctp_prinfo}: how reliably a message is sent (RFC 6458 §5.3.7). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_prinfo implements Struct {
    /** Its size in bytes, what C's sizeof tells. */
    public static final int SIZEOF = 8;

    /** SCTP_PR_SCTP_NONE, SCTP_PR_SCTP_TTL, SCTP_PR_SCTP_RTX, SCTP_PR_SCTP_PRIO. */
    public int pr_policy;

    /** A time in ms, a count of retransmissions, or a priority, as the policy says. */
    public long pr_value;

    /** Makes one of zeros. */
    public sctp_prinfo() {}

    @Override
    public int sizeof() {
        return SIZEOF;
    }
}
