package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.engine.StreamScheduling.Policy;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.DataChunk;
import io.jsctp.wire.SackChunk;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The order in which streams are served (RFC 8260 §3). */
class StreamSchedulerTest {
    private static final int STREAMS = 20;

    private final SendQueue queue = new SendQueue(STREAMS, new PayloadPool());

    private StreamSchedulerTest scheduling(Policy policy, int... values) {
        StreamScheduling s = StreamScheduling.DEFAULT.with(policy);
        for (int i = 0; i < values.length; i++) {
            s = s.with(i, values[i]);
        }
        queue.scheduling(s);
        return this;
    }

    private OutboundMessage add(int stream, int bytes) {
        assertThat(queue.memory.charge(bytes, true)).isTrue();
        return queue.add(ByteBuffer.allocate(bytes), stream, 0, 0, 0, Reliability.FULL, 0);
    }

    private void add(int... streams) {
        for (int stream : streams) {
            add(stream, 10);
        }
    }

    /** The whole next message leaves; {@return it} */
    private OutboundMessage take() {
        OutboundMessage m = queue.head();
        if (m == null) {
            throw new AssertionError("nothing waits");
        }
        queue.begin(m);
        queue.fragmented(m, m.length);
        return m;
    }

    /** The streams of the messages that leave next. */
    private List<Integer> take(int count) {
        List<Integer> streams = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            OutboundMessage m = take();
            streams.add(m.streamId);
            m.outstandingChunks = 0;
            queue.memory.release(m);
        }
        return streams;
    }

    @Test
    @DisplayName("8260-3.1-1: first come, first served: in the order given, whatever the streams")
    void firstCome() {
        scheduling(Policy.FIRST_COME_FIRST_SERVED);
        add(3, 1, 1, 2, 3, 1);
        OutboundMessage dropped = add(4, 10);
        add(5, 4, 3);
        queue.take(dropped);
        assertThat(take(5)).containsExactly(3, 1, 1, 2, 3);
        add(2);
        assertThat(take(5)).containsExactly(1, 5, 4, 3, 2);
        assertThat(queue.head()).isNull();
    }

    @Test
    @DisplayName("8260-3.2-1: round robin: message by message, a stream that comes back stands behind the others")
    void roundRobin() {
        scheduling(Policy.ROUND_ROBIN);
        add(1, 1, 1, 2, 3, 3);
        assertThat(take(4)).containsExactly(1, 2, 3, 1);
        add(2);
        assertThat(take(3)).containsExactly(3, 1, 2);
    }

    @Test
    @DisplayName("8260-3.4-1: the lowest number first, equal ones in turn; a change holds from the next message on")
    void priority() {
        scheduling(Policy.PRIORITY, 5, 5, 0, 7);
        add(3, 0, 0, 1, 1, 3);
        assertThat(take(1)).containsExactly(0);
        add(2, 10);
        add(2, 10);
        assertThat(take(4)).containsExactly(2, 2, 1, 0);
        scheduling(Policy.PRIORITY, 5, 5, 0, 1);
        assertThat(take(3)).containsExactly(3, 3, 1);
    }

    @Test
    @DisplayName("8260-3.5-1: streams that always have something differ by no more than their largest message")
    void fairCapacity() {
        scheduling(Policy.FAIR_CAPACITY);
        Collection<Long> bytes = served(new int[] {10, 1000, 333, 60}, 1000).values();
        assertThat(bytes).hasSize(4);
        assertThat(Collections.max(bytes) - Collections.min(bytes)).isLessThanOrEqualTo(2000);
    }

    @Test
    @DisplayName("8260-3.6-1: bytes in the ratio of the weights")
    void weighted() {
        scheduling(Policy.WEIGHTED_FAIR_QUEUEING, 1, 2, 5, 0);
        Map<Integer, Long> served = served(new int[] {100, 700, 300, 50}, 1000);
        assertThat(served.get(0)).isBetween(110_000L, 113_000L);
        assertThat(served.get(1)).isBetween(220_000L, 225_000L);
        assertThat(served.get(2)).isBetween(553_000L, 558_000L);
        assertThat(served.get(3)).as("0 counts as 1").isBetween(110_000L, 113_000L);
    }

    /** Streams with messages of these sizes, up to twice, always have some; {@return the bytes served of a million} */
    private Map<Integer, Long> served(int[] sizes, int kilobytes) {
        Random random = new Random(1);
        for (int i = 0; i < 4; i++) {
            for (int stream = 0; stream < sizes.length; stream++) {
                add(stream, sizes[stream]);
            }
        }
        Map<Integer, Long> served = new HashMap<>();
        long all = 0;
        while (all < kilobytes * 1000L) {
            OutboundMessage m = take();
            all += m.length;
            served.merge(m.streamId, (long) m.length, Long::sum);
            int stream = m.streamId;
            queue.memory.release(m);
            add(stream, 1 + random.nextInt(2 * sizes[stream] - 1));
        }
        return served;
    }

    @Test
    @DisplayName("8260-3.6-1 8260-3.5-1: a stream that wakes up has no credit, and none that was served owes for ever")
    void noCredit() {
        for (Policy policy : List.of(Policy.FAIR_CAPACITY, Policy.WEIGHTED_FAIR_QUEUEING)) {
            scheduling(policy);
            for (int i = 0; i < 100; i++) {
                add(0, 100);
            }
            take(50);
            for (int i = 0; i < 20; i++) {
                add(1, 100);
            }
            List<Integer> next = take(20);
            assertThat(next.stream().filter(s -> s == 1).count())
                    .as("%s", policy)
                    .isBetween(9L, 11L);
            take(50);
            assertThat(queue.isEmpty()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Policy.class)
    @DisplayName("8260-3-2: under every scheduler a message that was begun is finished before another one")
    void finishesWhatWasBegun(Policy policy) {
        scheduling(policy, 9, 9, 9, 0);
        OutboundMessage large = add(2, 3000);
        queue.begin(large);
        queue.fragmented(large, 1000);
        add(3, 10);
        assertThat(queue.head()).isSameAs(large);
        queue.fragmented(large, 1000);
        queue.packetEnds();
        assertThat(queue.head()).isSameAs(large);
        queue.fragmented(large, 1000);
        assertThat(take(1)).containsExactly(3);
    }

    @ParameterizedTest
    @EnumSource(Policy.class)
    @DisplayName(
            "8260-3-1 8260-3-3: whatever is changed meanwhile, nothing is lost, doubled, or reordered in its stream")
    void survivesChanges(Policy first) {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            SendQueue q = new SendQueue(STREAMS, new PayloadPool());
            StreamScheduling scheduling = StreamScheduling.DEFAULT.with(first);
            q.scheduling(scheduling);
            List<ArrayDeque<OutboundMessage>> expected = new ArrayList<>();
            for (int i = 0; i < STREAMS; i++) {
                expected.add(new ArrayDeque<>());
            }
            for (int i = 0; i < 400; i++) {
                int stream = random.nextInt(STREAMS);
                switch (random.nextInt(10)) {
                    case 0 -> scheduling = scheduling.with(stream, random.nextInt(5));
                    case 1 -> scheduling = scheduling.with(Policy.values()[random.nextInt(6)]);
                    case 2 -> q.packetEnds();
                    case 3 -> {
                        OutboundMessage last = expected.get(stream).pollLast();
                        if (last != null) {
                            q.take(last);
                        }
                    }
                    case 4, 5, 6 ->
                        expected.get(stream)
                                .add(q.add(
                                        ByteBuffer.allocate(1 + random.nextInt(99)),
                                        stream,
                                        0,
                                        0,
                                        0,
                                        Reliability.FULL,
                                        0));
                    default -> takeExpected(q, expected);
                }
                q.scheduling(scheduling);
            }
            while (!q.isEmpty()) {
                takeExpected(q, expected);
            }
            assertThat(expected).allMatch(ArrayDeque::isEmpty);
        }
    }

    private static void takeExpected(SendQueue q, List<ArrayDeque<OutboundMessage>> expected) {
        OutboundMessage m = q.head();
        if (m == null) {
            assertThat(expected).allMatch(ArrayDeque::isEmpty);
            return;
        }
        q.begin(m);
        q.fragmented(m, m.length);
        assertThat(expected.get(m.streamId).poll()).isSameAs(m);
    }

    @Test
    @DisplayName("8260-3.3-1: packet by packet: new data of one stream only, and the next packet is another one's")
    void packets() {
        AssociationSettings settings = AssociationSettings.defaults().toBuilder()
                .pathMtuBytes(1028)
                .initialCwndPackets(20)
                .maxBurstPackets(0)
                .streamScheduling(StreamScheduling.DEFAULT.with(Policy.ROUND_ROBIN_PER_PACKET))
                .build();
        DataPeer peer = new DataPeer(new Wire(settings), 1, 10);
        Association a = peer.wire.association();
        for (int i = 0; i < 30; i++) {
            a.send(ByteBuffer.allocate(200), i % 3, 0, 0, 0, 0, null, peer.wire.now);
        }
        a.send(ByteBuffer.allocate(2500), 4, 0, 0, 0, 0, null, peer.wire.now);
        a.send(ByteBuffer.allocate(200), 4, 0, 0, 0, 0, null, peer.wire.now);
        List<List<Integer>> packets = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            for (Wire.Answer packet : peer.wire.pull()) {
                packets.add(packet.chunks().stream()
                        .filter(DataChunk.class::isInstance)
                        .map(c -> ((DataChunk) c).streamId())
                        .toList());
            }
            Chunk sack = new SackChunk(a.outbound.nextTsn() - 1, 1 << 20, List.of(), List.of());
            peer.wire.feed(peer.ourTag, sack);
        }
        assertThat(packets).allSatisfy(p -> assertThat(p.stream().distinct()).hasSize(1));
        assertThat(packets.stream().map(p -> p.get(0)).limit(7)).containsExactly(0, 1, 2, 4, 4, 4, 0);
        assertThat(packets.stream().mapToInt(List::size).sum()).isEqualTo(34);
    }
}
