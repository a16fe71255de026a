package io.jsctp.engine;

import io.jsctp.wire.CommonHeader;
import io.jsctp.wire.PacketReader;
import io.jsctp.wire.SackView;
import io.jsctp.wire.SerialNumber;
import java.util.List;

/**
 * Applies a SACK to the outstanding chunks (RFC 9260 §6.2.1, §6.3, §7.2.4): what is acknowledged, what is missing, what
 * that means for the windows and timers of the paths. The whole SACK is checked before any of it is applied.
 */
final class SackProcessor {
    private static final int MISSES_FOR_LOSS = 3;

    private final OutstandingData outstanding;
    private final SendQueue queue;

    private boolean inFastRecovery;
    private int recoveryExitTsn;
    private boolean newlyAcked;
    private int releasedBytes;
    private boolean passedAbandoned;
    private boolean gapBlocksUsable;

    SackProcessor(OutstandingData outstanding, SendQueue queue) {
        this.outstanding = outstanding;
        this.queue = queue;
    }

    boolean acknowledgedNewData() {
        return newlyAcked || passedAbandoned;
    }

    /** {@return payload bytes whose memory the last SACK freed} */
    int releasedBytes() {
        return releasedBytes;
    }

    /** {@return whether the last cumulative ack passed chunks that were given up} */
    boolean passedAbandoned() {
        return passedAbandoned;
    }

    boolean inFastRecovery() {
        return inFastRecovery;
    }

    void leaveFastRecovery() {
        inFastRecovery = false;
    }

    /**
     * {@return true if a gap block or the cumulative ack reaches beyond what was sent (RFC 9260 §12.4)} Gap blocks that
     * overlap, are out of order or touch the cumulative ack are found out, too: {@link #onSack} does without them all.
     */
    boolean acknowledgesUnsent(PacketReader sack, int cumulativeTsn) {
        gapBlocksUsable = true;
        if (SerialNumber.gte(cumulativeTsn, outstanding.nextTsn)) {
            return true;
        }
        int sentAbove = outstanding.nextTsn - 1 - cumulativeTsn;
        int last = 1;
        for (int i = 0; i < SackView.gapBlockCount(sack); i++) {
            int start = SackView.gapStart(sack, i);
            int end = SackView.gapEnd(sack, i);
            if (end > sentAbove) {
                return true;
            }
            if (start <= last || end < start) {
                gapBlocksUsable = false;
            }
            last = end;
        }
        return false;
    }

    /** Begins a new acknowledgement: the paths' sums start at zero. */
    private void begin(List<Path> paths) {
        newlyAcked = false;
        releasedBytes = 0;
        passedAbandoned = false;
        for (int i = 0; i < paths.size(); i++) {
            paths.get(i).beginSack();
        }
    }

    /** Applies a cumulative ack alone, as a SHUTDOWN chunk carries it (RFC 9260 §9.2). */
    void onCumulativeAck(int cumulativeTsn, List<Path> paths, long now) {
        begin(paths);
        advance(cumulativeTsn, paths, now);
        takeBackDropped(paths, now);
        settle(paths, now);
        findByTime(paths, now);
    }

    /** Applies a SACK that {@link #acknowledgesUnsent} found sound and that is not older than the last one. */
    void onSack(PacketReader sack, int cumulativeTsn, List<Path> paths, long now) {
        begin(paths);
        boolean advanced = advance(cumulativeTsn, paths, now);
        int blocks = SackView.gapBlockCount(sack);
        if (!gapBlocksUsable) {
            blocks = 0;
            takeBackDropped(paths, now);
        } else if (blocks > 0 || outstanding.gapAckedChunks > 0) {
            applyGapBlocks(sack, blocks, paths, now);
        }
        settle(paths, now);
        if (findByTime(paths, now)) {
            learnFromProbes(sack, paths, now);
        } else if (blocks > 0) {
            boolean allMissing = inFastRecovery && advanced;
            if (newlyAcked || allMissing) {
                countMisses(cumulativeTsn + SackView.gapEnd(sack, blocks - 1), allMissing, paths, now);
            }
        }
    }

    /** Losses by time (RFC 8985 §6.2); {@return false if it is miss indications that count} */
    private boolean findByTime(List<Path> paths, long now) {
        boolean byTime = false;
        boolean found = false;
        for (int i = 0; i < paths.size(); i++) {
            Path p = paths.get(i);
            if (p.recovery.timeBasedLoss()) {
                byTime = true;
                found |= p.loss.detect(p, outstanding, inFastRecovery, now);
            }
        }
        if (found) {
            onLoss(paths, now);
        }
        return byTime;
    }

