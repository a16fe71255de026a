package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Jumps of the cumulative TSN against a model that is a set of numbers (RFC 3758 §3.6). */
class TsnSkipTest {
    @Test
    @DisplayName("3758-3.2-3 3758-3.6-1 3758-3.6-8: after any jumps the tracker tells the same as a set of numbers")
    void model() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int first = random.nextInt();
            TsnTracker tracker = new TsnTracker(first, 65_535, Allowance.unlimited());
            TreeSet<Long> above = new TreeSet<>(); // as offsets from the first
            long cumulative = -1;
            for (int i = 0; i < 300; i++) {
                int reach = random.nextInt(10) == 0 ? 5000 : 100;
                long n = cumulative + 1 + random.nextInt(reach);
                if (random.nextInt(6) == 0) {
                    tracker.skipTo(first + (int) n);
                    cumulative = n;
                    above.headSet(n, true).clear();
                } else if (above.add(n)) {
                    assertThat(tracker.reach(first + (int) n)).isTrue();
                    tracker.add(first + (int) n);
                }
                while (above.remove(cumulative + 1)) {
                    cumulative++;
                }
                check(tracker, first, cumulative, above);
            }
        }
    }

    private static void check(TsnTracker tracker, int first, long cumulative, TreeSet<Long> above) {
        assertThat(tracker.cumulative()).isEqualTo(first + (int) cumulative);
        assertThat(tracker.highest()).isEqualTo(first + (int) (above.isEmpty() ? cumulative : above.last()));
        int tsn = first + (int) cumulative + 1;
        for (long expected : above) {
            assertThat(tracker.nextReceived(tsn)).isEqualTo(first + (int) expected);
            tsn = first + (int) expected + 1;
        }
        assertThat(tracker.nextReceived(tsn)).isEqualTo(tracker.highest() + 1);
    }
}
