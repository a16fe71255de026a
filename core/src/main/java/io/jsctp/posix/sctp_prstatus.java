package io.jsctp.posix;

/** {@code struct sctp_prstatus}: messages given up, by SCTP_PR_STREAM_STATUS and SCTP_PR_ASSOC_STATUS (RFC 7496 §4.3, §4.4). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_prstatus implements Struct {
    /** Its size in bytes, what C's sizeof tells. */
    public static final int SIZEOF = 24;

    /** The association on a one-to-many socket. */
    public int sprstat_assoc_id;

    /** The stream; without meaning for SCTP_PR_ASSOC_STATUS. */
    public int sprstat_sid;

    /** A policy, or SCTP_PR_SCTP_ALL. */
    public int sprstat_policy;

    /** Messages given up before any part of them had been sent. */
    public long sprstat_abandoned_unsent;

    /** Messages given up after a part of them had been sent. */
    public long sprstat_abandoned_sent;

    /** Makes one of zeros. */
    public sctp_prstatus() {}

    @Override
    public int sizeof() {
        return SIZEOF;
    }
}
