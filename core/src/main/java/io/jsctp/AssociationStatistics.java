package io.jsctp;

import java.util.List;
import java.util.Map;

/**
 * What an association has counted, all at one time.
 *
 * @param associationId its id on its socket
 * @param localPort our SCTP port
 * @param state its state then
 * @param counters every counter, in the order of {@link Counter}
 * @param paths its paths
 * @param streams those of its streams that have carried anything
 */
public record AssociationStatistics(
        int associationId,
        int localPort,
        SctpState state,
        Map<Counter, Long> counters,
        List<PathStatistics> paths,
        List<StreamStatistics> streams) {

    /**
     * {@return one counter}
     *
     * @param counter which
     */
    public long get(Counter counter) {
        return counters.getOrDefault(counter, 0L);
    }
}
