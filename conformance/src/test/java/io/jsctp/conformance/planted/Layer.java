package io.jsctp.conformance.planted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Our layers of tests, the cheapest first, each as the tests that it consists of. */
enum Layer {
    /** Core's unit tests of the engine. */
    UNIT("unit tests") {
        @Override
        List<String> tests(Path coreTests) throws IOException {
            Path engine = coreTests.resolve(Path.of("io", "jsctp", "engine"));
            try (Stream<Path> files = Files.list(engine)) {
                return files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith("Test.class"))
                        .map(name -> "io.jsctp.engine." + name.replace(".class", ""))
                        .sorted()
                        .toList();
            }
        }
    },
    /** The packet scripts. */
    SCRIPTS("packet scripts") {
        @Override
        List<String> tests(Path coreTests) {
            return Files.isDirectory(Path.of("scripts"))
                    ? List.of("io.jsctp.conformance.script.ConformanceScriptsTest#pass")
                    : List.of();
        }
    },
    /** The simulation campaign; how many seeds is in {@code jsctp.seeds}. */
    SIMULATION("simulation") {
        @Override
        List<String> tests(Path coreTests) {
            return List.of("io.jsctp.conformance.simulation.CampaignTest#campaign");
        }
    };

    private final String title;

    Layer(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /**
     * The tests of this layer: classes, and methods behind {@code #}.
     *
     * @param coreTests the folder of core's test classes
     */
    abstract List<String> tests(Path coreTests) throws IOException;
}
