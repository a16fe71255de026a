package io.jsctp.posix;

/** {@code struct sctp_rcvinfo}: how a message was received (RFC 6458 §5.3.5). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_rcvinfo implements Struct {
    /** Its size in bytes, what C's sizeof tells. */
    public static final int SIZEOF = 28;

    /** The stream. */
    public int rcv_sid;

    /** The stream sequence number; the same for all parts of a message. */
    public int rcv_ssn;

    /** SCTP_UNORDERED or 0. */
    public int rcv_flags;

    /** The payload protocol id as the peer gave it. */
    public long rcv_ppid;

    /** The TSN of a chunk of the message. */
    public long rcv_tsn;

    /** The cumulative TSN when the message was received. */
    public long rcv_cumtsn;

    /** What SCTP_CONTEXT was set to. */
    public long rcv_context;

    /** The association on a one-to-many socket. */
    public int rcv_assoc_id;

    /** Makes one of zeros. */
    public sctp_rcvinfo() {}

    @Override
    public int sizeof() {
        return SIZEOF;
    }
}
