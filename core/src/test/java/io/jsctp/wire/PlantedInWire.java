package io.jsctp.wire;

import io.jsctp.engine.AssociationState;
import java.util.Random;

/** Breaks on purpose the rules that ArchitectureTest holds for this package. */
final class PlantedInWire {
    private PlantedInWire() {}

    static AssociationState upwards() {
        return AssociationState.CLOSED;
    }

    static int roll() {
        return new Random(1).nextInt();
    }

    static long time() {
        return System.nanoTime();
    }
}
