package io.jsctp.fuzz;

/** A fuzzer's bytes, taken from the front as numbers and arrays; after their end everything is zero or empty. */
public final class FuzzInput {
    private final byte[] bytes;
    private int at;

    public FuzzInput(byte[] bytes) {
        this.bytes = bytes;
    }

    public boolean isEmpty() {
        return at >= bytes.length;
    }

    public int u8() {
        return at < bytes.length ? bytes[at++] & 0xff : 0;
    }

    public int u16() {
        return u8() << 8 | u8();
    }

    public int u32() {
        return u16() << 16 | u16();
    }

    public boolean flag() {
        return (u8() & 1) != 0;
    }

    /** {@return a number from 0 to bound - 1, for bounds up to 65536} */
    public int below(int bound) {
        return (bound <= 256 ? u8() : u16()) % bound;
    }

    /** {@return so many bytes, fewer at the end} */
    public byte[] take(int count) {
        int n = Math.min(count, bytes.length - at);
        byte[] taken = new byte[Math.max(0, n)];
        System.arraycopy(bytes, Math.min(at, bytes.length), taken, 0, taken.length);
        at += taken.length;
        return taken;
    }

    public byte[] rest() {
        return take(bytes.length - at);
    }
}
