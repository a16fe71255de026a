package io.jsctp.posix;

/** {@code struct sctp_paddrparams}: how paths are watched, by SCTP_PEER_ADDR_PARAMS (RFC 6458 §8.1.12). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_paddrparams implements Struct {
    /** Its size in bytes, what C's sizeof tells. */
    public static final int SIZEOF = 156;

    /** The association on a one-to-many socket, or SCTP_FUTURE_ASSOC. */
    public int spp_assoc_id;

    /** The peer's address; the wildcard or AF_UNSPEC for all. */
    public final sockaddr_storage spp_address = new sockaddr_storage();

    /** The heartbeat interval in ms; set with SPP_HB_ENABLE. */
    public long spp_hbinterval;

    /** Path.Max.Retrans; 0 leaves it as it is. */
    public int spp_pathmaxrxt;

    /** Bytes for chunks in one packet; set with SPP_PMTUD_DISABLE. */
    public long spp_pathmtu;

    /**
     * An or of SPP_HB_ENABLE, SPP_HB_DISABLE, SPP_HB_DEMAND, SPP_HB_TIME_IS_ZERO, SPP_PMTUD_DISABLE, SPP_IPV6_FLOWLABEL,
     * SPP_DSCP.
     */
    public long spp_flags;

    /** The flow label in the 20 low bits; set with SPP_IPV6_FLOWLABEL, which over UDP is EOPNOTSUPP. */
    public long spp_ipv6_flowlabel;

    /** The DSCP in the six high bits of an octet; set with SPP_DSCP. The seed's spp_ipv4_tos. */
    public int spp_dscp;

    /** Makes one of zeros. */
    public sctp_paddrparams() {}

    @Override
    public int sizeof() {
        return SIZEOF;
    }
}
