package io.jsctp.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The examples of a document, and those of the source that the build compiles and runs. In the source an example stands
 * between {@code // begin NAME} and {@code // end}; in the document it is the Java block after {@code <!-- NAME -->}.
 */
final class Snippets {
    private static final Pattern IN_DOCUMENT =
            Pattern.compile("<!-- ([\\w-]+) -->\\n```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern IN_SOURCE =
            Pattern.compile("^ *// begin ([\\w-]+)\\n(.*?)^ *// end$", Pattern.DOTALL | Pattern.MULTILINE);

    private Snippets() {}

    static Map<String, String> ofDocument(Path file) throws IOException {
        return find(IN_DOCUMENT, file);
    }

    static Map<String, String> ofSource(Path file) throws IOException {
        return find(IN_SOURCE, file);
    }

    /** How many Java blocks the document has, with a name or without. */
    static int javaBlocks(Path file) throws IOException {
        return Files.readString(file).split("```java\\n", -1).length - 1;
    }

    private static Map<String, String> find(Pattern pattern, Path file) throws IOException {
        Map<String, String> snippets = new LinkedHashMap<>();
        Matcher matcher = pattern.matcher(Files.readString(file));
        while (matcher.find()) {
            snippets.put(matcher.group(1), matcher.group(2).stripTrailing().stripIndent() + "\n");
        }
        return snippets;
    }
}
