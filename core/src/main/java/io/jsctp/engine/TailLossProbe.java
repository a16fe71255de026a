package io.jsctp.engine;

import io.jsctp.wire.PacketReader;
import io.jsctp.wire.SackView;
import io.jsctp.wire.SerialNumber;

/**
 * The tail loss probe of one path (RFC 8985 §7): if nothing is heard for two round trips, one chunk leaves whatever the
 * window, a new one or the newest once more, and asks for a SACK at once. What the SACK tells is found by
 * {@link TimeBasedLoss}; so a lost end costs two round trips and not a T3, which stays in force behind it.
 */
final class TailLossProbe {
    /** Added to what is measured: timers and clocks of both sides are no finer. */
    private static final long GRANULARITY_NS = 2_000_000L;

    /** How long a peer may wait with the SACK for a single packet (RFC 9260 §6.2, §16). */
    private static final long SACK_DELAY_NS = 200_000_000L;

    /** When the probe is due. */
    long deadlineNs = Path.NONE;

    /** The next packet of the path is the probe. */
    boolean due;

    /** A probe is out whose answer was not seen. */
    private boolean out;

    private int probeTsn;

    /** The TSN that was the next when the probe left: whatever acknowledges it was sent after the probe came. */
    private int nextTsn;

    private boolean sentAgain;
    private long sentNs;

    /** The newest chunk asked for a SACK at once: the peer's delay need not be waited for. */
    private boolean asked;

    /** Sets the deadline anew: data left, or a SACK came. Nothing is probed while a loss is being repaired. */
    void arm(Path path, boolean repairing, long now) {
        deadlineNs = Path.NONE;
        due &= path.order.chunks > 0;
        if (!path.recovery.tailLossProbe() || repairing || out || path.order.chunks == 0) {
            return;
        }
        long srtt = path.rto.srttNs();
        long delay = srtt == 0 ? path.rto.rtoNs() : 2 * srtt + GRANULARITY_NS;
        if (path.order.chunks == 1 && !asked) {
            delay += SACK_DELAY_NS;
        }
        if (now + delay < path.t3DeadlineNs) {
            deadlineNs = now + delay;
        }
    }

    void onDeadline(Path path) {
        deadlineNs = Path.NONE;
        due = path.order.chunks > 0;
    }

    /** A chunk left that asks for a SACK at once, or does not. */
    void asks(boolean immediately) {
        asked = immediately;
    }

    /** The probe left. */
    void sent(int tsn, boolean again, int next, long now) {
        out = true;
        probeTsn = tsn;
        nextTsn = next;
        sentAgain = again;
        sentNs = now;
    }

    /** T3 expired, or the association begins anew: the probe is forgotten. */
    void reset() {
        deadlineNs = Path.NONE;
        due = false;
        out = false;
    }

    /**
     * A SACK was processed.
     *
     * @return true if the probe repaired the loss of the newest chunk, which nothing else tells of (RFC 8985 §7.4)
     */
    boolean onSack(PacketReader sack, Path path, long now) {
        if (!out) {
            return false;
        }
        if (!sentAgain) {
            out = !(path.sacked && SerialNumber.gte(path.highestSacked, probeTsn));
            return false;
        }
        for (int i = 0; i < SackView.duplicateCount(sack); i++) {
            if (SackView.duplicateTsn(sack, i) == probeTsn) {
                out = false;
                return false;
            }
        }
        boolean laterAcked = path.sacked && SerialNumber.gte(path.highestSacked, nextTsn);
        boolean probeAcked = path.sacked && path.highestSacked == probeTsn && now - sentNs >= path.minRtt.ns();
        out = !laterAcked && !probeAcked;
        return !out;
    }
}
