package io.jsctp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.SctpException;
import io.jsctp.SctpStack;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReplayCommandTest {
    @TempDir
    private Path folder;

    /** A client who is refused. */
    private Path recorded() throws SctpException {
        Path file = folder.resolve("client");
        try (SctpStack nobody = SctpStack.builder()
                .localAddresses(List.of(InetAddress.getLoopbackAddress()))
                .udpPort(0)
                .open()) {
            String arguments = "echo-client --udp-port 0 --local 127.0.0.1 --peer-udp-port " + nobody.udpPort()
                    + " --record " + file + " --redact 127.0.0.1";
            CommandRun client = CommandRun.start("hello\n", arguments.split(" "));
            assertThat(client.exitCode()).isEqualTo(1);
            assertThat(client.err()).contains("Connection refused");
        }
        return file;
    }

    @Test
    @DisplayName("what a program recorded is done again, with --trace step by step; a change in it is told, and exit 1")
    void replays() throws Exception {
        Path file = recorded();
        CommandRun run = CommandRun.start("", "replay", file.toString());
        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(run.out()).matches("\\d+ inputs, \\d+ packets, \\d+ events: all as recorded\\R");
        CommandRun traced = CommandRun.start("", "replay", "--trace", file.toString());
        assertThat(traced.exitCode()).isZero();
        assertThat(traced.out()).containsPattern("(?m)^ +> 127.0.0.1 INIT tag ").endsWith(run.out());

        List<String> lines = Files.readAllLines(file);
        lines.replaceAll(line -> line.startsWith("w ") ? line.substring(0, line.length() - 1) : line);
        Files.write(file, lines);
        CommandRun changed = CommandRun.start("", "replay", file.toString());
        assertThat(changed.exitCode()).isEqualTo(1);
        assertThat(changed.out())
                .contains(": NOT as recorded")
                .containsPattern("line \\d+, transmit: recorded: a packet .*, replayed: ");
    }

    @Test
    @DisplayName("a file that is no recording, or is not there, is told in a line, and exit 2")
    void bad() throws Exception {
        Path file = Files.writeString(folder.resolve("text"), "hello");
        CommandRun text = CommandRun.start("", "replay", file.toString());
        assertThat(text.exitCode()).isEqualTo(2);
        assertThat(text.err())
                .startsWith("jsctp replay: " + file + ", line 1: ")
                .hasLineCount(1);
        CommandRun none = CommandRun.start("", "replay", folder.resolve("none").toString());
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).startsWith("jsctp replay: can't read ").hasLineCount(1);
    }
}
