package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.wire.DataView;
import io.jsctp.wire.PacketReader;
import io.jsctp.wire.PacketWriter;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** More rules of what leaves when; chunks of 1000 bytes, TSNs as offsets from the first. */
class SendingRulesTest {
    private static final long MS = 1_000_000L;
    private static final int FRAGMENT = 1000;
    private static final int RWND = 10_000_000;
    private static final int FIRST_TSN = 77;

    private final AssociationSettings settings = AssociationSettings.defaults().toBuilder()
            .pathMtuBytes(1028)
            .noDelay(true)
            .sendBufferBytes(10_000_000)
            .build();
    private final OutboundData out = new OutboundData(FIRST_TSN, 10, settings, new PayloadPool(), new ArrayDeque<>());
    private final Path path = new Path(0, TwoEndpoints.address("10.0.0.2"), 9899, null, PathState.ACTIVE, settings);
    private final List<Path> paths = List.of(path);
    private final List<Integer> ssns = new ArrayList<>();
    private long now = 1_000_000_000L;

    private void send(int bytes) {
        out.peerRwnd(RWND);
        assertThat(out.enqueue(ByteBuffer.allocate(bytes), 0, 0, 0, 0, Reliability.FULL, null, 0))
                .isEqualTo(SendStatus.ACCEPTED);
    }

    /** All TSNs that leave now, in their order on the wire. */
    private List<Integer> flush() {
        List<Integer> tsns = new ArrayList<>();
        path.burstLeft = 1000;
        while (out.transmission.wantsToSend(path, true, FRAGMENT, now)) {
            ByteBuffer buffer = ByteBuffer.allocate(path.mtuBytes());
            PacketWriter writer = new PacketWriter();
            writer.begin(buffer, 0, path.mtuBytes(), 1, 2, 3);
            path.beforeData(now);
            out.transmission.fill(writer, path, true, FRAGMENT, false, now);
            PacketReader reader = new PacketReader();
            reader.reset(buffer, 0, writer.finish());
            while (reader.next() == PacketReader.CHUNK) {
                tsns.add(DataView.tsn(reader) - FIRST_TSN);
                ssns.add(DataView.streamSequenceNumber(reader));
            }
        }
        return tsns;
    }

    private void sack(int cumulative, int... gaps) {
        assertThat(out.onSack(SenderBench.sackChunk(FIRST_TSN, RWND, cumulative, gaps), paths, now))
                .isEqualTo(OutboundData.SackOutcome.PROCESSED);
    }

    @Test
    @DisplayName("9260-6.6-4: an unordered message takes no sequence number, and is sent with 0")
    void unorderedHasNoSsn() {
        for (int flags : new int[] {0, OutboundData.UNORDERED, 0}) {
            out.enqueue(ByteBuffer.allocate(100), 0, flags, 0, 0, Reliability.FULL, null, 0);
        }
        out.peerRwnd(RWND);
        flush();
        assertThat(ssns).containsExactly(0, 0, 1);
    }

    @Test
    @DisplayName("9260-6.1-25 9260-6.1-26: T3 starts with the first chunk, and with the earliest when it is sent again")
    void t3() {
        send(1000);
        flush();
        long begun = now;
        long rto = path.rto.rtoNs();
        assertThat(path.t3DeadlineNs).isEqualTo(begun + rto);
        now += 100 * MS;
        send(3000);
        assertThat(flush()).containsExactly(1, 2, 3);
        assertThat(path.t3DeadlineNs).as("new data leaves it alone").isEqualTo(begun + rto);
        now += 100 * MS;
        sack(-1, 1, 1);
        sack(-1, 1, 2);
        sack(-1, 1, 3);
        assertThat(flush()).containsExactly(0);
        assertThat(path.t3DeadlineNs).isEqualTo(now + path.rto.rtoNs());
    }

    @Test
    @DisplayName("9260-6.1-15: what is marked leaves before what is new, in the order of TSNs")
    void markedFirst() {
        send(4000);
        assertThat(flush()).containsExactly(0, 1, 2, 3);
        send(2000);
        path.stopT3();
        path.congestion.onRetransmissionTimeout();
        out.onT3Expired(path, path);
        List<Integer> all = new ArrayList<>(flush());
        for (int i = 0; i < 6; i++) {
            sack(i);
            all.addAll(flush());
        }
        assertThat(all).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    @DisplayName(
            "9260-6.1-27 9260-6.1-28 9260-1.6-3: 65535 TSNs at most are outstanding, so as many messages of a stream")
    void outstandingLimit() {
        int sent = 0;
        while (true) {
            for (int i = 0; i < 200; i++) {
                send(1);
            }
            int newest = flush().stream().mapToInt(i -> i).max().orElse(-1);
            if (newest < sent) {
                break;
            }
            sent = newest + 1;
            sack(-1, 1, sent - 1);
        }
        assertThat(sent).isEqualTo(65535);
        assertThat(out.outstandingChunks()).isEqualTo(65535);
        sack(sent - 1);
        assertThat(flush()).isNotEmpty().allMatch(tsn -> tsn >= 65535);
    }

    @Test
    @DisplayName("9260-6.3.1-5: one measurement for each round trip, not for each acknowledgement")
    void oneSampleEachRoundTrip() {
        send(1000);
        flush();
        now += 80 * MS;
        sack(0);
        assertThat(path.rto.srttNs()).isEqualTo(80 * MS);
        send(1000);
        send(1000);
        flush();
        now += 20 * MS;
        sack(1);
        assertThat(path.rto.srttNs()).as("the round trip is not over").isEqualTo(80 * MS);
        now += 100 * MS;
        sack(2);
        assertThat(path.rto.srttNs()).isEqualTo((7 * 80 * MS + 120 * MS) / 8);
    }

    @Test
    @DisplayName("9260-7.2.4-8: a SACK that advances and finds a loss lets the window grow before it is cut")
    void growthBeforeCut() {
        int tsn = 0;
        send(800_000);
        while (path.congestion.cwnd() < 20_000) {
            List<Integer> left = flush();
            tsn = left.get(left.size() - 1);
            sack(tsn);
        }
        int n = tsn + 1;
        int lost = tsn + 2;
        flush();
        sack(n - 1, lost + 1, lost + 1);
        flush();
        sack(n - 1, lost + 1, lost + 2);
        flush();
        int before = path.congestion.cwnd();
        assertThat(path.flightBytes).as("fully used").isGreaterThanOrEqualTo(before);
        sack(n, lost + 1, lost + 3);
        int growth = path.maxDataChunkBytes();
        assertThat(path.congestion.cwnd()).isEqualTo((before + growth) / 2);
        assertThat(flush()).startsWith(lost);
    }

    @Test
    @DisplayName("9260-3.3.8-2 9260-6.2.1-16: the cumulative ack of a SHUTDOWN takes no gap ack back")
    void shutdownKeepsGapAcks() {
        send(4000);
        flush();
        sack(-1, 2, 3);
        int flight = path.flightBytes;
        assertThat(out.onCumulativeAck(FIRST_TSN - 1, paths, now)).isEqualTo(OutboundData.SackOutcome.PROCESSED);
        assertThat(path.flightBytes).isEqualTo(flight);
        assertThat(flush()).isEmpty();
        out.onCumulativeAck(FIRST_TSN, paths, now);
        assertThat(path.flightBytes).isEqualTo(flight / 2);
        assertThat(IntStream.range(0, 4)
                        .filter(i -> i < 4 - out.outstandingChunks())
                        .count())
                .isEqualTo(1);
    }
}
