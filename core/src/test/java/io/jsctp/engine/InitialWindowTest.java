package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InitialWindowTest {
    @Test
    @DisplayName("9260-7.2.1-1: the initial window is min(4 PMDCS, max(2 PMDCS, 4404)), 4344 for IPv6")
    void asTheRfcAllows() {
        assertThat(InitialWindow.bytes(1460, false, 0)).isEqualTo(4404);
        assertThat(InitialWindow.bytes(1460, true, 0)).isEqualTo(4344);
        assertThat(InitialWindow.bytes(500, false, 0)).isEqualTo(2000);
        assertThat(InitialWindow.bytes(9000, false, 0)).isEqualTo(18_000);
    }

    @Test
    @DisplayName(
            "9260-7.2.1-2: 1468 bytes of chunks make an initial window of three packets, unless another one is set")
    void packets() {
        assertThat(InitialWindow.bytes(1468, false, 0)).isEqualTo(3 * 1468);
        assertThat(InitialWindow.bytes(1468, false, 1)).isEqualTo(1468);
        assertThat(InitialWindow.bytes(1468, false, 8)).isEqualTo(8 * 1468);
    }
}
