package io.jsctp.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scripts of which it is known that they fail, and others that are not run, each with its reason. */
final class KnownScripts {
    static final KnownScripts NONE = new KnownScripts(List.of());

    private record Entry(boolean skip, Path name, String reason) {}

    private final List<Entry> entries;

    private KnownScripts(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** Reads lines {@code fail NAME REASON} and {@code skip NAME REASON}; # begins a comment. */
    static KnownScripts parse(List<String> lines) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.split("\\s+", 3);
            if (words.length < 3 || !(words[0].equals("fail") || words[0].equals("skip"))) {
                throw new IllegalArgumentException((i + 1) + ": expected fail or skip, a script's name, and a reason");
            }
            entries.add(new Entry(words[0].equals("skip"), Path.of(words[1]), words[2]));
        }
        return new KnownScripts(entries);
    }

    /** {@return why it is not run, or null} */
    @Nullable
    String skipped(Path script) {
        return reason(script, true);
    }

    /** {@return why it fails, or null} */
    @Nullable
    String failing(Path script) {
        return reason(script, false);
    }

    private @Nullable String reason(Path script, boolean skip) {
        for (Entry e : entries) {
            if (e.skip == skip && script.endsWith(e.name)) {
                return e.reason;
            }
        }
        return null;
    }
}
