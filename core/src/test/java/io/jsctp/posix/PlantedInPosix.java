package io.jsctp.posix;

import io.jsctp.engine.AssociationState;

/** Breaks on purpose the rule that ArchitectureTest holds for this package. */
final class PlantedInPosix {
    private PlantedInPosix() {}

    static int state() {
        return AssociationState.CLOSED.ordinal();
    }
}
