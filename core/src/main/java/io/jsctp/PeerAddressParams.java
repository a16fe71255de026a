package io.jsctp;

/**
 * How the paths to a peer are watched: struct sctp_paddrparams (RFC 6458 §8.1.12) as far as this stack has what it sets.
 * Path MTU discovery, flow label and DSCP are not among it: flags that turn them on are refused with EOPNOTSUPP.
 *
 * @param heartbeatIntervalMs HB.interval in milliseconds, 0..4294967295; taken only with {@code SPP_HB_ENABLE}, and 0 then
 *     leaves it unchanged
 * @param pathMaxRetransmits Path.Max.Retrans, 0..65535; 0 leaves it unchanged
 * @param pathMtuBytes bytes for chunks in one packet; 0 leaves it unchanged. It is taken only together with
 *     {@code SPP_PMTUD_DISABLE}, from 500 on up to what the link carries, and for later associations only
 * @param flags {@code SPP_HB_ENABLE}, {@code SPP_HB_DISABLE}, {@code SPP_HB_DEMAND}, {@code SPP_HB_TIME_IS_ZERO},
 *     {@code SPP_PMTUD_DISABLE}
 */
public record PeerAddressParams(long heartbeatIntervalMs, int pathMaxRetransmits, int pathMtuBytes, int flags) {
    /** Heartbeats are sent on the path. */
    public static final int SPP_HB_ENABLE = 0x1;

    /** No heartbeats are sent on the path. */
    public static final int SPP_HB_DISABLE = 0x2;

    /** One heartbeat is sent now; needs an address. */
    public static final int SPP_HB_DEMAND = 0x4;

    /** The heartbeat interval is 0: only the RTO passes between heartbeats. */
    public static final int SPP_HB_TIME_IS_ZERO = 0x8;

    /** The path MTU is discovered: not supported. */
    public static final int SPP_PMTUD_ENABLE = 0x10;

    /** The path MTU is fixed, as it always is in this stack. */
    public static final int SPP_PMTUD_DISABLE = 0x20;

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
