package io.jsctp.link;

import io.jsctp.engine.AssociationState;
import io.jsctp.wire.SerialNumber;

/** Breaks on purpose the rules that ArchitectureTest holds for this package. */
final class PlantedInLink {
    private PlantedInLink() {}

    static boolean upwards(AssociationState state) {
        return state == AssociationState.CLOSED && SerialNumber.lt(1, 2);
    }
}
