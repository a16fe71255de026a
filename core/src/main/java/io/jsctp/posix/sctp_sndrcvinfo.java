package io.jsctp.posix;

/** {@code struct sctp_sndrcvinfo}: how a message is sent or was received (RFC 6458 §5.3.2, deprecated there). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_sndrcvinfo implements Struct {
    /** Its size in bytes, what C's sizeof tells. */
    public static final int SIZEOF = 32;

    /** The stream. */
    public int sinfo_stream;

    /** The stream sequence number of a received message. */
    public int sinfo_ssn;

    /** SCTP_UNORDERED; for sending also SCTP_ADDR_OVER, SCTP_ABORT, SCTP_EOF, SCTP_SENDALL, SCTP_EOR, MSG_PR_SCTP. */
    public int sinfo_flags;

    /** The payload protocol id, in the byte order that the users agreed on. */
    public long sinfo_ppid;

    /** Comes back if the message can't be delivered; of a received message what SCTP_CONTEXT was set to. */
    public long sinfo_context;

    /** How long the message may wait for its transmission in ms; 0 for ever. */
    public long sinfo_timetolive;

    /** The TSN of a chunk of a received message. */
    public long sinfo_tsn;

    /** The cumulative TSN when the message was received. */
    public long sinfo_cumtsn;

    /** The association on a one-to-many socket. */
    public int sinfo_assoc_id;

    /** Makes one of zeros. */
    public sctp_sndrcvinfo() {}

    @Override
    public int sizeof() {
        return SIZEOF;
    }
}
