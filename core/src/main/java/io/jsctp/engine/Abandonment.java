package io.jsctp.engine;

import io.jsctp.engine.Reliability.Policy;
import io.jsctp.wire.SerialNumber;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Gives messages up: those whose time is over, whose chunks were sent again often enough, or which make room for a message
 * of higher priority (RFC 3758 §3.5 A1 to A3, §4.1, RFC 7496 §3). What had a TSN stays outstanding as abandoned until the
 * peer has learnt of it from {@link ForwardTsnSender}.
 */
class Abandonment {
    /** Lowest priority first, within it what has not left, then what is oldest. */
    private static final Comparator<OutboundMessage> VICTIMS = Comparator.comparingLong(
                    (OutboundMessage m) -> -m.policyValue)
            .thenComparing(OutboundMessage::begun)
            .thenComparingLong(m -> m.sequence);

    private final OutboundData outbound;
    private final SendQueue queue;
    private final OutstandingData outstanding;
    private final AbandonedCounts counts = new AbandonedCounts();
    private List<Path> paths = List.of();

    /** No marked chunk that was looked at is of a message whose time is over before. */
    private long firstExpiryNs = Path.NONE;

    /** Whether the peer understands FORWARD TSN: else what has left stays reliable (RFC 3758 §3.3.2). */
    private boolean inUse;

    Abandonment(OutboundData outbound, SendQueue queue, OutstandingData outstanding) {
        this.outbound = outbound;
        this.queue = queue;
        this.outstanding = outstanding;
    }

    /** Settles what the set-up brought; the list is that of the association's paths, whatever becomes of them. */
    void use(boolean partialReliability, List<Path> pathsOfAssociation) {
        inUse = partialReliability;
        paths = pathsOfAssociation;
        queue.partialReliability(partialReliability);
    }

    AbandonedCounts counts() {
        return counts;
    }

    /**
     * Gives up what must not leave any more; called before packets are written, so that a chunk that is taken for lost has had
     * its effect on the windows already (RFC 3758 §3.5 F5).
     *
     * @return whether anything was given up
     */
    boolean review(long now) {
        boolean any = expire(now);
        if (inUse && outstanding.markedChunks > 0 && queue.memory.perishable() > 0) {
            any |= reviewMarked(now);
        }
        return any;
    }

    /** Gives up messages whose life time ended before all of them had left (RFC 9260 §11.1.5, RFC 3758 §4.1). */
    boolean expire(long now) {
        boolean any = false;
        OutboundMessage m;
        while ((m = queue.expired(now)) != null) {
            any = true;
            abandon(m);
        }
        return any;
    }

    /** What was looked at before, and is marked still, is looked at again only when the time of some of it is over. */
    private boolean reviewMarked(long now) {
        boolean any = false;
        boolean again = firstExpiryNs <= now;
        firstExpiryNs = again ? Path.NONE : firstExpiryNs;
        int tsn = nextToReview(outstanding.firstTsn, again);
        while (tsn != outstanding.nextTsn) {
            outstanding.sets.reviewed(tsn);
            OutboundMessage m = outstanding.message(tsn);
            if (isOver(m, tsn, now)) {
                abandon(m);
                any = true;
            } else if (m.policy == Policy.TIMED) {
                firstExpiryNs = Math.min(firstExpiryNs, m.expiresAtNs);
            }
            tsn = nextToReview(tsn + 1, again);
        }
        if (any) {
            for (int i = 0; i < paths.size(); i++) {
                paths.get(i).retransmitAtOnce &= outstanding.markedFor(paths.get(i)) > 0;
            }
        }
        return any;
    }

    private int nextToReview(int from, boolean again) {
        int next = outstanding.sets.unreviewed.next(from, outstanding.nextTsn);
        return again ? outstanding.sets.timed.next(from, next) : next;
    }

    /** {@return whether the life of a message is over if this chunk of it would have to be sent again} */
    boolean isOver(OutboundMessage m, int tsn, long now) {
        return switch (m.policy) {
            case TIMED -> m.expiresAtNs <= now;
            case LIMITED_RETRANSMISSIONS ->
                !outstanding.isProbe(tsn) && outstanding.retransmissions(tsn) >= m.policyValue;
            default -> false;
        };
    }

    /**
     * Gives messages of lower priority up until a new one fits (RFC 7496 §3.2); if all of them together do not suffice, none.
     *
     * @param bytes how much room is missing
     * @param bufferedBytes how much payload the buffer holds
     * @return whether there is room now
     */
    boolean makeRoom(long bytes, int bufferedBytes, Reliability newcomer) {
        if (newcomer.policy() != Policy.PRIORITY || queue.memory.ranked() == 0) {
            return false;
        }
        Set<OutboundMessage> ranked = new LinkedHashSet<>(); // chunks of several messages may take turns
        queue.addRanked(ranked, false, newcomer.value());
        if (inUse) {
            addRankedOutstanding(ranked, newcomer.value());
        }
        List<OutboundMessage> victims = new ArrayList<>(ranked);
        victims.sort(VICTIMS);
        int needed = 0;
        int payload = 0;
        int messages = 0;
        while (queue.memory.roomWithout(bufferedBytes, payload, messages) < bytes) {
            if (needed == victims.size()) {
                return false;
            }
            OutboundMessage m = victims.get(needed++);
            // What has left keeps its place, without the payload, until the peer knows that it is given up.
            payload += m.begun() ? m.length - m.acknowledgedBytes : m.length;
            messages += m.begun() ? 0 : 1;
        }
        for (int i = 0; i < needed; i++) {
            abandon(victims.get(i));
        }
        return true;
    }

    private void addRankedOutstanding(Set<OutboundMessage> to, long priority) {
        OutboundMessage last = null;
        for (int tsn = outstanding.firstTsn; tsn != outstanding.nextTsn; tsn++) {
            OutboundMessage m = outstanding.message(tsn);
            if (m != last && m.isBelow(priority) && m.fullyFragmented() && !isReceived(m)) {
                to.add(m);
            }
            last = m;
        }
        queue.addRanked(to, true, priority);
    }

    /** {@return whether the peer has all of a message, though something before it is missing} */
    private boolean isReceived(OutboundMessage m) {
        for (int tsn = firstOutstanding(m); SerialNumber.lte(tsn, m.lastTsn); tsn++) {
            if (outstanding.message(tsn) == m && outstanding.state(tsn) != OutstandingData.GAP_ACKED) {
                return false;
            }
        }
        return true;
    }

    private int firstOutstanding(OutboundMessage m) {
        return SerialNumber.max(m.firstTsn, outstanding.firstTsn);
    }

    private void abandon(OutboundMessage m) {
        counts.count(m);
        queue.count(m);
        if (!m.begun()) {
            queue.take(m);
            outbound.fail(m, 0);
            return;
        }
        outbound.freed(m.length - m.acknowledgedBytes);
        outbound.report(m);
        if (!m.fullyFragmented()) {
            // One TSN stands for the rest and is never sent: else the peer could see a first half, and then another
            // message.
            queue.dropRest(m);
            outstanding.append(m, m.fragmentedBytes, 0);
            m.outstandingChunks++;
        }
        for (int tsn = firstOutstanding(m); SerialNumber.lte(tsn, m.lastTsn); tsn++) {
            if (outstanding.message(tsn) == m) {
                outbound.abandon(tsn, paths);
            }
        }
        queue.memory.dropPayload(m);
    }
}
