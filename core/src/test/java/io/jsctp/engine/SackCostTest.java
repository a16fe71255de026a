package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.congestion.Acknowledgement;
import io.jsctp.congestion.CongestionController;
import java.util.AbstractList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a SACK costs, counted in questions for the path of a chunk: each chunk that is looked at asks one. */
class SackCostTest {
    private static final int CHUNK_BYTES = 100;

    /** The paths, which count how often they are asked for. */
    private static final class CountedPaths extends AbstractList<Path> {
        private final List<Path> paths;
        int asked;

        CountedPaths(List<Path> paths) {
            this.paths = paths;
        }

        @Override
        public Path get(int index) {
            asked++;
            return paths.get(index);
        }

        @Override
        public int size() {
            return paths.size();
        }
    }

    /** Holds nothing back. */
    private static final class OpenWindow implements CongestionController {
        @Override
        public int cwnd() {
            return Integer.MAX_VALUE;
        }

        @Override
        public int ssthresh() {
            return Integer.MAX_VALUE;
        }

        @Override
        public void onAcked(Acknowledgement ack) {}

        @Override
        public void onFastRetransmit() {}

        @Override
        public void onRetransmissionTimeout() {}

        @Override
        public void onIdle(long idleNs, long rtoNs) {}

        @Override
        public void reset() {}
    }

    private final SenderBench bench = new SenderBench(
            0, SenderBench.RWND, RecoverySettings.RFC9260.withCongestion((chunk, window) -> new OpenWindow()));
    private final CountedPaths paths = new CountedPaths(bench.paths);

    private void send(int chunks) {
        for (int i = 0; i < chunks; i++) {
            bench.enqueue(CHUNK_BYTES);
        }
        while (!bench.flush(bench.a).isEmpty()) {
            // as many as a burst lets leave
        }
        assertThat(bench.out.outstandingChunks()).isEqualTo(chunks);
    }

    /** A SACK with one gap block; {@return how often it asked for a path} */
    private int sack(int first, int last) {
        int before = paths.asked;
        assertThat(bench.out.onSack(
                        SenderBench.sackChunk(SenderBench.FIRST_TSN, SenderBench.RWND, -1, first, last),
                        paths,
                        bench.now))
                .isEqualTo(OutboundData.SackOutcome.PROCESSED);
        return paths.asked - before;
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 20_000})
    @DisplayName(
            "the first chunk is lost: a SACK that tells of two more costs the same however many were reported before")
    void firstLost(int chunks) {
        send(chunks);
        sack(1, 2);
        int second = sack(1, 4);
        for (int last = 6; last < chunks; last += 2) {
            int bound = last == 6 ? second + paths.size() : second; // the third one finds the loss
            assertThat(sack(1, last)).as("up to %d", last).isLessThanOrEqualTo(bound);
        }
    }

    @Test
    @DisplayName("half is lost, and sent again, and lost again: a SACK costs the same whatever was found lost before")
    void halfLost() {
        int lost = 10_000;
        send(2 * lost);
        sack(lost, lost + 1);
        int second = sack(lost, lost + 3);
        sack(lost, lost + 5);
        assertThat(bench.out.outstanding.markedChunks).isEqualTo(lost);
        while (bench.out.outstanding.markedChunks > 0) {
            bench.again(bench.a);
        }
        for (int last = lost + 7; last < 2 * lost; last += 2) {
            assertThat(sack(lost, last)).as("up to %d", last).isLessThanOrEqualTo(second);
        }
    }
}
