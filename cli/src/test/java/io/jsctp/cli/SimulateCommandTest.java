package io.jsctp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SimulateCommandTest {
    @Test
    @DisplayName("one seed tells what was drawn from it, how it ended, and with --trace every packet; twice the same")
    void one() {
        CommandRun run = CommandRun.start("", "simulate", "--seed", "4711", "--trace");
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("seed      4711")
                .containsPattern("(?m)^A         \\S+.*, sends \\d+ up to \\d+ B")
                .containsPattern("(?m)^network   \\d")
                .containsPattern("(?m)^   0\\.000000 \\|-- INIT tag [0-9a-f]{8} streams \\d+/\\d+ rwnd \\d+ -+[>x]")
                .containsPattern("passed: \\d+ packets in \\d+\\.\\d s of virtual time, hash [0-9a-f]{8}");
        CommandRun again = CommandRun.start("", "simulate", "--seed", "4711", "--trace");
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).isEqualTo(run.out());
    }

    @Test
    @DisplayName("many seeds give a sum")
    void many() {
        CommandRun run = CommandRun.start("", "simulate", "--seeds", "100..299");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .matches("200 seeds, 0 failed: \\d+ packets, \\d+\\.\\d hours of virtual time in \\S+ s\\R");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--seeds 5", "--seeds 9..1", "--seeds a..b", "--seeds 1..2 --trace", "--seed x", "--trace"})
    @DisplayName("wrong arguments give one line of reason and exit 2")
    void wrongArguments(String arguments) {
        CommandRun run = CommandRun.start("", ("simulate " + arguments).split(" "));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("jsctp simulate: ").hasLineCount(1);
        assertThat(run.out()).isEmpty();
    }
}
