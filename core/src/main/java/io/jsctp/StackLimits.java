package io.jsctp;

import io.jsctp.engine.EndpointLimits;
import io.jsctp.engine.Limit;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * A value for each {@link StackLimit}. Immutable.
 *
 * <p>Together they bound the heap of a stack, whatever its peers send. Everything that grows with what they send, and with what
 * the user sends and does not read, is accounted for: 12288 bytes for each association, 4096 of which it may fill in any case;
 * each chunk or message that waits with its payload and {@link StackLimit#CHUNK_COST_BYTES}; control chunks, the state of
 * streams, maps of TSNs, and what is kept to be used again. The sum, {@link StackCounters#memoryBytes}, is never more than
 * {@link StackLimit#MEMORY_BYTES}, but for a control chunk for each association; the objects behind it take at most twice as
 * much heap as is accounted for. So the worst case is
 *
 * <pre>
 *   2 × MEMORY_BYTES + SOCKETS × (2 KiB + NOTIFICATIONS × 200 bytes) + 8 MiB
 * </pre>
 *
 * <p>with the sockets and waiting notifications that there really are; a {@link SendFailed} holds the message, too. With the
 * defaults the first term is half of the largest heap of the virtual machine. What the program's own asynchronous calls take
 * that wait, up to {@link StackLimit#PENDING_CALLS} with their buffers, comes on top.
 */
public final class StackLimits {
    private static final StackLimits DEFAULTS = new StackLimits(new EnumMap<>(StackLimit.class));

    private final Map<StackLimit, Long> changed;

    private StackLimits(Map<StackLimit, Long> changed) {
        this.changed = Collections.unmodifiableMap(changed);
    }

    /** {@return the values that hold if none are set} */
    public static StackLimits defaults() {
        return DEFAULTS;
    }

    /**
     * Sets one of them.
     *
     * @param limit which
     * @param value its value
     * @return these limits but for that one
     * @throws IllegalArgumentException if the value is out of the limit's range
     */
    public StackLimits with(StackLimit limit, long value) {
        if (value < limit.least() || value > limit.most()) {
            throw new IllegalArgumentException(
                    limit + " can be " + limit.least() + " to " + limit.most() + ", not " + value);
        }
        EnumMap<StackLimit, Long> copy = new EnumMap<>(StackLimit.class);
        copy.putAll(changed);
        copy.put(limit, value);
        return new StackLimits(copy);
    }

    /**
     * {@return the value of a limit}
     *
     * @param limit which
     */
    public long get(StackLimit limit) {
        Long set = changed.get(limit);
        return set == null ? limit.standard() : set;
    }

    int count(StackLimit limit) {
        return (int) Math.min(get(limit), Integer.MAX_VALUE);
    }

    EndpointLimits forEndpoints() {
        EndpointLimits limits = EndpointLimits.DEFAULT;
        for (Limit limit : Limit.values()) {
            limits = limits.with(limit, get(StackLimit.of(limit)));
        }
        return limits;
    }

    /** {@return the limits that were set} */
    @Override
    public String toString() {
        return "StackLimits" + changed;
    }
}
