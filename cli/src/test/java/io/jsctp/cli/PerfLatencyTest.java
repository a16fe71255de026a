package io.jsctp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PerfLatencyTest {
    private final List<String> server = new ArrayList<>();
    private final List<String> client = new ArrayList<>();

    private void commands(String measured) throws IOException {
        String port = String.valueOf(CommandRun.freeUdpPort());
        server.addAll(List.of("perf", "echo", "--local", "127.0.0.1", "--udp-port", port));
        client.addAll(List.of("perf", measured, "127.0.0.1", "--local", "127.0.0.1", "--udp-port", "0"));
        client.addAll(List.of("--peer-udp-port", port, "--seconds", "0.1", "--warm-up", "0"));
    }

    private CommandRun start(List<String> command) {
        return CommandRun.start("", command.toArray(String[]::new));
    }

    private CommandRun listening() throws InterruptedException {
        CommandRun run = start(server);
        while (!run.out().contains("listening on SCTP port 5001")) {
            Thread.onSpinWait();
        }
        return run;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("echoes come back, from a thread that waits and from the loop's, and the times are told")
    void latency(boolean onLoop) throws Exception {
        commands("latency");
        server.addAll(List.of("--associations", "1"));
        if (onLoop) {
            server.add("--on-loop");
        }
        CommandRun echo = listening();
        CommandRun run = start(client);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).matches("(?s)\\d+ echoes: p50 [\\d.]+ µs, p90 [\\d.]+ µs, p99 [\\d.]+ µs, .*");
        assertThat(echo.exitCode()).as(echo.err()).isZero();
        assertThat(echo.err()).isEmpty();
    }

    @Test
    @DisplayName("set-ups are counted")
    void connects() throws Exception {
        commands("connects");
        listening();
        client.add("--json");
        CommandRun run = start(client);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).matches("(?s)\\{\"associations_per_s\":[\\d.]+}\\s*");
    }
}
