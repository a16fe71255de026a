package io.jsctp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the timers cost, counted in questions for the deadline of one: each timer that is looked at asks one. */
class TimerCostTest {
    private static final long SECOND_NS = 1_000_000_000L;

    /** Wheels that a timer can move down through. */
    private static final int WHEELS = 8;

    /** How many timers are looked at to find the first one again. */
    private static final int MOST_LOOKED_AT = 64;

    private final TimerQueue queue = new TimerQueue();
    private long asked;

    private final class Counted extends Timer {
        Counted() {
            super(round -> {});
        }

        @Override
        long deadlineNs() {
            asked++;
            return super.deadlineNs();
        }
    }

    private List<Timer> armed(int count, long withinNs) {
        Random random = new Random(count);
        List<Timer> timers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Timer timer = new Counted();
            timers.add(timer);
            queue.arm(timer, random.nextLong(withinNs));
        }
        return timers;
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 100_000})
    @DisplayName("SEC-80: to arm a timer, to move it and to cancel it costs the same however many are armed")
    void armAndCancel(int count) {
        armed(count, SECOND_NS);
        Timer one = new Counted();
        for (long deadlineNs = SECOND_NS; deadlineNs > 1; deadlineNs /= 2) {
            asked = 0;
            queue.arm(one, deadlineNs);
            assertThat(asked).isLessThanOrEqualTo(3);
        }
        asked = 0;
        queue.cancel(one);
        assertThat(asked).isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 100_000})
    @DisplayName(
            "timers that go off one after another and are armed again are looked at once in each wheel, on the average")
    void goingOff(int count) {
        armed(count, SECOND_NS);
        asked = 0;
        for (int i = 0; i < 3 * count; i++) {
            long now = queue.next();
            Timer due = queue.pollDue(now);
            assertThat(due).isNotNull();
            queue.arm(due, now + SECOND_NS);
        }
        assertThat(asked / (3 * count)).isLessThanOrEqualTo(2 * WHEELS);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 100_000})
    @DisplayName("the first timer is cancelled again and again: to find the next costs the same however many are armed")
    void firstCancelled(int count) {
        List<Timer> timers = armed(count, SECOND_NS);
        timers.sort((a, b) -> Long.compare(a.armedNs, b.armedNs));
        for (Timer timer : timers) {
            asked = 0;
            queue.cancel(timer);
            queue.next();
            queue.sleep(Timer.NONE);
            assertThat(asked).isLessThanOrEqualTo(1 + MOST_LOOKED_AT);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 100_000})
    @DisplayName("one timer goes off again and again before all others, far away: the others are not looked at")
    void farAway(int count) {
        for (int i = 0; i < count; i++) {
            queue.arm(new Counted(), 30 * SECOND_NS + i);
        }
        Timer one = new Counted();
        for (long now = 0; now < 20 * SECOND_NS; now += SECOND_NS / 10) {
            asked = 0;
            queue.arm(one, now + SECOND_NS / 5);
            assertThat(queue.next()).isEqualTo(now + SECOND_NS / 5);
            assertThat(queue.pollDue(now + SECOND_NS / 5)).isSameAs(one);
            assertThat(asked).isLessThanOrEqualTo(2 * WHEELS);
        }
    }
}
