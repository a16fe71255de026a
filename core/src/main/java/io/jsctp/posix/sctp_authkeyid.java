package io.jsctp.posix;

/** {@code struct sctp_authkeyid}: which shared key is to be used, or not any more (RFC 6458 §8.1.18, §8.3.4, §8.3.5). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_authkeyid implements Struct {
    /** Its size in bytes, what C's sizeof tells. */
    public static final int SIZEOF = 8;

    /** The association, on a one-to-many socket. */
    public int scact_assoc_id;

    /** The number of the key. */
    public int scact_keynumber;

    /** Makes one of zeros. */
    public sctp_authkeyid() {}

    @Override
    public int sizeof() {
        return SIZEOF;
    }
}
