package io.jsctp.wire;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Byte helpers shared by the codec: padding, unsigned reads, copies, range checks of record components. */
final class Bytes {
    /** Size of the type-length header of a chunk, a parameter and an error cause alike. */
    static final int TLV_HEADER_SIZE = 4;

    /** Most bytes a value can have, its length field being 16 bits wide and counting the header. */
    static final int MAX_VALUE_LENGTH = 0xFFFF - TLV_HEADER_SIZE;

    static final byte[] EMPTY = {};

    private static final int SHOWN = 24;

    private Bytes() {}

    /** Rounds a length up to a multiple of four. */
    static int pad4(int length) {
        return (length + 3) & ~3;
    }

    static int u8(ByteBuffer buf, int at) {
        return buf.get(at) & 0xFF;
    }

    static int u16(ByteBuffer buf, int at) {
        return buf.getShort(at) & 0xFFFF;
    }

    static byte[] copy(ByteBuffer buf, int at, int length) {
        if (length == 0) {
            return EMPTY;
        }
        byte[] bytes = new byte[length];
        buf.get(at, bytes);
        return bytes;
    }

    /** Writes zeros from {@code at} up to, not including, {@code end}: few of them, or seldom. */
    static void zero(ByteBuffer buf, int at, int end) {
        for (int i = at; i < end; i++) {
            buf.put(i, (byte) 0);
        }
    }

    static void checkValue(byte[] value, String what) {
        if (value.length > MAX_VALUE_LENGTH) {
            throw new IllegalArgumentException(
                    what + " has " + value.length + " bytes, but a length field can tell at most " + MAX_VALUE_LENGTH);
        }
    }

    /** Checks that a value fits behind the fixed fields of its chunk or parameter. */
    static void checkLength(int length, int fixedSize, String what) {
        if (length > 0xFFFF - fixedSize) {
            throw new IllegalArgumentException(
                    what + " has " + length + " bytes, but at most " + (0xFFFF - fixedSize) + " fit");
        }
    }

    static void checkCount(int count, int max, String what) {
        if (count > max) {
            throw new IllegalArgumentException(count + " " + what + ", at most " + max + " fit");
        }
    }

    static void checkU8(int value, String what) {
        checkRange(value, 0xFF, what);
    }

    static void checkU16(int value, String what) {
        checkRange(value, 0xFFFF, what);
    }

    private static void checkRange(int value, int max, String what) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(what + " is " + value + ", but must be 0 to " + max);
        }
    }

    /** A short text for {@code toString}: the length and the first bytes in hexadecimal. */
    static String brief(byte[] bytes) {
        HexFormat hex = HexFormat.of();
        if (bytes.length <= SHOWN) {
            return bytes.length + ":" + hex.formatHex(bytes);
        }
        return bytes.length + ":" + hex.formatHex(bytes, 0, SHOWN) + "...";
    }

    static String hex32(int value) {
        return "0x" + HexFormat.of().toHexDigits(value);
    }
}
