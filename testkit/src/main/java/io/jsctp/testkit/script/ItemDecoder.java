package io.jsctp.testkit.script;

import io.jsctp.testkit.script.Field.Kind;
import io.jsctp.testkit.script.Layout.Family;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to chunks, parameters and causes. It knows nothing of the codec under test. What is not exactly as its layout says
 * comes out as a generic item, with all its bytes.
 */
final class ItemDecoder {
    private static final int HEADER = 4;

    private ItemDecoder() {}

    /** {@return everything in the bytes from the offset on; the last may be cut short} */
    static List<Item> decodeAll(Family family, byte[] bytes, int offset) {
        List<Item> items = new ArrayList<>();
        int at = offset;
        while (at < bytes.length) {
            int length = bytes.length - at < HEADER ? 0 : u16(bytes, at + 2);
            int end = length < HEADER ? bytes.length : Math.min(bytes.length, at + length);
            items.add(decode(family, Arrays.copyOfRange(bytes, at, end)));
            at = length < HEADER ? bytes.length : end + padding(length);
        }
        return items;
    }

    /** {@return one item} */
    static Item decode(Family family, byte[] raw) {
        if (raw.length >= HEADER && u16(raw, 2) == raw.length) {
            Layout layout = Layouts.typed(family, family == Family.CHUNK ? raw[0] & 0xff : u16(raw, 0));
            if (layout == Layouts.I_DATA && (raw[1] & 2) == 0) {
                layout = Layouts.I_DATA_CONTINUED;
            }
            if (layout != null && layout.shorter() != null && raw.length < layout.fixedBytes()) {
                layout = layout.shorter();
            }
            Item item = layout == null ? null : strict(layout, raw);
            if (item != null) {
                return item;
            }
        }
        return generic(family, raw);
    }

    /** {@return the item by its type, length and bytes only} */
    static Item generic(Family family, byte[] raw) {
        Layout layout = Layouts.generic(family);
        byte[] header = Arrays.copyOf(raw, HEADER);
        List<Value> values = new ArrayList<>();
        for (Field f : layout.fields()) {
            values.add(
                    switch (f.kind()) {
                        case TYPE -> new Value.Numeric(family == Family.CHUNK ? header[0] & 0xff : u16(header, 0));
                        case FLAGS -> new Value.Numeric(header[1] & 0xff);
                        case LENGTH -> new Value.Numeric(u16(header, 2));
                        default -> new Value.Octets(Arrays.copyOfRange(raw, Math.min(HEADER, raw.length), raw.length));
                    });
        }
        return new Item(layout, values, raw);
    }

