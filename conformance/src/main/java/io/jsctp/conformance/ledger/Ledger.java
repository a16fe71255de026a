package io.jsctp.conformance.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Requirements, what cites them and how that ended: all brought together. */
final class Ledger {

    /** A test or script and how it ended. */
    record Evidence(Citation citation, Outcome outcome) {}

    private final RequirementLists lists;
    private final Excuses excuses;
    private final Map<String, List<Evidence>> evidence = new LinkedHashMap<>();

    Ledger(RequirementLists lists, Excuses excuses, List<Citation> citations, TestResults results) {
        this.lists = lists;
        this.excuses = excuses;
        for (Citation citation : citations) {
            Evidence one = new Evidence(citation, results.of(citation));
            for (String id : citation.ids()) {
                evidence.computeIfAbsent(id, ignored -> new ArrayList<>()).add(one);
            }
        }
    }

    static Ledger read(Path project) throws IOException, LedgerException {
        Path folder = project.resolve("docs").resolve("requirements");
        RequirementLists lists = RequirementLists.read(folder);
        List<Citation> citations = CitationScanner.scan(project, lists);
        Set<String> cited = citations.stream().flatMap(c -> c.ids().stream()).collect(Collectors.toSet());
        Excuses excuses = Excuses.read(folder.resolve("not-supported.tsv"), lists, cited);
        return new Ledger(lists, excuses, citations, TestResults.read(project));
    }

    RequirementLists lists() {
        return lists;
    }

    Excuses excuses() {
        return excuses;
    }

    /** What cites an id, in the order of the files; empty if nothing does. */
    List<Evidence> evidence(String id) {
        return evidence.getOrDefault(id, List.of());
    }

    /** The worst outcome of what cites an id. */
    Outcome outcome(String id) {
        return evidence(id).stream().map(Evidence::outcome).reduce(Outcome.PASSED, Outcome::worse);
    }

    boolean isUncited(Requirement requirement) {
        return !requirement.withdrawn() && evidence(requirement.id()).isEmpty() && !excuses.covers(requirement.id());
    }

    /** The ids neither cited nor excused, by the groups of the {@link Ratchet}; groups without any are left out. */
    Map<String, List<String>> uncited() {
        Map<String, List<String>> uncited = new LinkedHashMap<>();
        for (Requirement requirement : lists.all()) {
            if (isUncited(requirement)) {
                uncited.computeIfAbsent(Ratchet.group(requirement), ignored -> new ArrayList<>())
                        .add(requirement.id());
            }
        }
        return uncited;
    }

    /** All tests and scripts that cite anything and ended like this, by their titles, each once. */
    List<String> ended(Outcome outcome) {
        return evidence.values().stream()
                .flatMap(List::stream)
                .filter(e -> e.outcome() == outcome)
                .map(e -> e.citation().title())
                .distinct()
                .sorted()
                .toList();
    }
}
