package io.jsctp.engine;

import static io.jsctp.engine.SenderBench.MS;
import static io.jsctp.engine.SenderBench.RWND;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How what was lost is found and sent again: by miss indications, by T3, on which path (RFC 9260 §6.2.1, §6.3.3, §7.2.4). */
class RepairTest {
    private SenderBench x = new SenderBench(10, RWND);

    // ---- gap acks that are taken back -----------------------------------------------------------------------------

    @Test
    @DisplayName(
            "9260-3.3.8-2 9260-6.2.1-16 9260-6.3.2-6: a SHUTDOWN that stops right below what was gap-acknowledged shows that it was dropped: it is sent again after T3")
    void shutdownShowsWhatWasDropped() {
        x.send(x.a, 4);
        x.sack(-1, 1, 1, 3, 3);
        x.out.onCumulativeAck(SenderBench.FIRST_TSN, x.paths, x.now);
        assertThat(x.a.flightBytes).as("1 and 2; 3 stays acknowledged").isEqualTo(2 * 1016);
        x.out.onCumulativeAck(SenderBench.FIRST_TSN + 2, x.paths, x.now);
        assertThat(x.a.flightBytes).as("3 is taken back, too").isEqualTo(1016);
        assertThat(x.a.t3Running()).isTrue();
        x.expireT3(x.a, x.a);
        assertThat(x.flush(x.a)).containsExactly(3);
    }

    @Test
    @DisplayName("9260-6.2.1-8 9260-6.3.2-6: a gap ack taken back starts T3 if it was off, and is one miss indication")
    void renegedStartsT3() {
        x.send(x.a, 1);
        x.send(x.b, 3);
        x.sack(-1, 1, 3);
        assertThat(x.b.t3Running()).isFalse();
        x.sack(-1, 2, 3);
        assertThat(x.b.t3DeadlineNs).isEqualTo(x.now + x.b.rto.rtoNs());
        assertThat(x.b.flightBytes).isEqualTo(1016);
        x.send(x.b, 2);
        x.sack(-1, 2, 4);
        assertThat(x.again(x.b)).isEmpty();
        x.sack(-1, 2, 5);
        assertThat(x.again(x.b)).as("the third").containsExactly(1);
    }

    @Test
    @DisplayName(
            "9260-6.3.2-5: a chunk taken back is outstanding: a later one that is acknowledged does not start T3 over")
    void takenBackIsTheEarliest() {
        x.send(x.b, 1);
        x.send(x.a, 3);
        x.now += 100 * MS;
        x.sack(-1, 1, 1);
        long restarted = x.a.t3DeadlineNs;
        x.now += 100 * MS;
        x.sack(-1, 2, 2);
        assertThat(x.a.t3DeadlineNs).isEqualTo(restarted);
    }

    @Test
    @DisplayName("9260-6.2.1-12 9260-3.3.4-6: by a SACK with senseless gap blocks nothing is missed, nor taken back")
    void senselessBlocks() {
        x.send(x.a, 6);
        x.sack(-1, 2, 3);
        int flight = x.a.flightBytes;
        x.sackWithWindow(50_000, -1, 4, 5, 2, 3);
        assertThat(x.a.flightBytes).isEqualTo(flight);
        assertThat(x.out.peerRwnd()).as("its window counts").isEqualTo(50_000 - 4 * 1000);
        x.sack(0, 3, 4, 4, 5);
        assertThat(x.a.flightBytes).as("its cumulative ack counts").isEqualTo(flight - 1016);
        x.sack(0, 1, 3);
        assertThat(x.a.flightBytes).as("a block right above the cumulative ack").isEqualTo(flight - 1016);
    }

    @Test
    @DisplayName(
            "9260-7.2.1-14 9260-6.2.1-9: a TSN that is acknowledged, taken back and acknowledged again counts once")
    void countsOnce() {
        x.send(x.a, 12);
        int cwnd = x.a.congestion.cwnd();
        x.now += 100 * MS;
        x.sack(-1, 1, 1);
        assertThat(x.a.congestion.cwnd()).isEqualTo(cwnd + 1016);
        x.send(x.a, 2);
        x.sack(-1);
        x.now += 900 * MS;
        long srtt = x.a.rto.srttNs();
        assertThat(x.a.flightBytes).isGreaterThanOrEqualTo(x.a.congestion.cwnd());
        x.sack(-1, 1, 1);
        assertThat(x.a.congestion.cwnd()).isEqualTo(cwnd + 1016);
        assertThat(x.a.rto.srttNs()).as("nor does it measure").isEqualTo(srtt);
    }

