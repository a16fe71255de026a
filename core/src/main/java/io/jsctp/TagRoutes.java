package io.jsctp;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Leads packets to associations of an endpoint by their verification tag, without a lock: several loops look at once. It is a
 * hint. What it finds has to be looked at again under the lock of the association; and while it is changed, one thread at a
 * time, it may not find what there is.
 *
 * <p>Open addressing with linear probing, at most half full. We draw the tags ourselves, so they are spread evenly.
 *
 * @param <T> what a tag leads to
 */
final class TagRoutes<T> {
    private static final int INITIAL_SLOTS = 4;

    private volatile Slots<T> slots = new Slots<>(INITIAL_SLOTS);
    private int size;

    /** A slot whose tag is 0, which no association has (RFC 9260 §3.3.2), is empty. */
    private static final class Slots<T> {
        final AtomicIntegerArray tags;
        final AtomicReferenceArray<@Nullable T> values;
        final int mask;

        Slots(int count) {
            tags = new AtomicIntegerArray(count);
            values = new AtomicReferenceArray<>(count);
            mask = count - 1;
        }

        void set(int slot, int tag, @Nullable T value) {
            values.set(slot, value);
            tags.set(slot, tag);
        }

        /** {@return where a tag is, or the gap where it would be; -1 if there is neither, as may seem while others change it} */
        int slotOf(int tag) {
            for (int i = tag & mask, looked = 0; looked <= mask; i = (i + 1) & mask, looked++) {
                int there = tags.get(i);
                if (there == tag || there == 0) {
                    return i;
                }
            }
            return -1;
        }
    }

    /** {@return what a packet with the tag may be for; null if nothing is known} */
    @Nullable
    T find(int tag) {
        Slots<T> now = slots;
        int slot = now.slotOf(tag);
        return slot < 0 ? null : now.values.get(slot);
    }

    /** Enters a tag that is not there, other than 0. */
    void add(int tag, T value) {
        if (2 * (size + 1) > slots.mask + 1) {
            grow();
        }
        slots.set(slots.slotOf(tag), tag, value);
        size++;
    }

    /** Takes out a tag, if it is there. */
    void remove(int tag) {
        Slots<T> now = slots;
        int gap = now.slotOf(tag);
        if (now.tags.get(gap) == 0) {
            return;
        }
        size--;
        // What stands behind the gap moves back, if that is nearer to where it belongs.
        int i = (gap + 1) & now.mask;
        for (int next = now.tags.get(i); next != 0; next = now.tags.get(i)) {
            if (((i - next) & now.mask) >= ((i - gap) & now.mask)) {
                now.set(gap, next, now.values.get(i));
                gap = i;
            }
            i = (i + 1) & now.mask;
        }
        now.set(gap, 0, null);
    }

    private void grow() {
        Slots<T> old = slots;
        Slots<T> larger = new Slots<>(2 * (old.mask + 1));
        for (int i = 0; i <= old.mask; i++) {
            int tag = old.tags.get(i);
            if (tag != 0) {
                larger.set(larger.slotOf(tag), tag, old.values.get(i));
            }
        }
        slots = larger;
    }
}
