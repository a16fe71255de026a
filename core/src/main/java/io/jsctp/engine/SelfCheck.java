package io.jsctp.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds up an association's books, for tests that look after every event: sums equal what they are the sums of, whatever
 * waits has a timer, and every payload array has an owner. Costs time in the number of chunks outstanding. Stateless; the
 * caller holds the association's lock and has pulled all its outputs.
 */
public final class SelfCheck {
    private SelfCheck() {}

    /**
     * Checks an association whose outputs are all pulled.
     *
     * @param a the association
     * @return what does not add up; null if all does
     */
    public static @Nullable String of(Association a) {
        if (a.counters.t3Mended != 0) {
            return "data was in flight without T3 (RFC 9260 §6.3.2), " + a.counters.t3Mended + " times";
        }
        if (a.isClosed() && a.nextTimeoutNs() != Path.NONE) {
            return "a timer runs in a closed association";
        }
        int held = messagesHeld(a.outbound) + (a.hasInbound() ? a.inbound().queuedChunks() : 0);
        if (a.pool.inUse() != held) {
            return a.pool.inUse() + " payload arrays are in use, " + held + " have an owner";
        }
        if (a.isClosed()) {
            return null;
        }
        String books = imbalance(a.outbound, a.paths.all());
        return books != null ? books : missingTimer(a);
    }

    /** {@return messages whose payload is kept: not wholly fragmented, or not wholly acknowledged} */
    private static int messagesHeld(OutboundData outbound) {
        OutstandingData data = outbound.outstanding;
        int held = outbound.queue.messages();
        for (OutboundMessage m : data.messages()) {
            held += m.fullyFragmented() && !m.abandoned ? 1 : 0;
        }
        return held;
    }

    private static @Nullable String imbalance(OutboundData outbound, List<Path> paths) {
        OutstandingData data = outbound.outstanding;
        int sum = outbound.queue.bytes();
        for (int tsn = data.firstTsn; tsn != data.nextTsn; tsn++) {
            sum += data.state(tsn) == OutstandingData.ABANDONED ? 0 : data.length(tsn);
        }
        return sum == outbound.bufferedBytes()
                ? outstanding(data, paths)
                : outbound.bufferedBytes() + " bytes count as buffered, " + sum + " are";
    }

    /** Whatever an association waits for has a timer, or it could wait for ever. */
    private static @Nullable String missingTimer(Association a) {
        return switch (a.state) {
            case CLOSED -> null;
            case COOKIE_WAIT, COOKIE_ECHOED -> a.handshake.t1DeadlineNs() == Path.NONE ? "T1 does not run" : null;
            case SHUTDOWN_SENT, SHUTDOWN_ACK_SENT ->
                a.shutdown.earliestDeadlineNs() == Path.NONE ? "T2 does not run" : null;
            case ESTABLISHED, SHUTDOWN_PENDING, SHUTDOWN_RECEIVED ->
                !a.outbound.isDrained()
                                && !a.outbound.waitsForNextPart()
                                && !anyT3(a.paths.all())
                                && !isHeld(a)
                                && !isProbed(a)
                        ? "data waits, and no T3 runs (RFC 9260 §6.1)"
                        : null;
        };
    }

    /**
     * {@return whether all that waits, waits for an answer to RE-CONFIG, whose timer runs (RFC 6525 §5.1.1), or first for the
     * end of a request of the peer, who has a timer}
     */
    private static boolean isHeld(Association a) {
        return a.outbound.outstanding.isEmpty()
                && a.outbound.queue.head() == null
                && (a.reconfiguration.deadlineNs() != Path.NONE || a.inbound().isHolding());
    }

    /** {@return whether the peer has moved, so that its new address has to be confirmed first (RFC 5061 §5.3.2)} */
    private static boolean isProbed(Association a) {
        boolean anyTimer = a.heartbeats.probeDeadlineNs() != Path.NONE;
        for (Path p : a.paths.all()) {
            if (p.isConfirmed() && !p.isStranded()) {
                return false;
            }
            anyTimer |= p.earliestDeadlineNs() != Path.NONE;
        }
        return anyTimer;
    }

    private static boolean anyT3(List<Path> paths) {
        for (int i = 0; i < paths.size(); i++) {
            if (paths.get(i).t3Running()) {
                return true;
            }
        }
        return false;
    }