    // ---- the peer's window ----------------------------------------------------------------------------------------

    @Test
    @DisplayName(
            "9260-6.2.1-1..4: the window begins with the INIT's, falls by user bytes with each chunk sent, and rises when one is marked")
    void windowOfThePeer() {
        x.out.peerRwnd(8000);
        assertThat(x.out.peerRwnd()).isEqualTo(8000);
        x.enqueue(2500);
        x.enqueue(3);
        x.flush(x.a);
        assertThat(x.out.peerRwnd()).isEqualTo(8000 - 2503);
        x.expireT3(x.a, x.a);
        assertThat(x.out.peerRwnd()).as("all marked").isEqualTo(8000);
        x.flush(x.a);
        assertThat(x.out.peerRwnd()).as("one sent again").isEqualTo(7000);
    }

    @Test
    @DisplayName("9260-6.2.1-4: a chunk marked by miss indications gives its bytes back to the window")
    void fastRetransmitGivesBack() {
        x.send(x.a, 5);
        x.sackWithWindow(20_000, -1, 1, 1);
        x.sackWithWindow(20_000, -1, 1, 2);
        assertThat(x.out.peerRwnd()).isEqualTo(20_000 - 3000);
        x.sackWithWindow(20_000, -1, 1, 3);
        assertThat(x.out.peerRwnd()).as("chunk 4 alone is in flight").isEqualTo(20_000 - 1000);
        x.again(x.a);
        assertThat(x.out.peerRwnd()).isEqualTo(20_000 - 2000);
    }

    // ---- measuring ------------------------------------------------------------------------------------------------

    @Test
    @DisplayName("9260-6.3.1-7: no chunk measures that left before one below it was sent again")
    void timingGivenUp() {
        x.send(x.a, 5);
        x.now += 100 * MS;
        x.sack(-1, 1, 1);
        long srtt = x.a.rto.srttNs();
        assertThat(srtt).isEqualTo(100 * MS);
        x.sack(-1, 1, 2);
        x.sack(-1, 1, 3);
        assertThat(x.again(x.a)).containsExactly(0);
        assertThat(x.send(x.a, 1)).containsExactly(5);
        x.now += 400 * MS;
        x.sack(4);
        assertThat(x.a.rto.srttNs()).as("4 left before 0 was sent again").isEqualTo(srtt);
        x.now += 10 * MS;
        x.sack(5);
        assertThat(x.a.rto.srttNs()).as("5 left after it").isGreaterThan(srtt);
    }

    @Test
    @DisplayName("9260-6.3.1-8: the first acknowledgement of a chunk measures, by a gap block as well")
    void gapAckMeasures() {
        x.send(x.a, 2);
        x.now += 70 * MS;
        x.sack(-1, 1, 1);
        assertThat(x.a.rto.srttNs()).isEqualTo(70 * MS);
        x.now += 500 * MS;
        x.sack(1);
        assertThat(x.a.rto.srttNs()).as("0 measures, 1 has done so").isEqualTo((7 * 70 * MS + 570 * MS) / 8);
    }

    @Test
    @DisplayName(
            "9260-6.3.2-4 9260-6.3-2: a gap ack of the earliest chunk of a path starts the one T3 of that path over")
    void gapAckOfTheEarliest() {
        x.send(x.a, 1);
        x.send(x.b, 3);
        long other = x.a.t3DeadlineNs;
        x.now += 100 * MS;
        x.sack(-1, 1, 1);
        assertThat(x.b.t3DeadlineNs).isEqualTo(x.now + x.b.rto.rtoNs());
        assertThat(x.a.t3DeadlineNs).isEqualTo(other);
        long restarted = x.b.t3DeadlineNs;
        x.now += 100 * MS;
        x.sack(-1, 1, 1, 3, 3);
        assertThat(x.b.t3DeadlineNs).as("2 is the earliest now").isEqualTo(restarted);
    }

    // ---- T3 -------------------------------------------------------------------------------------------------------