    /** A path's deadline for chunks in doubt is over. */
    void onLossDeadline(Path path, List<Path> paths, long now) {
        for (int i = 0; i < paths.size(); i++) {
            paths.get(i).beginLosses();
        }
        if (path.loss.detect(path, outstanding, inFastRecovery, now)) {
            onLoss(paths, now);
        }
    }

    /** Duplicates tell that something was sent again too early; the answer to a probe may tell of a loss (RFC 8985 §7.4). */
    private void learnFromProbes(PacketReader sack, List<Path> paths, long now) {
        for (int i = 0; i < paths.size(); i++) {
            Path p = paths.get(i);
            if (SackView.duplicateCount(sack) > 0) {
                p.loss.onDuplicate(outstanding.nextTsn);
            }
            if (p.tail.onSack(sack, p, now) && !inFastRecovery) {
                p.congestion.onFastRetransmit();
                p.reducedNs = now;
            }
        }
    }

    /**
     * A chunk that a gap block reported comes right behind the cumulative ack, and no gap block is there to report it
     * again: had the peer kept it, the cumulative ack would have passed it. What lies above may still be there.
     */
    private void takeBackDropped(List<Path> paths, long now) {
        int first = outstanding.firstTsn;
        if (!outstanding.isEmpty() && outstanding.state(first) == OutstandingData.GAP_ACKED) {
            takeBack(first, paths.get(outstanding.path(first)), now);
        }
    }

    private void takeBack(int tsn, Path path, long now) {
        outstanding.reneged(tsn, path, now);
        if (!path.t3Running()) {
            path.startT3(now);
        }
    }

    private boolean advance(int cumulativeTsn, List<Path> paths, long now) {
        boolean advanced = false;
        while (SerialNumber.lte(outstanding.firstTsn, cumulativeTsn)) {
            int tsn = outstanding.firstTsn;
            Path path = paths.get(outstanding.path(tsn));
            byte state = outstanding.state(tsn);
            if (state == OutstandingData.ABANDONED) {
                passedAbandoned = true; // no window grows by it (RFC 3758 §3.5 A2)
            } else if (state != OutstandingData.GAP_ACKED) {
                acknowledged(tsn, path, paths, now);
                path.earliestAcked = true;
            }
            int length = outstanding.length(tsn);
            OutboundMessage m = outstanding.advance(path);
            if (!m.abandoned) {
                releasedBytes += length;
                m.acknowledgedBytes += length;
            }
            m.outstandingChunks--;
            if (m.outstandingChunks == 0 && (m.fullyFragmented() || m.abandoned)) {
                queue.memory.release(m);
            }
            advanced = true;
        }
        return advanced;
    }

    private void acknowledged(int tsn, Path path, List<Path> paths, long now) {
        newlyAcked = true;
        path.sacked = true;
        path.highestSacked = tsn;
        Path answering = paths.get(outstanding.answeringPath(tsn));
        answering.answered = true;
        if (outstanding.wentByOnePath(tsn)) {
            answering.answeredAlone = true;
            answering.discovery.onAcknowledged(CommonHeader.SIZE + outstanding.chunkBytes(tsn));
        }
        if (!outstanding.credited(tsn)) {
            path.sackedBytes += outstanding.chunkBytes(tsn);
            if (!outstanding.sentAgain(tsn)) {
                path.newestSackedSentNs = Math.max(path.newestSackedSentNs, outstanding.sentNs(tsn));
            }
            path.loss.onAcked(tsn, outstanding.sentNs(tsn), outstanding.sentAgain(tsn), path.minRtt.ns(), now);
        }
        if (outstanding.measures(tsn)) {
            path.sackedSentNs = outstanding.sentNs(tsn);
        }
    }

    /**
     * What gap blocks report for the first time is acked, what they report no more is back. Neither is looked for one by one, so
     * that the cost is that of the blocks and of what is new in them.
     */
    private void applyGapBlocks(PacketReader sack, int blocks, List<Path> paths, long now) {
        int base = outstanding.firstTsn - 1;
        int behind = outstanding.firstTsn;
        for (int i = 0; i < blocks; i++) {
            int end = base + SackView.gapEnd(sack, i) + 1;
            takeBackBetween(behind, base + SackView.gapStart(sack, i), paths, now);
            acknowledgeBetween(base + SackView.gapStart(sack, i), end, paths, now);
            behind = end;
        }
        takeBackBetween(behind, outstanding.nextTsn, paths, now);
        for (int i = 0; i < paths.size(); i++) {
            Path p = paths.get(i);
            p.earliestAcked |= p.gapSacked && outstanding.isEarliest(p.lowestGapSacked, p);
        }
    }

