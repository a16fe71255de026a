package io.jsctp.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NewReno9260Test {
    private static final int PMDCS = 1460;
    private static final long SECOND = 1_000_000_000L;

    private final NewReno9260 cc = new NewReno9260(PMDCS, 4404);

    private static void acked(CongestionController of, int bytes, int flightBefore, boolean inRecovery, boolean all) {
        of.onAcked(new Ack(bytes, flightBefore).inRecovery(inRecovery).allAcked(all));
    }

    @Test
    @DisplayName("9260-7.2.1-2: an initial window that is set is there also after a restart")
    void restart() {
        NewReno9260 one = new NewReno9260(1468, 1468);
        assertThat(one.cwnd()).isEqualTo(1468);
        acked(one, 1468, 1468, false, true);
        one.reset();
        assertThat(one.cwnd()).as("also after a restart").isEqualTo(1468);
    }

    @Test
    @DisplayName(
            "STK-22 9260-7.2.1-7..9: slow start grows by what was acked, at most one PMDCS, only when the window was used")
    void slowStart() {
        acked(cc, 1000, 4404, false, false);
        assertThat(cc.cwnd()).isEqualTo(5404);
        acked(cc, 5000, 5404, false, false);
        assertThat(cc.cwnd()).isEqualTo(5404 + PMDCS);
        acked(cc, 5000, 2000, false, false);
        assertThat(cc.cwnd()).isEqualTo(5404 + PMDCS);
        acked(cc, 5000, 99_999, true, false);
        assertThat(cc.cwnd()).as("not in fast recovery").isEqualTo(5404 + PMDCS);
    }

    @Test
    @DisplayName("9260-7.2.2-1 9260-7.2.2-5: congestion avoidance grows by one PMDCS for each window acked")
    void congestionAvoidance() {
        for (int i = 0; i < 20; i++) {
            acked(cc, PMDCS, 99_999, false, false);
        }
        cc.onFastRetransmit();
        int window = cc.cwnd();
        assertThat(cc.ssthresh()).isEqualTo(window);
        acked(cc, 1, window, false, false);
        int begun = cc.cwnd();
        acked(cc, begun - 10, begun, false, false);
        assertThat(cc.cwnd()).isEqualTo(begun);
        acked(cc, 10, begun, false, false);
        assertThat(cc.cwnd()).isEqualTo(begun + PMDCS);
        assertThat(cc.partialBytesAcked()).isLessThan(begun);
    }

    @Test
    @DisplayName("9260-7.2-5: cwnd is never below one packet, nor above 2^30")
    void bounds() {
        NewReno9260 large = new NewReno9260(60_000, 60_000_000);
        for (int i = 0; i < 40_000; i++) {
            acked(large, 60_000, Integer.MAX_VALUE, false, false);
        }
        assertThat(large.cwnd()).isEqualTo(1 << 30);
        for (int i = 0; i < 5; i++) {
            cc.onRetransmissionTimeout();
            cc.onFastRetransmit();
            cc.onIdle(1000 * SECOND, SECOND);
        }
        assertThat(cc.cwnd()).isEqualTo(PMDCS);
    }

    @Test
    @DisplayName("9260-7.2.2-9: partial_bytes_acked starts over when all is acknowledged")
    void allAcked() {
        cc.onFastRetransmit();
        acked(cc, PMDCS, 99_999, false, false);
        acked(cc, 100, 99_999, false, false);
        acked(cc, 100, 200, false, true);
        assertThat(cc.partialBytesAcked()).isZero();
    }

    @Test
    @DisplayName("9260-7.2.3-1 9260-7.2.3-3: a loss halves the window, not below four PMDCS; T3 leaves one PMDCS")
    void loss() {
        for (int i = 0; i < 40; i++) {
            acked(cc, PMDCS, 999_999, false, false);
        }
        int before = cc.cwnd();
        cc.onFastRetransmit();
        assertThat(cc.cwnd()).isEqualTo(before / 2);
        cc.onRetransmissionTimeout();
        assertThat(cc.cwnd()).isEqualTo(PMDCS);
        assertThat(cc.ssthresh()).isEqualTo(Math.max(before / 4, 4 * PMDCS));
        cc.onFastRetransmit();
        assertThat(cc.cwnd()).as("9260-7.2.3-2: a loss never raises it").isEqualTo(PMDCS);
        assertThat(cc.ssthresh()).isEqualTo(4 * PMDCS);
    }

    @Test
    @DisplayName("9260-7.2.1-11 9260-7.2.2-8: an idle window decays by half per RTO, not below four PMDCS")
    void idle() {
        for (int i = 0; i < 40; i++) {
            acked(cc, PMDCS, 999_999, false, false);
        }
        int before = cc.cwnd();
        cc.onIdle(SECOND - 1, SECOND);
        assertThat(cc.cwnd()).isEqualTo(before);
        cc.onIdle(SECOND, SECOND);
        assertThat(cc.cwnd()).isEqualTo(before / 2);
        assertThat(cc.ssthresh()).isEqualTo(before);
        cc.onIdle(1000 * SECOND, SECOND);
        assertThat(cc.cwnd()).isEqualTo(4 * PMDCS);
    }
}
