package io.jsctp.testkit.script;

import io.jsctp.testkit.script.Field.Kind;
import io.jsctp.testkit.script.Layout.Family;
import java.util.ArrayList;
import java.util.List;

/** Compares chunks that a script expects with chunks that were seen. Each difference is a line for a person to read. */
final class Comparison {
    private final RunnerOptions options;
    private final List<String> differences = new ArrayList<>();

    private Comparison(RunnerOptions options) {
        this.options = options;
    }

    /** {@return what differs; empty if they match} */
    static List<String> differences(List<Item> expected, List<Item> seen, RunnerOptions options) {
        Comparison comparison = new Comparison(options);
        comparison.inOrder("", "chunk", expected, seen);
        return comparison.differences;
    }

    private void inOrder(String where, String what, List<Item> expected, List<Item> seen) {
        for (int i = 0; i < Math.max(expected.size(), seen.size()); i++) {
            String place = where + what + " " + (i + 1);
            if (i >= seen.size()) {
                differences.add(place + " is missing: " + expected.get(i));
            } else if (i >= expected.size()) {
                differences.add(place + " is one too many: " + seen.get(i));
            } else {
                item(place, expected.get(i), seen.get(i));
            }
        }
    }

    private void item(String place, Item expected, Item decoded) {
        Family family = expected.layout().family();
        boolean generic = expected.layout().isGeneric() && !decoded.layout().isGeneric();
        Item seen = generic && decoded.raw() != null ? ItemDecoder.generic(family, decoded.raw()) : decoded;
        if (expected.layout() != seen.layout()) {
            String form = seen.layout().isGeneric()
                            && seen.number(Kind.TYPE, -1) == expected.layout().type()
                    ? ", which is not well-formed"
                    : "";
            differences.add(place + " is " + seen + form + ", expected " + expected.layout());
            return;
        }
        int before = differences.size();
        String where = place + " (" + expected.layout() + "): ";
        for (int i = 0; i < expected.values().size(); i++) {
            field(where, expected, i, seen.values().get(i));
        }
        // The padding of a nested chunk counts in the length of the cause.
        if (differences.size() == before && expected.layout().indexOf(Kind.CHUNK) >= 0 && seen.raw() != null) {
            int length = ItemEncoder.encode(expected).length;
            if (length != seen.raw().length && isComplete(expected)) {
                differences.add(where + "its length is " + seen.raw().length + ", expected " + length);
            }
        }
    }

    private static boolean isComplete(Item item) {
        boolean open =
                item.value(Kind.LENGTH) instanceof Value.Any && item.layout().indexOf(Kind.LENGTH) >= 0;
        return !open && item.children().stream().allMatch(Comparison::isComplete);
    }

    private void field(String where, Item expected, int i, Value seen) {
        Field field = expected.layout().fields().get(i);
        Value wanted = expected.values().get(i);
        // Items that are equal may still differ in the length they have on the wire.
        if (wanted instanceof Value.Any || (wanted.equals(seen) && !(wanted instanceof Value.Items))) {
            return;
        }
        if (wanted instanceof Value.Items w && seen instanceof Value.Items s) {
            boolean set = field.kind() == Kind.PARAMETERS
                    && expected.layout().family() == Family.CHUNK
                    && !options.parametersInOrder();
            String what = field.kind() == Kind.CAUSES ? "cause" : field.kind() == Kind.CHUNK ? "chunk" : "parameter";
            if (set || (options.ignoreUnlistedParameters() && expected.layout().family() == Family.CHUNK)) {
                asSet(where, w.items(), s.items());
            } else {
                inOrder(where, what, w.items(), s.items());
            }
            return;
        }
        if (wanted instanceof Value.Rows w && seen instanceof Value.Rows s && isSet(field)) {
            List<List<Long>> left = new ArrayList<>(s.rows());
            if (w.rows().size() == left.size() && w.rows().stream().allMatch(left::remove)) {
                return;
            }
        }
        String name = field.name().isEmpty() ? "what is in it" : field.name();
        differences.add(
                where + name + " is " + ItemText.value(field, seen) + ", expected " + ItemText.value(field, wanted));
    }

    private boolean isSet(Field field) {
        return switch (field.style()) {
            case CHUNK_TYPES, ADDRESS_TYPES -> !options.parametersInOrder();
            case BRACES -> !options.forwardTsnIdsInOrder();
            default -> false;
        };
    }

    private void asSet(String where, List<Item> expected, List<Item> seen) {
        List<Item> left = new ArrayList<>(seen);
        List<Item> missing = new ArrayList<>();
        for (Item e : expected) {
            if (!left.removeIf(new First(e))) {
                missing.add(e);
            }
        }
        List<Item> surplus = options.ignoreUnlistedParameters() ? List.of() : left;
        if (missing.size() == 1
                && left.size() == 1
                && missing.get(0).layout() == left.get(0).layout()) {
            item(where + "parameter", missing.get(0), left.get(0));
            return;
        }
        missing.forEach(e -> differences.add(where + e + " is missing"));
        surplus.forEach(s -> differences.add(where + s + " is one too many"));
    }

    /** Holds for the first item only that matches. */
    private final class First implements java.util.function.Predicate<Item> {
        private final Item expected;
        private boolean found;

        First(Item expected) {
            this.expected = expected;
        }

        @Override
        public boolean test(Item seen) {
            Comparison one = new Comparison(options);
            if (!found) {
                one.item("", expected, seen);
                found = one.differences.isEmpty();
                return found;
            }
            return false;
        }
    }
}
