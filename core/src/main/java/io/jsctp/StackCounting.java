package io.jsctp;

import io.jsctp.engine.Stray;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** The counters of a stack while it runs. Any thread. */
final class StackCounting {
    private final LongAdder packetsReceived = new LongAdder();
    private final LongAdder bytesReceived = new LongAdder();
    private final LongAdder packetsSent = new LongAdder();
    private final LongAdder bytesSent = new LongAdder();
    private final LongAdder strangersAnswered = new LongAdder();
    private final LongAdder checksumErrors = new LongAdder();
    private final LongAdder internalErrors = new LongAdder();
    private final Map<StackLimit, LongAdder> reached = new EnumMap<>(StackLimit.class);
    private final Map<Stray, LongAdder> strays = new EnumMap<>(Stray.class);

    StackCounting() {
        for (Stray stray : Stray.values()) {
            strays.put(stray, new LongAdder());
        }
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

    /** Answers that no association gave; each is one control chunk in a packet of its own. */
    void answered(int packets) {
        strangersAnswered.add(packets);
    }

    long strangersAnswered() {
        return strangersAnswered.sum();
    }

    void checksumError() {
        checksumErrors.increment();
    }

    void internalError() {
        internalErrors.increment();
    }

    void reached(StackLimit limit) {
        Objects.requireNonNull(reached.get(limit)).increment();
    }

    void saw(Stray packet) {
        Objects.requireNonNull(strays.get(packet)).increment();
    }

    private long seen(Stray packet) {
        return Objects.requireNonNull(strays.get(packet)).sum();
    }

    StackCounters snapshot(long sendFailures, long memoryBytes, int associations, int sockets) {
        return new StackCounters(
                packetsReceived.sum(),
                bytesReceived.sum(),
                packetsSent.sum(),
                bytesSent.sum(),
                checksumErrors.sum(),
                seen(Stray.INIT),
                seen(Stray.OUT_OF_THE_BLUE),
                seen(Stray.WRONG_TAG),
                seen(Stray.BAD_COOKIE),
                seen(Stray.STALE_COOKIE),
                sendFailures,
                internalErrors.sum(),
                memoryBytes,
                associations,
                sockets,
                timesReached());
    }

    private Map<StackLimit, Long> timesReached() {
        EnumMap<StackLimit, Long> times = new EnumMap<>(StackLimit.class);
        reached.forEach((limit, count) -> times.put(limit, count.sum()));
        return Collections.unmodifiableMap(times);
    }
}
