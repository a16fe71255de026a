package io.jsctp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PerfClientTest {
    private static final Pattern MESSAGES = Pattern.compile("\"messages\":(\\d+),");

    @ParameterizedTest
    @ValueSource(strings = {"--size 1000", "--size 400000", "--size 100 --streams 7 --unordered"})
    @DisplayName("messages of the warm-up count at neither end")
    void warmUp(String options) throws IOException {
        String port = String.valueOf(CommandRun.freeUdpPort());
        CommandRun server =
                CommandRun.start("", "perf", "server", "--once", "--json", "--local", "127.0.0.1", "--udp-port", port);
        List<String> command =
                new ArrayList<>(List.of("perf", "client", "127.0.0.1", "--local", "127.0.0.1", "--json"));
        command.addAll(List.of("--udp-port", "0", "--peer-udp-port", port, "--seconds", "0.1", "--warm-up", "0.02"));
        command.addAll(List.of(options.split(" ")));
        CommandRun client;
        do {
            client = CommandRun.start("", command.toArray(String[]::new));
        } while (client.exitCode() == 1 && client.err().contains("ECONNREFUSED"));
        assertThat(client.exitCode()).as(client.err()).isZero();
        assertThat(client.err()).containsPattern("warm after [\\d.]+ s").hasLineCount(1);
        assertThat(client.out()).containsPattern(",\"warm_up_s\":[\\d.]+}");
        assertThat(server.exitCode()).as(server.err()).isZero();
        assertThat(messages(server)).isEqualTo(messages(client)).isPositive();
    }

    private static long messages(CommandRun run) {
        Matcher matcher = MESSAGES.matcher(run.out());
        assertThat(matcher.find()).as(run.out()).isTrue();
        return Long.parseLong(matcher.group(1));
    }
}
