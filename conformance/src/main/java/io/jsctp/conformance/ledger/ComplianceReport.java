package io.jsctp.conformance.ledger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Writes the ledger as Markdown; the same ledger gives the same bytes. */
final class ComplianceReport {
    private static final int FIRST_WORDS = 100;

    private final Ledger ledger;
    private final StringBuilder out = new StringBuilder();

    private ComplianceReport(Ledger ledger) {
        this.ledger = ledger;
    }

    static String of(Ledger ledger) {
        return new ComplianceReport(ledger).write();
    }

    private String write() {
        out.append("# Compliance\n\n")
                .append("Every requirement, and the tests and packet scripts that cite it, with how they ended. "
                        + "`scripts/ledger` generates this file\nfrom the [lists](requirements) and the last run of all tests; "
                        + "`./check` runs it, and fails when an id loses its last test.\n\n")
                .append(
                        "- **passed**: all that cite it passed, on every JDK they ran on. A citation says that a test is about "
                                + "the requirement, not that it tests all of it.\n")
                .append("- **skipped**: a test that cites it could not run where this was made.\n")
                .append("- **excused**: not supported, or not yet, for the reason given.\n")
                .append("- **uncited**: nothing cites it. It may hold all the same, but nothing here shows it.\n\n");
        summary();
        uncited();
        excused();
        for (String file : RequirementLists.FILES) {
            list(file);
        }
        return out.toString();
    }

    /** The numbers of one line of the summary. */
    private static final class Tally {
        private int ids;
        private int passed;
        private int other;
        private int excused;
        private int uncited;

        private void add(Tally more) {
            ids += more.ids;
            passed += more.passed;
            other += more.other;
            excused += more.excused;
            uncited += more.uncited;
        }

        private String cells() {
            return ids + " | " + passed + " | " + other + " | " + excused + " | " + uncited + " |\n";
        }
    }

    private void summary() {
        Map<String, Tally> tallies = new LinkedHashMap<>();
        // All of RFC 9260's levels in their order, whichever comes first in the lists.
        for (Level level : Level.values()) {
            if (level != Level.NONE) {
                tallies.put("9260 " + level.title(), new Tally());
            }
        }
        for (Requirement requirement : ledger.lists().all()) {
            if (!requirement.withdrawn()) {
                count(requirement, tallies.computeIfAbsent(Ratchet.group(requirement), ignored -> new Tally()));
            }
        }
        Tally rfc9260 = new Tally();
        Tally all = new Tally();
        tallies.forEach((group, tally) -> {
            all.add(tally);
            if (group.startsWith("9260 ")) {
                rfc9260.add(tally);
            }
        });
        String head = " | ids | passed | skipped or failed | excused | uncited |\n|---|---|---|---|---|---|\n";
        out.append("## RFC 9260 by level\n\n| level").append(head);
        tallies.forEach((group, tally) -> {
            if (group.startsWith("9260 ")) {
                out.append("| ").append(group.substring(5)).append(" | ").append(tally.cells());
            }
        });
        out.append("| all | ").append(rfc9260.cells());
        out.append("\n## All groups\n\n| group").append(head);
        out.append("| 9260 | ").append(rfc9260.cells());
        tallies.forEach((group, tally) -> {
            if (!group.startsWith("9260 ")) {
                out.append("| ").append(group).append(" | ").append(tally.cells());
            }
        });
        out.append("| all | ").append(all.cells());
    }

    private void count(Requirement requirement, Tally tally) {
        tally.ids++;
        if (ledger.excuses().covers(requirement.id())) {
            tally.excused++;
        } else if (ledger.evidence(requirement.id()).isEmpty()) {
            tally.uncited++;
        } else if (ledger.outcome(requirement.id()) == Outcome.PASSED) {
            tally.passed++;
        } else {
            tally.other++;
        }
    }

    private void uncited() {
        out.append("\n## Uncited\n\n");
        Map<String, List<String>> uncited = ledger.uncited();
        if (uncited.isEmpty()) {
            out.append("None.\n");
        }
        uncited.forEach((group, ids) -> out.append("- ")
                .append(group)
                .append(" (")
                .append(ids.size())
                .append("): ")
                .append(String.join(" ", ids))
                .append('\n'));
    }

    private void excused() {
        out.append("\n## Excused\n\n| ids | how many | reason |\n|---|---|---|\n");
        for (Excuses.Excuse excuse : ledger.excuses().all()) {
            out.append("| ")
                    .append(excuse.pattern())
                    .append(" | ")
                    .append(ledger.excuses().count(excuse))
                    .append(" | ")
                    .append(cell(excuse.reason()))
                    .append(" |\n");
        }
    }

    private void list(String file) {
        out.append("\n## [").append(file).append("](requirements/").append(file).append(")\n");
        String section = null;
        for (Requirement requirement : ledger.lists().all()) {
            if (!requirement.list().equals(file)) {
                continue;
            }
            if (!requirement.section().equals(section)) {
                section = requirement.section();
                out.append("\n### ").append(section.isEmpty() ? "All" : section);
                out.append("\n\n| id | level | asks | shown by |\n|---|---|---|---|\n");
            }
            out.append("| ")
                    .append(requirement.id())
                    .append(" | ")
                    .append(requirement.levelWords())
                    .append(" | ")
                    .append(cell(firstWords(requirement.text())))
                    .append(" | ")
                    .append(shownBy(requirement))
                    .append(" |\n");
        }
    }

    private String shownBy(Requirement requirement) {
        if (requirement.withdrawn()) {
            return "withdrawn";
        }
        String titles = titles(ledger.evidence(requirement.id()));
        if (ledger.excuses().covers(requirement.id())) {
            String reason = "excused: " + cell(ledger.excuses().reason(requirement.id()));
            return titles.isEmpty() ? reason : reason + "; cited by " + titles;
        }
        return titles.isEmpty() ? "**uncited**" : titles;
    }

    private String titles(List<Ledger.Evidence> evidence) {
        StringJoiner titles = new StringJoiner(", ");
        evidence.stream()
                .map(one -> switch (one.outcome()) {
                    case PASSED -> one.citation().title() + " ✓";
                    case SKIPPED -> one.citation().title() + " **skipped**";
                    case FAILED -> one.citation().title() + " **FAILED**";
                    case NOT_RUN -> one.citation().title() + " **not run**";
                })
                .sorted()
                .distinct()
                .forEach(titles::add);
        return titles.toString();
    }

    /** The beginning of a text, cut between words, with code marks in pairs. */
    static String firstWords(String text) {
        String plain = text.replace("**", "");
        if (plain.length() <= FIRST_WORDS) {
            return plain;
        }
        int end = plain.lastIndexOf(' ', FIRST_WORDS);
        String cut = plain.substring(0, end <= 0 ? FIRST_WORDS : end);
        boolean open = cut.chars().filter(c -> c == '`').count() % 2 == 1;
        return cut + (open ? "`" : "") + " …";
    }

    /** A text as a table cell has it: bars would end the cell, and tags vanish outside code. */
    static String cell(String text) {
        StringBuilder cell = new StringBuilder();
        boolean code = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '`') {
                code = !code;
            }
            if (c == '|') {
                cell.append("\\|");
            } else if (c == '<' && !code) {
                cell.append("&lt;");
            } else {
                cell.append(c);
            }
        }
        return cell.toString();
    }
}
