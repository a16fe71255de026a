package io.jsctp.engine;

import io.jsctp.engine.AssociationEvent.PathChange;
import io.jsctp.engine.AssociationEvent.PathChanged;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The destinations of the peer: which one carries new data, which one takes over a retransmission, and when one is given
 * up or comes back (RFC 9260 §6.4, §8.2).
 */
final class PathManager {
    private final List<Path> paths = new ArrayList<>();
    private final ArrayDeque<AssociationEvent> events;
    private int primary;
    private int rotation;

    PathManager(ArrayDeque<AssociationEvent> events) {
        this.events = events;
    }

    List<Path> all() {
        return paths;
    }

    List<InetAddress> addresses() {
        List<InetAddress> result = new ArrayList<>();
        for (Path p : paths) {
            result.add(p.address);
        }
        return result;
    }

    List<PathInfo> infos() {
        List<PathInfo> result = new ArrayList<>();
        for (Path p : paths) {
            result.add(p.info(p == primary()));
        }
        return result;
    }

    Path get(int index) {
        return paths.get(index);
    }

    int count() {
        return paths.size();
    }

    Path primary() {
        return paths.get(primary);
    }

    void primary(Path path) {
        primary = path.index;
    }

    @Nullable
    Path find(InetAddress address) {
        for (int i = 0; i < paths.size(); i++) {
            Path p = paths.get(i);
            if (p.address.equals(address)) {
                return p;
            }
        }
        return null;
    }

    Path add(InetAddress address, int udpPort, PathState state, LocalAddresses local, AssociationSettings settings) {
        Path known = find(address);
        if (known != null) {
            return known;
        }
        Path path = new Path(paths.size(), address, udpPort, local.sourceFor(address), state, settings);
        paths.add(path);
        return path;
    }

    /**
     * The peer's own list of addresses takes the place of those the user named, before the set-up is finished. What is
     * known of an address that stays is kept: its back-off (RFC 9260 §6.3.3), and what the user asked of it.
     *
     * @param confirmed those that need no probing (§5.4)
     */
    void replace(
            List<InetAddress> addresses,
            List<InetAddress> confirmed,
            int udpPort,
            LocalAddresses local,
            AssociationSettings settings) {
        List<Path> former = List.copyOf(paths);
        clear();
        for (InetAddress address : addresses) {
            PathState state = confirmed.contains(address) ? PathState.ACTIVE : PathState.UNCONFIRMED;
            for (Path old : former) {
                if (old.address.equals(address)) {
                    old.index = paths.size();
                    paths.add(old);
                }
            }
            Path path = add(address, udpPort, state, local, settings);
            path.state = state;
            path.udpPort = udpPort;
        }
    }

    /** Starts a new set of paths, at a restart. */
    void clear() {
        paths.clear();
        primary = 0;
        rotation = 0;
    }

    /** {@return where new data goes: the primary while it is active, else the best other path (RFC 9260 §6.4, §8.2)} */
    Path dataPath() {
        Path p = primary();
        if (p.isActive()) {
            return p;
        }
        Path best = bestActive();
        return best != null ? best : confirmedFallback(p);
    }

    /**
     * The path for a retransmission of what timed out on {@code failed}: another active one that can take it, or the same,
     * or if none is active the next confirmed one, so that all are tried (RFC 9260 §6.4, §6.4.1). Among active ones that
     * with the fewest errors, then one that leaves from another address of ours, then the next in the list.
     */
    Path alternateTo(Path failed) {
        Path best = bestAlternate(failed, true);
        if (best == null && failed.isActive()) {
            return failed;
        }
        if (best == null) {
            best = bestAlternate(failed, false);
        }
        if (best != null) {
            return best;
        }
        for (int i = 0; i < paths.size(); i++) {
            rotation = (rotation + 1) % paths.size();
            Path p = paths.get(rotation);
            if (p != failed && p.isConfirmed()) {
                return p;
            }
        }
        return failed;
    }

