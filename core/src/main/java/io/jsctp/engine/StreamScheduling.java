package io.jsctp.engine;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * In which order the streams of an association are served (RFC 8260 §3). Immutable; nothing on the wire tells of it.
 *
 * @param policy how the next stream is chosen
 * @param values by stream, 0 to 65535: its priority for {@link Policy#PRIORITY}, of which 0 is the highest and the default; its
 *     weight for {@link Policy#WEIGHTED_FAIR_QUEUEING}, where 0, the default, counts as 1. Without meaning for other policies
 */
public record StreamScheduling(Policy policy, Map<Integer, Integer> values) {
    /** Round robin, as long as nobody asks for something else. */
    public static final StreamScheduling DEFAULT = new StreamScheduling(Policy.ROUND_ROBIN, new TreeMap<>());

    /** The schedulers of RFC 8260 §3. What they count by are messages; fragments of one stay together (RFC 9260 §6.9). */
    public enum Policy {
        /** In the order in which the user gave the messages (§3.1). */
        FIRST_COME_FIRST_SERVED,
        /** The streams that have messages take turns (§3.2). */
        ROUND_ROBIN,
        /** They take turns packet by packet: new data of one stream only is in each (§3.3). */
        ROUND_ROBIN_PER_PACKET,
        /** Streams of a higher priority first, equal ones in turn (§3.4). */
        PRIORITY,
        /** As many bytes for each stream as for any other that has something to send (§3.5). */
        FAIR_CAPACITY,
        /** Bytes in the ratio of the weights (§3.6). */
        WEIGHTED_FAIR_QUEUEING
    }

    /**
     * Copies the map.
     *
     * @param policy how the next stream is chosen
     * @param values by stream, 0 to 65535
     */
    public StreamScheduling {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /**
     * {@return the same with another policy}
     *
     * @param other the policy
     */
    public StreamScheduling with(Policy other) {
        return new StreamScheduling(other, values);
    }

    /**
     * {@return the same with another value of a stream}
     *
     * @param streamId the stream
     * @param value 0 to 65535
     */
    public StreamScheduling with(int streamId, int value) {
        Map<Integer, Integer> changed = new HashMap<>(values);
        changed.put(streamId, value);
        return new StreamScheduling(policy, changed);
    }

    /**
     * {@return the value of a stream}
     *
     * @param streamId the stream
     */
    public int value(int streamId) {
        return values.getOrDefault(streamId, 0);
    }

    StreamScheduler newScheduler() {
        return switch (policy) {
            case ROUND_ROBIN -> new RoundRobin(false);
            case ROUND_ROBIN_PER_PACKET -> new RoundRobin(true);
            default -> new RankedStreams(policy);
        };
    }
}
