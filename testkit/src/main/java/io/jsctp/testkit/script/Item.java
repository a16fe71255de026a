package io.jsctp.testkit.script;

import io.jsctp.testkit.script.Field.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chunk, a parameter or an error cause: one of a script's line, or one that was seen.
 *
 * @param layout what it is
 * @param values what its fields hold, one for each field of the layout
 * @param raw the bytes it was decoded from, without its final padding; null in a script
 */
@SuppressWarnings("ArrayRecordComponent") // raw only says where it comes from: equals leaves it out
record Item(Layout layout, List<Value> values, byte @Nullable [] raw) {
    Item {
        values = List.copyOf(values);
    }

    static Item of(Layout layout, Value... values) {
        return new Item(layout, List.of(values), null);
    }

    Value value(Kind kind) {
        int at = layout.indexOf(kind);
        return at < 0 ? Value.ANY : values.get(at);
    }

    /** {@return the number in that field, or the other if there is none} */
    long number(String field, long otherwise) {
        int at = layout.indexOf(field);
        return at >= 0 && values.get(at) instanceof Value.Numeric n ? n.value() : otherwise;
    }

    /** {@return the number in the field of that kind, or the other if there is none} */
    long number(Kind kind, long otherwise) {
        return value(kind) instanceof Value.Numeric n ? n.value() : otherwise;
    }

    Item with(int field, Value value) {
        List<Value> changed = new ArrayList<>(values);
        changed.set(field, value);
        return new Item(layout, changed, raw);
    }

    /** {@return parameters, causes, or what is nested in it; empty if they are not checked} */
    List<Item> children() {
        for (Value v : values) {
            if (v instanceof Value.Items items) {
                return items.items();
            }
        }
        return List.of();
    }

    /** {@return whether it is this chunk, parameter or cause; a generic one is none} */
    boolean is(Layout which) {
        return layout == which;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Item other && layout == other.layout && values.equals(other.values);
    }

    @Override
    public int hashCode() {
        return 31 * layout.hashCode() + values.hashCode();
    }

    @Override
    public String toString() {
        return ItemText.of(this);
    }
}