    private @Nullable Path bestActive() {
        Path best = null;
        for (int i = 0; i < paths.size(); i++) {
            Path p = paths.get(i);
            if (p.isActive() && (best == null || p.errorCount < best.errorCount)) {
                best = p;
            }
        }
        return best;
    }

    /** With {@code free} a path is passed over that waits for the answer to its one packet after a timeout (§7.2.1). */
    private @Nullable Path bestAlternate(Path failed, boolean free) {
        Path best = null;
        for (int i = 1; i < paths.size(); i++) {
            Path p = paths.get((failed.index + i) % paths.size());
            boolean taken = free && p.onePacketOnly && p.flightBytes > 0;
            if (p.isActive() && !taken && (best == null || isBetter(p, best, failed))) {
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

    private Path confirmedFallback(Path p) {
        if (p.isConfirmed()) {
            return p;
        }
        for (int i = 0; i < paths.size(); i++) {
            if (paths.get(i).isConfirmed()) {
                return paths.get(i);
            }
        }
        return p;
    }

    /**
     * Counts an error against a path (RFC 9260 §8.2).
     *
     * @return true if it failed just now
     */
    boolean onError(Path path) {
        if (path.state == PathState.INACTIVE || path.probingFailed) {
            return false;
        }
        path.errorCount++;
        if (path.errorCount <= path.maxRetrans) {
            return false;
        }
        if (path.state == PathState.UNCONFIRMED) {
            path.probingFailed = true;
            return false;
        }
        path.state = PathState.INACTIVE;
        events.add(new PathChanged(path.address, PathChange.UNREACHABLE));
        return true;
    }

    /**
     * The path answered: errors are forgotten, and an inactive one is active again (RFC 9260 §8.2, §8.3).
     */
    void onAlive(Path path) {
        path.errorCount = 0;
        if (path.state == PathState.INACTIVE) {
            path.state = PathState.ACTIVE;
            events.add(new PathChanged(path.address, PathChange.AVAILABLE));
        }
    }

    /** The address belongs to somebody else: it is not probed any more, and stays unconfirmed. */
    void giveUp(InetAddress address) {
        Path path = find(address);
        if (path != null) {
            path.probingFailed = true;
            path.heartbeatEnabled = false;
            path.stopTimers();
        }
    }

    /** The path was shown to be the peer's (RFC 9260 §5.4). */
    void onConfirmed(Path path) {
        if (path.state == PathState.UNCONFIRMED) {
            path.state = PathState.ACTIVE;
            path.probingFailed = false;
            path.errorCount = 0;
            events.add(new PathChanged(path.address, PathChange.CONFIRMED));
        }
    }

    /** Takes over new parameters; what was set for one path alone stays unless the common value changed. */
    void settings(AssociationSettings before, AssociationSettings now) {
        boolean watchedOtherwise = before.heartbeatEnabled() != now.heartbeatEnabled()
                || before.heartbeatIntervalNs() != now.heartbeatIntervalNs()
                || before.pathMaxRetrans() != now.pathMaxRetrans();
        for (int i = 0; i < paths.size(); i++) {
            Path p = paths.get(i);
            p.rto.bounds(now.rtoInitialNs(), now.rtoMinNs(), now.rtoMaxNs());
            if (watchedOtherwise) {
                p.heartbeatEnabled = now.heartbeatEnabled();
                p.heartbeatIntervalNs = now.heartbeatIntervalNs();
                p.maxRetrans = now.pathMaxRetrans();
            }
        }
    }

    /** {@return the largest payload of a DATA chunk that fits a packet to every path (RFC 9260 §6.9)} */
    int fragmentBytes(int dataHeaderBytes, int maxSegmentBytes) {
        int smallest = Integer.MAX_VALUE;
        for (int i = 0; i < paths.size(); i++) {
            smallest = Math.min(smallest, paths.get(i).maxDataChunkBytes());
        }
        int payload = smallest - dataHeaderBytes;
        return maxSegmentBytes > 0 ? Math.min(payload, maxSegmentBytes) : payload;
    }
}
