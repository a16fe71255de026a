package io.jsctp.fuzz;

import java.util.Objects;

/** What fuzz targets demand. Plain code: a library of assertions would be instrumented, too. */
public final class Fuzz {
    private Fuzz() {}

    public static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    public static void same(Object actual, Object expected, String what) {
        if (!Objects.equals(actual, expected)) {
            throw new AssertionError(what + ": " + actual + " instead of " + expected);
        }
    }
}
