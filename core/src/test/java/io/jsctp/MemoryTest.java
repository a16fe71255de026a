package io.jsctp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The heap that a stack under attack really takes, measured in a virtual machine of its own. */
@Timeout(300)
class MemoryTest {
    /** What the measurement itself leaves behind. */
    private static final long NOISE_BYTES = 2 << 20;

    @Test
    @Tag("once")
    @DisplayName("SEC-60 SEC-61 SEC-79 SEC-84: whatever peers send, the stack accounts for no more than its limit,"
            + " and the heap holds at most twice what it accounts for")
    void worstCaseHeap() throws Exception {
        List<String> lines = run("-Xmx512m", HeapAttack.class);
        assertThat(lines).hasSizeGreaterThanOrEqualTo(HeapAttack.ATTACKS);
        for (String line : lines) {
            String[] numbers = line.split(" ");
            long accounted = Long.parseLong(numbers[2]);
            long held = Long.parseLong(numbers[3]);
            assertThat(accounted).as(line).isLessThanOrEqualTo(HeapAttack.LIMIT_BYTES);
            assertThat(held).as(line).isLessThanOrEqualTo(2 * accounted + NOISE_BYTES);
        }
        assertThat(lines)
                .as("the limit was reached")
                .anyMatch(line -> Long.parseLong(line.split(" ")[2]) > HeapAttack.LIMIT_BYTES - (1 << 20));
    }

    @Test
    @Tag("once")
    @DisplayName(
            "SOCK-5 XC-2: 10,000 idle associations of one socket fit a heap of 1 GiB without any setting, with their"
                    + " peers in it, and answer")
    void idleAssociations() throws Exception {
        List<String> lines = run("-Xmx1g", IdleAssociations.class);
        assertThat(lines).hasSize(1);
        String[] numbers = lines.get(0).split(" ");
        assertThat(Long.parseLong(numbers[0]))
                .as("bytes for an association; 12 KiB are charged")
                .isLessThan(9 << 10);
        assertThat(Integer.parseInt(numbers[1])).as("answers").isEqualTo(IdleAssociations.ASSOCIATIONS);
    }

    /** Runs a program in a virtual machine of its own and returns what it prints. */
    private static List<String> run(String heap, Class<?> program) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        heap,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                .replace(';', File.pathSeparatorChar),
                        program.getName())
                .redirectErrorStream(true)
                .start();
        String output;
        try {
            output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(output).isZero();
        return output.lines().toList();
    }
}
