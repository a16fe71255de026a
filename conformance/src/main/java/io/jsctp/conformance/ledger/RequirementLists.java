package io.jsctp.conformance.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All requirements, in the order of the lists. */
final class RequirementLists {
    /** The lists, in the order in which they are shown. */
    static final List<String> FILES = List.of(
            "rfc9260-associations.md",
            "rfc9260-data.md",
            "socket-interface.md",
            "security.md",
            "extensions.md",
            "rfc9653.md");

    private static final Pattern ID = Pattern.compile("\\*\\*(" + Ids.ID + ")\\*\\*");
    private static final Pattern HEADING = Pattern.compile("#{2,} +(.*)");
    /** Levels stand in parentheses right behind an id; so do other remarks, which are text. */
    private static final Pattern LEVEL = Pattern.compile(
            "\\(([^()]*\\b(?:MUST|SHALL|SHOULD|RECOMMENDED|MAY|step|choice|algo|wire|cross)\\b[^()]*)\\) *");

    private static final Pattern TEST_KIND = Pattern.compile("(?:\\([TSU]\\) *)+");
    private static final Pattern WITHDRAWN = Pattern.compile("\\(?(?:withdrawn|dropped)\\b.*");

    private final Map<String, Requirement> byId = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();

    static RequirementLists read(Path folder) throws IOException, LedgerException {
        RequirementLists lists = new RequirementLists();
        for (String file : FILES) {
            lists.add(file, Files.readAllLines(folder.resolve(file)));
        }
        lists.check();
        return lists;
    }

    /** Adds the lines of one list. */
    void add(String file, List<String> lines) {
        String section = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                section = heading.group(1);
                continue;
            }
            Matcher id = ID.matcher(line);
            if (!id.find()) {
                continue;
            }
            // A line broken in two goes on with an indented line that is no item of its own.
            StringBuilder whole = new StringBuilder(line);
            while (i + 1 < lines.size() && lines.get(i + 1).matches(" +[^ -].*")) {
                i++;
                whole.append(' ').append(lines.get(i).strip());
            }
            addLine(file, section, whole.toString());
        }
    }

    /** One line holds one requirement or several; each reaches to the next id. */
    private void addLine(String file, String section, String line) {
        List<String> ids = new ArrayList<>();
        List<Integer> edges = new ArrayList<>();
        Matcher id = ID.matcher(line);
        while (id.find()) {
            ids.add(id.group(1));
            edges.add(id.start());
            edges.add(id.end());
        }
        edges.add(line.length());
        for (int i = 0; i < ids.size(); i++) {
            addOne(file, section, ids.get(i), line.substring(edges.get(2 * i + 1), edges.get(2 * i + 2)));
        }
    }

    private void addOne(String file, String section, String id, String rest) {
        String text = rest.strip();
        String level = "";
        Matcher matcher = LEVEL.matcher(text);
        if (matcher.lookingAt()) {
            level = matcher.group(1);
            text = text.substring(matcher.end());
        }
        matcher = TEST_KIND.matcher(text);
        if (matcher.lookingAt()) {
            text = text.substring(matcher.end());
        }
        boolean withdrawn = WITHDRAWN.matcher(text).matches();
        text = text.replaceFirst("^[,;:/] *", "").replaceFirst(" +/$|;$", "");
        Requirement former = byId.put(id, new Requirement(id, level, text, file, section, withdrawn));
        if (former != null) {
            faults.add(id + " stands twice: in " + former.list() + " and in " + file);
        }
    }

    /** Every list must have given something, and no id twice: else the parser and the lists have come apart. */
    private void check() throws LedgerException {
        for (String file : FILES) {
            if (byId.values().stream().noneMatch(r -> r.list().equals(file))) {
                faults.add(file + ": no requirement was found in it");
            }
        }
        if (!faults.isEmpty()) {
            throw new LedgerException(faults);
        }
    }

    /** Faults found so far. */
    List<String> faults() {
        return Collections.unmodifiableList(faults);
    }

    boolean knows(String id) {
        return byId.containsKey(id);
    }

    Collection<Requirement> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    Requirement get(String id) {
        Requirement found = byId.get(id);
        if (found == null) {
            throw new IllegalArgumentException("no requirement " + id);
        }
        return found;
    }

    /** In the order of the lists. */
    Set<String> groups() {
        Set<String> groups = new LinkedHashSet<>();
        byId.values().forEach(r -> groups.add(r.group()));
        return groups;
    }
}
