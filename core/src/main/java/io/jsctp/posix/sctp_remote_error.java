package io.jsctp.posix;

import java.nio.ByteBuffer;

/** {@code struct sctp_remote_error}: the peer reported an error (RFC 6458 §6.1.3). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_remote_error {
    /** Which notification it is. */
    public int sre_type;

    /** Its flags. */
    public int sre_flags;

    /** Its size in bytes, this header included. */
    public long sre_length;

    /** The cause code in network byte order. */
    public int sre_error;

    /** The association. */
    public int sre_assoc_id;

    /** The ERROR chunk. */
    public byte[] sre_data = {};

    sctp_remote_error() {}

    void get(ByteBuffer in) {
        sre_type = in.getShort() & 0xFFFF;
        sre_flags = in.getShort() & 0xFFFF;
        sre_length = in.getInt() & 0xFFFF_FFFFL;
        sre_error = in.getShort() & 0xFFFF;
        in.getShort();
        sre_assoc_id = in.getInt();
        sre_data = new byte[in.remaining()];
        in.get(sre_data);
    }
}
