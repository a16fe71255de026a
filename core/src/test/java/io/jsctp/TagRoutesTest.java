package io.jsctp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TagRoutesTest {
    private final TagRoutes<String> routes = new TagRoutes<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    @DisplayName("whatever is entered and taken out, also where tags collide, it finds what a map finds")
    void findsWhatIsThere(long seed) {
        Random random = new Random(seed);
        Map<Integer, String> expected = new HashMap<>();
        for (int step = 0; step < 20_000; step++) {
            // Few low bits, so that they collide; the high ones differ.
            int tag = ((random.nextInt(16) + 1) << 24) | random.nextInt(8);
            if (random.nextInt(3) > 0) {
                routes.remove(tag);
                expected.remove(tag);
            } else if (!expected.containsKey(tag)) {
                routes.add(tag, "to " + tag);
                expected.put(tag, "to " + tag);
            }
            int asked = ((random.nextInt(16) + 1) << 24) | random.nextInt(8);
            assertThat(routes.find(asked)).as("seed %d, step %d", seed, step).isEqualTo(expected.get(asked));
        }
        assertThat(routes.find(0)).isNull();
    }

    @Test
    @DisplayName(
            "who looks while it is changed comes to an end, and finds what was there all the time once nothing changes")
    void looksDuringChanges() {
        int kept = 0x5000_0001;
        routes.add(kept, "kept");
        AtomicBoolean ended = new AtomicBoolean();
        List<CompletableFuture<Long>> lookers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            lookers.add(CompletableFuture.supplyAsync(() -> {
                long found = 0;
                while (!ended.get()) {
                    found += "kept".equals(routes.find(kept)) ? 1 : 0;
                    routes.find(0x7777_7777);
                }
                return found;
            }));
        }
        for (int round = 0; round < 2000; round++) {
            for (int tag = 1; tag < 100; tag++) {
                routes.add(tag, "other");
            }
            for (int tag = 1; tag < 100; tag++) {
                routes.remove(tag);
            }
        }
        ended.set(true);
        lookers.forEach(looker -> assertThat(looker.join()).isNotNegative());
        assertThat(routes.find(kept)).isEqualTo("kept");
        assertThat(routes.find(99)).isNull();
    }
}
