package io.jsctp.posix;

/** {@code struct sctp_setprim}: the primary address, by SCTP_PRIMARY_ADDR (RFC 6458 §8.1.9). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_setprim implements Struct {
    /** Its size in bytes, what C's sizeof tells. */
    public static final int SIZEOF = 132;

    /** The association on a one-to-many socket. */
    public int ssp_assoc_id;

    /** The address. */
    public final sockaddr_storage ssp_addr = new sockaddr_storage();

    /** Makes one of zeros. */
    public sctp_setprim() {}

    @Override
    public int sizeof() {
        return SIZEOF;
    }
}
