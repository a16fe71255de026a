package io.jsctp.posix;

import java.nio.ByteBuffer;

/** {@code struct sctp_tlv}: the header of every notification (RFC 6458 §6.1). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_tlv {
    /** Which notification it is. */
    public int sn_type;

    /** Its flags. */
    public int sn_flags;

    /** Its size in bytes, this header included. */
    public long sn_length;

    sctp_tlv() {}

    void get(ByteBuffer in) {
        sn_type = in.getShort() & 0xFFFF;
        sn_flags = in.getShort() & 0xFFFF;
        sn_length = in.getInt() & 0xFFFF_FFFFL;
    }
}
