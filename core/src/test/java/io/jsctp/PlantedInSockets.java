package io.jsctp;

import io.jsctp.engine.Association;
import io.jsctp.engine.AssociationState;

/** Breaks on purpose the rules that ArchitectureTest holds for this package. */
final class PlantedInSockets {
    private PlantedInSockets() {}

    static AssociationState drive(Association association) {
        return association.state();
    }

    static void print() {
        System.out.print("");
    }

    static native void foreign();

    static void library() {
        org.assertj.core.api.Assertions.fail("planted");
    }
}
