package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is under way towards the side that asked for the shutdown (RFC 9260 §9.2). */
class ShutdownTransferTest {
    private static final long SECOND = 1_000_000_000L;

    @ParameterizedTest
    @ValueSource(ints = {6000, 7338, 9000, 12_000})
    @DisplayName(
            "9260-9.2-12 9260-9.2-15: in SHUTDOWN-SENT the peer goes on sending into a small window without probing it")
    void smallWindow(int windowBytes) {
        AssociationSettings settings = AssociationSettings.defaults().toBuilder()
                .receiveBufferBytes(windowBytes)
                .sendBufferBytes(1_000_000)
                .pathMtuBytes(1476)
                .build();
        TwoEndpoints pair = new TwoEndpoints(3, settings);
        pair.a.associate(pair.b);
        pair.run(SECOND);
        int sent = 0;
        Random sizes = new Random(windowBytes);
        for (int i = 0; i < 100; i++) {
            int size = 1 + sizes.nextInt(8900);
            pair.b.send(TwoEndpoints.message(size, i), 0, 0);
            sent += size;
        }
        pair.a.association().shutdown(pair.now);
        pair.a.flush();
        assertThat(pair.a.association().state()).isEqualTo(AssociationState.SHUTDOWN_SENT);
        pair.run(1000 * SECOND);
        assertThat(pair.a.messages.stream().mapToInt(m -> m.length).sum()).isEqualTo(sent);
        assertThat(pair.b.association().counters().t3Expiries()).isZero();
        assertThat(pair.a.notifications).last().isInstanceOf(AssociationEvent.ShutdownComplete.class);
    }
}
