package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.engine.Reliability.Policy;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What it costs to look for what is to be given up before packets are written, counted in chunks that are looked at. */
class AbandonmentCostTest {
    private static final int CHUNK_BYTES = 100;
    private static final int LOST = 3000;
    private static final long LIFE_NS = 3_600_000_000_000L;
    private static final Reliability TIMED = new Reliability(Policy.TIMED, LIFE_NS);
    private static final Reliability OFTEN = new Reliability(Policy.LIMITED_RETRANSMISSIONS, 5);
    private static final Reliability ONCE = new Reliability(Policy.LIMITED_RETRANSMISSIONS, 0);

    private final SenderBench bench = new SenderBench(
            0,
            SenderBench.RWND,
            RecoverySettings.RFC9260.withCongestion((chunk, window) -> new FixedController(Integer.MAX_VALUE, 0)));
    private int looked;
    private final Abandonment abandonment = new Abandonment(bench.out, bench.out.queue, bench.out.outstanding) {
        @Override
        boolean isOver(OutboundMessage m, int tsn, long now) {
            looked++;
            return super.isOver(m, tsn, now);
        }
    };

    private void send(int chunks, Reliability reliability) {
        for (int i = 0; i < chunks; i++) {
            bench.enqueue(CHUNK_BYTES, reliability);
        }
    }

    private boolean review() {
        looked = 0;
        return abandonment.review(bench.now);
    }

    @Test
    @DisplayName("what was lost and may be sent again is looked at once, and again only when its time is over")
    void lookedAtOnce() {
        abandonment.use(true, bench.paths);
        send(LOST, TIMED);
        send(LOST, OFTEN);
        send(3, Reliability.FULL);
        send(1, ONCE);
        send(3, Reliability.FULL);
        while (!bench.flush(bench.a).isEmpty()) {
            // as many as a burst lets leave
        }
        int first = 2 * LOST;
        for (int last = first; last < first + 3; last++) {
            bench.sack(-1, first, last);
        }
        assertThat(bench.out.outstanding.markedChunks).isEqualTo(2 * LOST);
        assertThat(review()).isFalse();
        assertThat(looked).isEqualTo(2 * LOST);
        for (int i = 0; i < 100; i++) {
            assertThat(review()).isFalse();
            assertThat(looked).isZero();
        }
        int second = first + 4;
        for (int last = second; last < second + 3; last++) {
            bench.sack(-1, first, first + 2, second, last);
        }
        assertThat(review()).isTrue();
        assertThat(looked).isEqualTo(1);
        assertThat(bench.out.outstanding.markedChunks).isEqualTo(2 * LOST);
        assertThat(bench.out.outstanding.abandonedChunks).isEqualTo(1);

        bench.now += LIFE_NS;
        assertThat(review()).isTrue();
        assertThat(looked).as("of those with a life time").isEqualTo(LOST);
        assertThat(bench.out.outstanding.markedChunks).isEqualTo(LOST);
        assertThat(review()).isFalse();
        assertThat(looked).isZero();
        assertThat(SelfCheck.outstanding(bench.out.outstanding, bench.paths)).isNull();
    }
}
