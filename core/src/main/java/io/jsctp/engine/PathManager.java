package io.jsctp.engine;

import io.jsctp.engine.AssociationEvent.PathChange;
import io.jsctp.engine.AssociationEvent.PathChanged;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The destinations of the peer (RFC 9260 §6.4, §8.2). Which one carries data is up to {@link PathChoice}, when one is given
 * up or comes back to {@link PathStates}.
 */
final class PathManager {
    private final List<Path> paths = new ArrayList<>();
    private final ArrayDeque<AssociationEvent> events;
    final PathChoice choice = new PathChoice(paths);
    final PathStates states;
    private int primary;
    private @Nullable Path lastDataFrom;

    /** The peer wants it to be the primary one, and it is not active (RFC 5061 §5.2.4). */
    private @Nullable Path wanted;

    PathManager(ArrayDeque<AssociationEvent> events) {
        this.events = events;
        this.states = new PathStates(this, events);
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
        wanted = null;
    }

    /** The peer wants a path to be the primary one: it is, at once if it is active, or as soon as it is (RFC 5061 §5.2.4). */
    void wantPrimary(Path path) {
        wanted = path == primary() ? null : path;
        applyWanted();
    }

    void applyWanted() {
        Path path = wanted;
        if (path != null && path.isActive()) {
            primary(path);
            events.add(new PathChanged(path.address, PathChange.MADE_PRIMARY));
        }
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
        wanted = null;
        lastDataFrom = null;
        choice.clear();
    }

    /** {@return which path has to stand in for one that is removed: an active one with the fewest errors, if there is one} */
    Path heirOf(Path gone) {
        Path best = null;
        for (Path p : paths) {
            if (p != gone && (best == null || rank(p) < rank(best))) {
                best = p;
            }
        }
        return best == null ? gone : best;
    }

    private static int rank(Path p) {
        int byState = p.isStranded() ? 3 : p.isActive() ? 0 : p.isConfirmed() ? 1 : 2;
        return byState * 1_000_000 + p.errorCount;
    }

    /** The peer took an address back; nothing is in flight to it or waits for it any more. */
    void remove(Path gone, Path heir) {
        boolean wasPrimary = gone == primary();
        Path stays = wasPrimary ? heir : primary();
        paths.remove(gone.index);
        for (int i = 0; i < paths.size(); i++) {
            paths.get(i).index = i;
        }
        primary = stays.index;
        wanted = wanted == gone ? null : wanted;
        lastDataFrom = lastDataFrom == gone ? null : lastDataFrom;
        choice.removed(gone.index);
        gone.state = PathState.INACTIVE;
        gone.heartbeatEnabled = false;
        gone.stopTimers();
        gone.discovery.suspend();
        events.add(new PathChanged(gone.address, PathChange.REMOVED));
        if (wasPrimary) {
            events.add(new PathChanged(heir.address, PathChange.MADE_PRIMARY));
        }
    }

    /** {@return whether packets to some address of the peer can leave from one of ours} */
    boolean anyReachableFrom(LocalAddresses local) {
        for (int i = 0; i < paths.size(); i++) {
            if (local.sourceFor(paths.get(i).address) != null) {
                return true;
            }
        }
        return false;
    }

    /** Where a SACK goes: back to where the data came from, if that path is confirmed (RFC 9260 §6.4, §5.4). */
    Path sackPath() {
        Path p = lastDataFrom;
        return p != null && p.isActive() ? p : dataPath();
    }

    void lastDataFrom(@Nullable Path path) {
        lastDataFrom = path;
    }

    boolean hasHadData() {
        return lastDataFrom != null;
    }

    /** {@return where new data goes} */
    Path dataPath() {
        return choice.dataPath(primary());
    }

    /** {@return where to send again what timed out on a path} */
    Path alternateTo(Path failed) {
        return choice.alternateTo(failed);
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
            applyWanted();
        }
    }

    /** Takes over new parameters; what was set for one path alone stays unless the common value changed. */
    void settings(AssociationSettings before, AssociationSettings now) {
        boolean watchedOtherwise = before.heartbeatEnabled() != now.heartbeatEnabled()
                || before.heartbeatIntervalNs() != now.heartbeatIntervalNs()
                || before.pathMaxRetrans() != now.pathMaxRetrans()
                || !before.failover().equals(now.failover());
        for (int i = 0; i < paths.size(); i++) {
            Path p = paths.get(i);
            p.rto.bounds(now.rtoInitialNs(), now.rtoMinNs(), now.rtoMaxNs());
            if (watchedOtherwise) {
                p.heartbeatEnabled = now.heartbeatEnabled();
                p.heartbeatIntervalNs = now.heartbeatIntervalNs();
                p.maxRetrans = now.pathMaxRetrans();
                p.failover = now.failover();
            }
        }
    }

    /** {@return the largest payload of a DATA chunk that fits a packet to every confirmed path: AMDCS (RFC 9260 §6.9, §7.3)} */
    int fragmentBytes(int dataHeaderBytes, int maxSegmentBytes) {
        int smallest = Integer.MAX_VALUE;
        for (int i = 0; i < paths.size(); i++) {
            if (paths.get(i).isConfirmed()) {
                smallest = Math.min(smallest, paths.get(i).maxDataChunkBytes());
            }
        }
        if (smallest == Integer.MAX_VALUE) {
            smallest = primary().maxDataChunkBytes();
        }
        int payload = smallest - dataHeaderBytes;
        return maxSegmentBytes > 0 ? Math.min(payload, maxSegmentBytes) : payload;
    }

    /** Each path may send so many packets of new data for an event; 0: any number. */
    void refillBursts(int maxBurstPackets) {
        int burst = maxBurstPackets == 0 ? Integer.MAX_VALUE : maxBurstPackets;
        for (int i = 0; i < count(); i++) {
            get(i).burstLeft = burst;
        }
    }
}
