package io.jsctp.posix;

/** {@code struct sctp_setpeerprim}: the local address that the peer is asked to send to (RFC 6458 §8.3.1). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_setpeerprim implements Struct {
    /** Its size in bytes, what C's sizeof tells. */
    public static final int SIZEOF = 132;

    /** The association on a one-to-many socket. */
    public int sspp_assoc_id;

    /** The address. */
    public final sockaddr_storage sspp_addr = new sockaddr_storage();

    /** Makes one of zeros. */
    public sctp_setpeerprim() {}

    @Override
    public int sizeof() {
        return SIZEOF;
    }
}
