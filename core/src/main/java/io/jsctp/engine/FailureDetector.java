package io.jsctp.engine;

/** Counts what goes unanswered: towards the failure of a path (RFC 9260 §8.2) and of the whole peer (§8.1). */
final class FailureDetector {
    private final Association association;
    private int associationErrors;

    FailureDetector(Association association) {
        this.association = association;
    }

    /** Counts an error against a path; if it fails by it, what waits for it goes elsewhere. */
    void onPathError(Path p) {
        PathManager paths = association.paths;
        if (paths.onError(p)) {
            association.outbound.redirect(p, paths.alternateTo(p));
        }
    }

    /** What miss indications marked on a path that is inactive goes where new data goes (RFC 9260 §6.4.1). */
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
