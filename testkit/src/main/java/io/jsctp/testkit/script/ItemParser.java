package io.jsctp.testkit.script;

import io.jsctp.testkit.script.Field.Kind;
import io.jsctp.testkit.script.Field.Style;
import io.jsctp.testkit.script.Layout.Family;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chunks, parameters and causes of a packet line, each as its {@link Layout} says. */
final class ItemParser {
    private static final int DEEPEST = 20;

    private final Tokens tokens;
    /** Whether what is read has to be sent: then it cannot be left open. */
    private final boolean inbound;

    private int depth;

    ItemParser(Tokens tokens, boolean inbound) {
        this.tokens = tokens;
        this.inbound = inbound;
    }

    List<Item> chunks() throws ScriptSyntaxException {
        List<Item> chunks = new ArrayList<>();
        do {
            chunks.add(item(Family.CHUNK));
        } while (tokens.skip(';'));
        return chunks;
    }

    private Item item(Family family) throws ScriptSyntaxException {
        Token name = tokens.peek();
        String what =
                family == Family.CAUSE ? "an error cause" : "a " + family.name().toLowerCase(java.util.Locale.ROOT);
        Layout layout = name.type() == Token.Type.WORD ? Layouts.named(family, name.text()) : null;
        if (layout == null) {
            throw name.expected(what);
        }
        tokens.next();
        if (++depth > DEEPEST) {
            throw name.wrong("nested too deeply");
        }
        tokens.expect('[');
        List<Value> values = new ArrayList<>();
        boolean first = true;
        for (int i = 0; i < layout.fields().size(); i++) {
            Field field = layout.fields().get(i);
            if (!field.isWritten()) {
                values.add(Value.ANY);
                continue;
            }
            boolean list = field.name().isEmpty() && field.kind() != Kind.PARAMETER;
            if (list) {
                values.add(open(name, field, trailing(field, first)));
                continue;
            }
            Layout shorter = layout.shorter();
            if (shorter != null && shorter.fields().size() == i && tokens.peek().is(']')) {
                layout = shorter;
                break;
            }
            if (!first) {
                tokens.expect(',');
            }
            first = false;
            Layout other = layout.alternative();
            if (other != null
                    && !tokens.peek().isWord(field.name())
                    && tokens.peek().isWord(other.fields().get(i).name())) {
                layout = other;
                field = other.fields().get(i);
            }
            Token at = tokens.peek();
            if (!field.name().isEmpty()) {
                if (!at.isWord(field.name())) {
                    throw at.expected(field.name() + "= of " + layout);
                }
                tokens.next();
                tokens.expect('=');
            }
            values.add(open(at, field, value(field)));
        }
        tokens.expect(']');
        depth--;
        return lengthChecked(name, new Item(layout, values, null));
    }

    /** {@return the value; one that has to be sent and that nobody fills in is refused} */
    private Value open(Token at, Field field, Value value) throws ScriptSyntaxException {
        boolean filledIn = field.kind() == Kind.LENGTH || field.kind() == Kind.OCTETS;
        if (inbound && value instanceof Value.Any && !filledIn) {
            String what = field.name().isEmpty() ? "what is in it" : field.name();
            throw at.wrong("a packet that is injected (<) has to say " + what + ", not ...");
        }
        return value;
    }

    private Item lengthChecked(Token at, Item item) throws ScriptSyntaxException {
        long length = item.number(Kind.LENGTH, -1);
        if (length >= 0
                && item.value(Kind.OCTETS) instanceof Value.Octets o
                && o.bytes().length > Math.max(0, length - 4)) {
            throw at.wrong(item.layout() + " has more bytes than its length of " + length + " says");
        }
        boolean data = item.layout().indexOf(Kind.PAYLOAD) >= 0;
        if (inbound && data && length < 0) {
            throw at.wrong("a packet that is injected (<) has to say len, not ...");
        }
        return item;
    }

    /** A list at the end without a name: nothing, {@code ...}, or items. */
    private Value trailing(Field field, boolean first) throws ScriptSyntaxException {
        if (first ? tokens.peek().is(']') : !tokens.skip(',')) {
            return new Value.Items(List.of());
        }
        return tokens.skipEllipsis() ? Value.ANY : items(field.kind() == Kind.CAUSES ? Family.CAUSE : Family.PARAMETER);
    }

