package io.jsctp.engine;

/** A value for each {@link Limit}. Immutable. */
public final class EndpointLimits {
    /** The values used when none are given. */
    public static final EndpointLimits DEFAULT = new EndpointLimits(standard());

    private final long[] values;

    private EndpointLimits(long[] values) {
        this.values = values;
    }

    private static long[] standard() {
        Limit[] all = Limit.values();
        long[] values = new long[all.length];
        for (Limit limit : all) {
            values[limit.ordinal()] = limit.standard();
        }
        return values;
    }

    /**
     * Changes one of them.
     *
     * @param limit which
     * @param value its new value
     * @return these limits but for that one
     * @throws IllegalArgumentException if the value is out of the limit's range
     */
    public EndpointLimits with(Limit limit, long value) {
        if (value < limit.least() || value > limit.most()) {
            throw new IllegalArgumentException(
                    limit + " is " + value + ", but must be " + limit.least() + " to " + limit.most());
        }
        long[] changed = values.clone();
        changed[limit.ordinal()] = value;
        return new EndpointLimits(changed);
    }

    /**
     * {@return the value of a limit}
     *
     * @param limit which
     */
    public long get(Limit limit) {
        return values[limit.ordinal()];
    }

    /** {@return the value of a limit that fits an int, as nearly all do} */
    int count(Limit limit) {
        return (int) Math.min(values[limit.ordinal()], Integer.MAX_VALUE);
    }
}