    @Test
    @DisplayName(
            "9260-7.2.1-4: after T3 one packet is in flight, whatever its size, until something sent there is acknowledged")
    void onePacketAfterT3() {
        x.send(x.a, 4);
        x.expireT3(x.a, x.a);
        assertThat(x.a.congestion.cwnd()).isEqualTo(x.a.maxDataChunkBytes());
        assertThat(x.flush(x.a)).containsExactly(0);
        x.enqueue(10);
        assertThat(x.flush(x.a)).isEmpty();
        x.sack(-1);
        assertThat(x.flush(x.a)).as("a SACK that acknowledges nothing").isEmpty();
        x.expireT3(x.a, x.a);
        assertThat(x.flush(x.a)).as("the second expiry").containsExactly(0);
        x.sack(0);
        assertThat(x.flush(x.a)).as("one packet and the overshoot of rule B").containsExactly(1, 2);
    }

    @Test
    @DisplayName("9260-7.2.1-4: small chunks share the one packet after T3; nothing is added to it later")
    void oneSmallPacketAfterT3() {
        for (int i = 0; i < 3; i++) {
            x.enqueue(100);
            x.flush(x.a);
        }
        x.expireT3(x.a, x.a);
        assertThat(x.packet(x.a, true, 1028)).containsExactly(0, 1, 2);
        x.enqueue(100);
        assertThat(x.flush(x.a)).isEmpty();
        x.sack(2);
        assertThat(x.flush(x.a)).containsExactly(3);
    }

    @Test
    @DisplayName(
            "9260-6.3.3-3 9260-6.4-9: the first packet leaves at once on the alternate path though its window is full")
    void atOnceElsewhere() {
        x = new SenderBench();
        x.send(x.a, 4);
        x.send(x.b, 6);
        int outstanding = x.a.flightBytes + x.b.flightBytes;
        assertThat(x.b.flightBytes).isGreaterThanOrEqualTo(x.b.congestion.cwnd());
        x.expireT3(x.a, x.b);
        assertThat(x.again(x.b)).containsExactly(0);
        assertThat(x.a.flightBytes + x.b.flightBytes).isEqualTo(outstanding - 3 * 1016);
        assertThat(x.again(x.b)).as("the rest by the window").isEmpty();
        x.sack(-1, 4, 7);
        assertThat(x.again(x.b)).containsExactly(1, 2, 3);
        assertThat(x.a.flightBytes).as("all of it has moved").isZero();
        assertThat(x.b.flightBytes).isEqualTo(outstanding - 4 * 1016);
    }

    @Test
    @DisplayName("9260-7.2.1-4: what times out elsewhere does not join the one packet of a path that timed out itself")
    void notBesideTheOnePacket() {
        x.send(x.a, 2);
        x.send(x.b, 2);
        x.expireT3(x.a, x.b);
        x.expireT3(x.b, x.a);
        assertThat(x.again(x.a)).containsExactly(0);
        assertThat(x.again(x.b)).isEmpty();
        x.expireT3(x.a, x.b);
        assertThat(x.again(x.b)).containsExactly(0);
        assertThat(x.again(x.a)).isEmpty();
        assertThat(x.send(x.a, 1)).as("its own one packet").containsExactly(4);
        x.expireT3(x.b, x.a);
        assertThat(x.again(x.a)).isEmpty();
        x.sack(-1, 4, 4);
        assertThat(x.again(x.a)).startsWith(0);
    }

    @Test
    @DisplayName("9260-6.3.3-8: T3 ends fast recovery, and lets miss indications find the same chunk again")
    void t3EndsFastRecovery() {
        x.send(x.a, 6);
        x.sack(-1, 1, 1);
        x.sack(-1, 1, 2);
        x.sack(-1, 1, 3);
        assertThat(x.again(x.a)).containsExactly(0);
        x.sack(-1, 1, 5);
        assertThat(x.again(x.a)).as("9260-7.2.4-12: not twice").isEmpty();
        x.expireT3(x.a, x.b);
        assertThat(x.again(x.b)).containsExactly(0);
        assertThat(x.send(x.b, 4)).containsExactly(6, 7, 8, 9);
        int before = x.b.congestion.cwnd();
        x.sack(-1, 1, 6);
        x.sack(-1, 1, 7);
        x.sack(-1, 1, 8);
        assertThat(x.b.congestion.cwnd()).as("a loss of its own").isLessThan(before);
        assertThat(x.again(x.b)).containsExactly(0);
    }

    // ---- miss indications -----------------------------------------------------------------------------------------

