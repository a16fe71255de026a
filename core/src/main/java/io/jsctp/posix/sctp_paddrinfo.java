package io.jsctp.posix;

/** {@code struct sctp_paddrinfo}: the path to an address of the peer, by SCTP_GET_PEER_ADDR_INFO (RFC 6458 §8.2.2). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_paddrinfo implements Struct {
    /** Its size in bytes, what C's sizeof tells. */
    public static final int SIZEOF = 152;

    /** The association; SCTP_FUTURE_ASSOC to find it by the address. */
    public int spinfo_assoc_id;

    /** The address. */
    public final sockaddr_storage spinfo_address = new sockaddr_storage();

    /** SCTP_ACTIVE, SCTP_INACTIVE, SCTP_UNCONFIRMED or SCTP_POTENTIALLY_FAILED. */
    public int spinfo_state;

    /** The congestion window in bytes. */
    public long spinfo_cwnd;

    /** The smoothed round-trip time in ms. */
    public long spinfo_srtt;

    /** The retransmission timeout in ms. */
    public long spinfo_rto;

    /** Bytes for chunks in one packet. */
    public long spinfo_mtu;

    /** Makes one of zeros. */
    public sctp_paddrinfo() {}

    @Override
    public int sizeof() {
        return SIZEOF;
    }
}
