package io.jsctp.engine;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Byte arrays for payloads in power-of-two sizes, reused without garbage; those that wait for it are charged, those in
 * use are part of what the chunks cost that they belong to. One association's; not thread-safe. An array has
 * one owner from {@link #acquire} to {@link #release}.
 */
final class PayloadPool {
    private static final int SMALLEST_BITS = 6;
    private static final int LARGEST_POOLED_BITS = 16;

    /** Arrays that wait, by their size; a size has a queue once one of it has come back. */
    private final @Nullable ArrayDeque<byte[]>[] free = queues(LARGEST_POOLED_BITS - SMALLEST_BITS + 1);

    private final Allowance allowance;
    private int inUse;

    /** A pool of nobody's. */
    PayloadPool() {
        this(Allowance.unlimited());
    }

    PayloadPool(Allowance allowance) {
        this.allowance = allowance;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable ArrayDeque<byte[]>[] queues(int count) {
        return new ArrayDeque[count];
    }

    /** {@return an array of at least the given size; its content is undefined} */
    byte[] acquire(int minBytes) {
        inUse++;
        int bits = bitsFor(minBytes);
        if (bits > LARGEST_POOLED_BITS) {
            return new byte[minBytes];
        }
        ArrayDeque<byte[]> queue = free[bits - SMALLEST_BITS];
        byte[] pooled = queue == null ? null : queue.poll();
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
            ArrayDeque<byte[]> queue = free[bits - SMALLEST_BITS];
            if (queue == null) {
                queue = new ArrayDeque<>(0);
                free[bits - SMALLEST_BITS] = queue;
            }
            queue.push(payload);
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
            while (arrays != null && (array = arrays.poll()) != null) {
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
