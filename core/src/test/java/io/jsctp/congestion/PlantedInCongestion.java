package io.jsctp.congestion;

import io.jsctp.Errno;

/** Breaks on purpose a rule that ArchitectureTest holds for this package. */
final class PlantedInCongestion {
    private PlantedInCongestion() {}

    static Errno upwards() {
        return Errno.EINVAL;
    }
}
