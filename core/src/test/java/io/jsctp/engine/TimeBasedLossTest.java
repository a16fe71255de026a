package io.jsctp.engine;

import static io.jsctp.engine.SenderBench.MS;
import static io.jsctp.engine.SenderBench.RWND;
import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.congestion.StandardCongestion;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Losses found by the time since chunks left (RFC 8985 §6), with a round trip of 100 ms. */
class TimeBasedLossTest {
    private static final long RTT = 100 * MS;

    private final SenderBench x =
            new SenderBench(50, RWND, new RecoverySettings(StandardCongestion.CUBIC, true, false, false));
    private int next;

    /** One chunk leaves a millisecond after the other. */
    private void send(int chunks) {
        for (int i = 0; i < chunks; i++) {
            assertThat(x.send(x.a, 1)).hasSize(1);
            x.now += MS;
        }
        next += chunks;
    }

    /** A round trip is measured. */
    private void measure() {
        send(1);
        x.now += RTT - MS;
        x.sack(next - 1);
        assertThat(x.a.minRtt.ns()).isEqualTo(RTT);
    }

    private void afterRoundTrip(int cumulative, int... gaps) {
        x.now += RTT;
        x.sack(cumulative, gaps);
    }

    @Test
    @DisplayName("RACK-1: by default three miss indications find a loss, and no time does")
    void offByDefault() {
        SenderBench d = new SenderBench(50, RWND);
        d.send(d.a, 8);
        d.now += RTT;
        d.sack(-1, 1, 3);
        assertThat(d.again(d.a)).isEmpty();
        d.sack(-1, 1, 4);
        assertThat(d.again(d.a)).isEmpty();
        d.sack(-1, 1, 5);
        assertThat(d.again(d.a)).containsExactly(0);
        assertThat(d.a.loss.deadlineNs).isEqualTo(Path.NONE);
    }

    @Test
    @DisplayName("RACK-1 RACK-3: three chunks beyond a gap show at once that what left before them is lost")
    void atOnce() {
        measure();
        send(6);
        int window = x.a.congestion.cwnd();
        afterRoundTrip(0, 3, 5);
        assertThat(x.again(x.a)).containsExactly(1, 2);
        assertThat(x.a.congestion.cwnd()).isEqualTo((int) Math.round(window * 0.7));
    }

    @Test
    @DisplayName("RACK-1: what left after the newest one that was acknowledged is not lost")
    void notYet() {
        measure();
        send(6);
        afterRoundTrip(0, 2, 4);
        assertThat(x.again(x.a)).containsExactly(1);
        assertThat(x.a.order.chunks).isEqualTo(3);
    }

    @Test
    @DisplayName("RACK-3 RACK-5: a chunk that may be late is waited for a quarter of the round trip, then it is lost")
    void waits() {
        measure();
        send(3);
        afterRoundTrip(0, 2, 2);
        assertThat(x.again(x.a)).isEmpty();
        assertThat(x.a.earliestDeadlineNs()).isEqualTo(x.a.loss.deadlineNs);
        assertThat(x.a.loss.deadlineNs - x.now).isEqualTo(RTT / 4);
        x.expireRepair(x.a);
        assertThat(x.again(x.a)).containsExactly(1);
        assertThat(x.a.loss.deadlineNs).isEqualTo(Path.NONE);
    }

    @Test
    @DisplayName("RACK-2: what is lost again after it was sent again is found without T3, and is a further loss")
    void lostTwice() {
        measure();
        send(6);
        afterRoundTrip(0, 2, 6);
        int once = x.a.congestion.cwnd();
        assertThat(x.again(x.a)).containsExactly(1);
        x.now += MS;
        send(5);
        afterRoundTrip(0, 2, 11);
        assertThat(x.again(x.a)).containsExactly(1);
        assertThat(x.a.congestion.cwnd()).isEqualTo((int) Math.round(once * 0.7));
        assertThat(x.out.outstandingChunks()).isEqualTo(11);
    }

