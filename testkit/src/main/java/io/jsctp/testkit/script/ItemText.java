package io.jsctp.testkit.script;

import io.jsctp.testkit.script.Field.Kind;
import io.jsctp.testkit.script.Field.Style;
import io.jsctp.testkit.script.Layout.Family;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Chunks, parameters and causes in the words of a script, so that what was expected and what was seen read alike. */
final class ItemText {
    private static final String DATA_LETTERS = "EBUI";
    private static final int SHOWN_BYTES = 24;
    private static final Map<String, Long> ADDRESS_TYPES = Map.of("IPv4", 5L, "IPv6", 6L, "HOSTNAME", 11L);

    private ItemText() {}

    static String of(List<Item> chunks) {
        return chunks.stream().map(Item::toString).collect(Collectors.joining("; "));
    }

    static String of(Item item) {
        StringJoiner fields = new StringJoiner(", ", item.layout().name() + "[", "]");
        for (int i = 0; i < item.values().size(); i++) {
            Field field = item.layout().fields().get(i);
            Value value = item.values().get(i);
            boolean nothing =
                    value instanceof Value.Items items && items.items().isEmpty();
            if (field.isWritten() && !(field.name().isEmpty() && nothing)) {
                fields.add(field.name().isEmpty() ? value(field, value) : field.name() + "=" + value(field, value));
            }
        }
        return fields.toString();
    }

    /** {@return a field's value as a script writes it} */
    static String value(Field field, Value value) {
        if (value instanceof Value.Numeric n) {
            return number(field.style(), n.value());
        }
        if (value instanceof Value.Octets o) {
            return octets(o.bytes());
        }
        if (value instanceof Value.Rows r) {
            return r.rows().stream().map(row -> row(field, row)).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Value.Items items) {
            String text = items.items().stream().map(Item::toString).collect(Collectors.joining(", "));
            return field.kind() != Kind.PARAMETER
                            && field.kind() != Kind.CHUNK
                            && !field.name().isEmpty()
                    ? "[" + text + "]"
                    : text;
        }
        if (value instanceof Value.Address a) {
            return a.address().getHostAddress();
        }
        if (value instanceof Value.Text t) {
            return '"' + t.text() + '"';
        }
        return "...";
    }

    static String octets(byte[] bytes) {
        StringJoiner text = new StringJoiner(", ", "[", "]");
        for (int i = 0; i < Math.min(bytes.length, SHOWN_BYTES); i++) {
            text.add(String.format(Locale.ROOT, "0x%02x", bytes[i]));
        }
        if (bytes.length > SHOWN_BYTES) {
            text.add("and " + (bytes.length - SHOWN_BYTES) + " more bytes");
        }
        return text.toString();
    }

    private static String row(Field field, List<Long> row) {
        List<String> numbers = row.stream().map(n -> number(field.style(), n)).collect(Collectors.toList());
        return switch (field.style()) {
            case COLON -> String.join(":", numbers);
            case BRACES -> "{" + String.join(",", numbers) + "}";
            default -> String.join(",", numbers);
        };
    }

    private static String number(Style style, long value) {
        return switch (style) {
            case HEXADECIMAL -> hex(value);
            case DATA_FLAGS -> letters(value, DATA_LETTERS);
            case T_FLAG -> letters(value, "T");
            case CHUNK_TYPES, PARAMETER_TYPES, ADDRESS_TYPES -> {
                String name = name(style, value);
                yield name == null ? hex(value) : name;
            }
            default -> Long.toString(value);
        };
    }

    private static String hex(long value) {
        return String.format(Locale.ROOT, "0x%02x", value);
    }

    private static String letters(long flags, String letters) {
        if (flags == 0 || flags >> letters.length() != 0) {
            return hex(flags);
        }
        StringBuilder text = new StringBuilder();
        for (int bit = letters.length() - 1; bit >= 0; bit--) {
            if (((flags >> bit) & 1) != 0) {
                text.append(letters.charAt(bit));
            }
        }
        return text.toString();
    }

    private static @Nullable String name(Style style, long value) {
        if (style == Style.ADDRESS_TYPES) {
            return ADDRESS_TYPES.entrySet().stream()
                    .filter(e -> e.getValue() == value)
                    .map(Map.Entry::getKey)
                    .findAny()
                    .orElse(null);
        }
        Layout layout = Layouts.typed(style == Style.CHUNK_TYPES ? Family.CHUNK : Family.PARAMETER, (int) value);
        return layout == null ? null : layout.name();
    }

    /** {@return the number that a word means in numbers of that style, or -1} */
    static long meaning(Style style, String word) {
        return switch (style) {
            case DATA_FLAGS -> flags(word, DATA_LETTERS);
            case T_FLAG -> flags(word, "T");
            case ADDRESS_TYPES -> ADDRESS_TYPES.getOrDefault(word, -1L);
            case CHUNK_TYPES -> type(Family.CHUNK, word);
            case PARAMETER_TYPES -> type(Family.PARAMETER, word);
            default -> -1;
        };
    }

    private static long type(Family family, String word) {
        Layout layout = Layouts.named(family, word);
        return layout == null ? -1 : layout.type();
    }

    private static long flags(String word, String letters) {
        long flags = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            long bit = (1L << letters.indexOf(c)) & 0xff;
            if (letters.indexOf(c) < 0 || (flags & bit) != 0) {
                return -1;
            }
            flags |= bit;
        }
        return flags;
    }
}
