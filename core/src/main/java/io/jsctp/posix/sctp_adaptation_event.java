package io.jsctp.posix;

import java.nio.ByteBuffer;

/** {@code struct sctp_adaptation_event}: the peer indicates an adaptation layer (RFC 6458 §6.1.6). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_adaptation_event {
    /** Which notification it is. */
    public int sai_type;

    /** Its flags. */
    public int sai_flags;

    /** Its size in bytes, this header included. */
    public long sai_length;

    /** What the peer set by SCTP_ADAPTATION_LAYER. */
    public long sai_adaptation_ind;

    /** The association. */
    public int sai_assoc_id;

    sctp_adaptation_event() {}

    void get(ByteBuffer in) {
        sai_type = in.getShort() & 0xFFFF;
        sai_flags = in.getShort() & 0xFFFF;
        sai_length = in.getInt() & 0xFFFF_FFFFL;
        sai_adaptation_ind = in.getInt() & 0xFFFF_FFFFL;
        sai_assoc_id = in.getInt();
    }
}
