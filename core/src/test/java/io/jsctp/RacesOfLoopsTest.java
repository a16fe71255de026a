package io.jsctp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The same races in stacks whose loops race as well: each packet is taken by another loop than the one before. */
class RacesOfLoopsTest extends RacesTest {
    @Override
    int loops() {
        return 3;
    }

    @Test
    @DisplayName("they are run with three loops indeed")
    void loopsThere() throws Exception {
        try (Stacks stacks = new Stacks(StackLimits.defaults(), loops())) {
            assertThat(stacks.server.loops()).isEqualTo(3);
        }
    }
}
