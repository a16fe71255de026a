package io.jsctp.posix;

import java.nio.ByteBuffer;

/** {@code struct sctp_stream_change_event}: there are more streams, or not (RFC 6525 §6.1.3). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_stream_change_event {
    /** Which notification it is. */
    public int strchange_type;

    /** Its flags. */
    public int strchange_flags;

    /** Its size in bytes, this header included. */
    public long strchange_length;

    /** The association. */
    public int strchange_assoc_id;

    /** How many streams there are from the peer. */
    public int strchange_instrms;

    /** How many streams there are to the peer. */
    public int strchange_outstrms;

    sctp_stream_change_event() {}

    void get(ByteBuffer in) {
        strchange_type = in.getShort() & 0xFFFF;
        strchange_flags = in.getShort() & 0xFFFF;
        strchange_length = in.getInt() & 0xFFFF_FFFFL;
        strchange_assoc_id = in.getInt();
        strchange_instrms = in.getShort() & 0xFFFF;
        strchange_outstrms = in.getShort() & 0xFFFF;
    }
}
