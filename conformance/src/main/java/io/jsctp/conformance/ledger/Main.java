package io.jsctp.conformance.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command: {@code scripts/ledger} and {@code scripts/uncited} call it with the project's folder in front. */
public final class Main {
    private static final int SHOWN = 10;

    private final Path project;
    private final Path document;
    private final Path ratchetFile;

    private Main(Path project) {
        this.project = project;
        this.document = project.resolve("docs").resolve("COMPLIANCE.md");
        this.ratchetFile = project.resolve("docs").resolve("requirements").resolve("uncited.tsv");
    }

    /**
     * Runs it.
     *
     * @param args the project's folder, then {@code write}, {@code check} or {@code uncited} with a group and a level
     */
    public static void main(String[] args) {
        int status = 1;
        try {
            Main main = new Main(Path.of(args[0]));
            status = switch (args[1]) {
                case "write" -> main.write();
                case "check" -> main.check();
                case "uncited" -> main.uncited(List.of(args).subList(2, args.length));
                default -> throw new IllegalArgumentException("unknown command " + args[1]);
            };
        } catch (LedgerException e) {
            say(e.faults());
        } catch (IOException e) {
            say(List.of(e.toString()));
        }
        System.exit(status);
    }

    private static void say(List<String> faults) {
        faults.forEach(fault -> System.err.println("ledger: " + fault));
    }

    private int write() throws IOException, LedgerException {
        Ledger ledger = Ledger.read(project);
        List<String> notRun = ledger.ended(Outcome.NOT_RUN);
        if (!notRun.isEmpty()) {
            say(List.of(
                    "nothing written, for these cited tests have no result; run mvn verify, or the classes named, first: "
                            + some(notRun)));
            return 1;
        }
        Files.writeString(document, ComplianceReport.of(ledger));
        Ratchet ratchet = Ratchet.read(ratchetFile);
        List<String> faults = ratchet.grown(ledger.uncited());
        ratchet.tighten(ledger.uncited());
        Files.writeString(ratchetFile, ratchet.text());
        List<String> skipped = ledger.ended(Outcome.SKIPPED);
        if (!skipped.isEmpty()) {
            faults.add("these cited tests were SKIPPED, and the document says so: " + some(skipped));
        }
        faults.addAll(failed(ledger));
        say(faults);
        return faults.isEmpty() ? 0 : 1;
    }

    private int check() throws IOException, LedgerException {
        Ledger ledger = Ledger.read(project);
        List<String> faults = new ArrayList<>(failed(ledger));
        List<String> notRun = ledger.ended(Outcome.NOT_RUN);
        if (!notRun.isEmpty()) {
            faults.add("these tests cite requirements but did not run: " + some(notRun));
        }
        Ratchet ratchet = Ratchet.read(ratchetFile);
        faults.addAll(ratchet.grown(ledger.uncited()));
        faults.addAll(ratchet.loose(ledger.uncited()));
        List<String> skipped = ledger.ended(Outcome.SKIPPED);
        if (faults.isEmpty()) {
            String present = Files.exists(document) ? Files.readString(document) : "";
            if (!skipped.isEmpty() && present.equals(ComplianceReport.asIfNoneWereSkipped(ledger))) {
                System.out.println(
                        "ledger: SKIPPED here, so docs/COMPLIANCE.md is not confirmed for them: " + some(skipped));
            } else if (!present.equals(ComplianceReport.of(ledger))) {
                faults.add("docs/COMPLIANCE.md is stale: run scripts/ledger and commit what it changes; "
                        + difference(present, ComplianceReport.of(ledger)));
            }
        }
        say(faults);
        if (faults.isEmpty()) {
            System.out.println("ledger: docs/COMPLIANCE.md holds");
        }
        return faults.isEmpty() ? 0 : 1;
    }

    private int uncited(List<String> wanted) throws IOException, LedgerException {
        Ledger ledger = Ledger.read(project);
        String group = wanted.isEmpty() ? "" : wanted.get(0);
        if (!group.isEmpty() && !ledger.lists().groups().contains(group)) {
            say(List.of("no group " + group + "; there are "
                    + String.join(" ", ledger.lists().groups())));
            return 2;
        }
        int count = 0;
        for (Requirement requirement : ledger.lists().all()) {
            boolean meant = (group.isEmpty() || requirement.group().equals(group))
                    && (wanted.size() < 2 || requirement.level().title().equals(wanted.get(1)));
            if (meant && ledger.isUncited(requirement)) {
                count++;
                System.out.println(requirement.id() + " (" + requirement.levelWords() + ") " + requirement.text());
            }
        }
        System.err.println(count + " uncited");
        return 0;
    }

    private static List<String> failed(Ledger ledger) {
        List<String> failed = ledger.ended(Outcome.FAILED);
        return failed.isEmpty() ? List.of() : List.of("these cited tests FAILED: " + some(failed));
    }

    private static String some(List<String> titles) {
        String first = String.join(", ", titles.subList(0, Math.min(SHOWN, titles.size())));
        return titles.size() > SHOWN ? first + " and " + (titles.size() - SHOWN) + " more" : first;
    }

    /** The first line in which two texts differ. */
    private static String difference(String present, String right) {
        List<String> old = present.lines().toList();
        List<String> lines = right.lines().toList();
        for (int i = 0; i < Math.max(old.size(), lines.size()); i++) {
            String before = i < old.size() ? old.get(i) : "(end)";
            String after = i < lines.size() ? lines.get(i) : "(end)";
            if (!before.equals(after)) {
                return "line " + (i + 1) + " is\n  " + before + "\nand should be\n  " + after;
            }
        }
        return "the line ends differ";
    }
}
