package io.jsctp.engine;

/**
 * Fires an association's timers. Each part keeps its own deadline, so that ending a part ends its timer; this class only
 * asks them all. Due timers fire in a fixed order, set-up and shutdown first, then path by path: that order is part of
 * what makes runs replayable.
 */
final class Timers {
    private static final int ROUNDS_PER_CALL = 256;

    private final Association association;

    Timers(Association association) {
        this.association = association;
    }

    long earliestNs() {
        if (association.state == AssociationState.CLOSED) {
            return Path.NONE;
        }
        long next = Math.min(association.handshake.earliestDeadlineNs(), association.shutdown.earliestDeadlineNs());
        next = Math.min(next, association.heartbeats.probeDeadlineNs());
        next = Math.min(next, association.outbound.nextExpiryNs());
        next = Math.min(next, association.establishment.idle.deadlineNs());
        next = Math.min(next, association.reconfiguration.deadlineNs());
        next = Math.min(next, association.addresses.sender.deadlineNs());
        if (association.hasInbound()) {
            next = Math.min(next, association.inbound().sackDeadlineNs());
        }
        for (int i = 0; i < association.paths.count(); i++) {
            next = Math.min(next, association.paths.get(i).earliestDeadlineNs());
        }
        return next;
    }

    void fire(long now) {
        for (int i = 0; i < ROUNDS_PER_CALL && earliestNs() <= now; i++) {
            fireDue(now);
        }
        if (!association.isClosed()) {
            mendT3(now);
            trimIfIdle();
        }
    }

    /** Nothing is held: memory that was kept for the next packets is of more use to others. */
    private void trimIfIdle() {
        boolean receives = association.hasInbound();
        if (association.outbound.isDrained()
                && (!receives || association.inbound().queuedChunks() == 0)) {
            association.pool.trim();
            association.outbound.trim();
            if (receives) {
                association.inbound().trim();
            }
        }
    }

    /**
     * Data in flight without a running T3 would wait for ever (RFC 9260 §6.1, §6.3.2). No way to get there is known; but
     * where one was found in other stacks, it was the end of the association, so it is looked for and mended.
     */
    private void mendT3(long now) {
        for (int i = 0; i < association.paths.count(); i++) {
            Path p = association.paths.get(i);
            if (p.flightBytes > 0 && !p.t3Running()) {
                association.counters.t3Mended++;
                p.startT3(now);
            }
        }
    }

    private void fireDue(long now) {
        if (association.handshake.earliestDeadlineNs() <= now) {
            association.handshake.onTimeout(now);
        }
        if (association.shutdown.earliestDeadlineNs() <= now) {
            association.shutdown.onTimeout(now);
        }
        for (int i = 0; i < association.paths.count() && !association.isClosed(); i++) {
            firePath(association.paths.get(i), now);
        }
        if (association.heartbeats.probeDeadlineNs() <= now) {
            association.heartbeats.onProbeDeadline(now);
        }
        if (association.hasInbound() && association.inbound().sackDeadlineNs() <= now) {
            association.inbound().onSackTimer();
        }
        if (association.outbound.nextExpiryNs() <= now) {
            association.outbound.abandonment.expire(now);
            association.shutdown.progress(now);
        }
        if (association.establishment.idle.deadlineNs() <= now) {
            association.establishment.idle.onDeadline(now);
        }
        if (association.reconfiguration.deadlineNs() <= now && !association.isClosed()) {
            association.reconfiguration.onTimeout(now);
        }
        if (association.addresses.sender.deadlineNs() <= now) {
            association.addresses.sender.onTimeout(now);
        }
    }

    private void firePath(Path p, long now) {
        if (p.loss.deadlineNs <= now) {
            association.outbound.onLossDeadline(p, association.paths.all(), now);
        }
        if (p.tail.deadlineNs <= now) {
            p.tail.onDeadline(p);
        }
        if (p.pacer.deadlineNs <= now) {
            p.pacer.deadlineNs = Path.NONE; // what waited leaves with the next packets
        }
        if (p.t3DeadlineNs <= now) {
            onT3(p, now);
        }
        if (p.heartbeatAckDeadlineNs <= now && !association.isClosed()) {
            association.heartbeats.onUnanswered(p, now);
        }
        if (p.heartbeatDeadlineNs <= now) {
            association.heartbeats.onDeadline(p, now);
        }
        if (p.discovery.deadlineNs() <= now) {
            association.mtuProbes.onDeadline(p, now);
        }
    }

    /**
     * T3-rtx expired: RFC 9260 §6.3.3, §8.1, §8.2. It says nothing of the path if it only held back a probe of a closed
     * window, or if such a probe was lost while the peer answers others (§6.1 A). Nor does it if the peer answers, and has no
     * room for what is outstanding: then only the RTO grows. A FORWARD TSN that is not acknowledged counts as data (RFC 3758 §3.5).
     */
    private void onT3(Path p, long now) {
        OutboundData outbound = association.outbound;
        p.stopT3();
        if (!outbound.hasOutstanding()) {
            association.counters.t3Expiries++;
            p.rtoExpiries++;
            outbound.probe.sendNow();
            return;
        }
        if (p.flightBytes == 0 && !outbound.forward.isAwaiting()) {
            return;
        }
        association.counters.t3Expiries++;
        p.rtoExpiries++;
        boolean probeAnswered = outbound.probe.isAnswered();
        if (!probeAnswered) {
            p.rto.backoff();
            p.congestion.onRetransmissionTimeout();
            p.onePacketOnly = true;
        }
        if (!probeAnswered && !outbound.probe.isRefused()) {
            association.failures.onDataTimeout(p, now);
            if (association.failures.onAssociationError()) {
                return;
            }
        }
        outbound.onT3Expired(p, probeAnswered && p.isActive() ? p : association.paths.alternateTo(p));
    }
}
