package io.jsctp;

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

    StackCounters snapshot(long sendFailures) {
        return new StackCounters(
                packetsReceived.sum(),
                bytesReceived.sum(),
                packetsSent.sum(),
                bytesSent.sum(),
                checksumErrors.sum(),
                outOfTheBlue.sum(),
                sendFailures,
                internalErrors.sum());
    }
}
