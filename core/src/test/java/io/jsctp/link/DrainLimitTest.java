package io.jsctp.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DrainLimitTest {
    private final DrainLimit limit = new DrainLimit();
    private long now = 1;

    private int after(long waitNs) {
        limit.begin(now);
        now += waitNs;
        return limit.packets(now, 64);
    }

    @Test
    @DisplayName("where packets come one by one and are waited for, one is asked for, without a look for another")
    void dialogue() {
        assertThat(after(50_000)).isEqualTo(64);
        assertThat(limit.isDialogue()).isFalse();
        limit.end(1);
        assertThat(limit.isDialogue()).isTrue();
        for (int i = 0; i < 3; i++) {
            assertThat(after(50_000)).isEqualTo(1);
            assertThat(limit.packets(now + 10_000, 64))
                    .as("the same for a second socket")
                    .isEqualTo(1);
            limit.end(1);
        }
    }

    @Test
    @DisplayName("a wait that ends at once, or a round that brought more, is the end of it")
    void burst() {
        after(50_000);
        limit.end(1);
        assertThat(after(1_000)).isEqualTo(64);
        limit.end(7);
        assertThat(limit.isDialogue()).isFalse();
        assertThat(after(50_000)).isEqualTo(64);
        limit.end(1);
        assertThat(after(50_000)).isEqualTo(1);
    }

    @Test
    @DisplayName("a wait without a packet changes nothing")
    void nothing() {
        after(50_000);
        limit.end(1);
        limit.begin(now);
        limit.end(0);
        assertThat(after(50_000)).isEqualTo(1);
    }
}
