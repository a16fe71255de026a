package io.jsctp.posix;

/** {@code struct sctp_sendv_spa}: several attributes of a message (RFC 6458 §9.12). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_sendv_spa implements Struct {
    /** Its size in bytes, what C's sizeof tells. */
    public static final int SIZEOF = 32;

    /** Which of the others count: SCTP_SEND_SNDINFO_VALID, SCTP_SEND_PRINFO_VALID, SCTP_SEND_AUTHINFO_VALID. */
    public long sendv_flags;

    /** How it is sent. */
    public final sctp_sndinfo sendv_sndinfo = new sctp_sndinfo();

    /** How reliably it is sent. */
    public final sctp_prinfo sendv_prinfo = new sctp_prinfo();

    /** The key it is authenticated with. */
    public final sctp_authinfo sendv_authinfo = new sctp_authinfo();

    /** Makes one of zeros. */
    public sctp_sendv_spa() {}

    @Override
    public int sizeof() {
        return SIZEOF;
    }
}
