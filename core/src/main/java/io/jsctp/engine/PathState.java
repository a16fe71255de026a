package io.jsctp.engine;

/** What is believed of one destination address of the peer (RFC 9260 §5.4, §8.2, RFC 7829 §3). */
public enum PathState {
    /** Not yet shown to belong to the peer: it gets heartbeats, never user data (RFC 9260 §5.4). */
    UNCONFIRMED,
    /** Usable for data. */
    ACTIVE,
    /** It did not answer of late: it gets data only while no path is active, and a HEARTBEAT each RTO (RFC 7829 §3). */
    POTENTIALLY_FAILED,
    /** Path.Max.Retrans was exceeded: used only while nothing better is left (RFC 9260 §8.2). */
    INACTIVE
}
