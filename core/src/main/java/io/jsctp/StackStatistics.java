package io.jsctp;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a stack has counted, over all associations that it has and had, by the names of RFC 3873. Each association is seen at
 * one time, but one after the other.
 *
 * @param discontinuityTime since when it counts: when the stack was opened (sctpDiscontinuityTime)
 * @param currEstab associations that are ESTABLISHED, SHUTDOWN-PENDING or SHUTDOWN-RECEIVED now (sctpCurrEstab)
 * @param counters every counter, in the order of {@link Counter}
 * @param stack what is counted of packets that belong to no association, and what the stack has now
 */
public record StackStatistics(
        Instant discontinuityTime, int currEstab, Map<Counter, Long> counters, StackCounters stack) {

    /**
     * {@return one counter}
     *
     * @param counter which
     */
    public long get(Counter counter) {
        return counters.getOrDefault(counter, 0L);
    }

    /** {@return packets that belonged to no association and began none (sctpOutOfBlues)} */
    public long outOfBlues() {
        return stack.outOfTheBlue();
    }

    /** {@return packets with a wrong checksum, or too few bytes for one (sctpChecksumErrors)} */
    public long checksumErrors() {
        return stack.checksumErrors();
    }

    /** {@return all numbers by their labels, those of RFC 3873 first: for programs that print or export them} */
    public Map<String, Long> byLabel() {
        Map<String, Long> all = new LinkedHashMap<>();
        all.put("sctpCurrEstab", (long) currEstab);
        counters.forEach((counter, value) -> {
            all.put(counter.label(), value);
            if (counter == Counter.SHUTDOWNS) {
                all.put("sctpOutOfBlues", outOfBlues());
                all.put("sctpChecksumErrors", checksumErrors());
            }
        });
        all.put("droppedWrongTag", stack.wrongTags());
        all.put("droppedBadCookie", stack.badCookies());
        all.put("droppedStaleCookie", stack.staleCookies());
        all.put("sendFailures", stack.sendFailures());
        return all;
    }
}