    @Test
    @DisplayName("9260-7.2.4-9: the packet that ignores cwnd is not lost when there was no room for the chunk")
    void atOnceIsKept() {
        x.send(x.a, 14);
        x.sack(-1, 1, 1);
        x.sack(-1, 1, 2);
        x.sack(-1, 1, 3);
        assertThat(x.a.flightBytes).isGreaterThanOrEqualTo(x.a.congestion.cwnd());
        assertThat(x.packet(x.a, true, 100))
                .as("a packet that a SACK has filled")
                .isEmpty();
        assertThat(x.packet(x.a, true, 1028)).containsExactly(0);
    }

    @Test
    @DisplayName(
            "9260-7.2.4-9 9260-7.2.4-10 9260-7.2.4-13..15: one packet goes at once; in fast recovery the rest waits for cwnd, and nothing is cut twice")
    void fastRecovery() {
        x = new SenderBench(14, RWND);
        x.send(x.a, 14);
        x.sack(-1, 2, 2);
        x.sack(-1, 2, 3);
        x.sack(-1, 2, 4);
        int cut = x.a.congestion.cwnd();
        assertThat(x.again(x.a)).as("0 and 1 are lost, one packet goes").containsExactly(0);
        x.sack(-1, 2, 4, 6, 6);
        x.sack(-1, 2, 4, 6, 7);
        x.sack(-1, 2, 4, 6, 8); // 5 is lost, too
        assertThat(x.a.congestion.cwnd()).isEqualTo(cut);
        assertThat(x.again(x.a)).as("both, cwnd has room").containsExactly(1, 5);
        x.sack(10);
        assertThat(x.send(x.a, 4)).as("the exit point is not reached").isNotEmpty();
        x.sack(10, 12, 12);
        x.sack(10, 12, 13);
        x.sack(10, 12, 14);
        assertThat(x.a.congestion.cwnd()).isEqualTo(cut);
        x.sack(14);
        x.send(x.a, 8);
        x.sack(14, 16, 16);
        x.sack(14, 16, 17);
        int before = x.a.congestion.cwnd();
        x.sack(14, 16, 18);
        assertThat(x.a.congestion.cwnd()).as("fast recovery is over").isNotEqualTo(before);
    }

    @Test
    @DisplayName("9260-7.2.4-5: in fast recovery a SACK that advances misses all that it does not report")
    void allMissedInFastRecovery() {
        x.send(x.a, 10);
        x.sack(-1, 2, 2);
        x.sack(-1, 2, 3);
        x.sack(-1, 2, 4);
        assertThat(x.again(x.a)).containsExactly(0);
        x.sack(-1, 2, 4, 8, 8); // 5, 6 and 7 for the first time
        assertThat(x.again(x.a)).containsExactly(1);
        x.sack(0, 2, 4, 8, 8); // for the second, though nothing above them is new
        x.sack(4, 8, 8); // the third
        assertThat(x.again(x.a)).containsExactly(5, 6, 7);
    }

    @Test
    @DisplayName("9260-7.2.4-17 9260-7.1-1: what is reported before it could be sent again is not")
    void reportedInTime() {
        x.send(x.a, 14);
        x.sack(-1, 2, 2);
        x.sack(-1, 2, 3);
        x.sack(-1, 2, 4);
        assertThat(x.packet(x.a, true, 1028)).containsExactly(0);
        x.sack(-1, 1, 4);
        assertThat(x.again(x.a)).isEmpty();
        x.sack(0, 5, 5);
        assertThat(x.out.outstandingChunks()).as("9260-7.1-1").isEqualTo(9);
    }

    @Test
    @DisplayName("9260-7.2.4-9: a loss whose chunks are all reported in time leaves no packet that may ignore cwnd")
    void noPacketLeftOver() {
        x.send(x.a, 8);
        x.sack(-1, 1, 1);
        x.sack(-1, 1, 2);
        x.sack(-1, 1, 3);
        assertThat(x.a.retransmitAtOnce).isTrue();
        x.sack(3);
        assertThat(x.a.retransmitAtOnce).isFalse();
    }

    @Test
    @DisplayName("9260-6.4-11: chunks of a faster path that are acknowledged do not miss those of a slower one")
    void pathsMissApart() {
        x.send(x.a, 3);
        x.send(x.b, 4);
        x.sack(-1, 3, 3);
        x.sack(-1, 3, 4);
        x.sack(-1, 3, 5);
        x.sack(-1, 3, 6);
        assertThat(x.again(x.a)).isEmpty();
        assertThat(x.a.congestion.ssthresh()).isEqualTo(Integer.MAX_VALUE);
        x.send(x.a, 3);
        x.sack(-1, 3, 7);
        x.sack(-1, 3, 8);
        x.sack(-1, 3, 9);
        assertThat(x.again(x.a)).containsExactly(0, 1, 2);
    }

