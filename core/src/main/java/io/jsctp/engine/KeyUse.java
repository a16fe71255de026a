package io.jsctp.engine;

import java.util.ArrayDeque;
import java.util.Arrays;

/** How many messages that are not wholly acknowledged were given with which shared key. Keys without any are not kept. */
final class KeyUse {
    private int[] numbers = new int[2];
    private int[] counts = new int[2];
    private int size;
    private ArrayDeque<AssociationEvent> events = new ArrayDeque<>(1);
    private SharedKeys keys = SharedKeys.NULL_KEY;

    /** Where to report that a deactivated key is used no more. */
    void reportTo(ArrayDeque<AssociationEvent> queue) {
        events = queue;
    }

    /** The user changed the keys. */
    void changed(SharedKeys before, SharedKeys after) {
        keys = after;
        for (int number : before.numbers()) {
            if (before.isUsable(number) && after.has(number) && !after.isUsable(number) && !isUsed(number)) {
                reportFree(number);
            }
        }
    }

    private void reportFree(int number) {
        events.add(new AssociationEvent.Authentication(AssociationEvent.AuthChange.FREE_KEY, number));
    }

    void taken(int number) {
        int i = find(number);
        if (i == size) {
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * size);
                counts = Arrays.copyOf(counts, 2 * size);
            }
            numbers[size] = number;
            counts[size] = 0;
            size++;
        }
        counts[i]++;
    }

    void released(int number) {
        int i = find(number);
        if (i < size && --counts[i] == 0) {
            size--;
            numbers[i] = numbers[size];
            counts[i] = counts[size];
            if (keys.has(number) && !keys.isUsable(number)) {
                reportFree(number);
            }
        }
    }

    boolean isUsed(int number) {
        return find(number) < size;
    }

    private int find(int number) {
        int i = 0;
        while (i < size && numbers[i] != number) {
            i++;
        }
        return i;
    }
}
