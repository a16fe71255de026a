package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.congestion.Acknowledgement;
import io.jsctp.congestion.CongestionAlgorithm;
import io.jsctp.congestion.CongestionController;
import io.jsctp.congestion.StandardCongestion;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GuardedControllerTest {
    private static final int CHUNK = 1000;

    /** Throws when it is told to. */
    private static final class Moody implements CongestionController {
        private boolean throwing;
        private int cwnd = 7000;

        private void check() {
            if (throwing) {
                throw new IllegalStateException("a bad day");
            }
        }

        @Override
        public int cwnd() {
            check();
            return cwnd;
        }

        @Override
        public int ssthresh() {
            check();
            return 5000;
        }

        @Override
        public int partialBytesAcked() {
            check();
            return 1;
        }

        @Override
        public long pacingBytesPerSecond() {
            check();
            return 99;
        }

        @Override
        public void onAcked(Acknowledgement ack) {
            check();
        }

        @Override
        public void onLost(int bytes, long newestSentNs, long now) {
            check();
        }

        @Override
        public void onFastRetransmit() {
            check();
        }

        @Override
        public void onRetransmissionTimeout() {
            check();
        }

        @Override
        public void onIdle(long idleNs, long rtoNs) {
            check();
        }

        @Override
        public void reset() {
            check();
        }
    }

    private static CongestionController guarded(CongestionAlgorithm users) {
        return GuardedController.make(RecoverySettings.RFC9260.withCongestion(users), CHUNK, 4000);
    }

    @Test
    @DisplayName("CC-1: the default is that of RFC 9260; a user's own one takes its place, and is asked")
    void chosen() {
        assertThat(GuardedController.make(AssociationSettings.defaults().recovery(), CHUNK, 4000))
                .hasSameClassAs(StandardCongestion.RFC9260.newController(CHUNK, 4000));
        for (StandardCongestion own : StandardCongestion.values()) {
            assertThat(guarded(own)).hasSameClassAs(own.newController(CHUNK, 4000));
            assertThat(guarded(own).cwnd()).isEqualTo(4000);
        }
        CongestionController c = guarded((chunk, initial) -> new Moody());
        assertThat(c.cwnd()).isEqualTo(7000);
        assertThat(c.ssthresh()).isEqualTo(5000);
        assertThat(c.partialBytesAcked()).isEqualTo(1);
        assertThat(c.pacingBytesPerSecond()).isEqualTo(99);
    }

    @Test
    @DisplayName("CC-2: a controller that throws, wherever, is replaced")
    void replaced() {
        List<Consumer<CongestionController>> calls = List.of(
                c -> c.cwnd(),
                c -> c.ssthresh(),
                c -> c.partialBytesAcked(),
                c -> c.pacingBytesPerSecond(),
                c -> c.onAcked(new PathAcknowledgement()),
                c -> c.onLost(1, 1, 1),
                c -> c.onFastRetransmit(),
                c -> c.onRetransmissionTimeout(),
                c -> c.onIdle(1, 1),
                c -> c.reset());
        for (Consumer<CongestionController> call : calls) {
            Moody moody = new Moody();
            CongestionController c = guarded((chunk, initial) -> moody);
            moody.throwing = true;
            call.accept(c);
            moody.throwing = false;
            assertThat(c.cwnd()).as("the window of RFC 9260").isEqualTo(4000);
            assertThat(c.ssthresh()).isEqualTo(Integer.MAX_VALUE);
        }
        CongestionController never = guarded((chunk, initial) -> {
            throw new IllegalStateException("none today");
        });
        assertThat(never.cwnd()).isEqualTo(4000);
    }

    @Test
    @DisplayName("CC-2: windows are kept within one chunk and 2^30")
    void bounded() {
        Moody moody = new Moody();
        CongestionController c = guarded((chunk, initial) -> moody);
        moody.cwnd = -5;
        assertThat(c.cwnd()).isEqualTo(CHUNK);
        moody.cwnd = Integer.MAX_VALUE;
        assertThat(c.cwnd()).isEqualTo(1 << 30);
    }
}
