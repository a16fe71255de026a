package io.jsctp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    /** As of System.nanoTime(), which may be negative and may pass the largest value. */
    private static final long BEGIN_NS = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(2);

    private static final int STEP_MS = 100;

    /** {@return at which millisecond it ends, if one looks each 100 ms at compilers that have taken so many by then} */
    private static long endMs(double leastSeconds, LongUnaryOperator compilationMs) {
        WarmUp warmUp = new WarmUp(leastSeconds, BEGIN_NS);
        long ms = 0;
        while (warmUp.isOn(BEGIN_NS + TimeUnit.MILLISECONDS.toNanos(ms), compilationMs.applyAsLong(ms))) {
            ms += STEP_MS;
        }
        assertThat(warmUp.seconds()).isEqualTo(ms / 1e3);
        return ms;
    }

    @Test
    @DisplayName("no time: none")
    void none() {
        assertThat(endMs(0, ms -> ms)).isZero();
    }

    @Test
    @DisplayName("it lasts for the least time, however quiet the compilers are")
    void least() {
        assertThat(endMs(5, ms -> 700)).isEqualTo(5000);
    }

    @Test
    @DisplayName("it lasts until the compilers have been quiet for three seconds")
    void untilQuiet() {
        assertThat(endMs(5, ms -> Math.min(ms, 12_000))).isBetween(14_900L, 15_000L);
        assertThat(endMs(1, ms -> 0)).isEqualTo(3000);
    }

    @Test
    @DisplayName(
            "a little compiling is quiet: less than 3 % of the time; what came before the three seconds does not count")
    void little() {
        assertThat(endMs(5, ms -> 4000 + ms / 50)).isEqualTo(5000);
        assertThat(endMs(5, ms -> ms / 25)).isEqualTo(50_000);
        assertThat(endMs(5, ms -> ms < 1000 ? ms : 1000)).isEqualTo(5000);
    }

    @Test
    @DisplayName("a compilation that ends after a pause counts whole")
    void late() {
        assertThat(endMs(5, ms -> ms < 4000 ? 0 : 3000)).isEqualTo(7000);
    }

    @Test
    @DisplayName("it ends after ten times the least time, whatever the compilers do")
    void most() {
        assertThat(endMs(5, ms -> ms)).isEqualTo(50_000);
        assertThat(endMs(0.2, ms -> 0)).isEqualTo(2000);
    }

    @Test
    @DisplayName("a Java machine that does not tell: the least time")
    void unknown() {
        assertThat(endMs(5, ms -> WarmUp.UNKNOWN)).isEqualTo(5000);
    }
}
