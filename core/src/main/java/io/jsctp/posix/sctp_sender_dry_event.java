package io.jsctp.posix;

import java.nio.ByteBuffer;

/** {@code struct sctp_sender_dry_event}: everything was sent and acknowledged (RFC 6458 §6.1.9). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_sender_dry_event {
    /** Which notification it is. */
    public int sender_dry_type;

    /** Its flags. */
    public int sender_dry_flags;

    /** Its size in bytes, this header included. */
    public long sender_dry_length;

    /** The association. */
    public int sender_dry_assoc_id;

    sctp_sender_dry_event() {}

    void get(ByteBuffer in) {
        sender_dry_type = in.getShort() & 0xFFFF;
        sender_dry_flags = in.getShort() & 0xFFFF;
        sender_dry_length = in.getInt() & 0xFFFF_FFFFL;
        sender_dry_assoc_id = in.getInt();
    }
}
