package io.jsctp.testkit;

/**
 * A small generator of pseudo-random numbers whose sequence is part of its contract (SplitMix64): a seed printed by a
 * failing test means the same everywhere. Not for secrets. Not thread-safe.
 */
public final class SeededRandom {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    /**
     * Makes a generator.
     *
     * @param seed determines all it gives
     */
    public SeededRandom(long seed) {
        state = seed;
    }

    /** {@return the next 64 bits} */
    public long nextLong() {
        state += GOLDEN_GAMMA;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** {@return the next 32 bits} */
    public int nextInt() {
        return (int) (nextLong() >>> 32);
    }

    /**
     * Gives a number below a bound.
     *
     * @param bound the bound, positive
     * @return 0 to bound - 1
     */
    public int below(int bound) {
        return (int) Long.remainderUnsigned(nextLong(), bound);
    }

    /**
     * Gives a number within bounds.
     *
     * @param least the least
     * @param most the most, not below the least
     * @return one of them or between
     */
    public int between(int least, int most) {
        return least + below(most - least + 1);
    }

    /**
     * Decides with a probability.
     *
     * @param perMille how often in a thousand times
     * @return true that often
     */
    public boolean chance(int perMille) {
        return perMille > 0 && below(1000) < perMille;
    }

    /**
     * Fills an array.
     *
     * @param bytes the array
     */
    public void fill(byte[] bytes) {
        for (int i = 0; i < bytes.length; i += Long.BYTES) {
            long bits = nextLong();
            for (int j = i; j < Math.min(i + Long.BYTES, bytes.length); j++) {
                bytes[j] = (byte) bits;
                bits >>>= Byte.SIZE;
            }
        }
    }

    /** {@return a generator of its own sequence, determined by this one} */
    public SeededRandom fork() {
        return new SeededRandom(nextLong());
    }
}
