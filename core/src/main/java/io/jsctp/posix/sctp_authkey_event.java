package io.jsctp.posix;

import java.nio.ByteBuffer;

/** {@code struct sctp_authkey_event}: what became of authentication (RFC 6458 §6.1.8). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_authkey_event {
    /** Which notification it is. */
    public int auth_type;

    /** Its flags. */
    public int auth_flags;

    /** Its size in bytes, this header included. */
    public long auth_length;

    /** The shared key it is about. */
    public int auth_keynumber;

    /** SCTP_AUTH_NEW_KEY, SCTP_AUTH_NO_AUTH, SCTP_AUTH_FREE_KEY. */
    public long auth_indication;

    /** The association. */
    public int auth_assoc_id;

    sctp_authkey_event() {}

    void get(ByteBuffer in) {
        auth_type = in.getShort() & 0xFFFF;
        auth_flags = in.getShort() & 0xFFFF;
        auth_length = in.getInt() & 0xFFFF_FFFFL;
        auth_keynumber = in.getShort() & 0xFFFF;
        in.getShort(); // padding
        auth_indication = in.getInt() & 0xFFFF_FFFFL;
        auth_assoc_id = in.getInt();
    }
}