    /** The list of what is in flight on a path has all of it, in the order in which it left; null if so. */
    private static @Nullable String disorder(OutstandingData data, Path p, int flightBytes) {
        int bytes = 0;
        int tsn = p.order.oldest;
        long before = Long.MIN_VALUE;
        for (int i = 0; i < p.order.chunks; i++) {
            if (data.state(tsn) != OutstandingData.IN_FLIGHT
                    || data.path(tsn) != p.index
                    || data.sentNs(tsn) < before) {
                return p + " has TSN " + Integer.toUnsignedString(tsn) + " wrongly in the order of sending";
            }
            before = data.sentNs(tsn);
            bytes += data.chunkBytes(tsn);
            tsn = i + 1 < p.order.chunks ? data.sentNext(tsn) : tsn;
        }
        boolean whole = bytes == flightBytes && (p.order.chunks == 0 || tsn == p.order.newest);
        return whole ? null : p + ", but " + bytes + " bytes are in the order of sending";
    }

    /** Each outstanding chunk is in the sets in which it is looked for, and in no other; null if so. */
    private static @Nullable String misplaced(OutstandingData data, List<Path> paths) {
        for (int tsn = data.firstTsn; tsn != data.nextTsn; tsn++) {
            byte state = data.state(tsn);
            boolean inFlight = state == OutstandingData.IN_FLIGHT;
            boolean marked = state == OutstandingData.MARKED;
            boolean agrees = data.sets.gapAcked.contains(tsn) == (state == OutstandingData.GAP_ACKED)
                    && data.sets.unacked.contains(tsn) == (inFlight || marked)
                    && data.sets.timed.contains(tsn) == (marked && data.message(tsn).policy == Reliability.Policy.TIMED)
                    && (marked || !data.sets.unreviewed.contains(tsn));
            for (Path p : paths) {
                boolean here = inFlight && data.path(tsn) == p.index;
                agrees &= data.sets.inFlight(p.index).contains(tsn) == here
                        && data.sets.doubtful(p.index).contains(tsn) == (here && !data.fastRetransmitted(tsn))
                        && data.sets.marked(p.index).contains(tsn) == (marked && data.retransmitPath(tsn) == p.index);
            }
            if (!agrees) {
                return "TSN " + Integer.toUnsignedString(tsn) + " is in a wrong set";
            }
        }
        return null;
    }

    /** Compares sums over the outstanding chunks with the chunks themselves; null if they agree. */
    static @Nullable String outstanding(OutstandingData data, List<Path> paths) {
        int[] flight = new int[paths.size()];
        int inFlight = 0;
        int marked = 0;
        int gapAcked = 0;
        int abandoned = 0;
        for (int tsn = data.firstTsn; tsn != data.nextTsn; tsn++) {
            switch (data.state(tsn)) {
                case OutstandingData.IN_FLIGHT -> {
                    flight[data.path(tsn)] += data.chunkBytes(tsn);
                    inFlight += data.length(tsn);
                }
                case OutstandingData.MARKED -> marked++;
                case OutstandingData.GAP_ACKED -> gapAcked++;
                case OutstandingData.ABANDONED -> abandoned++;
                default -> {
                    return "TSN " + Integer.toUnsignedString(tsn) + " is outstanding and free";
                }
            }
        }
        String misplaced = misplaced(data, paths);
        if (misplaced != null) {
            return misplaced;
        }
        if (inFlight != data.inFlightPayloadBytes) {
            return data.inFlightPayloadBytes + " payload bytes count as in flight, " + inFlight + " are";
        }
        if (abandoned != data.abandonedChunks) {
            return data.abandonedChunks + " chunks count as given up, " + abandoned + " are";
        }
        if (marked != data.markedChunks || gapAcked != data.gapAckedChunks) {
            return data.markedChunks + " chunks count as marked and " + data.gapAckedChunks + " as gap-acked, " + marked
                    + " and " + gapAcked + " are";
        }
        for (Path p : paths) {
            String order = disorder(data, p, flight[p.index]);
            if (order != null) {
                return order;
            }
            if (p.flightBytes != flight[p.index]) {
                return p + ", but " + flight[p.index] + " bytes are in flight on it";
            }
            if (p.flightBytes > 0 && !p.t3Running()) {
                return p + " has data in flight and no T3 (RFC 9260 §6.3.2)";
            }
        }
        return null;
    }
}
