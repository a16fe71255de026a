package io.jsctp.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TolerantCubicTest {
    private static final int CHUNK = 1000;
    private static final int WINDOW = 1_000_000;
    private static final long MS = 1_000_000L;
    private static final long RTT = 128 * MS;

    private long now = 1_000_000_000L;
    private TolerantCubic cc = new TolerantCubic(CHUNK, WINDOW);

    /** The window with which congestion was found. */
    private int tooLarge;

    /** Out of slow start. */
    private void avoidCongestion() {
        round(RTT + RTT / 4);
        tooLarge = cc.cwnd();
        lose(CHUNK);
        assertThat(cc.cwnd()).isEqualTo(cc.ssthresh());
        now += RTT;
    }

    private void round(long rtt) {
        round(rtt, RTT, 0);
    }

    /** A round of which all but one measurement in eight are longer by some time. */
    private void round(long rtt, long minRtt, long jitter) {
        int window = cc.cwnd();
        for (int i = 0; i * 2 * CHUNK < window; i++) {
            now += rtt * 2 * CHUNK / window;
            cc.onAcked(new Ack(2 * CHUNK, cc.cwnd()).at(now, i % 8 == 0 ? rtt : rtt + jitter, minRtt));
        }
    }

    private void lose(int bytes) {
        cc.onLost(bytes, now, now);
        cc.onFastRetransmit();
    }

    private int percentLeft(long queueNs) {
        cc = new TolerantCubic(CHUNK, WINDOW);
        avoidCongestion();
        round(RTT + queueNs);
        int before = cc.cwnd();
        lose(CHUNK);
        return Math.round(100f * cc.cwnd() / before);
    }

    @Test
    @DisplayName("TCUBIC-1: a loss counts as far as a queue has made round trips longer")
    void byTheQueue() {
        assertThat(percentLeft(0)).isEqualTo(100);
        assertThat(percentLeft(RTT / 64)).isEqualTo(100);
        assertThat(percentLeft(9 * RTT / 128)).as("half way").isEqualTo(85);
        assertThat(percentLeft(RTT / 8)).isEqualTo(70);
        assertThat(percentLeft(RTT)).isEqualTo(70);
    }

    private int percentLeftOfShort(long minRtt, long queueNs) {
        cc = new TolerantCubic(CHUNK, WINDOW);
        avoidCongestion();
        round(minRtt + queueNs, minRtt, 0);
        round(minRtt + queueNs, minRtt, 0);
        int before = cc.cwnd();
        lose(CHUNK);
        return Math.round(100f * cc.cwnd() / before);
    }

    @Test
    @DisplayName(
            "TCUBIC-1: of short round trips a millisecond is noise and four are a queue; of very short ones an eighth and a half")
    void shortRoundTrips() {
        assertThat(percentLeftOfShort(16 * MS, MS)).isEqualTo(100);
        assertThat(percentLeftOfShort(16 * MS, 5 * MS / 2)).as("half way").isEqualTo(85);
        assertThat(percentLeftOfShort(16 * MS, 4 * MS)).isEqualTo(70);
        assertThat(percentLeftOfShort(MS, MS / 8)).isEqualTo(100);
        assertThat(percentLeftOfShort(MS, MS / 2)).isEqualTo(70);
    }

    @Test
    @DisplayName(
            "TCUBIC-1 TCUBIC-3: hosts that make most round trips long, not all, are no queue: a loss changes nothing, and the window grows")
    void jitter() {
        avoidCongestion();
        round(RTT, RTT, RTT / 4);
        round(RTT, RTT, RTT / 4);
        round(RTT, RTT, RTT / 4);
        int before = cc.cwnd();
        lose(CHUNK);
        assertThat(cc.cwnd()).isEqualTo(before);
        round(RTT, RTT, RTT / 4);
        assertThat(cc.cwnd()).isGreaterThan(before + before / 18);
    }

    @Test
    @DisplayName("TCUBIC-1: what left before the window became smaller is no further loss")
    void onceInARound() {
        round(RTT + RTT / 4);
        lose(CHUNK);
        int left = cc.cwnd();
        cc.onLost(CHUNK, now - 1, now + MS);
        assertThat(cc.cwnd()).isEqualTo(left);
        cc.onLost(CHUNK, now + MS, now + RTT);
        assertThat(cc.cwnd()).isEqualTo((int) Math.round(left * 0.7));
    }

    @Test
    @DisplayName("TCUBIC-2: more than one chunk in twenty lost is congestion without a queue, too")
    void muchLost() {
        avoidCongestion();
        round(RTT);
        round(RTT);
        int before = cc.cwnd();
        lose(20 * CHUNK);
        assertThat(cc.cwnd()).as("less is not").isEqualTo(before);
        lose(200 * CHUNK);
        assertThat(cc.cwnd()).isBetween((int) (before * 0.7), (int) (before * 0.7) + 1);
    }

    @Test
    @DisplayName("TCUBIC-3: without a queue the window grows by a sixteenth a round, but not to where it was too large")
    void fills() {
        avoidCongestion();
        round(RTT);
        round(RTT);
        round(RTT);
        int before = cc.cwnd();
        round(RTT);
        assertThat(cc.cwnd()).isBetween(before + before / 18, before + before / 12);
        for (int i = 0; i < 10; i++) {
            round(RTT);
        }
        assertThat(cc.cwnd()).as("not to where it was too large").isBetween(tooLarge * 9 / 10, tooLarge);
        for (int i = 0; i < 100; i++) {
            round(RTT);
        }
        assertThat(cc.cwnd()).as("that is long ago").isGreaterThan(5_000_000);
    }

    @Test
    @DisplayName("TCUBIC-3: it does not grow so fast with a queue")
    void fillsNoQueue() {
        avoidCongestion();
        round(RTT + RTT / 16);
        round(RTT + RTT / 16);
        int before = cc.cwnd();
        round(RTT + RTT / 16);
        assertThat(cc.cwnd()).isLessThan(before + before / 32);
    }

    @Test
    @DisplayName("CUBIC-2: T3 leaves one full chunk; a reset forgets all")
    void timeoutAndReset() {
        cc.onRetransmissionTimeout();
        assertThat(cc.cwnd()).isEqualTo(CHUNK);
        cc.reset();
        assertThat(cc.cwnd()).isEqualTo(WINDOW);
        assertThat(cc.ssthresh()).isEqualTo(Integer.MAX_VALUE);
        cc.onIdle(RTT, RTT);
        assertThat(cc.cwnd()).isEqualTo(WINDOW / 2);
    }
}
