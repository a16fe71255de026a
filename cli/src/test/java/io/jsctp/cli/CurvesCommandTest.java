package io.jsctp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CurvesCommandTest {
    @Test
    @DisplayName(
            "curves writes a document with a table for each loss and a chart for each rate; the same seed gives the same")
    void writes(@TempDir Path folder) throws IOException {
        String[] arguments = {
            "curves", "--out", folder.toString(), "--rates", "1", "--round-trips", "20,40", "--losses", "0,10"
        };
        CommandRun run = CommandRun.start("", arguments);
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        String document = Files.readString(folder.resolve("LONG-PATHS.md"));
        assertThat(document)
                .contains("Made by `./jsctp curves --out")
                .contains("| 0 % lost | 20 ms | 40 ms |")
                .contains("| 1 % lost | 20 ms | 40 ms |")
                .contains("| capacity | 1.0 | 1.0 |")
                .containsPattern("\\| LONG_HAUL \\| 1\\.0 \\| 1\\.0 \\|")
                .containsPattern(
                        "\\| 20 Mbit/s, 40 ms \\| LONG_HAUL \\| \\d+\\.\\d \\| RFC 9260, 16 MiB \\| \\d+\\.\\d \\|");
        assertThat(Files.readString(folder.resolve("long-paths-1.svg")))
                .startsWith("<svg ")
                .endsWith("</svg>\n")
                .contains("1 % lost")
                .contains("LONG_HAUL");
        CommandRun again = CommandRun.start("", arguments);
        assertThat(again.exitCode()).isZero();
        assertThat(Files.readString(folder.resolve("LONG-PATHS.md"))).isEqualTo(document);
    }

    @Test
    @DisplayName("wrong arguments give one line of reason and exit 2")
    void wrongArguments() {
        for (String[] wrong : new String[][] {
            {"curves", "--rates", "0"}, {"curves", "--losses", "501"}, {"curves", "--round-trips", "x"}
        }) {
            CommandRun run = CommandRun.start("", wrong);
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).startsWith("jsctp curves: ").hasLineCount(1);
        }
    }
}