    private Value items(Family family) throws ScriptSyntaxException {
        List<Item> items = new ArrayList<>();
        do {
            items.add(item(family));
        } while (tokens.skip(','));
        return new Value.Items(items);
    }

    private Value value(Field field) throws ScriptSyntaxException {
        if (tokens.skipEllipsis()) {
            return Value.ANY;
        }
        return switch (field.kind()) {
            case FLAGS -> new Value.Numeric(number(field, 8));
            case TYPE -> new Value.Numeric(number(field, field.style() == Style.CHUNK_TYPES ? 8 : 16));
            case LENGTH -> new Value.Numeric(number(field, 16));
            case NUMBER -> new Value.Numeric(number(field, 8 * field.widths().get(0)));
            case OCTETS -> new Value.Octets(octets());
            case ROWS, COUNTED_ROWS, LONG_COUNTED_ROWS -> rows(field);
            case PARAMETERS -> bracketed(Family.PARAMETER);
            case CAUSES -> bracketed(Family.CAUSE);
            case PARAMETER -> new Value.Items(List.of(item(Family.PARAMETER)));
            case CHUNK -> new Value.Items(List.of(item(Family.CHUNK)));
            case ADDRESS -> address(field);
            case TEXT -> text();
            case RESERVED, PAYLOAD -> Value.ANY;
        };
    }

    private Value bracketed(Family family) throws ScriptSyntaxException {
        tokens.expect('[');
        if (tokens.skip(']')) {
            return new Value.Items(List.of());
        }
        Value items = tokens.skipEllipsis() ? Value.ANY : items(family);
        tokens.expect(']');
        return items;
    }

    private Value address(Field field) throws ScriptSyntaxException {
        Token at = tokens.peek();
        Value.Address address = new Value.Address(tokens.address());
        if (address.address().getAddress().length > field.widths().get(0)) {
            throw at.wrong("this parameter holds an IPv4 address");
        }
        return address;
    }

    private Value text() throws ScriptSyntaxException {
        Token token = tokens.peek();
        if (token.type() != Token.Type.TEXT) {
            throw token.expected("a text in double quotes");
        }
        return new Value.Text(tokens.next().text());
    }

    private byte[] octets() throws ScriptSyntaxException {
        Token token = tokens.peek();
        if (token.type() == Token.Type.TEXT) {
            return tokens.next().text().getBytes(StandardCharsets.US_ASCII);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        tokens.expect('[');
        if (tokens.skip(']')) {
            return new byte[0];
        }
        do {
            out.write((int) tokens.unsigned("a byte", 8));
        } while (tokens.skip(','));
        tokens.expect(']');
        return out.toByteArray();
    }

    private Value rows(Field field) throws ScriptSyntaxException {
        List<List<Long>> rows = new ArrayList<>();
        tokens.expect('[');
        if (tokens.skip(']')) {
            return new Value.Rows(rows);
        }
        do {
            rows.add(row(field));
        } while (tokens.skip(','));
        tokens.expect(']');
        return new Value.Rows(rows);
    }

    private List<Long> row(Field field) throws ScriptSyntaxException {
        boolean braces = field.style() == Style.BRACES;
        List<Long> row = new ArrayList<>();
        if (braces) {
            tokens.expect('{');
        }
        for (int i = 0; i < field.widths().size(); i++) {
            if (i > 0) {
                tokens.expect(braces ? ',' : ':');
            }
            row.add(number(field, 8 * field.widths().get(i)));
        }
        if (braces) {
            tokens.expect('}');
        }
        return row;
    }

    private long number(Field field, int bits) throws ScriptSyntaxException {
        Token token = tokens.peek();
        String what = field.name() + (field.kind() == Kind.FLAGS ? " in letters or as a number" : " as a number");
        if (token.type() != Token.Type.WORD) {
            return tokens.unsigned(what, bits);
        }
        @Nullable Long meaning = ItemText.meaning(field.style(), token.text());
        if (meaning < 0) {
            throw token.expected(what);
        }
        tokens.next();
        return meaning;
    }
}
