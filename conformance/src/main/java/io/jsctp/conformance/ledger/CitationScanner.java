package io.jsctp.conformance.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds what cites requirements: tests by their display names, packet scripts by lines of their head. */
final class CitationScanner {
    /** The modules whose tests are read. */
    static final List<String> MODULES = List.of("core", "testkit", "conformance", "cli");

    private static final Path SCRIPTS = Path.of("conformance", "scripts");
    private static final Pattern HEAD = Pattern.compile("(?m)^\\s*//\\s*Requirements?:(.*)$");

    private final Path project;
    private final RequirementLists lists;
    private final List<Citation> citations = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    private CitationScanner(Path project, RequirementLists lists) {
        this.project = project;
        this.lists = lists;
    }

    /** All citations of the project; an id that no list has is a fault. */
    static List<Citation> scan(Path project, RequirementLists lists) throws IOException, LedgerException {
        CitationScanner scanner = new CitationScanner(project, lists);
        for (String module : MODULES) {
            Path tests = Path.of(module, "src", "test", "java");
            for (Path file : scanner.files(tests, ".java")) {
                scanner.test(file, tests);
            }
        }
        for (Path file : scanner.files(SCRIPTS, ".pkt")) {
            scanner.script(file);
        }
        if (!scanner.faults.isEmpty()) {
            throw new LedgerException(scanner.faults);
        }
        return scanner.citations;
    }

    private List<Path> files(Path below, String ending) throws IOException {
        Path folder = project.resolve(below);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(ending))
                    .map(project::relativize)
                    .sorted()
                    .toList();
        }
    }

    private void test(Path file, Path tests) throws IOException {
        DisplayNames names = new DisplayNames(Files.readString(project.resolve(file)));
        String type =
                tests.relativize(file).toString().replaceFirst("\\.java$", "").replaceAll("[/\\\\]", ".");
        for (DisplayNames.Named named : names.all()) {
            add(file, type, named.method(), named.name(), Ids.in(named.name(), lists.groups()));
        }
    }

    private void script(Path file) throws IOException {
        Set<String> ids = new LinkedHashSet<>();
        Matcher head = HEAD.matcher(Files.readString(project.resolve(file)));
        while (head.find()) {
            ids.addAll(Ids.in(head.group(1).strip(), lists.groups()));
        }
        add(file, "", "", slashes(SCRIPTS.relativize(file)), ids);
    }

    private void add(Path file, String type, String method, String name, Set<String> ids) {
        for (String id : ids) {
            if (!lists.knows(id)) {
                faults.add(slashes(file) + ": cites " + id + ", which is in no list (" + name + ")");
            } else if (lists.get(id).withdrawn()) {
                faults.add(slashes(file) + ": cites " + id + ", which is withdrawn (" + name + ")");
            }
        }
        if (!ids.isEmpty()) {
            citations.add(new Citation(slashes(file), type, method, name, ids));
        }
    }

    private static String slashes(Path path) {
        return path.toString().replace('\\', '/');
    }
}
