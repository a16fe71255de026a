package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.wire.DataView;
import io.jsctp.wire.PacketReader;
import io.jsctp.wire.PacketWriter;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What leaves when, and what SACKs and timeouts do to it; TSNs are written as offsets from the first, 0. */
class OutboundDataTest {
    private static final long MS = 1_000_000L;
    private static final int FRAGMENT = 1000;
    private static final int RWND = 1_000_000;

    private final PayloadPool pool = new PayloadPool();
    private final ArrayDeque<AssociationEvent> events = new ArrayDeque<>();
    private AssociationSettings settings = AssociationSettings.defaults().toBuilder()
            .pathMtuBytes(1028)
            .noDelay(true)
            .build();
    private int firstTsn = 1000;
    private OutboundData out = newData();
    private final Path path = new Path(0, TwoEndpoints.address("10.0.0.2"), 9899, null, PathState.ACTIVE, settings);
    private final List<Path> paths = List.of(path);
    private long now = 1_000_000_000L;

    private OutboundData newData() {
        OutboundData data = new OutboundData(firstTsn, 10, settings, pool, events);
        data.peerRwnd(RWND);
        return data;
    }

    private void send(int bytes) {
        assertThat(out.enqueue(ByteBuffer.allocate(bytes), 0, 0, 0, 0, Reliability.FULL, null, 0))
                .isEqualTo(SendStatus.ACCEPTED);
    }

    /** Fills packets while any may leave; each is the list of its TSNs as offsets. */
    private List<List<Integer>> flush() {
        path.burstLeft = 100;
        return flushWithBurst();
    }

    private List<List<Integer>> flushWithBurst() {
        List<List<Integer>> packets = new ArrayList<>();
        while (out.transmission.wantsToSend(path, true, FRAGMENT, now)) {
            ByteBuffer buffer = ByteBuffer.allocate(path.mtuBytes());
            PacketWriter writer = new PacketWriter();
            writer.begin(buffer, 0, path.mtuBytes(), 1, 2, 3);
            path.beforeData(now);
            out.transmission.fill(writer, path, true, FRAGMENT, false, now);
            PacketReader reader = new PacketReader();
            reader.reset(buffer, 0, writer.finish());
            List<Integer> tsns = new ArrayList<>();
            while (reader.next() == PacketReader.CHUNK) {
                tsns.add(DataView.tsn(reader) - firstTsn);
            }
            packets.add(tsns);
        }
        out.probe.arm(paths, path, FRAGMENT, now);
        return packets;
    }

