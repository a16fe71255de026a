package io.jsctp.posix;

/** {@code struct sctp_sndinfo}: how a message is sent (RFC 6458 §5.3.4). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_sndinfo implements Struct {
    /** Its size in bytes, what C's sizeof tells. */
    public static final int SIZEOF = 16;

    /** The stream. */
    public int snd_sid;

    /** An or of SCTP_UNORDERED, SCTP_ADDR_OVER, SCTP_ABORT, SCTP_EOF, SCTP_SENDALL, SCTP_EOR, SCTP_SACK_IMMEDIATELY. */
    public int snd_flags;

    /** The payload protocol id, in the byte order that the users agreed on. */
    public long snd_ppid;

    /** Comes back if the message can't be delivered. */
    public long snd_context;

    /** The association on a one-to-many socket. */
    public int snd_assoc_id;

    /** Makes one of zeros. */
    public sctp_sndinfo() {}

    @Override
    public int sizeof() {
        return SIZEOF;
    }
}
