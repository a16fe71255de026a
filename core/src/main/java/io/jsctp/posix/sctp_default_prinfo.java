package io.jsctp.posix;

/** {@code struct sctp_default_prinfo}: how reliably messages are sent, by SCTP_DEFAULT_PRINFO (RFC 6458 §8.1.32). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_default_prinfo implements Struct {
    /** Its size in bytes, what C's sizeof tells. */
    public static final int SIZEOF = 12;

    /** SCTP_PR_SCTP_NONE, SCTP_PR_SCTP_TTL, SCTP_PR_SCTP_RTX, SCTP_PR_SCTP_PRIO. */
    public int pr_policy;

    /** A time in ms, a count, or a priority, as the policy says. */
    public long pr_value;

    /** The association on a one-to-many socket, or SCTP_FUTURE_ASSOC, SCTP_CURRENT_ASSOC, SCTP_ALL_ASSOC. */
    public int pr_assoc_id;

    /** Makes one of zeros. */
    public sctp_default_prinfo() {}

    @Override
    public int sizeof() {
        return SIZEOF;
    }
}
