package io.jsctp.engine;

import static io.jsctp.engine.SenderBench.MS;
import static io.jsctp.engine.SenderBench.RWND;
import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.congestion.StandardCongestion;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The probe for what was lost at the end (RFC 8985 §7), with a round trip of 100 ms. */
class TailLossProbeTest {
    private static final long RTT = 100 * MS;
    private static final long PROBE = 2 * RTT + 2 * MS;

    private final SenderBench x =
            new SenderBench(20, RWND, new RecoverySettings(StandardCongestion.CUBIC, true, true, false));

    @BeforeEach
    void measure() {
        x.send(x.a, 1);
        x.now += RTT;
        x.sack(0);
    }

    @Test
    @DisplayName("TLP-1: two round trips after the last chunk the newest one leaves again, and T3 starts over")
    void newestAgain() {
        x.send(x.a, 3);
        assertThat(x.a.tail.deadlineNs).isEqualTo(x.now + PROBE);
        assertThat(x.a.earliestDeadlineNs()).isEqualTo(x.now + PROBE);
        x.expireRepair(x.a);
        assertThat(x.again(x.a)).containsExactly(3);
        assertThat(x.lastFlags & 8).as("the I bit").isEqualTo(8);
        assertThat(x.a.t3DeadlineNs).isEqualTo(x.now + x.a.rto.rtoNs());
        assertThat(x.a.tail.deadlineNs).as("one probe").isEqualTo(Path.NONE);
        assertThat(x.again(x.a)).isEmpty();
    }

    @Test
    @DisplayName("TLP-1: a new chunk leaves instead if there is one, whatever cwnd, if the peer has room for it")
    void newData() {
        x.send(x.a, 30);
        assertThat(x.a.flightBytes).isGreaterThanOrEqualTo(x.a.congestion.cwnd());
        int sent = x.out.outstandingChunks();
        x.expireRepair(x.a);
        assertThat(x.flush(x.a)).containsExactly(sent + 1);
        assertThat(x.lastFlags & 8).as("the I bit, though more is queued").isEqualTo(8);
    }

    @Test
    @DisplayName("TLP-1 TLP-5: the last chunk of what is queued asks for a SACK; else its delay is waited for, too")
    void sackDelay() {
        x.send(x.a, 2);
        assertThat(x.lastFlags & 8).isEqualTo(8);
        x.sack(1);
        assertThat(x.a.tail.deadlineNs).isEqualTo(x.now + PROBE);
        x.sack(2);
        assertThat(x.a.tail.deadlineNs).as("nothing is in flight").isEqualTo(Path.NONE);
        x.enqueue(SenderBench.FRAGMENT);
        x.enqueue(SenderBench.FRAGMENT);
        x.packet(x.a, true, x.a.mtuBytes());
        assertThat(x.lastFlags & 8).as("more is queued").isZero();
        assertThat(x.a.tail.deadlineNs).isEqualTo(x.now + PROBE + 200 * MS);
    }

    @Test
    @DisplayName("TLP-2: no probe while a loss is repaired or in doubt, nor if T3 is due sooner")
    void notNow() {
        x.send(x.a, 4);
        x.now += RTT;
        x.sack(0, 3, 3);
        assertThat(x.a.loss.deadlineNs).isNotEqualTo(Path.NONE);
        assertThat(x.a.tail.deadlineNs).isEqualTo(Path.NONE);
        x.expireRepair(x.a);
        assertThat(x.again(x.a)).containsExactly(1, 2);
        assertThat(x.a.tail.deadlineNs).isEqualTo(Path.NONE);
        x.now += RTT;
        x.sack(4);
        x.a.rto.bounds(RTT, RTT, RTT);
        x.send(x.a, 2);
        assertThat(x.a.t3DeadlineNs).isEqualTo(x.now + RTT);
        assertThat(x.a.tail.deadlineNs).isEqualTo(Path.NONE);
    }

    @Test
    @DisplayName("TLP-1: the answer to the probe finds what was lost before it")
    void findsTheTail() {
        x.send(x.a, 5);
        x.expireRepair(x.a);
        assertThat(x.again(x.a)).containsExactly(5);
        x.now += RTT;
        x.sack(0, 5, 5);
        assertThat(x.again(x.a)).containsExactly(1, 2, 3, 4);
    }

    @Test
    @DisplayName("TLP-4: if the probe repaired the loss itself the window is reduced")
    void repaired() {
        x.send(x.a, 3);
        int window = x.a.congestion.cwnd();
        x.now += RTT;
        x.sack(2);
        x.expireRepair(x.a);
        assertThat(x.again(x.a)).containsExactly(3);
        x.now += RTT;
        x.sack(3);
        assertThat(x.a.congestion.cwnd()).isEqualTo((int) Math.round(window * 0.7));
    }

    @Test
    @DisplayName("TLP-4: if the peer reports the probe as a duplicate nothing was lost, and the next tail is probed")
    void duplicate() {
        x.send(x.a, 3);
        int window = x.a.congestion.cwnd();
        x.expireRepair(x.a);
        assertThat(x.again(x.a)).containsExactly(3);
        x.now += MS;
        x.sack(3);
        x.send(x.a, 1);
        assertThat(x.a.tail.deadlineNs).as("the answer to the probe is to come").isEqualTo(Path.NONE);
        x.now += RTT;
        x.sackWithDuplicates(List.of(3), 4);
        assertThat(x.a.congestion.cwnd()).isGreaterThanOrEqualTo(window);
        x.send(x.a, 1);
        assertThat(x.a.tail.deadlineNs).isEqualTo(x.now + 2 * x.a.rto.srttNs() + 2 * MS);
    }

    @Test
    @DisplayName("TLP-2: after T3 there is no probe of what it sent again until that is acknowledged")
    void t3() {
        x.send(x.a, 3);
        x.expireT3(x.a, x.a);
        assertThat(x.again(x.a)).containsExactly(1);
        assertThat(x.a.tail.deadlineNs).isEqualTo(Path.NONE);
        assertThat(x.a.tail.due).isFalse();
    }

    @Test
    @DisplayName("TLP-2: a probe that is due is forgotten if everything is acknowledged before it leaves")
    void tooLate() {
        x.send(x.a, 3);
        x.expireRepair(x.a);
        assertThat(x.a.tail.due).isTrue();
        x.sack(3);
        assertThat(x.a.tail.due).isFalse();
        assertThat(x.again(x.a)).isEmpty();
    }

    @Test
    @DisplayName("TLP-1: off by default")
    void off() {
        SenderBench d = new SenderBench(20, RWND);
        d.send(d.a, 3);
        assertThat(d.a.tail.deadlineNs).isEqualTo(Path.NONE);
        assertThat(d.lastFlags & 8).isZero();
    }
}
