package io.jsctp.engine;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which path carries data (RFC 9260 §6.4, §8.2; RFC 7829 §3.2 items 3 and 4, §4.1): an active one if there is any, else one
 * that is potentially failed, else an inactive one. Among several the one with the fewest errors, then one that leaves
 * from another address of ours than the path that failed, then the next in the list. Choosing a path changes nothing of
 * it.
 */
final class PathChoice {
    private final List<Path> paths;

    /** The path on which the last error was. */
    private int lastFailed;

    PathChoice(List<Path> paths) {
        this.paths = paths;
    }

    void clear() {
        lastFailed = 0;
    }

    /** A path is gone, and those behind it moved up. */
    void removed(int index) {
        lastFailed = lastFailed == index ? 0 : lastFailed > index ? lastFailed - 1 : lastFailed;
    }

    void failed(Path path) {
        lastFailed = path.index;
    }

    /** {@return where new data goes: the primary while it is active, else the best other path} */
    Path dataPath(Path primary) {
        if (primary.isActive()) {
            return primary;
        }
        Path best = best(PathState.ACTIVE, primary, false);
        return best != null ? best : lastResort(paths.get(lastFailed), primary);
    }

    /**
     * The path for a retransmission of what timed out on {@code failed}: another active one that can take it, or the same if
     * that is active, or another active one; with none active the best of the others.
     */
    Path alternateTo(Path failed) {
        Path best = best(PathState.ACTIVE, failed, true);
        if (best != null) {
            return best;
        }
        if (failed.isActive()) {
            return failed;
        }
        best = best(PathState.ACTIVE, failed, false);
        return best != null ? best : lastResort(failed, failed);
    }

    private Path lastResort(Path failed, Path otherwise) {
        Path best = best(PathState.POTENTIALLY_FAILED, failed, false);
        if (best == null) {
            best = best(PathState.INACTIVE, failed, false);
        }
        return best != null ? best : reachable(otherwise);
    }

    /** {@return a path, or another one, not confirmed, if no address of ours is left for it} */
    private Path reachable(Path path) {
        for (int i = 0; path.isStranded() && i < paths.size(); i++) {
            if (!paths.get(i).isStranded()) {
                return paths.get(i);
            }
        }
        return path;
    }

    /**
     * The best path in a state, the failed one last. With {@code free} a path is passed over that waits for the answer to its
     * one packet after a timeout (RFC 9260 §7.2.1), and so is the failed one.
     */
    private @Nullable Path best(PathState state, Path failed, boolean free) {
        Path best = null;
        for (int i = 1; i <= paths.size(); i++) {
            Path p = paths.get((failed.index + i) % paths.size());
            boolean taken = p.isStranded() || (free && (p == failed || (p.onePacketOnly && p.flightBytes > 0)));
            if (p.state == state && !taken && (best == null || isBetter(p, best, failed))) {
                best = p;
            }
        }
        return best;
    }

    private static boolean isBetter(Path p, Path than, Path failed) {
        if (p.errorCount != than.errorCount) {
            return p.errorCount < than.errorCount;
        }
        return !Objects.equals(p.source, failed.source) && Objects.equals(than.source, failed.source);
    }
}
