package io.jsctp.engine;

/**
 * Ends an association over which no user data moved for a while, if the user asked for that (RFC 6458 §8.1.8). Data that
 * waits for the peer counts as moving: whether the peer is still there is for others to find out.
 */
final class IdleClose {
    private final Association association;
    private long movedNs;

    IdleClose(Association association) {
        this.association = association;
    }

    /** User data came, or the association came up. What was sent the paths know. */
    void moved(long now) {
        movedNs = now;
    }

    long deadlineNs() {
        long timeoutNs = association.settings.idleTimeoutNs();
        if (timeoutNs == 0 || association.state != AssociationState.ESTABLISHED) {
            return Path.NONE;
        }
        long lastNs = movedNs;
        for (int i = 0; i < association.paths.count(); i++) {
            lastNs = Math.max(lastNs, association.paths.get(i).lastDataNs(movedNs));
        }
        return lastNs + timeoutNs;
    }

    void onDeadline(long now) {
        if (association.outbound.isDrained()) {
            association.shutdown.begin(now);
        } else {
            moved(now);
        }
    }
}
