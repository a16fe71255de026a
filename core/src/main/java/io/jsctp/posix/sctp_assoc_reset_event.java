package io.jsctp.posix;

import java.nio.ByteBuffer;

/** {@code struct sctp_assoc_reset_event}: all numbers start over, or do not (RFC 6525 §6.1.2). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_assoc_reset_event {
    /** Which notification it is. */
    public int assocreset_type;

    /** Its flags. */
    public int assocreset_flags;

    /** Its size in bytes, this header included. */
    public long assocreset_length;

    /** The association. */
    public int assocreset_assoc_id;

    /** The next TSN of this side. */
    public long assocreset_local_tsn;

    /** The next TSN of the peer. */
    public long assocreset_remote_tsn;

    sctp_assoc_reset_event() {}

    void get(ByteBuffer in) {
        assocreset_type = in.getShort() & 0xFFFF;
        assocreset_flags = in.getShort() & 0xFFFF;
        assocreset_length = in.getInt() & 0xFFFF_FFFFL;
        assocreset_assoc_id = in.getInt();
        assocreset_local_tsn = in.getInt() & 0xFFFF_FFFFL;
        assocreset_remote_tsn = in.getInt() & 0xFFFF_FFFFL;
    }
}
