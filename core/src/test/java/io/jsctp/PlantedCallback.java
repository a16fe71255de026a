package io.jsctp;

import java.util.function.Consumer;

/** Breaks on purpose a rule about public classes that ArchitectureTest holds for this package. */
public final class PlantedCallback {
    private PlantedCallback() {}

    /** Would call the user's code. */
    public static void onMessage(Consumer<String> listener) {
        listener.accept("");
    }
}
