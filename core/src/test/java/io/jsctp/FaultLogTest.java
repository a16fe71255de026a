package io.jsctp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FaultLogTest {
    private static final long MS = 1_000_000L;

    private final Lines lines = new Lines();
    private final FaultLog log = new FaultLog(lines);

    @Test
    @DisplayName("SEC-83: ten faults of a second are told; of the others, how many there were")
    void isLimited() {
        for (int i = 0; i < 100_000; i++) {
            log.tell("a packet", new IllegalStateException("planted"), i * MS / 100);
        }
        assertThat(lines.texts)
                .as("all in one second")
                .hasSize(10)
                .containsOnly("internal error while handling a packet");
        for (int i = 0; i < 5; i++) {
            log.tell("a timer", new IllegalStateException("planted"), 1000 * MS);
        }
        assertThat(lines.texts.subList(10, 15))
                .startsWith("99990 faults were not told; then: internal error while handling a timer")
                .endsWith("internal error while handling a timer");
    }

    @Test
    @DisplayName("SEC-83: over an hour of faults there are never more than ten lines in a second")
    void everySecond() {
        for (int second = 0; second < 3600; second++) {
            for (int i = 0; i < 50; i++) {
                log.tell("a packet", new IllegalStateException("planted"), second * 1000 * MS + i * MS);
            }
        }
        assertThat(lines.texts).hasSize(36_000);
    }

    /** Keeps what it is told. */
    private static final class Lines implements System.Logger {
        private final List<String> texts = new ArrayList<>();

        @Override
        public String getName() {
            return "test";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String text, @Nullable Throwable thrown) {
            texts.add(String.valueOf(text));
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String text, @Nullable Object... params) {
            texts.add(String.valueOf(text));
        }
    }
}
