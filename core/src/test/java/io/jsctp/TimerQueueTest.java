package io.jsctp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TimerQueueTest {
    private final TimerQueue queue = new TimerQueue();

    private static Timer timer() {
        return new Timer(round -> {});
    }

    /** The queue as a list: what is first is looked for among all. */
    private static final class Model {
        private record Entry(Timer timer, long deadlineNs, boolean late) {}

        private final Random random;
        private final TimerQueue queue = new TimerQueue();
        private final List<Timer> timers = new ArrayList<>();
        private final List<Entry> armed = new ArrayList<>();
        private long now;

        Model(long seed) {
            random = new Random(seed);
            now = random.nextBoolean() ? 0 : random.nextLong() >>> random.nextInt(1, 64) & Long.MAX_VALUE >> 1;
            int count = random.nextInt(1, random.nextInt(10) == 0 ? 1000 : 100);
            for (int i = 0; i < count; i++) {
                timers.add(timer());
            }
        }

        /** Nanoseconds to centuries, and often the same. */
        private long span() {
            return switch (random.nextInt(4)) {
                case 0 -> random.nextInt(3);
                case 1 -> 1_000_000L * random.nextInt(100);
                default -> random.nextLong() >>> random.nextInt(2, 64);
            };
        }

        private long earliestNs() {
            return armed.stream().mapToLong(Entry::deadlineNs).min().orElse(Timer.NONE);
        }

        void arm() {
            Timer timer = timers.get(random.nextInt(timers.size()));
            long deadlineNs = random.nextInt(8) == 0 ? now - Math.min(now, span()) : now + span();
            if (deadlineNs < 0) {
                deadlineNs = Timer.NONE;
            }
            long before = timer.armedNs;
            queue.arm(timer, deadlineNs);
            if (deadlineNs < before) {
                armed.removeIf(e -> e.timer == timer);
                armed.add(new Entry(timer, deadlineNs, deadlineNs < now));
            }
            assertThat(timer.armedNs).isEqualTo(Math.min(before, deadlineNs));
        }

        void cancel() {
            Timer timer = timers.get(random.nextInt(timers.size()));
            queue.cancel(timer);
            armed.removeIf(e -> e.timer == timer);
            assertThat(timer.armedNs).isEqualTo(Timer.NONE);
        }

        /** Time passes, up to the first deadline at times; some of what is due is taken, or all. */
        void pass() {
            long earliestNs = earliestNs();
            long to = random.nextBoolean() && earliestNs != Timer.NONE ? earliestNs : now + span();
            now = Math.max(now, to < 0 ? now : to);
            for (int most = random.nextInt(4) == 0 ? random.nextInt(3) : Integer.MAX_VALUE; most > 0; most--) {
                Timer due = queue.pollDue(now);
                if (due == null) {
                    assertThat(earliestNs()).isGreaterThan(now);
                    return;
                }
                assertThat(due.armedNs).isEqualTo(Timer.NONE);
                Entry entry = armed.stream()
                        .filter(e -> e.timer == due)
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("went off and was not armed"));
                assertThat(entry.deadlineNs).isLessThanOrEqualTo(now);
                if (!entry.late) {
                    // The sort is stable: those with one deadline in the order in which they were armed.
                    assertThat(entry)
                            .isSameAs(armed.stream()
                                    .filter(e -> !e.late)
                                    .min(Comparator.comparingLong(Entry::deadlineNs))
                                    .orElseThrow());
                }
                armed.remove(entry);
            }
        }

        void check() {
            long earliestNs = earliestNs();
            long nextNs = queue.next();
            if (armed.size() <= 64 && armed.stream().noneMatch(Entry::late)) {
                assertThat(nextNs).isEqualTo(earliestNs);
            }
            assertThat(nextNs).isLessThanOrEqualTo(earliestNs);
            assertThat(queue.sleep(now)).isEqualTo(Math.min(nextNs, now));
            assertThat(queue.size()).isEqualTo(armed.size());
        }
    }

    @Test
    @DisplayName(
            "whatever is armed, moved and cancelled, and however time jumps: as a list that is searched for the first")
    void asAListOfAll() {
        for (long seed = 0; seed < 2000; seed++) {
            Model model = new Model(seed);
            long failing = seed;
            assertThatCode(() -> {
                        for (int step = 0; step < 200; step++) {
                            switch (model.random.nextInt(6)) {
                                case 0 -> model.pass();
                                case 1 -> model.cancel();
                                default -> model.arm();
                            }
                            model.check();
                        }
                    })
                    .as("seed %d", failing)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    @DisplayName("the loop is woken only by a deadline before the end of its sleep, and only while it sleeps")
    void wakesLoop() {
        Timer a = timer();
        Timer b = timer();
        assertThat(queue.arm(a, 100)).as("awake").isFalse();
        assertThat(queue.sleep(Timer.NONE)).isEqualTo(100);
        assertThat(queue.arm(b, 200)).as("later").isFalse();
        assertThat(queue.arm(b, 50)).as("earlier").isTrue();
        queue.awake();
        assertThat(queue.arm(a, 10)).as("awake again").isFalse();
        assertThat(queue.sleep(Timer.NONE)).isEqualTo(10);
    }

    @Test
    @DisplayName("a later deadline does not move the timer: it may go off early, never late")
    void staysEarly() {
        Timer a = timer();
        queue.arm(a, 100);
        queue.arm(a, 300);
        assertThat(queue.pollDue(99)).isNull();
        assertThat(queue.pollDue(100)).isSameAs(a);
        assertThat(queue.sleep(Timer.NONE)).isEqualTo(Timer.NONE);
    }

    @Test
    @DisplayName(
            "of many timers the first is cancelled: the next time told is no later than what is left, and then exact again")
    void firstOfManyCancelled() {
        long hourNs = 3_600_000_000_000L;
        List<Timer> timers = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            timers.add(timer());
            queue.arm(timers.get(i), hourNs + i);
        }
        queue.cancel(timers.get(0));
        assertThat(queue.next()).isBetween(hourNs, hourNs + 1);
        assertThat(queue.pollDue(queue.next())).isIn(null, timers.get(1));
        assertThat(queue.next()).isBetween(hourNs + 1, hourNs + 2);
    }

    @Test
    @DisplayName(
            "of many timers all but the last are cancelled: it does not go off early, and the loop sleeps until it does")
    void allButLastCancelled() {
        long hourNs = 3_600_000_000_000L;
        List<Timer> timers = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            timers.add(timer());
            queue.arm(timers.get(i), hourNs + i);
        }
        for (int i = 0; i < 999; i++) {
            queue.cancel(timers.get(i));
            assertThat(queue.next()).isLessThanOrEqualTo(hourNs + i + 1);
        }
        assertThat(queue.pollDue(hourNs + 998)).isNull();
        assertThat(queue.sleep(Timer.NONE)).isEqualTo(hourNs + 999);
        assertThat(queue.pollDue(hourNs + 999)).isSameAs(timers.get(999));
    }

    @Test
    @DisplayName("a deadline that was over when it was asked for is due at once, and told as it is")
    void overAlready() {
        Timer a = timer();
        Timer b = timer();
        Timer late = timer();
        queue.arm(a, 1_000_000);
        queue.arm(b, 1_000_001);
        assertThat(queue.pollDue(1_000_000)).isSameAs(a);
        queue.arm(late, 5);
        assertThat(queue.next()).isEqualTo(5);
        assertThat(queue.pollDue(1_000_000)).isSameAs(late);
        assertThat(queue.pollDue(1_000_000)).isNull();
        assertThat(queue.next()).isEqualTo(1_000_001);
    }
}
