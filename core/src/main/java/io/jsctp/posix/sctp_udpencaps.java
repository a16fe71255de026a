package io.jsctp.posix;

/** {@code struct sctp_udpencaps}: the UDP port of peers, by SCTP_REMOTE_UDP_ENCAPS_PORT (RFC 6951 §6.1). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_udpencaps implements Struct {
    /** Its size in bytes, what C's sizeof tells. */
    public static final int SIZEOF = 136;

    /** The association on a one-to-many socket, or SCTP_FUTURE_ASSOC. */
    public int sue_assoc_id;

    /** The peer's address; AF_UNSPEC or the wildcard for later associations. */
    public final sockaddr_storage sue_address = new sockaddr_storage();

    /** The port in network byte order. */
    public int sue_port;

    /** Makes one of zeros. */
    public sctp_udpencaps() {}

    @Override
    public int sizeof() {
        return SIZEOF;
    }
}
