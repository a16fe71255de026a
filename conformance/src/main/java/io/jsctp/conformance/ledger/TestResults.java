package io.jsctp.conformance.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What {@code ResultRecorder} wrote down in the last run of each test class, on one JDK or two. Builds with and without
 * {@code -Dquick} have folders of their own; the newer result of a class counts.
 */
final class TestResults {
    private static final List<String> RUNS = List.of("test-results", "test-results-second-jdk");
    private static final List<String> BUILDS = List.of("target", "target/quick");
    private static final String SCRIPT = ".pkt";

    private final Map<String, Outcome> byTest = new HashMap<>();
    private final Map<String, Outcome> byScript = new HashMap<>();

    static TestResults read(Path project) throws IOException, LedgerException {
        TestResults results = new TestResults();
        for (String module : CitationScanner.MODULES) {
            for (String run : RUNS) {
                Map<String, Path> newest = new TreeMap<>();
                for (String build : BUILDS) {
                    collect(project.resolve(module).resolve(build).resolve(run), newest);
                }
                for (Map.Entry<String, Path> entry : newest.entrySet()) {
                    for (String line : Files.readAllLines(entry.getValue())) {
                        results.add(entry.getKey(), line);
                    }
                }
            }
        }
        return results;
    }

    private static void collect(Path folder, Map<String, Path> newest) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String type = file.getFileName().toString().replaceFirst("\\.tsv$", "");
                Path known = newest.get(type);
                if (known == null || Files.getLastModifiedTime(known).compareTo(Files.getLastModifiedTime(file)) < 0) {
                    newest.put(type, file);
                }
            }
        }
    }

    /** Adds one line of a class's file. */
    void add(String type, String line) throws LedgerException {
        String[] fields = line.split("\t", 3);
        Outcome outcome = Stream.of(Outcome.values())
                .filter(o -> o.name().equals(fields[0]))
                .findFirst()
                .orElse(Outcome.FAILED);
        if (fields.length != 3) {
            throw new LedgerException(List.of("the result \"" + line + "\" of " + type + " has no three fields"));
        }
        if (fields[1].isEmpty() && fields[2].endsWith(SCRIPT)) {
            byScript.merge(fields[2], outcome, Outcome::worse);
        } else {
            byTest.merge(type + "#" + fields[1], outcome, Outcome::worse);
        }
    }

    /** How the test or script of a citation ended; the worst, where it ran several times. */
    Outcome of(Citation citation) {
        if (!citation.isScript()) {
            return byTest.getOrDefault(citation.type() + "#" + citation.method(), Outcome.NOT_RUN);
        }
        return byScript.entrySet().stream()
                .filter(e -> e.getKey().equals(citation.name()) || e.getKey().endsWith("/" + citation.name()))
                .map(Map.Entry::getValue)
                .reduce(Outcome::worse)
                .orElse(Outcome.NOT_RUN);
    }
}
