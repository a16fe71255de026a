package io.jsctp.engine;

/** What is counted for an association, and summed up for a stack; RFC 3873's name for it where there is one. */
public enum Count {
    /** Set up by our user (sctpActiveEstabs). */
    ACTIVE_ESTABS,
    /** Set up by the peer (sctpPassiveEstabs). */
    PASSIVE_ESTABS,
    /** Ended by an ABORT, ours or the peer's (sctpAborteds). */
    ABORTEDS,
    /** Ended gracefully (sctpShutdowns). */
    SHUTDOWNS,
    /** Control chunks sent for the first time (sctpOutCtrlChunks). */
    OUT_CTRL_CHUNKS,
    /** Ordered DATA chunks sent for the first time (sctpOutOrderChunks). */
    OUT_ORDER_CHUNKS,
    /** Unordered DATA chunks sent for the first time (sctpOutUnorderChunks). */
    OUT_UNORDER_CHUNKS,
    /** Control chunks received (sctpInCtrlChunks). */
    IN_CTRL_CHUNKS,
    /** Ordered DATA chunks taken (sctpInOrderChunks). */
    IN_ORDER_CHUNKS,
    /** Unordered DATA chunks taken (sctpInUnorderChunks). */
    IN_UNORDER_CHUNKS,
    /** Messages that left in several chunks (sctpFragUsrMsgs). */
    FRAG_USR_MSGS,
    /** Messages that came in several chunks, and wholly (sctpReasmUsrMsgs). */
    REASM_USR_MSGS,
    /** Packets sent (sctpOutSCTPPacks). */
    OUT_SCTP_PACKS,
    /** Packets received (sctpInSCTPPacks). */
    IN_SCTP_PACKS,
    /** DATA chunks sent again after miss indications (RFC 9260 §7.2.4). */
    FAST_RETRANSMISSIONS,
    /** DATA chunks sent again after T3-rtx expired, or because their path is gone (RFC 9260 §6.3.3). */
    T3_RETRANSMISSIONS,
    /** DATA chunks sent again because they were found lost by time (RFC 8985 §6.2). */
    RACK_RETRANSMISSIONS,
    /** DATA chunks sent again as a probe of the tail (RFC 8985 §7.3). */
    TAIL_PROBES,
    /** DATA chunks sent to probe a window that is shut, or again since it has opened (RFC 9260 §6.1 A). */
    WINDOW_PROBES,
    /** Expiries of T3-rtx. */
    RTO_EXPIRIES,
    /** DATA chunks that came again. */
    DUPLICATE_TSNS_IN,
    /** TSNs that the peer reported as received again. */
    DUPLICATE_TSNS_REPORTED,
    /** Gap ack blocks received. */
    GAP_REPORTS_IN,
    /** How often the peer's window became 0. */
    ZERO_WINDOWS,
    /** Messages given up (RFC 3758, RFC 7496). */
    ABANDONED_MESSAGES,
    /** Probes of path MTUs (RFC 8899). */
    MTU_PROBES,
    /** HEARTBEATs not answered in time. */
    HEARTBEATS_UNANSWERED,
    /** Packets dropped although their tag was right. */
    DROPPED_PACKETS,
    /** Chunks dropped that could not be read. */
    DROPPED_MALFORMED,
    /** Chunks dropped for want of authentication (RFC 4895 §6.3). */
    DROPPED_UNAUTHENTIC,
    /** DATA chunks dropped for want of room, or beyond a limit. */
    DROPPED_NO_ROOM,
    /** DATA chunks dropped after they had been taken (RFC 9260 §6.2). */
    DROPPED_RENEGED,
    /** Answers not given because too many waited. */
    DROPPED_ANSWERS
}
