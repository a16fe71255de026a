package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The books of an association, in order and out of it. */
class SelfCheckTest {
    private static final long SECOND = 1_000_000_000L;

    private final TwoEndpoints pair = new TwoEndpoints(5, AssociationSettings.defaults());
    private Association sender;

    /** A message of several chunks is in flight. */
    @BeforeEach
    void send() {
        pair.a.associate(pair.b);
        pair.run(SECOND);
        sender = pair.a.association();
        pair.a.send(TwoEndpoints.message(3000, 1), 0, 0);
        assertThat(sender.outbound.hasOutstanding()).isTrue();
    }

    @Test
    @DisplayName("an association that is let alone balances, in flight and at rest")
    void balances() {
        assertThat(SelfCheck.of(sender)).isNull();
        pair.run(10 * SECOND);
        assertThat(sender.payloadBuffersInUse()).isZero();
        assertThat(SelfCheck.of(sender)).isNull();
        assertThat(SelfCheck.of(pair.b.association())).isNull();
    }

    @Test
    @DisplayName("9260-6.1-31 SEC-66: data in flight without T3 is found")
    void missingT3() {
        sender.paths.primary().stopT3();
        assertThat(SelfCheck.of(sender)).contains("no T3");
    }

    @Test
    @DisplayName("a flight size that differs from what is in flight is found")
    void wrongFlight() {
        sender.paths.primary().flightBytes -= 4;
        assertThat(SelfCheck.of(sender)).contains("bytes are in flight on it");
    }

    @Test
    @DisplayName("a chunk that would not be found where it is looked for is found out")
    void misplaced() {
        OutstandingData data = sender.outbound.outstanding;
        data.sets.doubtful(0).remove(data.firstTsn);
        assertThat(SelfCheck.of(sender)).contains("in a wrong set");
    }

    @Test
    @DisplayName("a payload array that nobody owns is found")
    void leak() {
        assertThat(sender.pool.acquire(100)).isNotEmpty();
        assertThat(SelfCheck.of(sender)).contains("have an owner");
    }

    @Test
    @DisplayName("a T3 that had to be mended is found")
    void mended() {
        sender.counters.t3Mended++;
        assertThat(SelfCheck.of(sender)).contains("without T3");
    }

    @Test
    @DisplayName(
            "SEC-66: the next timer to go off starts a T3 that does not run though data is in flight, and counts it")
    void mends() {
        Path primary = sender.paths.primary();
        primary.stopT3();
        sender.timeout(pair.now);
        assertThat(primary.t3Running()).isTrue();
        assertThat(sender.counters().t3Mended()).isEqualTo(1);
        sender.timeout(pair.now);
        assertThat(sender.counters().t3Mended()).isEqualTo(1);
    }

    @Test
    @DisplayName("a shutdown without T2 is found")
    void missingT2() {
        pair.run(10 * SECOND);
        sender.shutdown(pair.now);
        assertThat(sender.state()).isEqualTo(AssociationState.SHUTDOWN_SENT);
        assertThat(SelfCheck.of(sender)).isNull();
        sender.shutdown.stop();
        assertThat(SelfCheck.of(sender)).contains("T2");
    }
}