    private OutboundData.SackOutcome sack(int cumulative, int rwnd, int... gaps) {
        return out.onSack(SenderBench.sackChunk(firstTsn, rwnd, cumulative, gaps), paths, now);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 0, -1, -2, Integer.MAX_VALUE - 1})
    @DisplayName(
            "STK-21 9260-1.6-1 9260-3.3.1-9 9260-6.3.2-2 9260-6.7-4: a message is cut into consecutive TSNs, wherever they begin, and freed when acked")
    void fragments(int first) {
        firstTsn = first;
        out = newData();
        send(2500);
        assertThat(flush()).containsExactly(List.of(0), List.of(1), List.of(2));
        assertThat(out.bufferedBytes()).isEqualTo(2500);
        sack(1, RWND);
        assertThat(out.bufferedBytes()).isEqualTo(500);
        sack(2, RWND);
        assertThat(out.isDrained()).isTrue();
        assertThat(path.t3Running()).as("RFC 9260 §6.3.2 R2").isFalse();
        assertThat(path.flightBytes).isZero();
        assertThat(pool.inUse()).isZero();
    }

    @Test
    @DisplayName("STK-17 9260-6.1-12 9260-6.1-13 9260-6.1-14: the window may be overbooked by one packet only")
    void overbooking() {
        send(50_000);
        int cwnd = path.congestion.cwnd();
        int packets = flush().size();
        assertThat(path.flightBytes).isGreaterThanOrEqualTo(cwnd).isLessThan(cwnd + path.maxDataChunkBytes());
        assertThat(packets).isEqualTo((cwnd + 1015) / 1016);
    }

    @Test
    @DisplayName("9260-6.1-17 9260-6.1-18: one event sends at most Max.Burst packets of new data, and cwnd stays")
    void burst() {
        send(50_000);
        path.burstLeft = 2;
        int cwnd = path.congestion.cwnd();
        assertThat(flushWithBurst()).hasSize(2);
        assertThat(path.congestion.cwnd()).isEqualTo(cwnd);
    }

    @Test
    @DisplayName(
            "STK-22 9260-7.2.4-2 9260-7.2.4-7 9260-7.2.3-1: the third miss indication sends a chunk again at once, whatever cwnd, and halves it once")
    void fastRetransmit() {
        send(4000);
        assertThat(flush()).hasSize(4);
        sack(-1, RWND, 1, 1);
        sack(-1, RWND, 1, 2);
        assertThat(flush()).isEmpty();
        int before = path.congestion.cwnd();
        sack(-1, RWND, 1, 3);
        assertThat(path.congestion.cwnd()).isEqualTo(Math.max(before / 2, 4 * path.maxDataChunkBytes()));
        assertThat(flush()).containsExactly(List.of(0));
        int after = path.congestion.cwnd();
        sack(-1, RWND, 1, 3);
        assertThat(flush()).as("not a second time").isEmpty();
        assertThat(path.congestion.cwnd()).isEqualTo(after);
        sack(3, RWND);
        assertThat(out.isDrained()).isTrue();
    }

    @Test
    @DisplayName("9260-7.2.4-3: only TSNs below the highest newly acknowledged one are missed")
    void htna() {
        send(6000);
        flush();
        sack(-1, RWND, 1, 1);
        sack(-1, RWND, 1, 1, 3, 3); // misses 0 and 2
        sack(-1, RWND, 1, 1, 3, 3); // nothing new: misses nothing
        assertThat(flush()).as("new data only").containsExactly(List.of(4), List.of(5));
        sack(-1, RWND, 1, 1, 3, 4); // 0 for the third time, 2 for the second
        assertThat(flush().get(0)).containsExactly(0);
    }

    @Test
    @DisplayName(
            "9260-6.7-5 9260-7.2.4-3 9260-7.2.4-4: a SACK that newly acknowledges only TSNs below a hole says nothing of it")
    void htnaBelowTheHole() {
        send(6000);
        flush();
        sack(-1, RWND, 3, 3); // misses 0, 1 and 2
        flush();
        sack(-1, RWND, 1, 1, 3, 3); // misses 0 only: no TSN above 1 is new
        sack(-1, RWND, 1, 1, 3, 4); // 0 for the third time, 2 for the second
        List<List<Integer>> again = flush();
        assertThat(again.get(0)).containsExactly(0);
        assertThat(again.stream().flatMap(List::stream)).doesNotContain(2);
    }

    @Test
    @DisplayName("9260-6.2.1-8 9260-6.2.1-9: a gap ack that is taken back puts the chunk in flight again")
    void reneging() {
        send(3000);
        flush();
        int flight = path.flightBytes;
        sack(-1, RWND, 1, 2);
        assertThat(path.flightBytes).isEqualTo(flight / 3);
        sack(-1, RWND, 1, 1);
        assertThat(path.flightBytes).isEqualTo(2 * flight / 3);
        assertThat(path.t3Running()).isTrue();
        sack(2, RWND);
        assertThat(out.isDrained()).isTrue();
        assertThat(path.flightBytes).isZero();
    }

    @Test
    @DisplayName(
            "SEC-67 SEC-68 9260-6.2.1-5 9260-6.2.1-7 9260-6.2.1-11 9260-6.2.1-12: an old SACK is ignored, one for what was never sent is a violation")
    void oldAndImpossible() {
        send(3000);
        flush();
        sack(1, RWND);
        assertThat(sack(0, 5)).isEqualTo(OutboundData.SackOutcome.OLD);
        assertThat(out.peerRwnd()).isEqualTo(RWND - 1000);
        assertThat(sack(3, RWND)).isEqualTo(OutboundData.SackOutcome.PROTOCOL_VIOLATION);
        assertThat(sack(1, RWND, 3, 3)).isEqualTo(OutboundData.SackOutcome.PROTOCOL_VIOLATION);
        assertThat(out.outstandingChunks()).as("nothing of it was applied").isEqualTo(1);
    }

    @Test
    @DisplayName(
            "9260-6.3.3-3 9260-6.3.3-5 9260-7.2.3-3: T3 marks all that is in flight; one packet leaves, then waits for its ack")
    void timeout() {
        send(4000);
        flush();
        path.congestion.onRetransmissionTimeout();
        path.onePacketOnly = true;
        path.stopT3();
        out.onT3Expired(path, path);
        assertThat(path.flightBytes).isZero();
        assertThat(flush()).containsExactly(List.of(0));
        assertThat(path.t3Running()).isTrue();
        sack(0, RWND);
        assertThat(flush().get(0)).containsExactly(1);
    }

    @Test
    @DisplayName(
            "STK-19 9260-6.3.2-3 9260-6.3.2-5: T3 starts over when the earliest chunk in flight is acknowledged, not a later")
    void t3Restarts() {
        send(3000);
        flush();
        long sent = now;
        long rto = path.rto.rtoNs();
        now += 100 * MS;
        sack(-1, RWND, 1, 1);
        assertThat(path.t3DeadlineNs).as("only a later one").isEqualTo(sent + rto);
        now += 100 * MS;
        sack(1, RWND);
        assertThat(path.t3DeadlineNs).isEqualTo(now + path.rto.rtoNs());
    }

    @Test
    @DisplayName("STK-19 9260-6.3.1-6: a chunk sent twice measures nothing (Karn)")
    void karn() {
        send(500);
        flush();
        now += 50 * MS;
        out.onT3Expired(path, path);
        flush();
        now += 50 * MS;
        sack(0, RWND);
        assertThat(path.rto.srttNs()).isZero();
        send(500);
        flush();
        now += 30 * MS;
        sack(1, RWND);
        assertThat(path.rto.srttNs()).isEqualTo(30 * MS);
    }

    @Test
    @DisplayName(
            "SEC-69 STK-17 9260-6.1-1 9260-6.1-3..6: a closed window is probed after 1 RTO, then at doubled intervals")
    void zeroWindow() {
        send(1000);
        flush();
        sack(0, 0);
        send(3000);
        long rto = path.rto.rtoNs();
        assertThat(flush()).isEmpty();
        assertThat(path.t3DeadlineNs).isEqualTo(now + rto);
        for (int probe = 1; probe <= 3; probe++) {
            now = path.t3DeadlineNs;
            path.stopT3();
            if (out.hasOutstanding()) {
                assertThat(out.probe.isAnswered())
                        .as("9260-6.1-7: no error is counted")
                        .isTrue();
                out.onT3Expired(path, path);
            } else {
                out.probe.sendNow();
            }
            assertThat(path.flightBytes).as("9260-6.1-3").isZero();
            assertThat(flush()).as("probe %d", probe).containsExactly(List.of(1));
            assertThat(path.t3DeadlineNs).isEqualTo(now + (rto << probe));
            sack(0, 0);
        }
        sack(1, RWND);
        assertThat(flush()).containsExactly(List.of(2), List.of(3));
    }

    @Test
    @DisplayName("9260-6.1-10: when the window opens, the unanswered probe is sent again at once")
    void windowOpens() {
        send(1000);
        flush();
        sack(0, 0);
        send(3000);
        flush();
        now = path.t3DeadlineNs;
        path.stopT3();
        out.probe.sendNow();
        assertThat(flush()).containsExactly(List.of(1));
        sack(0, RWND);
        assertThat(flush().get(0)).containsExactly(1);
    }

    @Test
    @DisplayName("9260-6.1-22: Nagle holds a small message while data is in flight, and bundles what waited")
    void nagle() {
        settings = settings.toBuilder().noDelay(false).build();
        out = newData();
        send(100);
        assertThat(flush()).containsExactly(List.of(0));
        send(100);
        send(100);
        assertThat(flush()).isEmpty();
        sack(0, RWND);
        assertThat(flush()).containsExactly(List.of(1, 2));
        send(2050);
        assertThat(flush()).as("the end of a large message does not wait").hasSize(3);
    }

    @Test
    @DisplayName("9260-11.1.5-2: a message whose life ends before it is begun is given back unsent")
    void lifeTime() {
        send(50_000);
        assertThat(out.enqueue(
                        ByteBuffer.allocate(10),
                        1,
                        0,
                        5,
                        77,
                        new Reliability(Reliability.Policy.UNSENT_LIFETIME, 10 * MS),
                        null,
                        now))
                .isEqualTo(SendStatus.ACCEPTED);
        flush();
        assertThat(out.nextExpiryNs()).isEqualTo(now + 10 * MS);
        out.abandonment.expire(now + 10 * MS);
        assertThat(events.remove()).isInstanceOfSatisfying(AssociationEvent.SendFailed.class, f -> {
            assertThat(f.wasSent()).isFalse();
            assertThat(f.context()).isEqualTo(77);
        });
        assertThat(out.nextExpiryNs()).isEqualTo(Path.NONE);
    }

    @Test
    @DisplayName(
            "9260-11.1.14-1 9260-11.1.15-1: at the end every message comes back once, sent or not, the oldest first")
    void failAll() {
        for (int i = 0; i < 10; i++) {
            assertThat(out.enqueue(ByteBuffer.allocate(900), i, 0, 0, i, Reliability.FULL, null, 0))
                    .isEqualTo(SendStatus.ACCEPTED);
        }
        flush();
        sack(0, RWND);
        out.failAll(12);
        assertThat(events).hasSize(9);
        List<Integer> contexts = new ArrayList<>();
        boolean unsentSeen = false;
        for (AssociationEvent e : events) {
            AssociationEvent.SendFailed f = (AssociationEvent.SendFailed) e;
            contexts.add(f.context());
            unsentSeen |= !f.wasSent();
        }
        assertThat(contexts).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(unsentSeen).isTrue();
        assertThat(pool.inUse()).isZero();
    }

    @Test
    @DisplayName(
            "XO-4 9260-3.3.1-4 9260-6.2-10 9260-6.5-1: the send buffer is a bound: what does not fit is refused, what could never fit says so")
    void sendBuffer() {
        settings = settings.toBuilder().sendBufferBytes(5000).build();
        out = newData();
        send(3000);
        assertThat(out.enqueue(ByteBuffer.allocate(2001), 0, 0, 0, 0, Reliability.FULL, null, 0))
                .isEqualTo(SendStatus.BUFFER_FULL);
        assertThat(out.enqueue(ByteBuffer.allocate(5001), 0, 0, 0, 0, Reliability.FULL, null, 0))
                .isEqualTo(SendStatus.MESSAGE_TOO_LARGE);
        assertThat(out.enqueue(ByteBuffer.allocate(0), 0, 0, 0, 0, Reliability.FULL, null, 0))
                .isEqualTo(SendStatus.NO_USER_DATA);
        assertThat(out.enqueue(ByteBuffer.allocate(1), 10, 0, 0, 0, Reliability.FULL, null, 0))
                .isEqualTo(SendStatus.INVALID_STREAM);
    }
}
