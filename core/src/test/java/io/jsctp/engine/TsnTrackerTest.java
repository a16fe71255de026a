package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TsnTrackerTest {
    /** The gap blocks as {start, end} offsets, as a SACK lists them. */
    private static List<String> gaps(TsnTracker t) {
        List<String> result = new ArrayList<>();
        int base = t.cumulative();
        for (int start = t.nextReceived(base + 1); start - base <= t.highest() - base; ) {
            int end = t.nextMissing(start);
            result.add((start - base) + "-" + (end - 1 - base));
            start = t.nextReceived(end);
        }
        return result;
    }

    private static List<String> gaps(TreeSet<Long> offsets, long cumulative) {
        List<String> result = new ArrayList<>();
        long start = -1;
        long last = -2;
        for (long o : offsets) {
            if (o != last + 1) {
                if (start >= 0) {
                    result.add((start - cumulative) + "-" + (last - cumulative));
                }
                start = o;
            }
            last = o;
        }
        if (start >= 0) {
            result.add((start - cumulative) + "-" + (last - cumulative));
        }
        return result;
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 5000, 0x7fffff00L, 0xffffff00L, 0xffffffffL})
    @DisplayName(
            "SEC-13 9260-1.6-1 9260-6.2-23 9260-6.2-24 9260-6.2-34: like a set of numbers, wherever the TSNs begin")
    void likeASet(long initial) {
        for (long seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            TsnTracker tracker = new TsnTracker((int) initial, 65_535, Allowance.unlimited());
            TreeSet<Long> above = new TreeSet<>();
            TreeSet<Long> held = new TreeSet<>();
            long cumulative = -1; // offset of the last TSN received without a gap, 0 being the initial TSN
            int reach = 1 + random.nextInt(seed % 7 == 0 ? 5000 : 300);
            for (int i = 0; i < 400; i++) {
                long offset = Math.max(0, cumulative - 5 + random.nextInt(reach + 6));
                int tsn = (int) (initial + offset);
                boolean known = offset <= cumulative || above.contains(offset);
                assertThat(tracker.contains(tsn))
                        .as("seed %d, offset %d", seed, offset)
                        .isEqualTo(known);
                long limit = Math.max(cumulative, offset - 3);
                Long highestHeld = held.isEmpty() || held.last() <= limit ? Long.valueOf(limit) : held.last();
                assertThat(tracker.highestHeld((int) (initial + limit)))
                        .as("seed %d", seed)
                        .isEqualTo((int) (initial + highestHeld));
                if (known && random.nextInt(3) == 0) {
                    tracker.delivered(tsn);
                    held.remove(offset);
                }
                if (known && random.nextInt(3) == 0) {
                    tracker.holds(tsn);
                    held.addAll(above.contains(offset) ? List.of(offset) : List.of());
                }
                if (known) {
                    if (above.contains(offset) && random.nextInt(3) == 0) {
                        tracker.remove(tsn);
                        above.remove(offset);
                        held.remove(offset);
                        long highest = above.isEmpty() ? cumulative : above.last();
                        assertThat(tracker.highest()).as("seed %d", seed).isEqualTo((int) (initial + highest));
                        assertThat(gaps(tracker)).as("seed %d", seed).isEqualTo(gaps(above, cumulative));
                    }
                    continue;
                }
                assertThat(tracker.reach(tsn)).isTrue();
                tracker.add(tsn);
                above.add(offset);
                held.add(offset);
                while (above.remove(cumulative + 1)) {
                    cumulative++;
                }
                held.headSet(cumulative + 1).clear();
                assertThat(tracker.cumulative()).as("seed %d", seed).isEqualTo((int) (initial + cumulative));
                assertThat(tracker.hasGaps()).isEqualTo(!above.isEmpty());
                assertThat(gaps(tracker)).as("seed %d", seed).isEqualTo(gaps(above, cumulative));
            }
        }
    }

    @Test
    @DisplayName(
            "what the cumulative TSN passes is not held any more, however often the ring goes round, and after a reset nothing is")
    void nothingHeldBelow() {
        TsnTracker tracker = new TsnTracker(1, 65_535, Allowance.unlimited());
        int tsn = 1;
        for (int round = 0; round < 1000; round++, tsn += 3) {
            tracker.add(tsn + 1);
            tracker.add(tsn + 2);
            assertThat(tracker.highestHeld(tsn)).isEqualTo(tsn + 2);
            tracker.add(tsn);
            tracker.add(tsn + 100);
            tracker.delivered(tsn + 100);
            assertThat(tracker.highestHeld(tracker.cumulative())).isEqualTo(tracker.cumulative());
            tracker.remove(tsn + 100);
        }
        tracker.add(tsn + 1);
        tracker.reset(tsn);
        tracker.add(tsn + 20);
        tracker.delivered(tsn + 20);
        assertThat(tracker.highestHeld(tsn)).isEqualTo(tsn);
    }
}
