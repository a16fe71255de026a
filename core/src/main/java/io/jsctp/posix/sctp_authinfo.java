package io.jsctp.posix;

/** {@code struct sctp_authinfo}: the key a message is authenticated with (RFC 6458 §5.3.8). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_authinfo implements Struct {
    /** Its size in bytes, what C's sizeof tells. */
    public static final int SIZEOF = 2;

    /** The shared key. */
    public int auth_keynumber;

    /** Makes one of zeros. */
    public sctp_authinfo() {}

    @Override
    public int sizeof() {
        return SIZEOF;
    }
}
