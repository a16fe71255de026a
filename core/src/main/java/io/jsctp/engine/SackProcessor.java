package io.jsctp.engine;

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
    private int highestNewlyAcked;
    private boolean newlyAcked;
    private int releasedBytes;
    private boolean gapBlocksUsable;

    SackProcessor(OutstandingData outstanding, SendQueue queue) {
        this.outstanding = outstanding;
        this.queue = queue;
    }

    boolean acknowledgedNewData() {
        return newlyAcked;
    }

    /** {@return payload bytes whose memory the last SACK freed} */
    int releasedBytes() {
        return releasedBytes;
    }

    boolean inFastRecovery() {
        return inFastRecovery;
    }

    void leaveFastRecovery() {
        inFastRecovery = false;
    }

    /** {@return true if a gap block or the cumulative ack reaches beyond what was sent (RFC 9260 §12.4)} */
    boolean acknowledgesUnsent(PacketReader sack, int cumulativeTsn) {
        gapBlocksUsable = true;
        if (SerialNumber.gte(cumulativeTsn, outstanding.nextTsn)) {
            return true;
        }
        int sentAbove = outstanding.nextTsn - 1 - cumulativeTsn;
        int last = 0;
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
        for (int i = 0; i < paths.size(); i++) {
            paths.get(i).beginSack();
        }
    }

    /** Applies a cumulative ack alone, as a SHUTDOWN chunk carries it (RFC 9260 §9.2). */
    void onCumulativeAck(int cumulativeTsn, List<Path> paths, long now) {
        begin(paths);
        boolean advanced = advance(cumulativeTsn, paths);
        settle(paths, advanced, now);
    }

    /** Applies a SACK that {@link #acknowledgesUnsent} found sound and that is not older than the last one. */
    void onSack(PacketReader sack, int cumulativeTsn, List<Path> paths, long now) {
        begin(paths);
        boolean advanced = advance(cumulativeTsn, paths);
        int blocks = gapBlocksUsable ? SackView.gapBlockCount(sack) : 0;
        if (blocks > 0 || outstanding.gapAckedChunks > 0) {
            applyGapBlocks(sack, blocks, paths, now);
        }
        settle(paths, advanced, now);
        if (blocks > 0) {
            int highestReported = cumulativeTsn + SackView.gapEnd(sack, blocks - 1);
            boolean allMissing = inFastRecovery && advanced;
            if (newlyAcked || allMissing) {
                countMisses(allMissing ? highestReported : highestNewlyAcked, paths);
            }
        }
    }

    private boolean advance(int cumulativeTsn, List<Path> paths) {
        boolean advanced = false;
        while (SerialNumber.lte(outstanding.firstTsn, cumulativeTsn)) {
            int tsn = outstanding.firstTsn;
            Path path = paths.get(outstanding.path(tsn));
            byte state = outstanding.state(tsn);
            if (state != OutstandingData.GAP_ACKED) {
                acknowledged(tsn, path, state);
                path.earliestAcked = true;
            }
            int length = outstanding.length(tsn);
            OutboundMessage m = outstanding.advance(path);
            releasedBytes += length;
            m.outstandingChunks--;
            if (m.outstandingChunks == 0 && m.fullyFragmented()) {
                queue.release(m);
            }
            advanced = true;
        }
        return advanced;
    }

    private void acknowledged(int tsn, Path path, byte state) {
        newlyAcked = true;
        highestNewlyAcked = tsn;
        path.sackedBytes += outstanding.chunkBytes(tsn);
        if (state == OutstandingData.IN_FLIGHT && outstanding.sentOnce(tsn)) {
            path.sackedSentNs = outstanding.sentNs(tsn);
        }
    }

    /** One pass over the chunks that gap blocks report or reported: the new ones are acked, vanished ones are back. */
    private void applyGapBlocks(PacketReader sack, int blocks, List<Path> paths, long now) {
        int base = outstanding.firstTsn - 1;
        int block = 0;
        int start = blocks > 0 ? SackView.gapStart(sack, 0) : Integer.MAX_VALUE;
        int end = blocks > 0 ? SackView.gapEnd(sack, 0) : Integer.MAX_VALUE;
        int count = outstanding.count();
        int gapAckedLeft = outstanding.gapAckedChunks;
        for (int offset = 1; offset <= count && (block < blocks || gapAckedLeft > 0); offset++) {
            while (block < blocks && offset > end) {
                block++;
                if (block < blocks) {
                    start = SackView.gapStart(sack, block);
                    end = SackView.gapEnd(sack, block);
                }
            }
            boolean reported = block < blocks && offset >= start;
            int tsn = base + offset;
            byte state = outstanding.state(tsn);
            Path path = paths.get(outstanding.path(tsn));
            if (state == OutstandingData.GAP_ACKED) {
                gapAckedLeft--;
                if (!reported) {
                    outstanding.reneged(tsn, path);
                    if (!path.t3Running()) {
                        path.startT3(now);
                    }
                }
            } else if (reported) {
                acknowledged(tsn, path, state);
                path.earliestAcked |= !path.earliestSeen;
                outstanding.gapAcked(tsn, path);
            } else if (state == OutstandingData.IN_FLIGHT) {
                path.earliestSeen = true;
            }
        }
    }

    /** Windows grow, round trips are measured, T3 is restarted or stopped (RFC 9260 §6.3.1, §6.3.2, §7.2). */
    private void settle(List<Path> paths, boolean advanced, long now) {
        for (int i = 0; i < paths.size(); i++) {
            Path p = paths.get(i);
            if (p.sackedBytes == 0) {
                continue;
            }
            p.onePacketOnly = false;
            p.congestion.onAcked(p.sackedBytes, p.flightBefore, advanced, inFastRecovery, p.flightBytes == 0);
            if (p.sackedSentNs != Path.NONE && now >= p.nextRttSampleNs) {
                p.rto.sample(now - p.sackedSentNs);
                p.nextRttSampleNs = now + p.rto.srttNs();
            }
            p.onDataAcknowledged();
            if (p.flightBytes == 0) {
                p.stopT3();
            } else if (p.earliestAcked) {
                p.startT3(now);
            }
        }
        if (inFastRecovery && SerialNumber.gt(outstanding.firstTsn, recoveryExitTsn)) {
            inFastRecovery = false;
        }
    }

    /** Counts miss indications below a TSN (HTNA, RFC 9260 §7.2.4) and marks what is missing for the third time. */
    private void countMisses(int belowTsn, List<Path> paths) {
        boolean found = false;
        for (int tsn = outstanding.firstTsn; SerialNumber.lt(tsn, belowTsn); tsn++) {
            if (outstanding.state(tsn) != OutstandingData.IN_FLIGHT
                    || outstanding.fastRetransmitted(tsn)
                    || outstanding.missed(tsn) < MISSES_FOR_LOSS) {
                continue;
            }
            Path last = paths.get(outstanding.path(tsn));
            outstanding.mark(tsn, last, usable(last, paths), true);
            last.lossFound = true;
            found = true;
        }
        if (found && !inFastRecovery) {
            enterFastRecovery(paths);
        }
    }

    /** A fast retransmission goes where the chunk went before, if that path still works (RFC 9260 §6.4.1). */
    private static Path usable(Path last, List<Path> paths) {
        if (last.isActive()) {
            return last;
        }
        for (int i = 0; i < paths.size(); i++) {
            if (paths.get(i).isActive()) {
                return paths.get(i);
            }
        }
        return last;
    }

    private void enterFastRecovery(List<Path> paths) {
        inFastRecovery = true;
        recoveryExitTsn = outstanding.nextTsn - 1;
        for (int i = 0; i < paths.size(); i++) {
            Path p = paths.get(i);
            if (p.lossFound) {
                p.congestion.onFastRetransmit();
                usable(p, paths).fastRetransmitDue = true;
            }
        }
    }
}
