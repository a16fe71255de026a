package io.jsctp;

import io.jsctp.engine.Count;
import io.jsctp.engine.Tally;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What is counted: for an association from its beginning, for a stack the sum over all associations it has and had, with what
 * belongs to none added where said. Counters only grow, and are always on.
 */
public enum Counter {
    /** Associations that our user set up (RFC 3873 sctpActiveEstabs). */
    ACTIVE_ESTABS(Count.ACTIVE_ESTABS, "sctpActiveEstabs"),
    /** Associations that the peer set up (RFC 3873 sctpPassiveEstabs). */
    PASSIVE_ESTABS(Count.PASSIVE_ESTABS, "sctpPassiveEstabs"),
    /** Associations that ended by an ABORT, ours or the peer's (RFC 3873 sctpAborteds). */
    ABORTEDS(Count.ABORTEDS, "sctpAborteds"),
    /** Associations that ended gracefully (RFC 3873 sctpShutdowns). */
    SHUTDOWNS(Count.SHUTDOWNS, "sctpShutdowns"),
    /** Control chunks sent, without those that were repeated; of a stack also its answers to strangers (sctpOutCtrlChunks). */
    OUT_CTRL_CHUNKS(Count.OUT_CTRL_CHUNKS, "sctpOutCtrlChunks"),
    /** Ordered DATA chunks sent, without those that were sent again (sctpOutOrderChunks). */
    OUT_ORDER_CHUNKS(Count.OUT_ORDER_CHUNKS, "sctpOutOrderChunks"),
    /** Unordered DATA chunks sent, without those that were sent again (sctpOutUnorderChunks). */
    OUT_UNORDER_CHUNKS(Count.OUT_UNORDER_CHUNKS, "sctpOutUnorderChunks"),
    /** Control chunks received; of a stack also INITs, but nothing else that belongs to no association (sctpInCtrlChunks). */
    IN_CTRL_CHUNKS(Count.IN_CTRL_CHUNKS, "sctpInCtrlChunks"),
    /** Ordered DATA chunks taken, duplicates left out (sctpInOrderChunks). */
    IN_ORDER_CHUNKS(Count.IN_ORDER_CHUNKS, "sctpInOrderChunks"),
    /** Unordered DATA chunks taken, duplicates left out (sctpInUnorderChunks). */
    IN_UNORDER_CHUNKS(Count.IN_UNORDER_CHUNKS, "sctpInUnorderChunks"),
    /** Messages that left in several chunks (sctpFragUsrMsgs). */
    FRAG_USR_MSGS(Count.FRAG_USR_MSGS, "sctpFragUsrMsgs"),
    /** Messages delivered that had come in several chunks (sctpReasmUsrMsgs). */
    REASM_USR_MSGS(Count.REASM_USR_MSGS, "sctpReasmUsrMsgs"),
    /** Packets sent; of a stack all that its link was given (sctpOutSCTPPacks). */
    OUT_SCTP_PACKS(Count.OUT_SCTP_PACKS, "sctpOutSCTPPacks"),
    /** Packets received; of a stack all that its link brought (sctpInSCTPPacks). */
    IN_SCTP_PACKS(Count.IN_SCTP_PACKS, "sctpInSCTPPacks"),
    /** DATA chunks sent again after miss indications (RFC 9260 §7.2.4). */
    FAST_RETRANSMISSIONS(Count.FAST_RETRANSMISSIONS, "fastRetransmissions"),
    /** DATA chunks sent again after T3-rtx expired, or because their path is gone (RFC 9260 §6.3.3). */
    T3_RETRANSMISSIONS(Count.T3_RETRANSMISSIONS, "t3Retransmissions"),
    /** DATA chunks sent again because they were found lost by time (RFC 8985 §6.2). */
    RACK_RETRANSMISSIONS(Count.RACK_RETRANSMISSIONS, "rackRetransmissions"),
    /** DATA chunks sent again as a probe of the tail (RFC 8985 §7.3). */
    TAIL_PROBES(Count.TAIL_PROBES, "tailProbes"),
    /** DATA chunks sent to probe a window that is shut, or again since it has opened (RFC 9260 §6.1 A). */
    WINDOW_PROBES(Count.WINDOW_PROBES, "windowProbes"),
    /** Expiries of T3-rtx. */
    RTO_EXPIRIES(Count.RTO_EXPIRIES, "rtoExpiries"),
    /** DATA chunks that came again. */
    DUPLICATE_TSNS_IN(Count.DUPLICATE_TSNS_IN, "duplicateTsnsIn"),
    /** TSNs that the peer reported as received again. */
    DUPLICATE_TSNS_REPORTED(Count.DUPLICATE_TSNS_REPORTED, "duplicateTsnsReported"),
    /** Gap ack blocks received. */
    GAP_REPORTS_IN(Count.GAP_REPORTS_IN, "gapReportsIn"),
    /** How often the peer's window became 0. */
    ZERO_WINDOWS(Count.ZERO_WINDOWS, "zeroWindows"),
    /** Messages given up (RFC 3758, RFC 7496). */
    ABANDONED_MESSAGES(Count.ABANDONED_MESSAGES, "abandonedMessages"),
    /** Probes of path MTUs (RFC 8899). */
    MTU_PROBES(Count.MTU_PROBES, "mtuProbes"),
    /** HEARTBEATs not answered in time. */
    HEARTBEATS_UNANSWERED(Count.HEARTBEATS_UNANSWERED, "heartbeatsUnanswered"),
    /** Packets dropped although their verification tag was right. */
    DROPPED_PACKETS(Count.DROPPED_PACKETS, "droppedPackets"),
    /** Chunks dropped that could not be read. */
    DROPPED_MALFORMED(Count.DROPPED_MALFORMED, "droppedMalformed"),
    /** Chunks dropped for want of authentication (RFC 4895 §6.3). */
    DROPPED_UNAUTHENTIC(Count.DROPPED_UNAUTHENTIC, "droppedUnauthentic"),
    /** DATA chunks dropped for want of room, or beyond a limit. */
    DROPPED_NO_ROOM(Count.DROPPED_NO_ROOM, "droppedNoRoom"),
    /** DATA chunks dropped after they had been taken, to make room for what comes before them (RFC 9260 §6.2). */
    DROPPED_RENEGED(Count.DROPPED_RENEGED, "droppedReneged"),
    /** Answers not given because too many waited. */
    DROPPED_ANSWERS(Count.DROPPED_ANSWERS, "droppedAnswers");

    private final Count count;
    private final String label;

    Counter(Count count, String label) {
        this.count = count;
        this.label = label;
    }

    /** {@return its name in RFC 3873, or one made like those} */
    public String label() {
        return label;
    }

    long of(Tally tally) {
        return tally.get(count);
    }

    /** All of them, in their order. */
    static Map<Counter, Long> all(Tally tally) {
        EnumMap<Counter, Long> all = new EnumMap<>(Counter.class);
        for (Counter c : values()) {
            all.put(c, c.of(tally));
        }
        return Collections.unmodifiableMap(all);
    }
}
