package io.jsctp.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Byte arrays for payloads in power-of-two sizes, reused without garbage. One association's; not thread-safe. An array has
 * one owner from {@link #acquire} to {@link #release}.
 */
final class PayloadPool {
    private static final int SMALLEST_BITS = 6;
    private static final int LARGEST_POOLED_BITS = 16;
    private static final int RETAINED_BYTES = 1 << 19;

    private final List<ArrayDeque<byte[]>> free = new ArrayList<>();
    private int retainedBytes;
    private int inUse;

    PayloadPool() {
        for (int bits = SMALLEST_BITS; bits <= LARGEST_POOLED_BITS; bits++) {
            free.add(new ArrayDeque<>(0));
        }
    }

    /** {@return an array of at least the given size; its content is undefined} */
    byte[] acquire(int minBytes) {
        inUse++;
        int bits = bitsFor(minBytes);
        if (bits > LARGEST_POOLED_BITS) {
            return new byte[minBytes];
        }
        byte[] pooled = free.get(bits - SMALLEST_BITS).poll();
        if (pooled == null) {
            return new byte[1 << bits];
        }
        retainedBytes -= pooled.length;
        return pooled;
    }

    private static int bitsFor(int bytes) {
        return Math.max(SMALLEST_BITS, 32 - Integer.numberOfLeadingZeros(Math.max(1, bytes) - 1));
    }

    /** Takes an array back. */
    void release(byte[] payload) {
        inUse--;
        int bits = bitsFor(payload.length);
        if (bits <= LARGEST_POOLED_BITS && retainedBytes + payload.length <= RETAINED_BYTES) {
            retainedBytes += payload.length;
            free.get(bits - SMALLEST_BITS).push(payload);
        }
    }

    /** {@return arrays handed out and not returned} */
    int inUse() {
        return inUse;
    }

    /** Frees what is kept for reuse. */
    void trim() {
        for (ArrayDeque<byte[]> arrays : free) {
            arrays.clear();
        }
        retainedBytes = 0;
    }
}
