package io.jsctp.conformance.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many ids of each group may be uncited: never more than there were.
 *
 * <p>A line of the file is {@code group TAB count}; a group that is not named may have none. RFC 9260's group is split by
 * level, so that a MUST cannot hide behind a MAY that was covered in its place.
 */
final class Ratchet {
    private final Map<String, Integer> allowed = new LinkedHashMap<>();

    static Ratchet read(Path file) throws IOException {
        Ratchet ratchet = new Ratchet();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] fields = line.split("\t", 2);
                ratchet.allowed.put(fields[0], Integer.parseInt(fields[1].strip()));
            }
        }
        return ratchet;
    }

    /** The line of the file, and of the summary, that a requirement is counted in. */
    static String group(Requirement requirement) {
        return requirement.group().equals("9260")
                ? "9260 " + requirement.level().title()
                : requirement.group();
    }

    /** Where there is more than allowed. */
    List<String> grown(Map<String, List<String>> uncited) {
        List<String> faults = new ArrayList<>();
        uncited.forEach((group, ids) -> {
            int most = allowed.getOrDefault(group, 0);
            if (ids.size() > most) {
                faults.add(group + ": " + ids.size() + " ids are neither cited nor excused, " + most + " are allowed: "
                        + String.join(" ", ids));
            }
        });
        return faults;
    }

    /** Lowers the numbers to what is; none is ever raised. */
    void tighten(Map<String, List<String>> uncited) {
        allowed.replaceAll((group, most) ->
                Math.min(most, uncited.getOrDefault(group, List.of()).size()));
        allowed.values().removeIf(most -> most == 0);
    }

    String text() {
        StringBuilder text =
                new StringBuilder("# How many ids of each group may be uncited; scripts/ledger lowers it, and"
                        + " nothing raises it.\n# A group that is not here may have none.\n");
        allowed.forEach(
                (group, most) -> text.append(group).append('\t').append(most).append('\n'));
        return text.toString();
    }
}