    @Test
    @DisplayName(
            "9260-7.2.4-18 9260-7.2.4-19: two packets out of order cause no retransmission; fewer than three SACKs leave it to T3")
    void reordering() {
        x.send(x.a, 3);
        x.sack(-1, 1, 1);
        x.sack(-1, 1, 2);
        assertThat(x.again(x.a)).isEmpty();
        x.expireT3(x.a, x.a);
        assertThat(x.again(x.a)).containsExactly(0);
    }

    @Test
    @DisplayName("9260-7.2.4-6: the count of misses is not lost by a SACK that says nothing of the chunk")
    void missesAdd() {
        x.send(x.a, 6);
        x.sack(-1, 1, 1);
        x.sack(-1, 1, 1);
        x.sack(-1, 1, 2);
        x.sack(-1, 1, 2);
        x.sack(-1, 1, 3);
        assertThat(x.again(x.a)).containsExactly(0);
    }

    @Test
    @DisplayName(
            "9260-7.2.4-11: T3 starts over when the lowest outstanding chunk is what is sent again, not for another")
    void t3AfterFastRetransmit() {
        x.send(x.a, 8);
        long begun = x.a.t3DeadlineNs;
        x.now += 100 * MS;
        x.sack(-1, 2, 2, 4, 4);
        x.sack(-1, 2, 2, 4, 5);
        x.now += 100 * MS;
        x.sack(-1, 2, 2, 4, 6); // 0, 1 and 3
        assertThat(x.packet(x.a, true, 1028)).containsExactly(0);
        long restarted = x.now + x.a.rto.rtoNs();
        assertThat(x.a.t3DeadlineNs).isEqualTo(restarted).isNotEqualTo(begun);
        x.now += 100 * MS;
        assertThat(x.again(x.a)).containsExactly(1, 3);
        assertThat(x.a.t3DeadlineNs).as("0 is below them").isEqualTo(restarted);
    }

    @Test
    @DisplayName(
            "9260-6.4-8: a fast retransmission stays on its path; T3 does not run for a path with nothing in flight")
    void fastRetransmitStays() {
        x.send(x.b, 4);
        x.sack(-1, 1, 1);
        x.sack(-1, 1, 2);
        x.sack(-1, 1, 3);
        assertThat(x.b.flightBytes).isZero();
        assertThat(x.b.t3Running()).isFalse();
        assertThat(x.again(x.a)).isEmpty();
        x.now += 50 * MS;
        assertThat(x.again(x.b)).containsExactly(0);
        assertThat(x.b.t3DeadlineNs).isEqualTo(x.now + x.b.rto.rtoNs());
    }

    // ---- probes of a closed window --------------------------------------------------------------------------------

    /** The window closes; a message waits. */
    private void close(int aRwnd) {
        x.send(x.a, 1);
        x.sackWithWindow(aRwnd, 0);
        x.enqueue(1000);
        x.enqueue(1000);
        assertThat(x.flush(x.a)).isEmpty();
    }

    @Test
    @DisplayName(
            "9260-6.1-1 9260-6.1-5: a probe that the peer takes while its window stays closed is not followed by one at once")
    void probeTaken() {
        close(0);
        long rto = x.a.rto.rtoNs();
        x.expireT3(x.a, x.a);
        assertThat(x.flush(x.a)).containsExactly(1);
        x.sackWithWindow(0, 1);
        assertThat(x.flush(x.a)).isEmpty();
        assertThat(x.a.t3DeadlineNs).isEqualTo(x.now + 2 * rto);
        x.expireT3(x.a, x.a);
        assertThat(x.flush(x.a)).containsExactly(2);
        assertThat(x.a.t3DeadlineNs).isEqualTo(x.now + 4 * rto);
    }

    @Test
    @DisplayName(
            "9260-6.1-2 9260-6.1-10: a window that is still too small for the probe does not send it again at once")
    void stillTooSmall() {
        close(10);
        x.expireT3(x.a, x.a);
        assertThat(x.flush(x.a)).containsExactly(1);
        x.sackWithWindow(10, 0);
        assertThat(x.flush(x.a)).isEmpty();
        x.sackWithWindow(999, 0);
        assertThat(x.flush(x.a)).isEmpty();
        x.sackWithWindow(5000, 0);
        assertThat(x.flush(x.a)).containsExactly(1, 2);
    }

