package io.jsctp.testkit.script;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A packet script that has been read to its end. Immutable. */
public final class Script {
    private static final String REQUIREMENT = "Requirement:";
    private static final String ETSI = "ETSI:";
    private static final String MUTATE = "Mutate:";

    private static final Pattern BLANKS = Pattern.compile("[\\s,]+");

    private final String name;
    private final List<Event> events;
    private final ScriptOptions options;
    private final List<Lexer.Comment> comments;

    Script(String name, ScriptOptions options, List<Event> events, List<Lexer.Comment> comments) {
        this.name = name;
        this.options = options;
        this.events = List.copyOf(events);
        this.comments = List.copyOf(comments);
    }

    /**
     * Reads a script.
     *
     * @param name what reports call it
     * @param text the script
     * @param defined names for which {@code #ifdef} holds, as {@code FreeBSD}
     * @return the script
     * @throws ScriptSyntaxException if it cannot be read to its end
     */
    public static Script parse(String name, String text, Set<String> defined) throws ScriptSyntaxException {
        Lexer lexer = new Lexer(text, defined);
        ScriptParser parser = new ScriptParser(lexer.tokens());
        parser.parse();
        return new Script(name, parser.options(), parser.events(), lexer.comments());
    }

    /**
     * Reads a script that is meant for FreeBSD.
     *
     * @param file its file
     * @return the script, with the file's path for its name
     * @throws ScriptSyntaxException if it cannot be read to its end
     * @throws IOException if the file cannot be read
     */
    public static Script read(Path file) throws ScriptSyntaxException, IOException {
        try {
            return parse(file.toString(), Files.readString(file), RunnerOptions.DEFAULT.defined());
        } catch (CharacterCodingException e) {
            throw new ScriptSyntaxException(1, 1, "the file is not text in UTF-8");
        }
    }

    /** {@return what reports call it} */
    public String name() {
        return name;
    }

    /** {@return the ids after {@code // Requirement:}, as {@code 9260-5.1-3}} */
    public List<String> requirements() {
        return cited(REQUIREMENT);
    }

    /** {@return the test purposes of ETSI TS 102 369 after {@code // ETSI:}, as {@code AS-V-1-1}} */
    public List<String> purposes() {
        return cited(ETSI);
    }

    /** {@return why no change of an expected packet can be seen, after {@code // Mutate: none because}; or null} */
    public @Nullable String notMutable() {
        for (Lexer.Comment c : comments) {
            if (c.text().startsWith(MUTATE)) {
                String rule = c.text().substring(MUTATE.length()).strip();
                if (rule.startsWith("none because ")) {
                    return rule.substring("none because ".length());
                }
            }
        }
        return null;
    }

    private List<String> cited(String label) {
        List<String> ids = new ArrayList<>();
        for (Lexer.Comment c : comments) {
            if (c.text().startsWith(label)) {
                BLANKS.splitAsStream(c.text().substring(label.length()))
                        .filter(id -> !id.isEmpty())
                        .forEach(ids::add);
            }
        }
        return ids;
    }

    List<Event> events() {
        return events;
    }

    ScriptOptions options() {
        return options;
    }

    Script with(int event, Event changed) {
        List<Event> others = new ArrayList<>(events);
        others.set(event, changed);
        return new Script(name, options, others, comments);
    }

    @Override
    public String toString() {
        return name;
    }
}
