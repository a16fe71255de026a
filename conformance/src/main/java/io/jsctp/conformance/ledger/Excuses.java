package io.jsctp.conformance.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The requirements that are not met, or not yet, and why.
 *
 * <p>A line of the file is {@code ids TAB reason}; {@code #} begins a comment. The ids are written as tests cite them, or
 * {@code 3758-*} stands for all that begin so and that no test cites; when it excuses nothing any more, that is a fault,
 * so that the file cannot outlive its reasons. An id that is named stays excused even if tests cite it: they may be about
 * how it is refused.
 */
final class Excuses {

    /** One line of the file. */
    record Excuse(String pattern, String reason) {}

    private final List<Excuse> excuses = new ArrayList<>();
    private final Map<String, Excuse> byId = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();

    static Excuses read(Path file, RequirementLists lists, Set<String> cited) throws IOException, LedgerException {
        Excuses excuses = new Excuses();
        for (String line : Files.readAllLines(file)) {
            excuses.add(line, lists, cited);
        }
        if (!excuses.faults.isEmpty()) {
            throw new LedgerException(excuses.faults);
        }
        return excuses;
    }

    void add(String line, RequirementLists lists, Set<String> cited) {
        if (line.isBlank() || line.startsWith("#")) {
            return;
        }
        String[] fields = line.split("\t", 2);
        if (fields.length != 2 || fields[1].isBlank()) {
            faults.add("not-supported.tsv: \"" + line + "\" is not ids, a tab and a reason");
            return;
        }
        Excuse excuse = new Excuse(fields[0], fields[1].strip());
        excuses.add(excuse);
        boolean needed = false;
        if (fields[0].endsWith("*")) {
            String prefix = fields[0].substring(0, fields[0].length() - 1);
            for (Requirement requirement : lists.all()) {
                if (requirement.id().startsWith(prefix) && !cited.contains(requirement.id())) {
                    byId.putIfAbsent(requirement.id(), excuse);
                    needed = true;
                }
            }
        } else {
            for (String id : Ids.in(fields[0], lists.groups())) {
                if (!lists.knows(id)) {
                    faults.add("not-supported.tsv: " + id + " is in no list");
                } else {
                    byId.put(id, excuse);
                }
                needed = true;
            }
        }
        if (!needed) {
            faults.add("not-supported.tsv: " + fields[0] + " excuses nothing");
        }
    }

    List<String> faults() {
        return Collections.unmodifiableList(faults);
    }

    boolean covers(String id) {
        return byId.containsKey(id);
    }

    /** Why a requirement that {@link #covers} names is not met. */
    String reason(String id) {
        Excuse excuse = byId.get(id);
        if (excuse == null) {
            throw new IllegalArgumentException(id + " is not excused");
        }
        return excuse.reason();
    }

    List<Excuse> all() {
        return Collections.unmodifiableList(excuses);
    }

    long count(Excuse excuse) {
        return byId.values().stream().filter(excuse::equals).count();
    }
}
