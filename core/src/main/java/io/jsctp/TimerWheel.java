package io.jsctp;

import org.jspecify.annotations.Nullable;

/**
 * Timers by deadline: wheels of slots, one for each digit of a deadline in ns. A timer is in the wheel of the highest digit
 * that its deadline and {@link #baseNs} differ in, so in that of the lowest digit all timers of a slot have one deadline.
 * When the first slot of a higher wheel is due its timers move down. So a timer is looked at no more often than there are
 * wheels, however many others there are, and those with one deadline stay in the order in which they were added.
 */
final class TimerWheel {
    private static final int DIGIT_BITS = 8;
    private static final int SLOTS = 1 << DIGIT_BITS;
    private static final int WHEELS = (Long.SIZE + DIGIT_BITS - 1) / DIGIT_BITS;
    private static final int WORDS = SLOTS / Long.SIZE;

    /** So many timers are looked at to find the first one of a slot again after it was taken out. */
    private static final int MOST_LOOKED_AT = 64;

    /** The first timer of each slot; the one before it is the last one. */
    private final @Nullable Timer[] slots = new Timer[WHEELS * SLOTS];

    /** For each slot that is not empty a time that is no later than any of its deadlines, and was one of them. */
    private final long[] earliestNs = new long[WHEELS * SLOTS];

    /** A bit for each slot that is not empty. */
    private final long[] occupied = new long[WHEELS * WORDS];

    /** A bit for each slot whose {@link #earliestNs} was taken out. */
    private final long[] unsure = new long[WHEELS * WORDS];

    /** A bit for each wheel that is not empty. */
    private int wheels;

    /** No deadline is earlier, unless it was over already when its timer was added. */
    private long baseNs;

    private int size;

    int size() {
        return size;
    }

    /** Adds a timer that is not there, by when it is armed for. */
    void add(Timer timer) {
        size++;
        place(timer);
    }

    private void place(Timer timer) {
        long deadlineNs = timer.deadlineNs();
        long at = Math.max(deadlineNs, baseNs);
        int wheel = (Long.SIZE - 1 - Long.numberOfLeadingZeros((at ^ baseNs) | 1)) / DIGIT_BITS;
        int slot = wheel * SLOTS + ((int) (at >>> (wheel * DIGIT_BITS)) & (SLOTS - 1));
        timer.slot = slot;
        Timer first = slots[slot];
        if (first == null) {
            slots[slot] = timer;
            timer.next = timer;
            timer.previous = timer;
            earliestNs[slot] = deadlineNs;
            occupied[slot >>> 6] |= 1L << slot;
            wheels |= 1 << wheel;
            return;
        }
        timer.next = first;
        timer.previous = first.previous;
        first.previous.next = timer;
        first.previous = timer;
        if (deadlineNs <= earliestNs[slot]) {
            earliestNs[slot] = deadlineNs;
            unsure[slot >>> 6] &= ~(1L << slot);
        }
    }

    /** Takes out a timer that is there. */
    void remove(Timer timer) {
        int slot = timer.slot;
        if (timer.next == timer) {
            empty(slot);
        } else {
            timer.previous.next = timer.next;
            timer.next.previous = timer.previous;
            if (slots[slot] == timer) {
                slots[slot] = timer.next;
            }
            if (timer.deadlineNs() == earliestNs[slot]) {
                unsure[slot >>> 6] |= 1L << slot;
            }
        }
        timer.out();
        size--;
    }

    private void empty(int slot) {
        slots[slot] = null;
        unsure[slot >>> 6] &= ~(1L << slot);
        occupied[slot >>> 6] &= ~(1L << slot);
        int wheel = slot / SLOTS;
        for (int word = wheel * WORDS; word < (wheel + 1) * WORDS; word++) {
            if (occupied[word] != 0) {
                return;
            }
        }
        wheels &= ~(1 << wheel);
    }

    /** {@return the first slot that is not empty: nothing in another one is earlier} One is not. */
    private int firstSlot() {
        int word = Integer.numberOfTrailingZeros(wheels) * WORDS;
        while (occupied[word] == 0) {
            word++;
        }
        return (word << 6) + Long.numberOfTrailingZeros(occupied[word]);
    }

    /**
     * {@return the earliest deadline; {@link Timer#NONE} if there is none} It is an earlier time if the timer that had it was
     * taken out, and those beside it are too many to look at them all.
     */
    long firstNs() {
        if (size == 0) {
            return Timer.NONE;
        }
        int slot = firstSlot();
        if ((unsure[slot >>> 6] >>> slot & 1) != 0) {
            unsure[slot >>> 6] &= ~(1L << slot);
            earliestNs[slot] = lookedUp(slot);
        }
        return earliestNs[slot];
    }

    private long lookedUp(int slot) {
        long noneEarlierNs = earliestNs[slot];
        long foundNs = Timer.NONE;
        Timer first = first(slot);
        Timer timer = first;
        for (int i = 0; i < MOST_LOOKED_AT; i++) {
            foundNs = Math.min(foundNs, timer.deadlineNs());
            timer = timer.next;
            if (timer == first || foundNs == noneEarlierNs) {
                return foundNs;
            }
        }
        return noneEarlierNs;
    }

    private Timer first(int slot) {
        Timer timer = slots[slot];
        if (timer == null) {
            throw new IllegalStateException("slot " + slot + " of the timers is empty");
        }
        return timer;
    }

    /**
     * Takes out the first timer that is due; null if there is none. They come in the order of their deadlines, and
     * those whose deadline was over when they were added in the order in which they were.
     */
    @Nullable
    Timer pollDue(long now) {
        while (size > 0 && firstNs() <= now) {
            int slot = firstSlot();
            Timer first = first(slot);
            if (slot < SLOTS || (first.next == first && first.deadlineNs() <= now)) {
                remove(first);
                return first;
            }
            moveDown(slot);
        }
        return null;
    }

    /** Something in the first slot may be due: all of it goes to lower wheels. */
    private void moveDown(int slot) {
        baseNs = earliestNs[slot];
        Timer timer = first(slot);
        Timer last = timer.previous;
        empty(slot);
        while (timer != last) {
            Timer next = timer.next;
            place(timer);
            timer = next;
        }
        place(last);
    }
}
