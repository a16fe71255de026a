package io.jsctp.cli;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** Counts bytes and messages, and tells the rates and what they cost. */
final class PerfMeter {
    private static final double NS = 1e9;

    final LongAdder bytes = new LongAdder();
    final LongAdder messages = new LongAdder();
    private volatile long startNs = System.nanoTime();
    private volatile long startCpuNs = cpuNs();
    private volatile long endNs;
    private volatile long endCpuNs;

    void start() {
        bytes.reset();
        messages.reset();
        startNs = System.nanoTime();
        startCpuNs = cpuNs();
    }

    void add(int messageBytes, boolean whole) {
        bytes.add(messageBytes);
        if (whole) {
            messages.increment();
        }
    }

    void stop() {
        endNs = System.nanoTime();
        endCpuNs = cpuNs();
    }

    private static long cpuNs() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean os
                ? os.getProcessCpuTime()
                : 0;
    }

    double seconds() {
        return Math.max(1e-9, (endNs - startNs) / NS);
    }

    private double mbitPerSecond() {
        return bytes.sum() * 8 / 1e6 / seconds();
    }

    private double messagesPerSecond() {
        return messages.sum() / seconds();
    }

    private double cpuSecondsPerGb() {
        return bytes.sum() == 0 ? 0 : (endCpuNs - startCpuNs) / NS / (bytes.sum() / 1e9);
    }

    String summary(String who) {
        return String.format(
                Locale.ROOT,
                "%s: %.1f MB in %d messages, %.2f s: %.1f Mbit/s, %.0f messages/s, %.2f CPU s/GB",
                who,
                bytes.sum() / 1e6,
                messages.sum(),
                seconds(),
                mbitPerSecond(),
                messagesPerSecond(),
                cpuSecondsPerGb());
    }

    /** {@return one line; what is more than the figures comes last} */
    String json(String role, int size, String more) {
        return String.format(
                Locale.ROOT,
                "{\"role\":\"%s\",\"message_bytes\":%d,\"bytes\":%d,\"messages\":%d,\"seconds\":%.3f,"
                        + "\"mbit_per_s\":%.2f,\"messages_per_s\":%.1f,\"cpu_s_per_gb\":%.3f%s}",
                role,
                size,
                bytes.sum(),
                messages.sum(),
                seconds(),
                mbitPerSecond(),
                messagesPerSecond(),
                cpuSecondsPerGb(),
                more);
    }

    /** The line that shows the last second. */
    static String progress(double second, long deltaBytes, long deltaMessages) {
        double mbit = deltaBytes * 8 / 1e6 / second;
        int bars = (int) Math.min(40, mbit / 50);
        return String.format(
                Locale.ROOT, "%8.1f Mbit/s %9.0f msg/s %s", mbit, deltaMessages / second, "#".repeat(bars));
    }
}