    private void takeBackBetween(int from, int end, List<Path> paths, long now) {
        TsnSet gapAcked = outstanding.sets.gapAcked;
        for (int tsn = gapAcked.next(from, end); tsn != end; tsn = gapAcked.next(tsn + 1, end)) {
            takeBack(tsn, paths.get(outstanding.path(tsn)), now);
        }
    }

    private void acknowledgeBetween(int from, int end, List<Path> paths, long now) {
        TsnSet unacked = outstanding.sets.unacked;
        for (int tsn = unacked.next(from, end); tsn != end; tsn = unacked.next(tsn + 1, end)) {
            Path path = paths.get(outstanding.path(tsn));
            acknowledged(tsn, path, paths, now);
            path.reported(tsn);
            outstanding.gapAcked(tsn, path);
        }
    }

    /** Windows grow, round trips are measured, T3 is restarted or stopped (RFC 9260 §6.3.1, §6.3.2, §7.2). */
    private void settle(List<Path> paths, long now) {
        endFastRecovery(paths);
        for (int i = 0; i < paths.size(); i++) {
            Path p = paths.get(i);
            boolean noneMarked = outstanding.markedFor(p) == 0;
            p.retransmitAtOnce &= !noneMarked;
            if (p.answered) {
                p.onDataAcknowledged();
            }
            if (!p.sacked) {
                continue;
            }
            p.onePacketOnly = false;
            p.congestion.onAcked(p.acknowledgement(inFastRecovery, p.flightBytes == 0 && noneMarked, now));
            if (p.sackedSentNs != Path.NONE && now >= p.nextRttSampleNs) {
                p.rto.sample(now - p.sackedSentNs);
                p.nextRttSampleNs = now + p.rto.srttNs();
            }
            if (p.flightBytes == 0) {
                p.stopT3();
            } else if (p.earliestAcked) {
                p.startT3(now);
            }
        }
    }

    /** Before the windows grow: the SACK that ends it counts for them again (RFC 9260 §6.2.1 D iv). */
    private void endFastRecovery(List<Path> paths) {
        if (inFastRecovery && SerialNumber.gt(outstanding.firstTsn, recoveryExitTsn)) {
            inFastRecovery = false;
            for (int i = 0; i < paths.size(); i++) {
                paths.get(i).loss.onRecoveryEnd();
            }
        }
    }

    /**
     * Counts miss indications and marks what is missing for the third time (RFC 9260 §7.2.4). A chunk is missed if a later
     * one on the same path was newly acknowledged: of another path, which may be faster, that would say nothing.
     *
     * @param highestReported the end of the last gap block
     * @param all in fast recovery, if the cumulative ack advances, all that is reported missing is missed
     */
    private void countMisses(int highestReported, boolean all, List<Path> paths, long now) {
        boolean found = false;
        for (int i = 0; i < paths.size(); i++) {
            Path p = paths.get(i);
            if (all) {
                found |= countMisses(p, highestReported);
            } else if (p.sacked) {
                boolean within = SerialNumber.lt(p.highestSacked, highestReported);
                found |= countMisses(p, within ? p.highestSacked : highestReported);
            }
        }
        if (found) {
            onLoss(paths, now);
        }
    }

    /** All of a path below a TSN is missed; at the third time a chunk leaves the set, so that each is met three times at most. */
    private boolean countMisses(Path p, int end) {
        boolean found = false;
        TsnSet doubtful = outstanding.sets.doubtful(p.index);
        int tsn = doubtful.next(outstanding.firstTsn, end);
        while (SerialNumber.lt(tsn, end)) {
            if (outstanding.missed(tsn) >= MISSES_FOR_LOSS) {
                p.lost(outstanding.chunkBytes(tsn), outstanding.sentNs(tsn));
                outstanding.mark(tsn, p, p, true);
                found = true;
            }
            tsn = doubtful.next(tsn + 1, end);
        }
        return found;
    }

    private void onLoss(List<Path> paths, long now) {
        boolean entering = !inFastRecovery;
        if (entering) {
            inFastRecovery = true;
            recoveryExitTsn = outstanding.nextTsn - 1;
        }
        for (int i = 0; i < paths.size(); i++) {
            Path p = paths.get(i);
            if (!p.lossFound) {
                continue;
            }
            p.congestion.onLost(p.lostBytes, p.newestLostSentNs, now);
            // By time it is known that a chunk left after the window became smaller: losing it is a loss of its own.
            boolean further = p.recovery.timeBasedLoss() && p.newestLostSentNs >= p.reducedNs;
            if (entering || further) {
                p.congestion.onFastRetransmit();
                p.reducedNs = now;
                p.retransmitAtOnce = true;
                recoveryExitTsn = outstanding.nextTsn - 1;
            }
            if (p.flightBytes == 0) {
                p.stopT3(); // it starts with the retransmission, wherever that goes
            }
        }
    }
}
