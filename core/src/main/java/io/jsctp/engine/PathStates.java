package io.jsctp.engine;

import io.jsctp.engine.AssociationEvent.PathChange;
import io.jsctp.engine.AssociationEvent.PathChanged;
import java.util.ArrayDeque;

/**
 * What errors and answers make of a path: active, potentially failed, inactive (RFC 9260 §8.2, §8.3; RFC 7829 §3.2), and of
 * the primary another one (RFC 7829 §5).
 */
final class PathStates {
    /** Errors are counted beyond Path.Max.Retrans, so that the least bad of failed paths is known (RFC 7829 §4.1). */
    private static final int MOST_ERRORS = 64;

    private static final int MOST_ERRORS_FACTOR = 10;

    private final PathManager paths;
    private final ArrayDeque<AssociationEvent> events;

    PathStates(PathManager paths, ArrayDeque<AssociationEvent> events) {
        this.paths = paths;
        this.events = events;
    }

    /**
     * Counts an error against a path.
     *
     * @return true if its state changed by it, so that data goes elsewhere if it can
     */
    boolean onError(Path path) {
        if (path.probingFailed) {
            return false;
        }
        if (path.errorCount < Math.max(MOST_ERRORS, MOST_ERRORS_FACTOR * path.maxRetrans)) {
            path.errorCount++;
        }
        if (path.state == PathState.UNCONFIRMED) {
            path.probingFailed = path.errorCount > path.maxRetrans;
            return false;
        }
        paths.choice.failed(path);
        PathState before = path.state;
        if (path.errorCount > path.maxRetrans) {
            change(path, PathState.INACTIVE, PathChange.UNREACHABLE);
        } else if (before == PathState.ACTIVE && path.errorCount > path.failover.potentiallyFailedMaxRetrans()) {
            change(path, PathState.POTENTIALLY_FAILED, PathChange.POTENTIALLY_FAILED);
        }
        switchPrimary(path);
        return path.state != before;
    }

    private void change(Path path, PathState to, PathChange told) {
        if (path.state != to) {
            path.state = to;
            events.add(new PathChanged(path.address, told));
        }
    }

    /** The primary failed too often: where data would go now is the primary from now on (RFC 7829 §5 items 2, 3). */
    private void switchPrimary(Path path) {
        int most = path.failover.primarySwitchoverMaxRetrans();
        if (path != paths.primary() || most == FailoverThresholds.NO_SWITCHOVER || path.errorCount <= most) {
            return;
        }
        Path next = paths.dataPath();
        if (next != path) {
            paths.primary(next);
            events.add(new PathChanged(next.address, PathChange.MADE_PRIMARY));
        }
    }

    /** The path answered: errors are forgotten, and it is active again. */
    void onAlive(Path path) {
        if (path.isStranded()) {
            return;
        }
        path.errorCount = 0;
        if (path.state == PathState.INACTIVE) {
            change(path, PathState.ACTIVE, PathChange.AVAILABLE);
        } else if (path.state == PathState.POTENTIALLY_FAILED) {
            change(path, PathState.ACTIVE, PathChange.RECOVERED);
        }
        paths.applyWanted();
    }
}
