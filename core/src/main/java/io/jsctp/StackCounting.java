package io.jsctp;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** The counters of a stack while it runs. Any thread. */
final class StackCounting {
    private final LongAdder packetsReceived = new LongAdder();
    private final LongAdder bytesReceived = new LongAdder();
    private final LongAdder packetsSent = new LongAdder();
    private final LongAdder bytesSent = new LongAdder();
    private final LongAdder checksumErrors = new LongAdder();
    private final LongAdder outOfTheBlue = new LongAdder();
    private final LongAdder internalErrors = new LongAdder();
    private final Map<StackLimit, LongAdder> reached = new EnumMap<>(StackLimit.class);

    StackCounting() {
        for (StackLimit limit : StackLimit.values()) {
            reached.put(limit, new LongAdder());
        }
    }

    void received(int bytes) {
        packetsReceived.increment();
        bytesReceived.add(bytes);
    }

    void sent(int packets, int bytes) {
        packetsSent.add(packets);
        bytesSent.add(bytes);
    }

    void checksumError() {
        checksumErrors.increment();
    }

    void outOfTheBlue() {
        outOfTheBlue.increment();
    }

    void internalError() {
        internalErrors.increment();
    }

    void reached(StackLimit limit) {
        java.util.Objects.requireNonNull(reached.get(limit)).increment();
    }

    StackCounters snapshot(long sendFailures) {
        return new StackCounters(
                packetsReceived.sum(),
                bytesReceived.sum(),
                packetsSent.sum(),
                bytesSent.sum(),
                checksumErrors.sum(),
                outOfTheBlue.sum(),
                sendFailures,
                internalErrors.sum(),
                timesReached());
    }

    private Map<StackLimit, Long> timesReached() {
        EnumMap<StackLimit, Long> times = new EnumMap<>(StackLimit.class);
        reached.forEach((limit, count) -> times.put(limit, count.sum()));
        return Collections.unmodifiableMap(times);
    }
}
