package io.jsctp.posix;

import java.nio.ByteBuffer;

/** {@code struct sctp_shutdown_event}: the peer sent SHUTDOWN (RFC 6458 §6.1.5). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_shutdown_event {
    /** Which notification it is. */
    public int sse_type;

    /** Its flags. */
    public int sse_flags;

    /** Its size in bytes, this header included. */
    public long sse_length;

    /** The association. */
    public int sse_assoc_id;

    sctp_shutdown_event() {}

    void get(ByteBuffer in) {
        sse_type = in.getShort() & 0xFFFF;
        sse_flags = in.getShort() & 0xFFFF;
        sse_length = in.getInt() & 0xFFFF_FFFFL;
        sse_assoc_id = in.getInt();
    }
}
