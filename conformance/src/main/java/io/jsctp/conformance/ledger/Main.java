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
     * @param args the project's folder, then {@code write}, or {@code uncited} with a group and a level
     */
    public static void main(String[] args) {
        int status = 1;
        try {
            Main main = new Main(Path.of(args[0]));
            status = switch (args[1]) {
                case "write" -> main.write();
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

    /** Where a test was skipped the document stays as it is: it is made where all of them run, as in CI. */
    private int write() throws IOException, LedgerException {
        Ledger ledger = Ledger.read(project);
        Ratchet ratchet = Ratchet.read(ratchetFile);
        List<String> faults = new ArrayList<>(ratchet.grown(ledger.uncited()));
        report(ledger, Outcome.FAILED, "these cited tests FAILED: ", faults);
        report(ledger, Outcome.NOT_RUN, "these tests cite requirements but did not run: ", faults);
        if (!faults.isEmpty()) {
            say(faults);
            return 1;
        }
        List<String> skipped = ledger.ended(Outcome.SKIPPED);
        if (!skipped.isEmpty()) {
            System.out.println("ledger: SKIPPED here, so docs/COMPLIANCE.md stays as it is: " + some(skipped));
            return 0;
        }
        ratchet.tighten(ledger.uncited());
        boolean lowered = write(ratchetFile, ratchet.text());
        boolean changed = write(document, ComplianceReport.of(ledger));
        System.out.println(
                "ledger: docs/COMPLIANCE.md " + (changed || lowered ? "is brought up to date: commit it" : "holds"));
        return 0;
    }

    private static void report(Ledger ledger, Outcome outcome, String what, List<String> faults) {
        List<String> titles = ledger.ended(outcome);
        if (!titles.isEmpty()) {
            faults.add(what + some(titles));
        }
    }

    /** Says whether that changed anything. */
    private static boolean write(Path file, String text) throws IOException {
        if (Files.exists(file) && Files.readString(file).equals(text)) {
            return false;
        }
        Files.writeString(file, text);
        return true;
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

    private static String some(List<String> titles) {
        String first = String.join(", ", titles.subList(0, Math.min(SHOWN, titles.size())));
        return titles.size() > SHOWN ? first + " and " + (titles.size() - SHOWN) + " more" : first;
    }
}