    @Test
    @DisplayName("9260-6.1-5: SACKs with the same small window do not put the first probe off")
    void notPutOff() {
        close(10);
        long due = x.a.t3DeadlineNs;
        x.now += 300 * MS;
        x.sackWithWindow(10, 0);
        x.flush(x.a);
        assertThat(x.a.t3DeadlineNs).isEqualTo(due);
    }

    @Test
    @DisplayName(
            "9260-6.1-9 9260-7.2.3-6: the expiry of an answered probe cuts nothing, and limits nothing once the window opens")
    void answeredProbeCutsNothing() {
        x = new SenderBench();
        close(0);
        int cwnd = x.a.congestion.cwnd();
        x.expireT3(x.a, x.a);
        x.flush(x.a);
        x.sackWithWindow(0, 0);
        x.expireT3(x.a, x.a);
        assertThat(x.flush(x.a)).containsExactly(1);
        assertThat(x.a.congestion.cwnd()).isEqualTo(cwnd);
        assertThat(x.a.rto.rtoNs()).isEqualTo(1000 * MS);
        x.enqueue(1000);
        x.sack(0);
        assertThat(x.flush(x.a)).containsExactly(1, 2, 3);
    }

    @Test
    @DisplayName(
            "9260-6.3.3-11: when the last waiting message's life ends, no T3 runs on; the next probe waits its time")
    void nothingLeftToProbeFor() {
        x.send(x.a, 1);
        x.sackWithWindow(0, 0);
        x.enqueue(1000, new Reliability(Reliability.Policy.UNSENT_LIFETIME, 100 * MS));
        x.flush(x.a);
        assertThat(x.a.t3Running()).isTrue();
        x.now += 100 * MS;
        x.out.abandonment.expire(x.now);
        x.flush(x.a);
        assertThat(x.a.t3Running()).isFalse();
        x.enqueue(1000);
        assertThat(x.flush(x.a)).isEmpty();
        assertThat(x.a.t3DeadlineNs).isEqualTo(x.now + x.a.rto.rtoNs());
    }

    @Test
    @DisplayName(
            "9260-6.1-6 9260-6.4-6: an unanswered probe goes to the alternate path; only one delay runs for two paths")
    void probeElsewhere() {
        close(0);
        x.out.probe.arm(x.paths, x.b, SenderBench.FRAGMENT, x.now);
        assertThat(x.b.t3Running()).as("the delay runs already").isFalse();
        x.expireT3(x.a, x.b);
        assertThat(x.flush(x.a)).containsExactly(1);
        x.expireT3(x.a, x.b);
        assertThat(x.again(x.b)).containsExactly(1);
        assertThat(x.b.t3Running()).isTrue();
        assertThat(x.a.t3Running()).isFalse();
    }

    @Test
    @DisplayName(
            "9260-6.1-11: a window of half the largest ever shown is used though no full chunk fits; a smaller one is not")
    void sillyWindow() {
        x = new SenderBench(0, 1200);
        x.enqueue(1000);
        assertThat(x.flush(x.a)).containsExactly(0);
        x.enqueue(2000);
        x.sackWithWindow(599, 0);
        assertThat(x.flush(x.a)).isEmpty();
        x.sackWithWindow(600, 0);
        assertThat(x.flush(x.a)).containsExactly(1);
        assertThat(x.a.flightBytes).isEqualTo(616);
        assertThat(x.out.peerRwnd()).isZero();
        x.sackWithWindow(RWND, 1);
        x.flush(x.a);
        assertThat(x.out.peerRwnd()).isEqualTo(RWND - 1400);
    }

    @Test
    @DisplayName(
            "9260-6.1-5: a window that was open in between, if only for a piece, makes the next probe the first again")
    void probesAreCountedAnew() {
        x = new SenderBench(0, 1200);
        x.send(x.a, 1);
        x.sackWithWindow(0, 0);
        x.enqueue(2000);
        x.flush(x.a);
        x.expireT3(x.a, x.a);
        assertThat(x.flush(x.a)).containsExactly(1);
        x.sackWithWindow(700, 1);
        assertThat(x.flush(x.a)).as("700 bytes of it").containsExactly(2);
        x.sackWithWindow(0, 2);
        assertThat(x.flush(x.a)).isEmpty();
        assertThat(x.a.t3DeadlineNs).isEqualTo(x.now + x.a.rto.rtoNs());
    }
}
