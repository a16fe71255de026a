package io.jsctp.posix;

/** {@code struct sctp_stream_value}: a stream's priority or weight, by SCTP_STREAM_SCHEDULER_VALUE (RFC 8260 §4.3.3). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_stream_value implements Struct {
    /** Its size in bytes, what C's sizeof tells. */
    public static final int SIZEOF = 8;

    /** The association on a one-to-many socket, or SCTP_FUTURE_ASSOC, SCTP_CURRENT_ASSOC, SCTP_ALL_ASSOC. */
    public int assoc_id;

    /** The stream. */
    public int stream_id;

    /** Its priority for SCTP_SS_PRIO, its weight for SCTP_SS_WFQ. */
    public int stream_value;

    /** Makes one of zeros. */
    public sctp_stream_value() {}

    @Override
    public int sizeof() {
        return SIZEOF;
    }
}
