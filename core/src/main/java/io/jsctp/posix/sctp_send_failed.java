package io.jsctp.posix;

import java.nio.ByteBuffer;

/** {@code struct sctp_send_failed}: a message was not delivered (RFC 6458 §6.1.4, deprecated there). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_send_failed {
    /** Which notification it is. */
    public int ssf_type;

    /** Its flags. */
    public int ssf_flags;

    /** Its size in bytes, this header included. */
    public long ssf_length;

    /** The cause, or 0. */
    public long ssf_error;

    /** How it was sent. */
    public final sctp_sndrcvinfo ssf_info = new sctp_sndrcvinfo();

    /** The association. */
    public int ssf_assoc_id;

    /** The message. */
    public byte[] ssf_data = {};

    sctp_send_failed() {}

    void get(ByteBuffer in) {
        ssf_type = in.getShort() & 0xFFFF;
        ssf_flags = in.getShort() & 0xFFFF;
        ssf_length = in.getInt() & 0xFFFF_FFFFL;
        ssf_error = in.getInt() & 0xFFFF_FFFFL;
        ssf_info.sinfo_stream = in.getShort() & 0xFFFF;
        ssf_info.sinfo_ssn = in.getShort() & 0xFFFF;
        ssf_info.sinfo_flags = in.getShort() & 0xFFFF;
        in.getShort();
        ssf_info.sinfo_ppid = in.getInt() & 0xFFFF_FFFFL;
        ssf_info.sinfo_context = in.getInt() & 0xFFFF_FFFFL;
        ssf_info.sinfo_timetolive = in.getInt() & 0xFFFF_FFFFL;
        ssf_info.sinfo_tsn = in.getInt() & 0xFFFF_FFFFL;
        ssf_info.sinfo_cumtsn = in.getInt() & 0xFFFF_FFFFL;
        ssf_info.sinfo_assoc_id = in.getInt();
        ssf_assoc_id = in.getInt();
        ssf_data = new byte[in.remaining()];
        in.get(ssf_data);
    }
}
