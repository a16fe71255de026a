package io.jsctp.conformance.ledger;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requirement ids in running text: a test's display name, or the head of a packet script.
 *
 * <p>Beside whole ids two short forms are read: {@code 9260-3.2-1..4} is four ids, and in {@code CONNX-5, -7} the second
 * number has the group (and section) of the first.
 */
final class Ids {
    /** An id of a socket, security or cross list ({@code BINDX-3}), or one by RFC ({@code 9260-5.1-3}, {@code 9653-2}). */
    static final String ID = "(?:[A-Z]{1,8}-\\d+|\\d{4}-(?:\\d+(?:\\.\\d+)*|[A-Za-z])(?:-[A-Z]*\\d+[a-z]?)?)";

    private static final Pattern CITED = Pattern.compile("(?<![\\w.-])(" + ID + ")(?:\\.\\.(\\d+))?(?![\\w-])");
    private static final Pattern MORE = Pattern.compile("(?:,\\s*|\\s+)-(\\d+)(?:\\.\\.(\\d+))?(?![\\w-])");
    private static final int LONGEST_RANGE = 100;

    private Ids() {}

    /**
     * The ids in a text, in its order, expanded; only of the given groups, since names like SHA-256 look alike. What
     * stands at the very beginning is taken for an id whatever its group is, so that a misspelt group is found.
     */
    static Set<String> in(String text, Set<String> groups) {
        Set<String> ids = new LinkedHashSet<>();
        Matcher cited = CITED.matcher(text);
        while (cited.find()) {
            String id = cited.group(1);
            if (cited.start() > 0 && !groups.contains(id.substring(0, id.indexOf('-')))) {
                continue;
            }
            ids.addAll(range(id, cited.group(2)));
            Matcher more = MORE.matcher(text);
            int at = cited.end();
            while (more.find(at) && more.start() == at) {
                ids.addAll(range(id.substring(0, id.lastIndexOf('-') + 1) + more.group(1), more.group(2)));
                at = more.end();
            }
        }
        return ids;
    }

    private static List<String> range(String first, String last) {
        List<String> ids = new ArrayList<>(List.of(first));
        String digits = first.replaceFirst(".*?(\\d*)$", "$1");
        if (last == null || digits.isEmpty()) {
            return ids;
        }
        String prefix = first.substring(0, first.length() - digits.length());
        int from = Integer.parseInt(digits);
        int to = Integer.parseInt(last);
        if (to <= from || to - from > LONGEST_RANGE) {
            // An id nobody knows, so that the report names it.
            return List.of(first + ".." + last);
        }
        for (int i = from + 1; i <= to; i++) {
            ids.add(prefix + i);
        }
        return ids;
    }
}
