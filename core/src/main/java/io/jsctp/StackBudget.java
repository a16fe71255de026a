package io.jsctp;

import io.jsctp.engine.Limit;
import io.jsctp.engine.SharedBudget;
import io.jsctp.engine.Stray;
import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What the associations of a stack draw from, each under a lock of its own. Any thread; takes no lock for long. */
final class StackBudget implements SharedBudget {
    private final StackCounting counters;
    private final int maxAssociations;
    private final int maxPerPeer;
    private final long memoryBytes;
    private final AtomicLong memoryUsed = new AtomicLong();
    private final AtomicInteger associations = new AtomicInteger();
    private final ConcurrentMap<InetAddress, Integer> byPeer = new ConcurrentHashMap<>();

    StackBudget(StackLimits limits, StackCounting counters) {
        this.counters = counters;
        maxAssociations = limits.count(StackLimit.ASSOCIATIONS);
        memoryBytes = limits.get(StackLimit.MEMORY_BYTES);
        maxPerPeer = limits.count(StackLimit.ASSOCIATIONS_PER_PEER);
    }

    @Override
    public boolean admit(InetAddress peer) {
        if (associations.incrementAndGet() > maxAssociations) {
            associations.decrementAndGet();
            counters.reached(StackLimit.ASSOCIATIONS);
            return false;
        }
        if (byPeer.merge(peer, 1, Integer::sum) > maxPerPeer) {
            dismiss(peer);
            counters.reached(StackLimit.ASSOCIATIONS_PER_PEER);
            return false;
        }
        return true;
    }

    @Override
    public void dismiss(InetAddress peer) {
        byPeer.computeIfPresent(peer, (address, count) -> count == 1 ? null : count - 1);
        associations.decrementAndGet();
    }

    @Override
    public boolean draw(long bytes, long most) {
        long used;
        do {
            used = memoryUsed.get();
            if (used > most - bytes) {
                counters.reached(StackLimit.MEMORY_BYTES);
                return false;
            }
        } while (!memoryUsed.compareAndSet(used, used + bytes));
        return true;
    }

    @Override
    public void giveBack(long bytes) {
        memoryUsed.addAndGet(-bytes);
    }

    @Override
    public long memoryUsed() {
        return memoryUsed.get();
    }

    @Override
    public long memoryBytes() {
        return memoryBytes;
    }

    @Override
    public void reached(Limit limit) {
        counters.reached(StackLimit.of(limit));
    }

    @Override
    public void saw(Stray packet) {
        counters.saw(packet);
    }
}
