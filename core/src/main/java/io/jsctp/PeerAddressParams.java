package io.jsctp;

/**
 * How the paths to a peer are watched, and how packets to it are marked: struct sctp_paddrparams (RFC 6458 §8.1.12).
 *
 * <p>Refused with EOPNOTSUPP are SPP_PMTUD_ENABLE where the link cannot keep packets from being divided on their way (over UDP
 * that takes JDK 19), and marks that the link cannot give to packets: over UDP the flow label, and the DSCP where the operating system does not take one. When read, SPP_DSCP and
 * SPP_IPV6_FLOWLABEL tell that the link can, and the value is that of the address, else the association's default, else the
 * socket's. Another DSCP starts the congestion control of the paths concerned over (RFC 9260 §7.2.5.1).
 *
 * @param heartbeatIntervalMs HB.interval in milliseconds, 0..4294967295; taken only with {@code SPP_HB_ENABLE}, and 0 then
 *     leaves it unchanged
 * @param pathMaxRetransmits Path.Max.Retrans, 0..65535; 0 leaves it unchanged
 * @param pathMtuBytes bytes for chunks in one packet; 0 leaves it unchanged. It is taken only together with
 *     {@code SPP_PMTUD_DISABLE}, from 500 on up to what the link carries; with {@code SPP_PMTUD_ENABLE} it is ignored. When
 *     read, what it is now
 * @param flags {@code SPP_HB_ENABLE}, {@code SPP_HB_DISABLE}, {@code SPP_HB_DEMAND}, {@code SPP_HB_TIME_IS_ZERO},
 *     {@code SPP_PMTUD_ENABLE}, {@code SPP_PMTUD_DISABLE}, {@code SPP_IPV6_FLOWLABEL}, {@code SPP_DSCP}
 * @param ipv6FlowLabel the flow label of IPv6 packets, of which the 20 low bits count, 0..4294967295; taken only with {@code
 *     SPP_IPV6_FLOWLABEL}, by IPv6 sockets for IPv6 addresses
 * @param dscp the DSCP of packets in the six high bits of an octet, 0..255, whose two low bits do not count; taken only with
 *     {@code SPP_DSCP}
 */
public record PeerAddressParams(
        long heartbeatIntervalMs, int pathMaxRetransmits, int pathMtuBytes, int flags, long ipv6FlowLabel, int dscp) {
    /** Heartbeats are sent on the path. */
    public static final int SPP_HB_ENABLE = 0x1;

    /** No heartbeats are sent on the path. */
    public static final int SPP_HB_DISABLE = 0x2;

    /** One heartbeat is sent now; needs an address. */
    public static final int SPP_HB_DEMAND = 0x4;

    /** The heartbeat interval is 0: only the RTO passes between heartbeats. */
    public static final int SPP_HB_TIME_IS_ZERO = 0x8;

    /** The path MTU is discovered (RFC 8899), as it is by default where the link allows it. */
    public static final int SPP_PMTUD_ENABLE = 0x10;

    /** The path MTU is fixed: what is given, or what it is. */
    public static final int SPP_PMTUD_DISABLE = 0x20;

    /** The flow label is set, or when read: counts. */
    public static final int SPP_IPV6_FLOWLABEL = 0x40;

    /** The DSCP is set, or when read: counts. */
    public static final int SPP_DSCP = 0x80;

    /**
     * Makes parameters that leave flow label and DSCP unchanged.
     *
     * @param heartbeatIntervalMs HB.interval in milliseconds
     * @param pathMaxRetransmits Path.Max.Retrans, 0 leaves it unchanged
     * @param pathMtuBytes bytes for chunks in one packet, 0 leaves it unchanged
     * @param flags an or of the constants, without SPP_IPV6_FLOWLABEL and SPP_DSCP
     */
    public PeerAddressParams(long heartbeatIntervalMs, int pathMaxRetransmits, int pathMtuBytes, int flags) {
        this(heartbeatIntervalMs, pathMaxRetransmits, pathMtuBytes, flags, 0, 0);
    }

    /**
     * Makes parameters that mark packets with a DSCP and leave all else unchanged.
     *
     * @param dscp the DSCP in the six high bits of an octet, as in {@link java.net.StandardSocketOptions#IP_TOS}
     * @return the parameters
     */
    public static PeerAddressParams dscp(int dscp) {
        return new PeerAddressParams(0, 0, 0, SPP_DSCP, 0, dscp);
    }

    /**
     * Makes parameters that give IPv6 packets a flow label and leave all else unchanged.
     *
     * @param flowLabel the flow label, 20 bits
     * @return the parameters
     */
    public static PeerAddressParams flowLabel(int flowLabel) {
        return new PeerAddressParams(0, 0, 0, SPP_IPV6_FLOWLABEL, flowLabel, 0);
    }

    /**
     * Makes parameters that turn heartbeats on at an interval.
     *
     * @param intervalMs HB.interval in milliseconds
     * @param maxRetransmits Path.Max.Retrans, 0 leaves it unchanged
     * @return the parameters
     */
    public static PeerAddressParams heartbeat(long intervalMs, int maxRetransmits) {
        return new PeerAddressParams(intervalMs, maxRetransmits, 0, SPP_HB_ENABLE);
    }
}
