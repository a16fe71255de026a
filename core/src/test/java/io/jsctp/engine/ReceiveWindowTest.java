package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiveWindowTest {
    private static final int BUFFER = 20_000;

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 1440})
    @DisplayName("9260-6.2-28: however much came in and was read, the window opens as wide as it was")
    void nothingLeaks(int payloadBytes) {
        ReceiveWindow window = new ReceiveWindow(BUFFER);
        for (int round = 0; round < 1000; round++) {
            int chunks = 0;
            while (!window.isShut()) {
                window.taken(payloadBytes);
                chunks++;
            }
            assertThat(window.advertise()).isZero();
            for (; chunks > 0; chunks--) {
                window.freed(ReceiveWindow.costOf(payloadBytes));
            }
            assertThat(window.usedBytes()).as("round %d", round).isZero();
            assertThat(window.advertise()).as("round %d", round).isEqualTo(BUFFER);
        }
    }
}
