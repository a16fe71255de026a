package io.jsctp.congestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CubicTest {
    private static final int CHUNK = 1000;
    private static final long MS = 1_000_000L;
    private static final long RTT = 100 * MS;

    private long now = 1_000_000_000L;
    private final Cubic cc = new Cubic(CHUNK, 1_000_000);

    /** A window is acknowledged, two chunks a SACK, in one round trip. */
    private void round() {
        round(RTT);
    }

    private void round(long rtt) {
        int sacks = Math.max(1, cc.cwnd() / (2 * CHUNK));
        for (int i = 0; i < sacks; i++) {
            now += rtt / sacks;
            cc.onAcked(new Ack(2 * CHUNK, cc.cwnd()).at(now, rtt, rtt));
        }
    }

    @Test
    @DisplayName("CUBIC-1: after a loss the window follows the cubic function, and is W_max again after K")
    void cubic() {
        cc.onFastRetransmit();
        assertThat(cc.cwnd()).isEqualTo(700_000);
        double k = Math.cbrt(300 / 0.4);
        for (double t = 0.1; t < 2 * k; t += 0.1) {
            round();
            double expected = 1000 * (0.4 * Math.pow(t - k, 3) + 1000);
            assertThat((double) cc.cwnd()).as("after %.1f s", t).isCloseTo(expected, within(0.03 * expected));
        }
        assertThat(cc.cwnd()).isGreaterThan(1_250_000);
    }

    @Test
    @DisplayName("CUBIC-2: a loss leaves 70 %, T3 one full chunk, and slow start goes up to 70 %")
    void reduction() {
        cc.onFastRetransmit();
        assertThat(cc.cwnd()).isEqualTo(700_000);
        assertThat(cc.ssthresh()).isEqualTo(700_000);
        cc.onRetransmissionTimeout();
        assertThat(cc.cwnd()).isEqualTo(CHUNK);
        assertThat(cc.ssthresh()).isEqualTo(490_000);
        round();
        assertThat(cc.cwnd()).isBetween(2 * CHUNK, 3 * CHUNK);
        cc.onRetransmissionTimeout();
        cc.onRetransmissionTimeout();
        assertThat(cc.ssthresh()).as("never below two").isEqualTo(2 * CHUNK);
    }

    @Test
    @DisplayName("CUBIC-3: a window that is smaller than at the last loss aims at 85 % of itself only")
    void fastConvergence() {
        cc.onFastRetransmit();
        cc.onFastRetransmit();
        assertThat(cc.cwnd()).isEqualTo(490_000);
        double k = Math.cbrt((595 - 490) / 0.4);
        for (double t = 0; t < k; t += 0.1) {
            round();
        }
        assertThat((double) cc.cwnd()).isCloseTo(595_000, within(6000.0));
    }

    @Test
    @DisplayName("CUBIC-4: with short round trips it grows as Reno does with the same losses")
    void renoFriendly() {
        Cubic small = new Cubic(CHUNK, 20_000);
        small.onFastRetransmit();
        double reno = small.cwnd();
        for (int i = 0; i < 100; i++) {
            now += 2 * MS;
            reno += (reno < 20_000 ? 3 * 0.3 / 1.7 : 1) * CHUNK * 10_000 / small.cwnd();
            small.onAcked(new Ack(10_000, small.cwnd()).at(now, 2 * MS, 2 * MS));
            assertThat((double) small.cwnd()).isCloseTo(reno, within(2.0));
        }
    }

    @Test
    @DisplayName("CUBIC-5: time in which the user sends too little does not count")
    void userLimited() {
        cc.onFastRetransmit();
        round();
        int before = cc.cwnd();
        for (int i = 0; i < 200; i++) {
            now += RTT;
            cc.onAcked(new Ack(2 * CHUNK, before / 3).at(now, RTT, RTT));
        }
        assertThat(cc.cwnd()).isEqualTo(before);
        round();
        assertThat(cc.cwnd()).as("it goes on where it was").isLessThan(before + 60_000);
    }

    @Test
    @DisplayName("CUBIC-1: the window stands while losses are repaired")
    void inRecovery() {
        cc.onFastRetransmit();
        cc.onAcked(new Ack(CHUNK, 700_000).inRecovery(true).at(now, RTT, RTT));
        assertThat(cc.cwnd()).isEqualTo(700_000);
    }

    @Test
    @DisplayName("CUBIC-6: slow start slows down when the round trip gets longer, and is over five rounds later")
    void slowStart() {
        Cubic fresh = new Cubic(CHUNK, 10_000);
        for (int i = 0; i < 3; i++) {
            slowStartRound(fresh, RTT);
        }
        int before = fresh.cwnd();
        assertThat(before).isEqualTo(80_000);
        assertThat(fresh.ssthresh()).isEqualTo(Integer.MAX_VALUE);
        for (int i = 0; i < 6; i++) {
            slowStartRound(fresh, RTT + RTT / 8);
        }
        assertThat(fresh.ssthresh()).isLessThan(6 * before);
        assertThat(fresh.cwnd()).isLessThan(6 * before);
    }

    @Test
    @DisplayName("CUBIC-6: slow start goes on if the round trip was longer for a moment only")
    void slowStartGoesOn() {
        Cubic fresh = new Cubic(CHUNK, 20_000);
        slowStartRound(fresh, RTT);
        slowStartRound(fresh, RTT);
        slowStartRound(fresh, RTT + RTT / 8);
        for (int i = 0; i < 8; i++) {
            slowStartRound(fresh, RTT);
        }
        assertThat(fresh.ssthresh()).isEqualTo(Integer.MAX_VALUE);
        assertThat(fresh.cwnd()).isGreaterThan(5_000_000);
    }

    private void slowStartRound(Cubic of, long rtt) {
        int sacks = of.cwnd() / CHUNK;
        for (int i = 0; i < sacks; i++) {
            now += rtt / sacks;
            of.onAcked(new Ack(CHUNK, of.cwnd()).at(now, rtt, RTT));
        }
    }

    @Test
    @DisplayName("9260-7.2.1-11: an idle window decays by half in each RTO, not below four chunks; a reset forgets all")
    void idleAndReset() {
        cc.onIdle(RTT - 1, RTT);
        assertThat(cc.cwnd()).isEqualTo(1_000_000);
        cc.onIdle(RTT, RTT);
        assertThat(cc.cwnd()).isEqualTo(500_000);
        assertThat(cc.ssthresh()).isEqualTo(1_000_000);
        cc.onIdle(1000 * RTT, RTT);
        assertThat(cc.cwnd()).isEqualTo(4 * CHUNK);
        cc.reset();
        assertThat(cc.cwnd()).isEqualTo(1_000_000);
        assertThat(cc.ssthresh()).isEqualTo(Integer.MAX_VALUE);
        assertThat(cc.partialBytesAcked()).isZero();
    }
}
