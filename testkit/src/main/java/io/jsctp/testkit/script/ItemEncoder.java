package io.jsctp.testkit.script;

import io.jsctp.testkit.script.Field.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Chunks, parameters and causes to bytes. What stands in a script is obeyed: a length that does not fit what follows is sent
 * as it is.
 */
final class ItemEncoder {
    /** What an endpoint puts into a cookie whose bytes a script leaves to it. */
    private static final byte COOKIE_FILL = 0x41;

    private ItemEncoder() {}

    /** {@return all of them, each padded to a multiple of 4, but a last one that ends before its length does} */
    static byte[] packetBody(List<Item> chunks) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < chunks.size(); i++) {
            byte[] chunk = encode(chunks.get(i));
            out.writeBytes(chunk);
            boolean cutShort = chunk.length < lengthOf(chunk);
            if (i < chunks.size() - 1 || !cutShort) {
                pad(out);
            }
        }
        return out.toByteArray();
    }

    /** {@return its bytes without padding at the end} */
    static byte[] encode(Item item) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Layout layout = item.layout();
        if (layout.family() == Layout.Family.CHUNK) {
            out.write((int) item.number(Kind.TYPE, layout.type()));
            out.write((int) item.number(Kind.FLAGS, 0));
        } else {
            put(out, item.number(Kind.TYPE, layout.type()), 2);
        }
        put(out, 0, 2);
        for (int i = 0; i < layout.fields().size(); i++) {
            i = put(out, item, i);
        }
        byte[] bytes = out.toByteArray();
        long length = item.number(Kind.LENGTH, bytes.length);
        bytes[2] = (byte) (length >> 8);
        bytes[3] = (byte) length;
        return bytes;
    }

    /** {@return the place of the last field written} */
    private static int put(ByteArrayOutputStream out, Item item, int i) {
        Field field = item.layout().fields().get(i);
        Value value = item.values().get(i);
        switch (field.kind()) {
            case NUMBER ->
                put(
                        out,
                        value instanceof Value.Numeric n ? n.value() : 0,
                        field.widths().get(0));
            case RESERVED -> put(out, 0, 2);
            case PAYLOAD -> fill(out, item, (byte) 0);
            case OCTETS -> {
                if (value instanceof Value.Octets o) {
                    out.writeBytes(o.bytes());
                } else {
                    fill(out, item, item.is(Layouts.STATE_COOKIE) ? COOKIE_FILL : 0);
                }
            }
            case ROWS -> putRows(out, field, value);
            case COUNTED_ROWS -> {
                return putCountedRows(out, item, i);
            }
            case LONG_COUNTED_ROWS -> {
                put(out, value instanceof Value.Rows r ? r.rows().size() : 0, 4);
                putRows(out, field, value);
            }
            case PARAMETERS, CAUSES, PARAMETER -> putItems(out, value, false);
            case CHUNK -> putItems(out, value, true);
            case ADDRESS -> putAddress(out, value, field.widths().get(0));
            case TEXT -> {
                out.writeBytes(
                        value instanceof Value.Text t ? t.text().getBytes(StandardCharsets.US_ASCII) : new byte[0]);
                out.write(0);
            }
            case FLAGS, TYPE, LENGTH -> {
                // in the header
            }
        }
        return i;
    }

    private static void putAddress(ByteArrayOutputStream out, Value value, int width) {
        byte[] address = value instanceof Value.Address a ? a.address().getAddress() : new byte[width];
        if (address.length < width) {
            // Java makes an IPv4 address of an IPv4-mapped one.
            put(out, 0, 8);
            put(out, 0xffff, 4);
        }
        out.writeBytes(address);
    }

    private static int putCountedRows(ByteArrayOutputStream out, Item item, int first) {
        List<Field> fields = item.layout().fields();
        int end = first;
        while (end < fields.size() && fields.get(end).kind() == Kind.COUNTED_ROWS) {
            put(out, item.values().get(end) instanceof Value.Rows r ? r.rows().size() : 0, 2);
            end++;
        }
        if ((end - first) % 2 != 0) {
            put(out, 0, 2);
        }
        for (int i = first; i < end; i++) {
            putRows(out, fields.get(i), item.values().get(i));
        }
        return end - 1;
    }

    private static void putRows(ByteArrayOutputStream out, Field field, Value value) {
        if (value instanceof Value.Rows r) {
            for (List<Long> row : r.rows()) {
                for (int i = 0; i < row.size(); i++) {
                    put(out, row.get(i), field.widths().get(i));
                }
            }
        }
    }

    private static void putItems(ByteArrayOutputStream out, Value value, boolean padLast) {
        if (value instanceof Value.Items items) {
            for (int i = 0; i < items.items().size(); i++) {
                out.writeBytes(encode(items.items().get(i)));
                if (padLast || i < items.items().size() - 1) {
                    pad(out);
                }
            }
        }
    }

    /** Fills up to the length that the script gives. */
    private static void fill(ByteArrayOutputStream out, Item item, byte with) {
        byte[] bytes = new byte[(int) Math.max(0, item.number(Kind.LENGTH, 0) - out.size())];
        Arrays.fill(bytes, with);
        out.writeBytes(bytes);
    }

    private static int lengthOf(byte[] encoded) {
        return ((encoded[2] & 0xff) << 8) | (encoded[3] & 0xff);
    }

    private static void pad(ByteArrayOutputStream out) {
        while (out.size() % 4 != 0) {
            out.write(0);
        }
    }

    static void put(ByteArrayOutputStream out, long value, int width) {
        for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
            out.write((int) (value >> shift));
        }
    }
}