    @Test
    @DisplayName("RACK-2: chunks that left before the window was reduced do not reduce it again")
    void onceForAWindow() {
        measure();
        send(10);
        afterRoundTrip(0, 2, 4);
        int once = x.a.congestion.cwnd();
        assertThat(x.again(x.a)).containsExactly(1);
        x.sack(0, 2, 4, 6, 9);
        assertThat(x.again(x.a)).containsExactly(5);
        assertThat(x.a.congestion.cwnd()).isEqualTo(once);
    }

    @Test
    @DisplayName("RACK-4: packets that overtake each other make it wait for a quarter of a round trip")
    void reordering() {
        measure();
        send(2);
        afterRoundTrip(0, 2, 2);
        x.sack(2);
        send(6);
        afterRoundTrip(2, 4, 8);
        assertThat(x.again(x.a)).as("once bitten").isEmpty();
        assertThat(x.a.loss.deadlineNs).isEqualTo(x.now + RTT / 4);
        x.expireRepair(x.a);
        assertThat(x.again(x.a)).containsExactly(3);
    }

    @Test
    @DisplayName("RACK-4: a duplicate that the peer reports widens the window by a quarter, once in a round trip")
    void duplicates() {
        measure();
        send(2);
        afterRoundTrip(0, 2, 2);
        x.sackWithDuplicates(List.of(1, 1), 2);
        x.sackWithDuplicates(List.of(1), 2);
        send(6);
        afterRoundTrip(2, 4, 8);
        assertThat(x.a.loss.deadlineNs).isEqualTo(x.now + RTT / 2);
        x.expireRepair(x.a);
        assertThat(x.again(x.a)).containsExactly(3);
        x.sackWithDuplicates(List.of(3), 8);
        send(2);
        afterRoundTrip(8, 10, 10);
        assertThat(x.a.loss.deadlineNs - x.now).as("a round trip later").isEqualTo(3 * RTT / 4);
    }

    @Test
    @DisplayName("RACK-6: an answer that comes too soon after a retransmission is that of the original")
    void ofTheOriginal() {
        measure();
        send(5);
        afterRoundTrip(0, 2, 4);
        assertThat(x.again(x.a)).containsExactly(1);
        x.now += MS;
        x.sack(4);
        assertThat(x.again(x.a))
                .as("5 left before that retransmission, and is not lost for it")
                .isEmpty();
        assertThat(x.a.order.chunks).isEqualTo(1);
    }

    @Test
    @DisplayName("RACK-1: paths are looked at one by one: what a faster one delivered says nothing of another")
    void pathByPath() {
        measure();
        x.send(x.a, 3);
        x.now += MS;
        x.send(x.b, 4);
        afterRoundTrip(0, 4, 7);
        assertThat(x.again(x.a)).isEmpty();
        assertThat(x.a.loss.deadlineNs).isEqualTo(Path.NONE);
    }

    @Test
    @DisplayName("RACK-1: after T3 all that is in flight leaves again, as ever")
    void t3() {
        measure();
        send(3);
        afterRoundTrip(0, 2, 2);
        x.expireT3(x.a, x.a);
        assertThat(x.a.loss.deadlineNs).isEqualTo(Path.NONE);
        assertThat(x.again(x.a)).containsExactly(1);
    }

    @Test
    @DisplayName("RACK-7: with 5000 chunks in flight a SACK looks at those that are lost, and one more")
    void little() {
        SenderBench big = new SenderBench(
                1000,
                100_000_000,
                new RecoverySettings((chunk, initial) -> new FixedController(1 << 30, 0), true, false, false));
        for (int i = 0; i < 5000; i++) {
            big.send(big.a, 1);
            big.now += 1000;
        }
        big.now += RTT;
        big.sack(-1, 1, 3);
        assertThat(big.a.order.oldest)
                .as("the oldest was lost, the three behind it arrived")
                .isEqualTo(SenderBench.FIRST_TSN + 4);
        assertThat(big.a.order.chunks).isEqualTo(5000 - 4);
        assertThat(big.again(big.a)).containsExactly(0);
        assertThat(big.a.order.newest).isEqualTo(SenderBench.FIRST_TSN);
    }
}
