package io.jsctp.conformance.planted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A bug as a change of core's sources; {@code planted-bugs/README.md} among the test resources describes the files.
 *
 * @param name the file's name without its ending
 * @param title what the bug is, in one line
 * @param rule what it breaks
 * @param changes by file, below {@code io/jsctp}
 */
record PlantedBug(String name, String title, String rule, Map<String, List<Change>> changes) {

    /** Lines that are there, and what is put in their place; both without indentation. */
    record Change(List<String> old, List<String> replacement) {}

    /** The bug that is none: every layer must pass with it. */
    static final PlantedBug NONE = new PlantedBug("00-none", "none", "none", Map.of());

    static List<PlantedBug> readAll(Path folder) throws IOException {
        List<PlantedBug> bugs = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".patch")).sorted().toList()) {
                String name = file.getFileName().toString().replace(".patch", "");
                bugs.add(parse(name, Files.readAllLines(file)));
            }
        }
        return bugs;
    }

    static PlantedBug parse(String name, List<String> lines) {
        String title = "";
        String rule = "";
        Map<String, List<Change>> changes = new LinkedHashMap<>();
        List<Change> ofFile = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("Bug: ")) {
                title = line.substring(5);
            } else if (line.startsWith("Rule: ")) {
                rule = line.substring(6);
            } else if (line.startsWith("File: ")) {
                ofFile = changes.computeIfAbsent(line.substring(6), ignored -> new ArrayList<>());
            } else if (line.equals("@@")) {
                ofFile.add(new Change(new ArrayList<>(), new ArrayList<>()));
            } else if (!line.isBlank() && !ofFile.isEmpty() && " -+".indexOf(line.charAt(0)) >= 0) {
                Change change = ofFile.get(ofFile.size() - 1);
                String text = line.substring(1).strip();
                if (line.charAt(0) != '+') {
                    change.old.add(text);
                }
                if (line.charAt(0) != '-') {
                    change.replacement.add(text);
                }
            } else {
                throw new IllegalArgumentException(name + ": can't read \"" + line + "\"");
            }
        }
        if (title.isEmpty() || rule.isEmpty() || changes.isEmpty()) {
            throw new IllegalArgumentException(name + ": Bug, Rule or File is missing");
        }
        return new PlantedBug(name, title, rule, changes);
    }

    /** The lines of a source file with this bug in it. */
    List<String> plant(String file, List<String> source) {
        List<String> lines = new ArrayList<>(source);
        for (Change change : changes.getOrDefault(file, List.of())) {
            int at = only(file, lines, change.old);
            lines.subList(at, at + change.old.size()).clear();
            lines.addAll(at, change.replacement);
        }
        return lines;
    }

    /** Where the lines stand, which must be in exactly one place. */
    private int only(String file, List<String> lines, List<String> wanted) {
        int found = -1;
        for (int i = 0; i + wanted.size() <= lines.size(); i++) {
            int at = i;
            boolean here = !wanted.isEmpty()
                    && Stream.iterate(0, j -> j < wanted.size(), j -> j + 1)
                            .allMatch(j -> lines.get(at + j).strip().equals(wanted.get(j)));
            if (here && found >= 0) {
                throw new IllegalStateException(name + ": " + file + " has these lines twice: " + wanted);
            }
            found = here ? i : found;
        }
        if (found < 0) {
            throw new IllegalStateException(name + ": the code has changed, " + file
                    + " has no such lines any more; plant the bug anew: " + wanted);
        }
        return found;
    }
}
