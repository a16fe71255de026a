package io.jsctp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CommandsTest {
    @ParameterizedTest
    @DisplayName("wrong arguments give one line of reason and exit 2")
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "echo-server --port 70000, --port must be 1 to 65535",
                "echo-server --port x, 'x' is not an int",
                "echo-client h --peer-udp-port 0, --peer-udp-port must be 1 to 65535",
                "perf client, Missing required parameter: 'HOST'",
                "perf client h --size 0, --size must be",
                "perf client h --verify --unordered, --verify needs one ordered stream",
                "perf client h --warm-up -1, --warm-up must not be negative",
                "perf client h --warm-up 1 --bytes 9, --warm-up goes with neither --bytes nor --verify",
                "perf client h --warm-up 1 --verify, --warm-up goes with neither --bytes nor --verify",
                "perf server --local 300.1.1.1, no such address: 300.1.1.1",
                "capture x.pcapng demo, Unknown option",
                "capture x.pcapng, Missing required parameter",
                "nonsense, Unmatched argument",
            })
    void wrongArguments(String commandLine, String reason) {
        CommandRun run = CommandRun.start("", commandLine.split(" "));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(reason).hasLineCount(1);
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("every command explains itself with an example")
    @ValueSource(
            strings = {
                "echo-server",
                "echo-client",
                "perf",
                "perf server",
                "perf client",
                "demo",
                "script",
                "simulate",
                "capture",
                "capture"
            })
    void help(String command) {
        CommandRun run = CommandRun.start("", (command + " --help").split(" "));
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Usage: jsctp " + command).contains("Example: ");
    }

    @Test
    @DisplayName("OVW-1: perf transfers and compares the SHA-256 of both ends")
    void perfVerifies() throws IOException {
        int port = CommandRun.freeUdpPort();
        CommandRun server = CommandRun.start(
                "", "perf", "server", "--once", "--json", "--local", "127.0.0.1", "--udp-port", String.valueOf(port));
        CommandRun client;
        do {
            client = CommandRun.start(
                    "",
                    "perf",
                    "client",
                    "127.0.0.1",
                    "--local",
                    "127.0.0.1",
                    "--udp-port",
                    "0",
                    "--json",
                    "--peer-udp-port",
                    String.valueOf(port),
                    "--bytes",
                    "20000000",
                    "--size",
                    "60000",
                    "--verify");
        } while (client.exitCode() == 1 && client.err().contains("ECONNREFUSED"));
        assertThat(client.err()).isEmpty();
        assertThat(client.exitCode()).isZero();
        assertThat(client.out())
                .contains("the peer received it intact (SHA-256)")
                .containsPattern("\"role\":\"client\",\"message_bytes\":60000,\"bytes\":20000000,\"messages\":334,");
        assertThat(server.exitCode()).isZero();
        assertThat(server.out())
                .contains("SHA-256 of what arrived is right")
                .containsPattern("\"role\":\"server\".*\"bytes\":20000000,\"messages\":334,.*\"mbit_per_s\":\\d");
    }

    @Test
    @DisplayName("OVW-3: the demonstration cuts the primary path and loses nothing")
    void demo() {
        CommandRun run = CommandRun.start("", "demo", "--plain", "--messages", "8000", "--seconds", "4");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("127.0.0.1 is cut off")
                .contains("client: peer address change: 127.0.0.1 ADDR_UNREACHABLE")
                .contains("client: peer address change: 127.0.0.1 ADDR_AVAILABLE")
                .contains("sent 8000, received 8000, lost 0, duplicated 0, damaged 0")
                .contains("SHUTDOWN_COMP");
    }

    @Test
    @DisplayName("capture gives the command that it runs its own arguments, and the file")
    void capture(@TempDir Path folder) throws IOException {
        String port = String.valueOf(CommandRun.freeUdpPort());
        Path file = folder.resolve("echo.pcapng");
        CommandRun server = CommandRun.start("", "echo-server", "--once", "--local", "127.0.0.1", "--udp-port", port);
        String command = "capture " + file + " echo-client 127.0.0.1 --local 127.0.0.1 --udp-port 0 --wait 30000";
        CommandRun client;
        do {
            client = CommandRun.start("seen\n", (command + " --peer-udp-port " + port).split(" "));
        } while (client.exitCode() != 0 && client.err().contains("ECONNREFUSED"));
        assertThat(client.err()).isEmpty();
        assertThat(client.out()).contains("Receive echo (5 bytes)");
        assertThat(server.exitCode()).isZero();
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                .contains("seen\n")
                .contains(": up, 64 streams");
    }
}
