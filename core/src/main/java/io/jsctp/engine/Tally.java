package io.jsctp.engine;

import java.util.ArrayList;
import java.util.List;

/** The counts of an association at one time, or the sum of those of several. Not thread-safe. */
public final class Tally {
    private final long[] counts = new long[Count.values().length];

    /** Makes one in which all is 0. */
    public Tally() {}

    /**
     * Tells what an association has counted; to be called under its lock, also when it is over.
     *
     * @param a the association
     * @return a copy
     */
    public static Tally of(Association a) {
        AssociationCounters c = a.counters;
        SendCounters s = a.outbound.transmission.counters;
        AbandonedMessages abandoned = a.abandoned(null, null);
        Tally t = new Tally();
        t.set(Count.ACTIVE_ESTABS, c.activeEstabs);
        t.set(Count.PASSIVE_ESTABS, c.passiveEstabs);
        t.set(Count.ABORTEDS, c.aborteds);
        t.set(Count.SHUTDOWNS, c.shutdowns);
        t.set(Count.OUT_CTRL_CHUNKS, c.controlChunksSent - c.controlChunksRepeated);
        t.set(Count.OUT_ORDER_CHUNKS, s.ordered);
        t.set(Count.OUT_UNORDER_CHUNKS, s.unordered);
        t.set(Count.IN_CTRL_CHUNKS, c.controlChunksReceived);
        t.set(Count.FRAG_USR_MSGS, s.fragmentedMessages);
        if (a.hasInbound()) {
            Reassembly in = a.inbound().reassembly();
            t.set(Count.IN_ORDER_CHUNKS, in.orderedChunks);
            t.set(Count.IN_UNORDER_CHUNKS, in.unorderedChunks);
            t.set(Count.REASM_USR_MSGS, in.reassembledMessages);
        }
        t.set(Count.OUT_SCTP_PACKS, c.packetsSent);
        t.set(Count.IN_SCTP_PACKS, c.packetsReceived);
        t.set(Count.FAST_RETRANSMISSIONS, s.fast);
        t.set(Count.T3_RETRANSMISSIONS, s.afterT3);
        t.set(Count.RACK_RETRANSMISSIONS, s.byTime);
        t.set(Count.TAIL_PROBES, s.tailProbes);
        t.set(Count.WINDOW_PROBES, s.windowProbes);
        t.set(Count.RTO_EXPIRIES, c.t3Expiries);
        t.set(Count.DUPLICATE_TSNS_IN, c.duplicatesReceived);
        t.set(Count.DUPLICATE_TSNS_REPORTED, c.duplicatesReported);
        t.set(Count.GAP_REPORTS_IN, s.gapReports);
        t.set(Count.ZERO_WINDOWS, s.zeroWindows);
        t.set(Count.ABANDONED_MESSAGES, abandoned.unsent() + abandoned.sent());
        t.set(Count.MTU_PROBES, c.mtuProbesSent);
        t.set(Count.HEARTBEATS_UNANSWERED, c.heartbeatsUnanswered);
        t.set(Count.DROPPED_PACKETS, c.packetsDropped);
        t.set(Count.DROPPED_MALFORMED, c.chunksMalformed);
        t.set(Count.DROPPED_UNAUTHENTIC, c.chunksUnauthentic);
        t.set(Count.DROPPED_NO_ROOM, c.chunksWithoutRoom);
        t.set(Count.DROPPED_RENEGED, c.chunksReneged);
        t.set(Count.DROPPED_ANSWERS, c.controlChunksDropped);
        return t;
    }

    /**
     * Tells what the paths of an association have counted; to be called under its lock.
     *
     * @param a the association
     * @return one for each path, in the order of {@link Association#paths}
     */
    public static List<PathTally> paths(Association a) {
        List<PathTally> tallies = new ArrayList<>();
        for (Path p : a.paths.all()) {
            tallies.add(new PathTally(
                    p.info(p == a.paths.primary()),
                    p.packetsSent,
                    p.packetsReceived,
                    p.chunksRetransmitted,
                    p.rtoExpiries,
                    p.mtuProbes,
                    p.heartbeatsUnanswered));
        }
        return tallies;
    }

    /**
     * Tells what the streams of an association have carried; to be called under its lock.
     *
     * @param a the association
     * @return one for each stream that has carried or given up anything, in their order
     */
    public static List<StreamTally> streams(Association a) {
        StreamCounts out = a.outbound.queue.carried;
        StreamCounts in = a.hasInbound() ? a.inbound().reassembly().carried : new StreamCounts();
        List<StreamTally> tallies = new ArrayList<>();
        int count = Math.max(Math.max(out.streams(), in.streams()), a.outbound.queue.streamCount());
        for (int id = 0; id < count; id++) {
            AbandonedMessages abandoned =
                    id < a.outbound.queue.streamCount() ? a.abandoned(id, null) : new AbandonedMessages(0, 0);
            StreamTally t =
                    new StreamTally(id, out.messages(id), out.bytes(id), in.messages(id), in.bytes(id), abandoned);
            if (t.bytesOut() + t.bytesIn() + abandoned.unsent() + abandoned.sent() > 0) {
                tallies.add(t);
            }
        }
        return tallies;
    }

    private void set(Count what, long value) {
        counts[what.ordinal()] = value;
    }

    /**
     * Adds another one.
     *
     * @param other not changed
     */
    public void add(Tally other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
    }

    /**
     * Returns one count.
     *
     * @param what which
     * @return how often it happened
     */
    public long get(Count what) {
        return counts[what.ordinal()];
    }
}
