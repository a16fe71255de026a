package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A peer that answers and has no room: what it drops counts against neither it nor its paths (RFC 9260 §6.1 A). */
class RefusedDataTest {
    private static final long MS = 1_000_000L;
    private static final long SECOND = 1_000 * MS;

    @Test
    @DisplayName("9260-6.1-7: chunks in flight that a full buffer drops, again and again, do not end the association")
    void fullBuffer() {
        AssociationSettings settings = AssociationSettings.defaults().toBuilder()
                .rtoMinNs(50 * MS)
                .rtoInitialNs(100 * MS)
                .rtoMaxNs(SECOND)
                .associationMaxRetrans(3)
                .pathMaxRetrans(2)
                .receiveBufferBytes(4096)
                .build();
        TwoEndpoints pair = new TwoEndpoints(7, settings);
        pair.a.associate(pair.b);
        pair.run(SECOND);
        pair.b.reads = false;
        for (int i = 0; i < 100; i++) {
            pair.a.send(TwoEndpoints.message(50, i), 0, 0);
        }
        pair.run(120 * SECOND);
        assertThat(pair.a.association().outbound.hasOutstanding()).isTrue();
        assertThat(pair.a.association().counters().t3Expiries()).isGreaterThan(20);
        assertThat(pair.a.notifications).hasSize(1).first().isInstanceOf(AssociationEvent.CommunicationUp.class);
        pair.b.reads = true;
        pair.b.readAll();
        pair.run(30 * SECOND);
        assertThat(pair.b.messages).hasSize(100);
        assertThat(pair.a.association().outbound.isDrained()).isTrue();
    }
}
