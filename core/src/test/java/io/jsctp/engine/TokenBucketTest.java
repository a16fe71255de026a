package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBucketTest {
    private static final long SECOND = 1_000_000_000L;

    @ParameterizedTest
    @ValueSource(longs = {1, 10, 200, 20_000, 999_999_999})
    @DisplayName("in any stretch of time no more pass than the rate and one burst; when idle, the burst comes back")
    void neverMore(long perSecond) {
        long burst = Math.min(perSecond, 50);
        TokenBucket bucket = new TokenBucket(perSecond, burst);
        Random random = new Random(perSecond);
        long now = random.nextLong() >> 2;
        long start = now;
        long passed = 0;
        for (int i = 0; i < 100_000; i++) {
            now += random.nextInt((int) Math.max(2, SECOND / perSecond));
            passed += bucket.take(now) ? 1 : 0;
        }
        double allowed = burst + (now - start) * (double) perSecond / SECOND;
        assertThat((double) passed).isBetween(0.6 * Math.min(allowed, 100_000), 1.01 * allowed + 1);
        now += 1000 * SECOND;
        for (int i = 0; i < burst; i++) {
            assertThat(bucket.take(now)).isTrue();
        }
        assertThat(bucket.take(now)).isFalse();
    }

    @Test
    @DisplayName("0 lets everything pass; a clock that goes back gives nothing away and breaks nothing")
    void edges() {
        TokenBucket open = new TokenBucket(0, 1);
        TokenBucket closed = new TokenBucket(1, 1);
        assertThat(closed.take(0)).isTrue();
        for (long now : new long[] {0, -5, Long.MIN_VALUE / 2, 5}) {
            assertThat(open.take(now)).isTrue();
            assertThat(closed.take(now)).isFalse();
        }
        assertThat(closed.take(SECOND)).isTrue();
        assertThat(closed.take(Long.MAX_VALUE)).isTrue();
    }
}
