package io.jsctp.engine;

import java.net.InetAddress;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** The budget of endpoints that one thread drives: of a simulated host, or of a test. Not thread-safe. */
public final class LocalBudget implements SharedBudget {
    private final int maxAssociations;
    private final int maxPerPeer;
    private final Map<InetAddress, Integer> byPeer = new HashMap<>();
    private final Map<Limit, Long> reached = new EnumMap<>(Limit.class);
    private final Map<Stray, Long> seen = new EnumMap<>(Stray.class);
    private final long memoryBytes;
    private int associations;
    private long memoryUsed;

    /**
     * Makes a budget with any amount of memory.
     *
     * @param maxAssociations the most associations at a time
     * @param maxPerPeer the most of them with one address of a peer
     */
    public LocalBudget(int maxAssociations, int maxPerPeer) {
        this(maxAssociations, maxPerPeer, Long.MAX_VALUE);
    }

    /**
     * Makes a budget.
     *
     * @param maxAssociations the most associations at a time
     * @param maxPerPeer the most of them with one address of a peer
     * @param memoryBytes the most memory
     */
    public LocalBudget(int maxAssociations, int maxPerPeer, long memoryBytes) {
        this.maxAssociations = maxAssociations;
        this.maxPerPeer = maxPerPeer;
        this.memoryBytes = memoryBytes;
    }

    @Override
    public boolean admit(InetAddress peer) {
        int ofPeer = byPeer.getOrDefault(peer, 0);
        if (associations >= maxAssociations || ofPeer >= maxPerPeer) {
            return false;
        }
        associations++;
        byPeer.put(peer, ofPeer + 1);
        return true;
    }

    @Override
    public void dismiss(InetAddress peer) {
        associations--;
        byPeer.computeIfPresent(peer, (p, n) -> n == 1 ? null : n - 1);
    }

    @Override
    public boolean draw(long bytes, long most) {
        if (memoryUsed > most - bytes) {
            return false;
        }
        memoryUsed += bytes;
        return true;
    }

    @Override
    public void giveBack(long bytes) {
        memoryUsed -= bytes;
    }

    @Override
    public long memoryUsed() {
        return memoryUsed;
    }

    @Override
    public long memoryBytes() {
        return memoryBytes;
    }

    @Override
    public void reached(Limit limit) {
        reached.merge(limit, 1L, Long::sum);
    }

    @Override
    public void saw(Stray packet) {
        seen.merge(packet, 1L, Long::sum);
    }

    /**
     * {@return how many packets of a kind were seen}
     *
     * @param packet the kind
     */
    public long timesSeen(Stray packet) {
        return seen.getOrDefault(packet, 0L);
    }

    /**
     * {@return how often a limit kept somebody from something}
     *
     * @param limit which
     */
    public long timesReached(Limit limit) {
        return reached.getOrDefault(limit, 0L);
    }

    /** {@return associations that have a place} */
    public int associations() {
        return associations;
    }
}
