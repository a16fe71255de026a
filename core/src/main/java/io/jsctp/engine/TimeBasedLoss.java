package io.jsctp.engine;

import io.jsctp.wire.SerialNumber;

/**
 * Loss detection by time on one path, as RACK has it for TCP (RFC 8985 §6): a chunk is lost if one that left later was
 * acknowledged, and it is older than a round trip and a reordering window. Unlike miss indications (RFC 9260 §7.2.4) that
 * also finds what was lost again when it was sent again. The window is nothing until packets are seen to overtake each
 * other; then a quarter of the shortest round trip, and more each time that the peer reports a duplicate.
 */
final class TimeBasedLoss {
    /** Without reordering so many chunks beyond a gap need no window, as with miss indications. */
    private static final int CHUNKS_FOR_LOSS = 3;

    /** After so many recoveries without duplicates the window is a quarter of a round trip again. */
    private static final int WIDE_RECOVERIES = 16;

    /** More than any smoothed round trip has, which is the bound in any case. */
    private static final int MOST_QUARTERS = 1000;

    /** A round trip may be shorter than the shortest by such a part: clocks are no finer. */
    private static final int SLACK = 16;

    /** When the chunks still in doubt are lost if nothing is heard of them. */
    long deadlineNs = Path.NONE;

    private boolean heard;

    /** Of the chunk that left last of all that were acknowledged: when it left, its TSN and its round trip. */
    private long newestSentNs;

    private int newestTsn;
    private long roundTripNs;

    /** The highest TSN acknowledged: below it nothing is acknowledged for the first time if packets keep their order. */
    private int highestTsn;

    private boolean reorders;
    private int quarters = 1;
    private int recoveriesLeft;

    /** A duplicate widens the window once in a round trip: not before this TSN is acknowledged. */
    private int widenedUpTo;

    private boolean widened;

    /** A chunk was acknowledged, or reported, for the first time. */
    void onAcked(int tsn, long sentNs, boolean sentAgain, long minRttNs, long now) {
        if (heard && !sentAgain && SerialNumber.lt(tsn, highestTsn)) {
            reorders = true;
        }
        if (!heard || SerialNumber.gt(tsn, highestTsn)) {
            highestTsn = tsn;
        }
        long rtt = now - sentNs;
        boolean ofTheFirst = sentAgain && rtt < minRttNs - minRttNs / SLACK;
        if (!ofTheFirst && (!heard || leftLater(sentNs, tsn, newestSentNs, newestTsn))) {
            newestSentNs = sentNs;
            newestTsn = tsn;
            roundTripNs = rtt;
        }
        heard = true;
        if (widened && SerialNumber.gte(tsn, widenedUpTo)) {
            widened = false;
        }
    }

    /** The peer got a chunk twice: it may have been sent again too early. */
    void onDuplicate(int nextTsn) {
        if (!widened) {
            widened = true;
            widenedUpTo = nextTsn;
            quarters = Math.min(quarters + 1, MOST_QUARTERS);
            recoveriesLeft = WIDE_RECOVERIES;
        }
    }

    void onRecoveryEnd() {
        if (recoveriesLeft > 0 && --recoveriesLeft == 0) {
            quarters = 1;
        }
    }

    private static boolean leftLater(long sentNs, int tsn, long thanSentNs, int thanTsn) {
        return sentNs > thanSentNs || (sentNs == thanSentNs && SerialNumber.gt(tsn, thanTsn));
    }

    private long windowNs(Path path, boolean inRecovery, int gapAckedChunks) {
        if (!reorders && (inRecovery || gapAckedChunks >= CHUNKS_FOR_LOSS)) {
            return 0;
        }
        return Math.min(path.minRtt.ns() / 4 * quarters, path.rto.srttNs());
    }

    /**
     * Marks what is lost, and sets the deadline for what is in doubt. Each chunk is looked at once, beside one that is not
     * lost.
     *
     * @return whether anything was lost
     */
    boolean detect(Path path, OutstandingData outstanding, boolean inRecovery, long now) {
        deadlineNs = Path.NONE;
        if (!heard) {
            return false;
        }
        boolean found = false;
        long waitNs = roundTripNs + windowNs(path, inRecovery, outstanding.gapAckedChunks);
        while (path.order.chunks > 0) {
            int tsn = path.order.oldest;
            long sentNs = outstanding.sentNs(tsn);
            if (!leftLater(newestSentNs, newestTsn, sentNs, tsn)) {
                break;
            }
            if (now - sentNs < waitNs) {
                deadlineNs = Math.max(newestSentNs + waitNs, now + 1);
                break;
            }
            path.lost(outstanding.chunkBytes(tsn), sentNs);
            outstanding.mark(tsn, path, path, true);
            found = true;
        }
        return found;
    }
}
