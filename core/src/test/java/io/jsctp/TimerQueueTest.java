package io.jsctp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerQueueTest {
    private final TimerQueue queue = new TimerQueue();

    private static Timer timer() {
        return new Timer(round -> {});
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    @DisplayName("whatever is armed, moved and cancelled: what is due comes out in the order of deadlines")
    void ordersDeadlines(long seed) {
        Random random = new Random(seed);
        List<Timer> timers = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            timers.add(timer());
        }
        for (int step = 0; step < 3000; step++) {
            Timer timer = timers.get(random.nextInt(timers.size()));
            if (random.nextInt(4) == 0) {
                queue.cancel(timer);
                assertThat(timer.armedNs).isEqualTo(Timer.NONE);
            } else {
                long before = timer.armedNs;
                long deadline = random.nextInt(1000);
                queue.arm(timer, deadline);
                assertThat(timer.armedNs).as("seed %d", seed).isEqualTo(Math.min(before, deadline));
            }
        }
        long now = 500;
        List<Long> expected = timers.stream()
                .map(t -> t.armedNs)
                .filter(ns -> ns <= now)
                .sorted(Comparator.naturalOrder())
                .toList();
        int left = (int) timers.stream()
                .filter(t -> t.armedNs > now && t.armedNs != Timer.NONE)
                .count();
        List<Long> seen = new ArrayList<>();
        List<Long> deadlines = new ArrayList<>(expected);
        while (queue.sleep(Timer.NONE) <= now) {
            seen.add(queue.sleep(Timer.NONE));
            Timer due = queue.pollDue(now);
            assertThat(due).isNotNull();
            assertThat(due.armedNs).isEqualTo(Timer.NONE);
        }

        assertThat(seen).as("seed %d", seed).isEqualTo(deadlines);
        assertThat(queue.pollDue(now)).isNull();
        assertThat(queue.size()).isEqualTo(left);
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
}
