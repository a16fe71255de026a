package io.jsctp.conformance.planted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plants classic bugs in core, one at a time, and demands that our tests notice. Layers run in the order of what they cost,
 * up to the first that notices; {@code -Djsctp.planted=all} runs them all, and {@code -Djsctp.planted=write} writes what
 * they say to {@code docs/PLANTED-BUGS.md} besides.
 */
@Tag("once")
class PlantedBugsTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final String MODE = System.getProperty("jsctp.planted", "first");
    private static final String SEEDS = "300";
    private static final long LIMIT_S = 120;

    private static final Map<String, Future<Map<Layer, String>>> RUNS = new java.util.TreeMap<>();

    @TempDir
    static Path folder;

    private static ExecutorService executor;

    @BeforeAll
    static void startAll() throws IOException {
        executor = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        for (PlantedBug bug : Stream.concat(Stream.of(PlantedBug.NONE), bugs()).toList()) {
            RUNS.put(bug.name(), executor.submit(() -> run(bug)));
        }
    }

    @AfterAll
    static void stop() {
        executor.shutdownNow();
    }

    static Stream<PlantedBug> bugs() throws IOException {
        return PlantedBug.readAll(Path.of("src", "test", "resources", "planted-bugs")).stream();
    }

    /** The first failure of each layer that was run, empty if it had none. */
    private static Map<Layer, String> run(PlantedBug bug) throws Exception {
        Path classes = PatchedCore.compile(PROJECT, bug, Files.createDirectories(folder.resolve(bug.name())));
        String path = classes + java.io.File.pathSeparator + System.getProperty("java.class.path");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx600m",
                "-XX:TieredStopAtLevel=1",
                "-ea",
                "-Djsctp.seeds=" + SEEDS,
                "-cp",
                path,
                LayerRun.class.getName(),
                coreTests().toString(),
                MODE.equals("first") ? "first" : "all"));
        Stream.of(Layer.values()).map(Layer::name).forEach(command::add);
        Path output = folder.resolve(bug.name() + ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(LIMIT_S, TimeUnit.SECONDS);
        process.destroyForcibly();
        Map<Layer, String> results = new EnumMap<>(Layer.class);
        List<String> lines = Files.readAllLines(output);
        for (String line : lines) {
            if (line.startsWith(LayerRun.BEGIN)) {
                // Until its result is there: a bug that hangs the tests or uses up the memory is noticed as well.
                results.put(
                        Layer.valueOf(line.substring(LayerRun.BEGIN.length())),
                        ended ? "the run broke off" : "the run does not end");
            } else if (line.startsWith(LayerRun.RESULT)) {
                String[] fields = line.split("\t", 3);
                results.put(Layer.valueOf(fields[1]), fields[2]);
            }
        }
        assertThat(results).as("%s: %s", bug.name(), String.join("\n", lines)).isNotEmpty();
        return results;
    }

    private static Path coreTests() {
        return Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .map(Path::of)
                .filter(entry -> Files.isDirectory(entry.resolve(Path.of("io", "jsctp", "engine")))
                        && entry.endsWith("test-classes"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("core's test classes are not on the class path"));
    }

    @Test
    @DisplayName("with no bug planted every layer passes")
    void none() throws Exception {
        Map<Layer, String> results = RUNS.get(PlantedBug.NONE.name()).get();
        assertThat(results).containsOnlyKeys(Layer.values());
        assertThat(results.values()).as("%s", results).containsOnly("");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bugs")
    @DisplayName("a planted bug is noticed, first by the layer that docs/PLANTED-BUGS.md names")
    void noticed(PlantedBug bug) throws Exception {
        Map<Layer, String> results = RUNS.get(bug.name()).get();
        System.out.println("planted " + bug.name() + ": " + results);
        assertThat(results.values())
                .as("%s is noticed by none of %s", bug.title(), results.keySet())
                .anyMatch(failure -> !failure.isEmpty());
    }

    @Test
    @DisplayName("docs/PLANTED-BUGS.md says which layers notice which bug")
    void document() throws Exception {
        Path document = PROJECT.resolve("docs").resolve("PLANTED-BUGS.md");
        List<String> rows = new ArrayList<>();
        for (PlantedBug bug : bugs().toList()) {
            rows.add(row(bug, RUNS.get(bug.name()).get()));
        }
        if (MODE.equals("write")) {
            Files.writeString(document, head() + String.join("", rows));
        }
        List<String> present = Files.readAllLines(document);
        assertThat(present)
                .as("how many rows")
                .filteredOn(line -> line.startsWith("| 0") || line.startsWith("| 1"))
                .hasSize(rows.size());
        for (String row : rows) {
            // A layer that was not run in this mode stands as a question mark.
            String pattern = Stream.of(row.strip().split("\\?", -1))
                    .map(java.util.regex.Pattern::quote)
                    .reduce((a, b) -> a + "(yes|no)" + b)
                    .orElseThrow();
            assertThat(present)
                    .as(
                            "docs/PLANTED-BUGS.md is stale: mvn -pl conformance -am test -Dtest=PlantedBugsTest"
                                    + " -Djsctp.planted=write -Dsurefire.failIfNoSpecifiedTests=false; the row is %s",
                            row)
                    .anyMatch(line -> line.matches(pattern));
        }
    }

    private static String head() {
        StringBuilder head = new StringBuilder("# Planted bugs\n\n"
                + "Ten classic bugs of SCTP stacks, planted in core one at a time, and the layers of tests that notice them. Written by\n"
                + "`PlantedBugsTest` in `conformance`, which checks it in every build; the bugs are in\n"
                + "[planted-bugs](../conformance/src/test/resources/planted-bugs).\n\n"
                + "| bug | what it is | what it breaks |");
        Stream.of(Layer.values())
                .forEach(layer -> head.append(' ').append(layer.title()).append(" |"));
        head.append("\n|---|---|---|");
        Stream.of(Layer.values()).forEach(layer -> head.append("---|"));
        return head.append('\n').toString();
    }

    private static String row(PlantedBug bug, Map<Layer, String> results) {
        StringBuilder row = new StringBuilder("| " + bug.name() + " | " + bug.title() + " | " + bug.rule() + " |");
        for (Layer layer : Layer.values()) {
            String failure = results.get(layer);
            row.append(' ')
                    .append(failure == null ? "?" : failure.isEmpty() ? "no" : "yes")
                    .append(" |");
        }
        return row.append('\n').toString();
    }

    @Test
    @DisplayName("a bug whose lines are not there any more, or there twice, can't be planted")
    void staleBug() {
        PlantedBug bug = PlantedBug.parse(
                "x",
                List.of(
                        "Bug: b",
                        "Rule: r",
                        "File: a.java",
                        "@@",
                        "-    int a = 1;",
                        "+    int a = 2;",
                        "     int b;"));
        assertThat(bug.plant("a.java", List.of("{", "  int a = 1;", "  int b;", "}")))
                .containsExactly("{", "int a = 2;", "int b;", "}");
        assertThatThrownBy(() -> bug.plant("a.java", List.of("int a = 1;", "int c;")))
                .hasMessageContaining("plant the bug anew");
        assertThatThrownBy(() -> bug.plant("a.java", List.of("int a = 1;", "int b;", "int a = 1;", "int b;")))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> PlantedBug.parse("y", List.of("Bug: b", "what")))
                .hasMessageContaining("can't read \"what\"");
    }
}
