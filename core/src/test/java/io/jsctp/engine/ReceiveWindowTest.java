package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiveWindowTest {
    private static final int BUFFER = 20_000;

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 1440})
    @DisplayName("9260-6.2-28: however much came in and was read, the window opens as wide as it was")
    void nothingLeaks(int payloadBytes) {
        ReceiveWindow window = new ReceiveWindow(BUFFER, 1440, Allowance.unlimited());
        for (int round = 0; round < 1000; round++) {
            int chunks = 0;
            while (!window.isShut()) {
                window.take(payloadBytes, false);
                chunks++;
            }
            assertThat(window.advertise()).isZero();
            for (; chunks > 0; chunks--) {
                window.free(payloadBytes, 1);
            }
            assertThat(window.usedBytes()).as("round %d", round).isZero();
            assertThat(window.advertise()).as("round %d", round).isEqualTo(BUFFER);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {43, 64, 1408})
    @DisplayName("9260-6.2-28: what the window was told to be fits, though the peer counts payload only")
    void toldIsTaken(int payloadBytes) {
        ReceiveWindow window = new ReceiveWindow(BUFFER, 1440, Allowance.unlimited());
        int told = window.advertise();
        for (int sent = payloadBytes; sent <= told; sent += payloadBytes) {
            assertThat(window.isShut()).as("with %d bytes of %d", sent, told).isFalse();
            assertThat(window.take(payloadBytes, false)).isTrue();
        }
    }

    @Test
    @DisplayName("9260-3.3.2-10: a smaller buffer takes nothing back of what was granted, a larger one counts")
    void smallerBuffer() {
        ReceiveWindow window = new ReceiveWindow(BUFFER, 1440, Allowance.unlimited());
        window.resize(5000, 1440);
        window.take(10_000, false);
        assertThat(window.isShut()).isFalse();
        assertThat(window.advertise()).isEqualTo(BUFFER - 10_000);
        window.resize(2 * BUFFER, 1440);
        assertThat(window.advertise()).isEqualTo(2 * BUFFER - 10_000);
    }
}
