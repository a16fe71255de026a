package io.jsctp.testkit.script.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.testkit.script.RunnerOptions;
import io.jsctp.testkit.script.ScriptResult;
import io.jsctp.testkit.script.ScriptRunner;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scripts in the form of the public suites, each form of theirs at least once, and in forms that go beyond them. */
class PublicFormsTest {
    private static final String REFUSED = "// refused: ";

    private static Path folder(String name) throws URISyntaxException {
        URL url = Objects.requireNonNull(PublicFormsTest.class.getResource("/" + name));
        return Path.of(url.toURI());
    }

    private static List<Path> in(String folder) throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(folder(folder))) {
            return files.filter(f -> f.toString().endsWith(".pkt")).sorted().toList();
        }
    }

    static List<Path> runnable() throws IOException, URISyntaxException {
        return in("packet-scripts");
    }

    static List<Path> refused() throws IOException, URISyntaxException {
        return in("packet-scripts/refused");
    }

    static List<Path> own() throws IOException, URISyntaxException {
        return in("packet-scripts/own");
    }

    private static ScriptResult run(Path script) throws IOException {
        RunnerOptions options = RunnerOptions.DEFAULT.withStrictEnd(true);
        return new ScriptRunner(StackScriptSystem::open, options).run(script);
    }

    @ParameterizedTest
    @MethodSource({"runnable", "own"})
    @DisplayName("a script in the form of the public suites runs unchanged, and so do forms of our own")
    void passes(Path script) throws IOException {
        ScriptResult result = run(script);
        assertThat(result.passed())
                .as("%s%n%s", result.describe(), String.join(System.lineSeparator(), result.trace()))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("refused")
    @DisplayName("a script about what does not exist here is refused with the reason that its first line says")
    void refuses(Path script) throws IOException {
        String reason = Files.readAllLines(script).get(0).substring(REFUSED.length());
        ScriptResult result = run(script);
        assertThat(result.verdict()).as(result.describe()).isEqualTo(ScriptResult.Verdict.REFUSED);
        assertThat(result.reason()).contains(reason);
    }
}