    /** {@return the item, or null if the bytes are not as the layout says} */
    private static @Nullable Item strict(Layout layout, byte[] raw) {
        if (raw.length < layout.fixedBytes()) {
            return null;
        }
        Cursor at = new Cursor(raw, HEADER);
        List<Value> values = new ArrayList<>();
        List<Field> fields = layout.fields();
        while (values.size() < fields.size()) {
            Field field = fields.get(values.size());
            if (field.kind() == Kind.COUNTED_ROWS) {
                if (!countedRows(fields, values, at)) {
                    return null;
                }
                continue;
            }
            Value value = value(field, at);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return at.offset == raw.length ? new Item(layout, values, raw) : null;
    }

    private static @Nullable Value value(Field field, Cursor at) {
        return switch (field.kind()) {
            case FLAGS -> new Value.Numeric(at.raw[1] & 0xff);
            case LENGTH -> new Value.Numeric(at.raw.length);
            case NUMBER -> new Value.Numeric(at.number(field.widths().get(0)));
            case RESERVED -> {
                at.number(2);
                yield Value.ANY;
            }
            case PAYLOAD -> {
                at.rest();
                yield Value.ANY;
            }
            case OCTETS -> new Value.Octets(at.rest());
            case ROWS -> at.rows(field, at.left() / width(field));
            case LONG_COUNTED_ROWS -> {
                long count = at.number(4);
                yield count * width(field) == at.left() ? at.rows(field, (int) count) : null;
            }
            case PARAMETERS -> items(Family.PARAMETER, at.rest(), false);
            case CAUSES -> items(Family.CAUSE, at.rest(), false);
            case PARAMETER -> single(items(Family.PARAMETER, at.rest(), false));
            case CHUNK -> single(items(Family.CHUNK, at.rest(), true));
            case ADDRESS -> address(at.rest(), field.widths().get(0));
            case TEXT -> text(at.rest());
            case TYPE, COUNTED_ROWS -> null;
        };
    }

    private static boolean countedRows(List<Field> fields, List<Value> values, Cursor at) {
        int first = values.size();
        int end = first;
        List<Integer> counts = new ArrayList<>();
        while (end < fields.size() && fields.get(end).kind() == Kind.COUNTED_ROWS && at.left() >= 2) {
            counts.add((int) at.number(2));
            end++;
        }
        if ((end - first) % 2 != 0 && at.left() >= 2) {
            at.number(2);
        }
        for (int i = first; i < end; i++) {
            int count = counts.get(i - first);
            if (count * width(fields.get(i)) > at.left()) {
                return false;
            }
            values.add(at.rows(fields.get(i), count));
        }
        return end > first;
    }

    /** {@return what is in the bytes if they are exactly filled, or null} */
    private static Value.@Nullable Items items(Family family, byte[] bytes, boolean padLast) {
        List<Item> items = decodeAll(family, bytes, 0);
        int total = 0;
        for (int i = 0; i < items.size(); i++) {
            byte[] raw = items.get(i).raw();
            if (raw == null || raw.length < HEADER || u16(raw, 2) != raw.length) {
                return null;
            }
            boolean last = i == items.size() - 1;
            total += raw.length + (last && !padLast ? 0 : padding(raw.length));
        }
        // A nested chunk may come without its padding; the length of the cause tells them apart.
        boolean unpadded = padLast && !items.isEmpty() && total - bytes.length < 4 && total >= bytes.length;
        return total == bytes.length || unpadded ? new Value.Items(items) : null;
    }

    private static @Nullable Value single(Value.@Nullable Items items) {
        return items != null && items.items().size() == 1 ? items : null;
    }

    private static @Nullable Value address(byte[] bytes, int width) {
        try {
            return bytes.length == width ? new Value.Address(InetAddress.getByAddress(bytes)) : null;
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static @Nullable Value text(byte[] bytes) {
        boolean ends = bytes.length > 0 && bytes[bytes.length - 1] == 0;
        return ends ? new Value.Text(new String(bytes, 0, bytes.length - 1, StandardCharsets.US_ASCII)) : null;
    }

    private static int width(Field field) {
        return field.widths().stream().mapToInt(Integer::intValue).sum();
    }

    private static int padding(int length) {
        return -length & 3;
    }

    private static int u16(byte[] bytes, int at) {
        return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
    }

    /** A place in the bytes of one item. */
    private static final class Cursor {
        private final byte[] raw;
        private int offset;

        Cursor(byte[] raw, int offset) {
            this.raw = raw;
            this.offset = offset;
        }

        int left() {
            return raw.length - offset;
        }

        long number(int width) {
            long value = 0;
            for (int i = 0; i < width; i++) {
                value = (value << 8) | (raw[offset++] & 0xff);
            }
            return value;
        }

        byte[] rest() {
            byte[] bytes = Arrays.copyOfRange(raw, offset, raw.length);
            offset = raw.length;
            return bytes;
        }

        Value rows(Field field, int count) {
            List<List<Long>> rows = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                List<Long> row = new ArrayList<>();
                field.widths().forEach(w -> row.add(number(w)));
                rows.add(row);
            }
            return new Value.Rows(rows);
        }
    }
}
