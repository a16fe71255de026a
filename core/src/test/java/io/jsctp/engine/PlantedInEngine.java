package io.jsctp.engine;

import io.jsctp.Errno;
import java.util.Random;
import java.util.Set;

/** Breaks on purpose the rules that ArchitectureTest holds for this package. */
final class PlantedInEngine {
    private PlantedInEngine() {}

    static Errno upwards() {
        return Errno.EINVAL;
    }

    static int roll() {
        return new Random(1).nextInt();
    }

    static long time() {
        return System.currentTimeMillis();
    }

    static int address(Object o) {
        return System.identityHashCode(o);
    }

    static Set<Integer> salted() {
        return Set.of(1, 2);
    }

    static synchronized void locked() {}
}
