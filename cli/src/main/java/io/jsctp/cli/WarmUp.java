package io.jsctp.cli;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a run still warms up: for a time at least, and longer while Java's compilers are busy, but not for ever. What a
 * compilation takes is known when it ends, so they count as quiet only after a while in which hardly any ended.
 */
final class WarmUp {
    /** In place of the compilers' time, if the Java machine does not tell it. */
    static final long UNKNOWN = -1;

    /** So many times the least time are the most. */
    static final int MOST_TIMES = 10;

    private static final double NS = 1e9;
    private static final double LOOK_SECONDS = 0.1;
    private static final double QUIET_SECONDS = 3;
    private static final double QUIET_PART = 0.03;

    private static final @Nullable CompilationMXBean COMPILERS = ManagementFactory.getCompilationMXBean();

    private record Look(long ns, long compilationMs) {}

    private final Deque<Look> looks = new ArrayDeque<>();
    private final double leastSeconds;
    private final long beginNs;
    private long nextLookNs;
    private double seconds;
    private boolean quiet;

    WarmUp(double leastSeconds, long beginNs) {
        this.leastSeconds = leastSeconds;
        this.beginNs = beginNs;
        nextLookNs = beginNs;
    }

    /** {@return one that begins now; 0 seconds: that has ended} */
    static WarmUp begin(double leastSeconds) {
        return new WarmUp(leastSeconds, System.nanoTime());
    }

    /** {@return whether to go on; looks ten times a second, and is cheap between} */
    boolean isOn() {
        long now = System.nanoTime();
        if (now - nextLookNs < 0) {
            return true;
        }
        nextLookNs = now + (long) (Math.min(LOOK_SECONDS, leastSeconds / MOST_TIMES) * NS);
        return isOn(now, compilationMs());
    }

    /**
     * {@return whether to go on}
     *
     * @param nowNs the time, as of {@link System#nanoTime()}
     * @param compilationMs what all compilations took until now, or {@link #UNKNOWN}
     */
    boolean isOn(long nowNs, long compilationMs) {
        seconds = (nowNs - beginNs) / NS;
        quiet = compilationMs == UNKNOWN || isQuiet(new Look(nowNs, compilationMs));
        return seconds < leastSeconds || (!quiet && seconds < MOST_TIMES * leastSeconds);
    }

    private boolean isQuiet(Look now) {
        looks.add(now);
        Look then = looks.remove();
        for (Look next = looks.peek(); next != null && now.ns - next.ns >= QUIET_SECONDS * NS; next = looks.peek()) {
            then = looks.remove();
        }
        looks.addFirst(then);
        double window = (now.ns - then.ns) / NS;
        return window >= QUIET_SECONDS && (now.compilationMs - then.compilationMs) / 1e3 < QUIET_PART * window;
    }

    private static long compilationMs() {
        CompilationMXBean compilers = COMPILERS;
        return compilers != null && compilers.isCompilationTimeMonitoringSupported()
                ? compilers.getTotalCompilationTime()
                : UNKNOWN;
    }

    /** {@return how long it took} */
    double seconds() {
        return seconds;
    }

    /** Says on standard error how it ended, if there was one: those who profile a run wait for that line. */
    void tell(Console console) {
        if (leastSeconds > 0) {
            console.err(String.format(Locale.ROOT, quiet ? "warm after %.1f s" : "not yet warm after %.1f s", seconds));
        }
    }
}
