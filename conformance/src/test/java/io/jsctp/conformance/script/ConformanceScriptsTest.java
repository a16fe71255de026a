package io.jsctp.conformance.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.jsctp.testkit.script.MutationCheck;
import io.jsctp.testkit.script.RunnerOptions;
import io.jsctp.testkit.script.Script;
import io.jsctp.testkit.script.ScriptResult;
import io.jsctp.testkit.script.ScriptRunner;
import io.jsctp.testkit.script.stack.StackScriptSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * All packet scripts below {@code conformance/scripts}. The ledger of requirements finds the result of each by its path,
 * which is the name of its test.
 */
class ConformanceScriptsTest {
    private static final Path SCRIPTS = Path.of("scripts");
    private static final RunnerOptions OPTIONS = RunnerOptions.DEFAULT;
    /** How many changes of a script are tried; spread evenly over all there are. */
    private static final int CHANGES = 12;

    private static Stream<Path> scripts() throws IOException {
        if (!Files.isDirectory(SCRIPTS)) {
            return Stream.empty();
        }
        try (Stream<Path> all = Files.walk(SCRIPTS)) {
            return all.filter(file -> file.toString().endsWith(".pkt")).sorted().toList().stream();
        }
    }

    private static String name(Path file) {
        return SCRIPTS.relativize(file).toString().replace('\\', '/');
    }

    @TestFactory
    @DisplayName("the stack does what the packet scripts say")
    Stream<DynamicTest> pass() throws IOException {
        return scripts()
                .map(file -> dynamicTest(name(file), file.toUri(), () -> {
                    ScriptResult result = new ScriptRunner(StackScriptSystem::open, OPTIONS).run(file);
                    assertThat(result.passed())
                            .as("%s\n%s", result.describe(), String.join("\n", result.trace()))
                            .isTrue();
                }));
    }

    @TestFactory
    @Tag("once")
    @DisplayName("every packet script can fail: every change of what it expects makes it")
    Stream<DynamicTest> canFail() throws IOException {
        return scripts()
                .map(file -> dynamicTest(name(file) + " can fail", file.toUri(), () -> {
                    Script script = Script.parse(name(file), Files.readString(file), OPTIONS.defined());
                    MutationCheck.Report report =
                            new MutationCheck(StackScriptSystem::open, OPTIONS).check(script, CHANGES);
                    assertThat(report.survivors())
                            .as("changes that were not noticed")
                            .isEmpty();
                    if (script.notMutable() == null) {
                        assertThat(report.packetsKilled())
                                .as("changes of packets that were noticed")
                                .isPositive();
                    } else {
                        assertThat(report.packetsKilled())
                                .as("changes of packets that were noticed, though none can be: %s", script.notMutable())
                                .isZero();
                    }
                }));
    }
}
