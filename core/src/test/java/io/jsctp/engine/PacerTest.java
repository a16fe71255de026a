package io.jsctp.engine;

import static io.jsctp.engine.SenderBench.MS;
import static io.jsctp.engine.SenderBench.RWND;
import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.congestion.CongestionAlgorithm;
import io.jsctp.congestion.StandardCongestion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Packets spread out over a round trip of 100 ms. */
class PacerTest {
    private static final long RTT = 100 * MS;

    private SenderBench x = bench(StandardCongestion.CUBIC);

    private static SenderBench bench(CongestionAlgorithm algorithm) {
        return new SenderBench(40, RWND, new RecoverySettings(algorithm, true, true, true));
    }

    private void measure() {
        x.send(x.a, 1);
        x.now += RTT;
        x.sack(0);
    }

    /** Lets all that is queued leave at its pace; {@return how many chunks left each time} */
    private List<Integer> pace() {
        List<Integer> bursts = new ArrayList<>();
        bursts.add(x.flush(x.a).size());
        while (x.a.pacer.deadlineNs != Path.NONE) {
            assertThat(x.a.earliestDeadlineNs()).isLessThanOrEqualTo(x.a.pacer.deadlineNs);
            assertThat(x.a.pacer.deadlineNs).isGreaterThan(x.now);
            x.now = x.a.pacer.deadlineNs;
            x.a.pacer.deadlineNs = Path.NONE;
            bursts.add(x.flush(x.a).size());
        }
        return bursts;
    }

    @Test
    @DisplayName("PACE-1: before a round trip was measured, or by default, the window leaves at once")
    void notYet() {
        assertThat(x.send(x.a, 30)).hasSize(30);
        x = new SenderBench(40, RWND);
        measure();
        assertThat(x.send(x.a, 30)).hasSize(30);
    }

    @Test
    @DisplayName("PACE-1 PACE-2: in slow start two windows a round trip, a few packets at a time")
    void slowStart() {
        measure();
        long began = x.now;
        for (int i = 0; i < 40; i++) {
            x.enqueue(SenderBench.FRAGMENT);
        }
        List<Integer> bursts = pace();
        assertThat(bursts.stream().mapToInt(i -> i).sum()).isEqualTo(40);
        assertThat(bursts).hasSizeLessThan(20).allSatisfy(n -> assertThat(n).isBetween(1, 5));
        assertThat(x.now - began).isBetween(RTT / 2 - 15 * MS, RTT / 2);
    }

    @Test
    @DisplayName("PACE-1: later five quarters of a window a round trip")
    void later() {
        measure();
        x.a.congestion.onFastRetransmit();
        long began = x.now;
        for (int i = 0; i < 28; i++) {
            x.enqueue(SenderBench.FRAGMENT);
        }
        pace();
        assertThat(x.a.flightBytes).isEqualTo(28 * 1016);
        assertThat(x.now - began).isBetween(4 * RTT / 5 - 25 * MS, 4 * RTT / 5);
    }

    @Test
    @DisplayName("PACE-1: a controller may say a rate of its own")
    void ownRate() {
        x = bench((chunk, initial) -> new FixedController(1_000_000, 10_160));
        measure();
        long began = x.now;
        for (int i = 0; i < 20; i++) {
            x.enqueue(SenderBench.FRAGMENT);
        }
        pace();
        assertThat(x.a.flightBytes).isEqualTo(20 * 1016);
        assertThat(x.now - began).as("2 s, less a burst").isBetween(1400 * MS, 2000 * MS);
    }

    @Test
    @DisplayName("PACE-3: the first retransmission of a loss, the packet after T3 and a probe leave at once")
    void atOnce() {
        measure();
        x.send(x.a, 30);
        int left = x.a.order.chunks;
        assertThat(left).isLessThan(30);
        assertThat(x.flush(x.a)).as("its turn has not come").isEmpty();
        x.a.tail.due = true;
        assertThat(x.flush(x.a)).as("a probe").hasSize(1);
        x.sack(0, 2, left);
        assertThat(x.flush(x.a)).as("what was lost").contains(1);
        x.send(x.a, 30);
        x.expireT3(x.a, x.a);
        assertThat(x.flush(x.a)).as("after T3").isNotEmpty();
    }

    @Test
    @DisplayName("PACE-1: with nothing in flight a packet leaves at once")
    void nothingInFlight() {
        measure();
        x.send(x.a, 30);
        x.sack(x.out.outstandingChunks());
        assertThat(x.a.flightBytes).isZero();
        assertThat(x.flush(x.a)).isNotEmpty();
    }
}
