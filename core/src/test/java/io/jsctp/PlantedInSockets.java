package io.jsctp;

import io.jsctp.engine.Association;
import io.jsctp.engine.AssociationState;
import java.io.IOException;
import java.io.ObjectInputStream;

/** Breaks on purpose the rules that ArchitectureTest holds for this package. */
final class PlantedInSockets {
    private PlantedInSockets() {}

    static AssociationState drive(Association association) {
        return association.state();
    }

    static void print() {
        System.out.print("");
    }

    static Object read(ObjectInputStream in) throws IOException, ClassNotFoundException {
        return in.readObject();
    }

    static native void foreign();

    static void library() {
        org.assertj.core.api.Assertions.fail("planted");
    }
}
