package io.jsctp.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Byte arrays for payloads in power-of-two sizes, reused without garbage; those that wait for it are charged, those in
 * use are part of what the chunks cost that they belong to. One association's; not thread-safe. An array has
 * one owner from {@link #acquire} to {@link #release}.
 */
final class PayloadPool {
    private static final int SMALLEST_BITS = 6;
    private static final int LARGEST_POOLED_BITS = 16;

    private final List<ArrayDeque<byte[]>> free = new ArrayList<>();
    private final Allowance allowance;
    private int inUse;

    /** A pool of nobody's. */
    PayloadPool() {
        this(Allowance.unlimited());
    }

    PayloadPool(Allowance allowance) {
        this.allowance = allowance;
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
        allowance.unkeep(pooled.length);
        return pooled;
    }

    private static int bitsFor(int bytes) {
        return Math.max(SMALLEST_BITS, 32 - Integer.numberOfLeadingZeros(Math.max(1, bytes) - 1));
    }

    /** Takes an array back. */
    void release(byte[] payload) {
        inUse--;
        int bits = bitsFor(payload.length);
        if (bits <= LARGEST_POOLED_BITS && allowance.keep(payload.length)) {
            free.get(bits - SMALLEST_BITS).push(payload);
        }
    }

    /** {@return arrays handed out and not returned} */
    int inUse() {
        return inUse;
    }

    /** Frees what is kept for reuse; {@return false if there was nothing} */
    boolean trim() {
        boolean any = false;
        for (ArrayDeque<byte[]> arrays : free) {
            byte[] array;
            while ((array = arrays.poll()) != null) {
                allowance.unkeep(array.length);
                any = true;
            }
        }
        return any;
    }

    /** {@return what the memory it hands out is charged to} */
    Allowance allowance() {
        return allowance;
    }
}
