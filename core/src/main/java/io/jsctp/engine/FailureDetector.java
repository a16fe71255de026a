package io.jsctp.engine;

/** Counts what goes unanswered: towards the failure of a path (RFC 9260 §8.2) and of the whole peer (§8.1). */
final class FailureDetector {
    private final Association association;
    private int associationErrors;

    FailureDetector(Association association) {
        this.association = association;
    }

    /** Counts an error against a path; if that changes its state, what waits for it goes elsewhere, and it is probed. */
    void onPathError(Path p, long now) {
        PathManager paths = association.paths;
        boolean wasProbed = p.isPotentiallyFailed();
        if (!p.isConfirmed() && !p.probingFailed) {
            paths.states.onError(p);
            if (p.probingFailed) {
                association.heartbeats.schedule(p, now); // by its slower pace from now on
            }
            return;
        }
        if (paths.states.onError(p)) {
            association.outbound.redirect(p, paths.alternateTo(p));
            if (wasProbed || p.isPotentiallyFailed()) {
                association.heartbeats.onStateChanged(p, now);
            }
            if (p.state == PathState.INACTIVE) {
                association.mtuProbes.suspend(p);
            }
        }
    }

    /** T3 expired on a path: that counts for a HEARTBEAT that is out there, too, and the next one leaves. */
    void onDataTimeout(Path p, long now) {
        association.mtuProbes.onDataTimeout(p);
        boolean isOut = p.isPotentiallyFailed() && p.heartbeatAckDeadlineNs != Path.NONE;
        if (isOut) {
            p.heartbeatAckDeadlineNs = Path.NONE;
        }
        onPathError(p, now);
        if (isOut && p.isPotentiallyFailed()) {
            association.heartbeats.onStateChanged(p, now);
        }
    }

    /** A path answered. */
    void onAlive(Path p, long now) {
        boolean wasProbed = p.isPotentiallyFailed();
        boolean wasInactive = p.state == PathState.INACTIVE;
        association.paths.states.onAlive(p);
        if (wasInactive) {
            association.mtuProbes.begin(p);
        }
        if (wasProbed) {
            association.heartbeats.onStateChanged(p, now);
        }
    }

    /** What miss indications marked on a path that is not active goes where new data goes (RFC 9260 §6.4.1). */
    void leaveInactivePaths() {
        PathManager paths = association.paths;
        for (int i = 0; i < paths.count(); i++) {
            Path p = paths.get(i);
            if (!p.isActive() && association.outbound.transmission.hasMarkedFor(p)) {
                association.outbound.redirect(p, paths.dataPath());
            }
        }
    }

    /** Counts towards Association.Max.Retrans; true if the association ended by it. */
    boolean onAssociationError() {
        associationErrors++;
        if (associationErrors <= association.settings.associationMaxRetrans()) {
            return false;
        }
        association.ending.abandon(LossReason.PEER_UNREACHABLE, "too many retransmissions");
        return true;
    }

    /** The peer has shown that it lives. */
    void clear() {
        associationErrors = 0;
    }
}
