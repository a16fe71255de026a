package io.jsctp.testkit.script;

import io.jsctp.testkit.script.Field.Kind;
import io.jsctp.testkit.script.Layout.Family;
import java.util.ArrayList;
import java.util.List;

/** Every way to change one field of a chunk that a script expects, so that a packet that matched it does not any more. */
final class ItemMutations {
    /** One of them. */
    record Change(String what, Item changed) {}

    private ItemMutations() {}

    static List<Change> of(Item item) {
        List<Change> changes = new ArrayList<>();
        // Tag and TSN of the stack are learned from these: they match whatever the script says.
        boolean learned = item.is(Layouts.INIT) || item.is(Layouts.INIT_ACK);
        for (int i = 0; i < item.values().size(); i++) {
            Field field = item.layout().fields().get(i);
            boolean free =
                    learned && (field.name().equals("tag") || field.name().equals("tsn"));
            if (!free) {
                changes.addAll(field(item, i, field));
            }
        }
        return changes;
    }

    private static List<Change> field(Item item, int i, Field field) {
        List<Change> changes = new ArrayList<>();
        Value value = item.values().get(i);
        if (value instanceof Value.Numeric n) {
            Value other = new Value.Numeric(field.kind() == Kind.FLAGS ? n.value() ^ 1 : other(n.value(), field));
            changes.add(change(item, i, field, other));
        } else if (value instanceof Value.Octets o && o.bytes().length > 0) {
            byte[] bytes = o.bytes().clone();
            bytes[0] ^= 1;
            changes.add(change(item, i, field, new Value.Octets(bytes)));
        } else if (value instanceof Value.Rows r) {
            changes.addAll(rows(item, i, field, r.rows()));
        } else if (value instanceof Value.Items items) {
            changes.addAll(items(item, i, field, items.items()));
        }
        return changes;
    }

    private static long other(long value, Field field) {
        int bits = field.kind() == Kind.NUMBER ? 8 * field.widths().get(0) : 8;
        return value + 1 < 1L << bits ? value + 1 : value - 1;
    }

    private static List<Change> rows(Item item, int i, Field field, List<List<Long>> rows) {
        List<Change> changes = new ArrayList<>();
        List<List<Long>> more = new ArrayList<>(rows);
        List<Long> row = new ArrayList<>();
        field.widths().forEach(w -> row.add(1L));
        more.add(row);
        changes.add(change(item, i, field, new Value.Rows(more)));
        if (!rows.isEmpty()) {
            changes.add(change(item, i, field, new Value.Rows(rows.subList(0, rows.size() - 1))));
            List<Long> last = new ArrayList<>(rows.get(rows.size() - 1));
            long number = last.get(last.size() - 1);
            last.set(last.size() - 1, number == 0 ? 1 : number - 1);
            List<List<Long>> off = new ArrayList<>(rows);
            off.set(rows.size() - 1, last);
            changes.add(change(item, i, field, new Value.Rows(off)));
        }
        return changes;
    }

    private static List<Change> items(Item item, int i, Field field, List<Item> items) {
        List<Change> changes = new ArrayList<>();
        boolean isList = field.kind() == Kind.PARAMETERS || field.kind() == Kind.CAUSES;
        for (int k = 0; k < items.size(); k++) {
            for (Change inner : of(items.get(k))) {
                List<Item> others = new ArrayList<>(items);
                others.set(k, inner.changed);
                changes.add(
                        new Change(items.get(k).layout() + ": " + inner.what, item.with(i, new Value.Items(others))));
            }
            if (isList) {
                List<Item> fewer = new ArrayList<>(items);
                fewer.remove(k);
                changes.add(new Change(items.get(k).layout() + " taken away", item.with(i, new Value.Items(fewer))));
            }
        }
        if (isList) {
            List<Item> more = new ArrayList<>(items);
            Layout layout = Layouts.generic(field.kind() == Kind.CAUSES ? Family.CAUSE : Family.PARAMETER);
            Value type = new Value.Numeric(0x3ffe);
            more.add(Item.of(layout, type, new Value.Numeric(4), new Value.Octets(new byte[0])));
            changes.add(new Change(layout + " added", item.with(i, new Value.Items(more))));
        }
        return changes;
    }

    private static Change change(Item item, int i, Field field, Value value) {
        String name = field.name().isEmpty() ? item.layout().name() : item.layout() + " " + field.name();
        return new Change(name + "=" + ItemText.value(field, value), item.with(i, value));
    }
}
