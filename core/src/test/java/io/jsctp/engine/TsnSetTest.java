package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TsnSetTest {
    /** Before the wrap of TSNs, so that rings of any size go over it. */
    private static final int FIRST = -1000;

    @ParameterizedTest
    @ValueSource(ints = {2, 64, 128, 512, 1024, 65_536})
    @DisplayName("a window that moves on, with members that come and go, grown once: as a sorted set of distances")
    void asASortedSet(int slots) {
        Random random = new Random(slots);
        TsnSet set = new TsnSet(slots);
        TreeSet<Integer> model = new TreeSet<>();
        int size = slots;
        int first = 0;
        for (int step = 0; step < 20_000; step++) {
            int at = first + random.nextInt(size - 1);
            if (model.remove(at)) {
                set.remove(FIRST + at);
            } else if (random.nextInt(8) > 0) {
                model.add(at);
                set.add(FIRST + at);
            }
            if (random.nextInt(100) == 0) {
                first += random.nextInt(size);
                while (!model.isEmpty() && model.first() < first) {
                    set.remove(FIRST + model.pollFirst());
                }
            }
            if (step == 10_000) {
                size *= 2;
                set.grow(size, FIRST + first, FIRST + first + slots - 1);
            }
            int from = first + random.nextInt(size - 1);
            int end = from + random.nextInt(first + size - from);
            Integer next = model.ceiling(from);
            assertThat(set.next(FIRST + from, FIRST + end) - FIRST).isEqualTo(next == null || next > end ? end : next);
            Integer last = model.lower(end);
            assertThat(set.last(FIRST + from, FIRST + end) - FIRST)
                    .isEqualTo(last == null || last < from ? from - 1 : last);
            assertThat(set.contains(FIRST + from)).isEqualTo(model.contains(from));
            assertThat(set.count()).isEqualTo(model.size());
        }
        set.clear();
        assertThat(set.next(FIRST + first, FIRST + first + size - 1)).isEqualTo(FIRST + first + size - 1);
        assertThat(set.count()).isZero();
    }

    @Test
    @DisplayName("a range that is empty, or ends before it begins, has no member")
    void emptyRanges() {
        TsnSet set = new TsnSet(64);
        set.add(7);
        assertThat(set.next(7, 7)).isEqualTo(7);
        assertThat(set.next(8, 5)).isEqualTo(5);
        assertThat(set.next(7, 8)).isEqualTo(7);
        assertThat(set.last(7, 7)).isEqualTo(6);
        assertThat(set.last(8, 5)).isEqualTo(7);
        assertThat(set.last(7, 8)).isEqualTo(7);
    }
}
