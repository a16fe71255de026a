package io.jsctp.posix;

import java.nio.ByteBuffer;

/** {@code struct sctp_send_failed_event}: a message was not delivered (RFC 6458 §6.1.11). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_send_failed_event {
    /** Which notification it is. */
    public int ssfe_type;

    /** Its flags. */
    public int ssfe_flags;

    /** Its size in bytes, this header included. */
    public long ssfe_length;

    /** The cause, or 0. */
    public long ssfe_error;

    /** How it was sent. */
    public final sctp_sndinfo ssfe_info = new sctp_sndinfo();

    /** The association. */
    public int ssfe_assoc_id;

    /** The message. */
    public byte[] ssfe_data = {};

    sctp_send_failed_event() {}

    void get(ByteBuffer in) {
        ssfe_type = in.getShort() & 0xFFFF;
        ssfe_flags = in.getShort() & 0xFFFF;
        ssfe_length = in.getInt() & 0xFFFF_FFFFL;
        ssfe_error = in.getInt() & 0xFFFF_FFFFL;
        ssfe_info.snd_sid = in.getShort() & 0xFFFF;
        ssfe_info.snd_flags = in.getShort() & 0xFFFF;
        ssfe_info.snd_ppid = in.getInt() & 0xFFFF_FFFFL;
        ssfe_info.snd_context = in.getInt() & 0xFFFF_FFFFL;
        ssfe_info.snd_assoc_id = in.getInt();
        ssfe_assoc_id = in.getInt();
        ssfe_data = new byte[in.remaining()];
        in.get(ssfe_data);
    }
}
