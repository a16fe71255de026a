package io.jsctp.posix;

/** {@code struct sctp_event}: the subscription to one notification, by SCTP_EVENT (RFC 6458 §6.2.2). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_event implements Struct {
    /** Its size in bytes, what C's sizeof tells. */
    public static final int SIZEOF = 8;

    /** The association on a one-to-many socket, or SCTP_FUTURE_ASSOC, SCTP_CURRENT_ASSOC, SCTP_ALL_ASSOC. */
    public int se_assoc_id;

    /** The notification, as SCTP_ASSOC_CHANGE. */
    public int se_type;

    /** 1 to be told, 0 not to be. */
    public int se_on;

    /** Makes one of zeros. */
    public sctp_event() {}

    @Override
    public int sizeof() {
        return SIZEOF;
    }
}
