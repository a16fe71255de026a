package io.jsctp.posix;

/** {@code struct sctp_extrcvinfo}: how a message was received, and what is next (RFC 6458 §5.3.3, deprecated there). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_extrcvinfo implements Struct {
    /** Its size in bytes, what C's sizeof tells. */
    public static final int SIZEOF = 48;

    /** The stream. */
    public int sinfo_stream;

    /** The stream sequence number. */
    public int sinfo_ssn;

    /** SCTP_UNORDERED or 0. */
    public int sinfo_flags;

    /** The payload protocol id as the peer gave it. */
    public long sinfo_ppid;

    /** What SCTP_CONTEXT was set to. */
    public long sinfo_context;

    /** Always 0: only a sender knows it. */
    public long sinfo_pr_value;

    /** The TSN of a chunk of the message. */
    public long sinfo_tsn;

    /** The cumulative TSN when the message was received. */
    public long sinfo_cumtsn;

    /** SCTP_NEXT_MSG_AVAIL if the other fields of the next message hold something, with SCTP_NEXT_MSG_ISCOMPLETE,
     * SCTP_NEXT_MSG_IS_UNORDERED and SCTP_NEXT_MSG_IS_NOTIFICATION. */
    public int serinfo_next_flags;

    /** The stream of the next message. */
    public int serinfo_next_stream;

    /** The association of the next message. */
    public long serinfo_next_aid;

    /** How many bytes of the next message are there. */
    public long serinfo_next_length;

    /** The payload protocol id of the next message. */
    public long serinfo_next_ppid;

    /** The association on a one-to-many socket. */
    public int sinfo_assoc_id;

    /** Makes one of zeros. */
    public sctp_extrcvinfo() {}

    @Override
    public int sizeof() {
        return SIZEOF;
    }
}
