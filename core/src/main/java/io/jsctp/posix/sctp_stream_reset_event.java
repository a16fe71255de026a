package io.jsctp.posix;

import java.nio.ByteBuffer;

/** {@code struct sctp_stream_reset_event}: numbers of streams start over, or do not (RFC 6525 §6.1.1). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_stream_reset_event {
    /** Which notification it is. */
    public int strreset_type;

    /** Its flags. */
    public int strreset_flags;

    /** Its size in bytes, this header included. */
    public long strreset_length;

    /** The association. */
    public int strreset_assoc_id;

    /** The streams; none for all. */
    public int[] strreset_stream_list = {};

    sctp_stream_reset_event() {}

    void get(ByteBuffer in) {
        strreset_type = in.getShort() & 0xFFFF;
        strreset_flags = in.getShort() & 0xFFFF;
        strreset_length = in.getInt() & 0xFFFF_FFFFL;
        strreset_assoc_id = in.getInt();
        strreset_stream_list = new int[in.remaining() / Short.BYTES];
        for (int i = 0; i < strreset_stream_list.length; i++) {
            strreset_stream_list[i] = in.getShort() & 0xFFFF;
        }
    }
}
