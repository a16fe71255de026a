package io.jsctp.posix;

/** {@code struct sctp_recvv_rn}: what is known of a message and of the next one (RFC 6458 §9.13). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_recvv_rn implements Struct {
    /** Its size in bytes, what C's sizeof tells. */
    public static final int SIZEOF = 44;

    /** Of the message. */
    public final sctp_rcvinfo recvv_rcvinfo = new sctp_rcvinfo();

    /** Of the next one. */
    public final sctp_nxtinfo recvv_nxtinfo = new sctp_nxtinfo();

    /** Makes one of zeros. */
    public sctp_recvv_rn() {}

    @Override
    public int sizeof() {
        return SIZEOF;
    }
}
