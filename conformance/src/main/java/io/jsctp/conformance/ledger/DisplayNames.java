package io.jsctp.conformance.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the {@code @DisplayName}s of one Java source file, and what each stands on.
 *
 * <p>It reads just enough of Java: comments and literals are passed over, a name may be several literals joined by
 * {@code +}. Of a name that holds anything else (a constant), only the literals are seen.
 */
final class DisplayNames {

    /** A display name and the method it is on; none if it is on a class. */
    record Named(String method, String name) {}

    private static final String ANNOTATION = "@DisplayName(";
    /** A class, or a method: its result type, its name, a parenthesis. Literals are blank by then. */
    private static final Pattern DECLARATION =
            Pattern.compile("\\b(?:class|record|interface|enum)\\s+\\w+|[\\w>\\]]\\s+(\\w+)\\s*\\(");

    private final String source;
    /** The source with comments and the insides of literals replaced by blanks, place for place. */
    private final char[] code;

    /** The literals, by where they begin. */
    private final List<int[]> literals = new ArrayList<>();

    DisplayNames(String source) {
        this.source = source;
        this.code = source.toCharArray();
        blank();
    }

    /** All display names, in the order of the file. */
    List<Named> all() {
        List<Named> names = new ArrayList<>();
        String text = new String(code);
        for (int at = text.indexOf(ANNOTATION); at >= 0; at = text.indexOf(ANNOTATION, at + 1)) {
            int end = closing(text, at + ANNOTATION.length() - 1);
            Matcher declaration = DECLARATION.matcher(withoutAnnotations(text, end + 1));
            String method = declaration.find() && declaration.group(1) != null ? declaration.group(1) : "";
            names.add(new Named(method, joined(at, end)));
        }
        return names;
    }

    /** What follows {@code from}, up to the next body, with the annotations in between blanked. */
    private static String withoutAnnotations(String text, int from) {
        StringBuilder rest = new StringBuilder(text.substring(from, Math.min(text.length(), from + 4000)));
        int at = 0;
        while (at < rest.length() && (Character.isWhitespace(rest.charAt(at)) || rest.charAt(at) == '@')) {
            if (rest.charAt(at) == '@') {
                int end = at + 1;
                while (end < rest.length()
                        && (Character.isJavaIdentifierPart(rest.charAt(end)) || rest.charAt(end) == '.')) {
                    end++;
                }
                if (end < rest.length() && rest.charAt(end) == '(') {
                    end = closing(rest.toString(), end) + 1;
                }
                at = end;
            } else {
                at++;
            }
        }
        return rest.substring(Math.min(at, rest.length()));
    }

    /** The literals between two places, joined. */
    private String joined(int from, int to) {
        StringBuilder name = new StringBuilder();
        for (int[] literal : literals) {
            if (literal[0] > from && literal[1] <= to) {
                name.append(source, literal[0], literal[1]);
            }
        }
        return name.toString().replace("\\\"", "\"").replace("\\\\", "\\");
    }

    /** The parenthesis that closes the one at {@code open}; the end of the text if none does. */
    private static int closing(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            if (text.charAt(i) == '(') {
                depth++;
            } else if (text.charAt(i) == ')' && --depth == 0) {
                return i;
            }
        }
        return text.length() - 1;
    }

    private void blank() {
        int i = 0;
        while (i < code.length) {
            if (source.startsWith("//", i)) {
                i = clear(i, ends("\n", i));
            } else if (source.startsWith("/*", i)) {
                i = clear(i, ends("*/", i + 2));
            } else if (source.startsWith("\"\"\"", i)) {
                i = clear(i, ends("\"\"\"", i + 3));
            } else if (code[i] == '"' || code[i] == '\'') {
                int end = i + 1;
                while (end < code.length && code[end] != code[i] && code[end] != '\n') {
                    end += code[end] == '\\' ? 2 : 1;
                }
                if (code[i] == '"') {
                    literals.add(new int[] {i + 1, Math.min(end, code.length)});
                }
                i = clear(i + 1, Math.min(end, code.length)) + 1;
            } else {
                i++;
            }
        }
    }

    private int ends(String with, int from) {
        int end = source.indexOf(with, from);
        return end < 0 ? source.length() : end + with.length();
    }

    private int clear(int from, int to) {
        for (int i = from; i < to; i++) {
            if (code[i] != '\n') {
                code[i] = ' ';
            }
        }
        return to;
    }
}
