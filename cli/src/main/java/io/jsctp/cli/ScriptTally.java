package io.jsctp.cli;

import io.jsctp.testkit.script.ScriptResult;
import io.jsctp.testkit.script.ScriptResult.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What became of all scripts: a line for a person, JSON for a program. */
final class ScriptTally {
    private final List<String> objects = new ArrayList<>();
    private int passed;
    private int failed;
    private int refused;
    private int known;
    private int skipped;

    void add(ScriptResult result, @Nullable String knownReason) {
        String verdict = result.verdict().name().toLowerCase(Locale.ROOT);
        if (knownReason != null && result.verdict() != Verdict.REFUSED) {
            // One that is listed as failing and passes: the list is wrong, and that has to be seen.
            known += result.passed() ? 0 : 1;
            failed += result.passed() ? 1 : 0;
            verdict = result.passed() ? "passed unexpectedly" : "known";
        } else {
            switch (result.verdict()) {
                case PASSED -> passed++;
                case FAILED -> failed++;
                case REFUSED -> refused++;
            }
        }
        List<String> fields = new ArrayList<>();
        fields.add(field("name", result.name()));
        fields.add(field("verdict", verdict));
        if (!result.passed()) {
            fields.add("\"line\":" + result.line());
            fields.add(field("reason", result.reason()));
        }
        if (knownReason != null) {
            fields.add(field("known", knownReason));
        }
        if (result.verdict() == Verdict.FAILED) {
            fields.add(field("expected", result.expected()));
            fields.add(field("expected_time", result.expectedTime()));
            fields.add(field("seen", result.seen()));
            fields.add(field("seen_time", result.seenTime()));
        }
        fields.add("\"warnings\":"
                + result.warnings().stream().map(ScriptTally::quoted).collect(Collectors.joining(",", "[", "]")));
        objects.add("{" + String.join(",", fields) + "}");
    }

    void skipped(String name, String reason) {
        skipped++;
        objects.add(
                "{" + field("name", name) + "," + field("verdict", "skipped") + "," + field("reason", reason) + "}");
    }

    int failed() {
        return failed;
    }

    int refused() {
        return refused;
    }

    String summary() {
        int all = passed + failed + refused + known + skipped;
        String text = all + (all == 1 ? " script: " : " scripts: ") + passed + " passed, " + failed + " failed, "
                + refused + " refused";
        return text
                + (known > 0 ? ", " + known + " known to fail" : "")
                + (skipped > 0 ? ", " + skipped + " skipped" : "");
    }

    String json() {
        return "{\"passed\":" + passed + ",\"failed\":" + failed + ",\"refused\":" + refused + ",\"known\":" + known
                + ",\"skipped\":" + skipped + ",\"scripts\":[\n" + String.join(",\n", objects) + "\n]}\n";
    }

    private static String field(String name, String value) {
        return quoted(name) + ":" + quoted(value);
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
