package io.jsctp.posix;

/** {@code struct sctp_paddrthlds}: when a path is given up, by SCTP_PEER_ADDR_THLDS (RFC 7829 §7.2). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_paddrthlds implements Struct {
    /** Its size in bytes, what C's sizeof tells. */
    public static final int SIZEOF = 144;

    /** The association on a one-to-many socket, or SCTP_FUTURE_ASSOC. */
    public int spt_assoc_id;

    /** The peer's address; AF_UNSPEC or the wildcard for all of them, now and later. */
    public final sockaddr_storage spt_address = new sockaddr_storage();

    /** With more errors in a row the address can't be reached. */
    public int spt_pathmaxrxt;

    /** With more errors in a row it is potentially failed. */
    public int spt_pathpfthld;

    /** With more errors in a row it is not the primary one any more; 0xffff: it stays that. */
    public int spt_pathcpthld;

    /** Makes one of zeros. */
    public sctp_paddrthlds() {}

    @Override
    public int sizeof() {
        return SIZEOF;
    }
}
