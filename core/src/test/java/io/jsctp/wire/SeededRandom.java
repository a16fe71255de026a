package io.jsctp.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A small random generator (SplitMix64) whose whole run follows from its seed, on every JDK alike. */
final class SeededRandom {
    private long state;

    SeededRandom(long seed) {
        state = seed;
    }

    /** Body of a property. */
    @FunctionalInterface
    interface Property {
        void check(SeededRandom random);
    }

    /**
     * Runs a property for many seeds. A failure names the seed; {@code -Djsctp.seed=N} then runs that one alone.
     */
    static void forAll(int runs, Property property) {
        Long only = Long.getLong("jsctp.seed");
        long first = only == null ? 1 : only;
        long last = only == null ? runs : only;
        for (long seed = first; seed <= last; seed++) {
            try {
                property.check(new SeededRandom(seed));
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + " (replay with -Djsctp.seed=" + seed + "): " + e, e);
            }
        }
    }

    long nextLong() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Any int, the ends of the ranges more often than chance would have them. */
    int anyInt() {
        return switch (below(8)) {
            case 0 -> 0;
            case 1 -> -1;
            case 2 -> Integer.MIN_VALUE;
            case 3 -> Integer.MAX_VALUE;
            default -> (int) nextLong();
        };
    }

    /** 0 to 65535, the ends more often. */
    int anyU16() {
        return switch (below(8)) {
            case 0 -> 0;
            case 1 -> 0xFFFF;
            default -> (int) nextLong() & 0xFFFF;
        };
    }

    int below(int bound) {
        return (int) Long.remainderUnsigned(nextLong(), bound);
    }

    boolean flip() {
        return (nextLong() & 1) != 0;
    }

    <T> T oneOf(List<T> items) {
        return items.get(below(items.size()));
    }

    <T> List<T> listOf(int size, Function<SeededRandom, T> generator) {
        List<T> items = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            items.add(generator.apply(this));
        }
        return items;
    }

    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) nextLong();
        }
        return bytes;
    }

    /** Zero to {@code maxLength} bytes, short ones more often. */
    byte[] someBytes(int maxLength) {
        return bytes(below(1 + (flip() ? Math.min(maxLength, 9) : maxLength)));
    }
}
