package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.wire.DataView;
import io.jsctp.wire.PacketReader;
import io.jsctp.wire.PacketWriter;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReassemblyTest {
    private final PayloadPool pool = new PayloadPool();
    private final ArrayDeque<AssociationEvent> events = new ArrayDeque<>();

    private record Chunk(int flags, int tsn, int stream, int ssn, byte[] payload) {}

    private record Sent(int stream, boolean unordered, byte[] payload) {}

    /** Which TSNs were received. */
    private final java.util.Set<Integer> received = new java.util.HashSet<>();

    private boolean add(Reassembly reassembly, Chunk c) {
        received.add(c.tsn);
        assertThat(reassembly.reachStream(c.stream, false)).isTrue();
        return reassembly.add(reader(c), received.contains(c.tsn - 1), received.contains(c.tsn + 1));
    }

    private static PacketReader reader(Chunk c) {
        ByteBuffer buffer = ByteBuffer.allocate(2048);
        PacketWriter writer = new PacketWriter();
        writer.begin(buffer, 0, buffer.capacity(), 1, 2, 3);
        writer.putData(c.flags, c.tsn, c.stream, c.ssn, 9, c.payload, 0, c.payload.length);
        PacketReader reader = new PacketReader();
        reader.reset(buffer, 0, writer.finish());
        assertThat(reader.next()).isEqualTo(PacketReader.CHUNK);
        return reader;
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Cuts messages into chunks as a sender does. */
    private static List<Chunk> chunks(List<Sent> messages, int firstTsn, Random random) {
        List<Chunk> chunks = new ArrayList<>();
        int[] nextSsn = new int[8];
        java.util.Arrays.fill(nextSsn, 65530);
        int tsn = firstTsn;
        for (Sent m : messages) {
            int ssn = m.unordered ? random.nextInt(65536) : nextSsn[m.stream]++ & 0xffff;
            int at = 0;
            while (at < m.payload.length) {
                int n = Math.min(m.payload.length - at, 1 + random.nextInt(400));
                int flags = (at == 0 ? DataView.FLAG_B : 0)
                        | (at + n == m.payload.length ? DataView.FLAG_E : 0)
                        | (m.unordered ? DataView.FLAG_U : 0);
                chunks.add(new Chunk(flags, tsn++, m.stream, ssn, java.util.Arrays.copyOfRange(m.payload, at, at + n)));
                at += n;
            }
        }
        return chunks;
    }

    /** A reassembly whose streams have all seen 65530 messages: the sequence numbers are about to wrap. */
    private Reassembly nearTheWrap() {
        Reassembly reassembly = new DataReassembly(8, pool, events);
        for (int stream = 0; stream < 8; stream++) {
            for (int ssn = 0; ssn < 65530; ssn++) {
                assertThat(add(
                                reassembly,
                                new Chunk(DataView.FLAG_B | DataView.FLAG_E, -1 - ssn, stream, ssn, new byte[] {1})))
                        .isTrue();
                reassembly.consumed((InboundMessage) events.remove());
            }
            if (stream == 0) {
                break; // one stream is enough, the others start at 0
            }
        }
        return reassembly;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, Integer.MAX_VALUE - 20, -20})
    @DisplayName(
            "STK-20 STK-21 9260-6.6-1 9260-6.6-4 9260-6.9-10: messages come whole, once, in order per stream, whatever order chunks come in")
    void anyOrder(int firstTsn) {
        for (long seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            List<Sent> sent = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                boolean unordered = random.nextInt(4) == 0;
                sent.add(new Sent(
                        unordered ? random.nextInt(8) : 0, unordered, bytes(random, 1 + random.nextInt(2000))));
            }
            Reassembly reassembly = seed == 0 ? nearTheWrap() : new DataReassembly(8, pool, events);
            List<Chunk> chunks = chunks(sent, firstTsn, random);
            if (seed != 0) {
                chunks.replaceAll(c -> new Chunk(
                        c.flags,
                        c.tsn,
                        c.stream,
                        (c.flags & DataView.FLAG_U) != 0 ? c.ssn : (c.ssn + 6) & 0xffff,
                        c.payload));
            }
            Collections.shuffle(chunks, random);
            received.clear();
            for (Chunk c : chunks) {
                assertThat(add(reassembly, c)).as("seed %d", seed).isTrue();
            }
            List<byte[]> ordered = new ArrayList<>();
            List<byte[]> unordered = new ArrayList<>();
            while (!events.isEmpty()) {
                InboundMessage m = (InboundMessage) events.remove();
                ByteBuffer copy = ByteBuffer.allocate(m.length());
                assertThat(m.read(copy)).isEqualTo(m.length());
                (m.unordered() ? unordered : ordered).add(copy.array());
                reassembly.consumed(m);
            }
            assertThat(ordered)
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(sent.stream()
                            .filter(s -> !s.unordered)
                            .map(Sent::payload)
                            .toList());
            assertThat(unordered)
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(sent.stream()
                            .filter(Sent::unordered)
                            .map(Sent::payload)
                            .toList());
            assertThat(pool.inUse()).as("seed %d", seed).isZero();
            assertThat(reassembly.queuedChunks()).isZero();
        }
    }

    @Test
    @DisplayName("9260-3.3.1-10: fragments that contradict each other are refused")
    void contradictions() {
        byte[] one = {1};
        assertThat(both(new Chunk(DataView.FLAG_B, 1, 0, 0, one), new Chunk(DataView.FLAG_B, 2, 0, 1, one)))
                .as("a beginning before the end")
                .isFalse();
        assertThat(both(new Chunk(DataView.FLAG_B, 1, 0, 0, one), new Chunk(0, 2, 1, 0, one)))
                .as("another stream within a message")
                .isFalse();
        assertThat(both(new Chunk(DataView.FLAG_B, 1, 0, 0, one), new Chunk(DataView.FLAG_E, 2, 0, 1, one)))
                .as("another sequence number within a message")
                .isFalse();
        assertThat(both(
                        new Chunk(DataView.FLAG_B, 1, 0, 0, one),
                        new Chunk(DataView.FLAG_E | DataView.FLAG_U, 2, 0, 0, one)))
                .as("ordered and unordered in one message")
                .isFalse();
        assertThat(both(new Chunk(0, 2, 0, 0, one), new Chunk(DataView.FLAG_E, 1, 0, 0, one)))
                .as("a middle after the end")
                .isFalse();
        assertThat(both(new Chunk(DataView.FLAG_B, 1, 0, 0, one), new Chunk(DataView.FLAG_E, 2, 0, 0, one)))
                .as("a sound pair")
                .isTrue();
    }

    private boolean both(Chunk first, Chunk second) {
        Reassembly reassembly = new DataReassembly(2, pool, events);
        received.clear();
        return add(reassembly, first) && add(reassembly, second);
    }

    @Test
    @DisplayName("9260-3.3.1-2 9260-6.6-3: an unordered message passes a gap in the sequence numbers")
    void unorderedPasses() {
        Reassembly reassembly = new DataReassembly(2, pool, events);
        int whole = DataView.FLAG_B | DataView.FLAG_E;
        assertThat(add(reassembly, new Chunk(whole, 2, 0, 1, new byte[] {2}))).isTrue();
        assertThat(events).isEmpty();
        assertThat(add(reassembly, new Chunk(whole | DataView.FLAG_U, 3, 0, 0, new byte[] {3})))
                .isTrue();
        assertThat(events).hasSize(1);
        assertThat(add(reassembly, new Chunk(whole, 1, 0, 0, new byte[] {1}))).isTrue();
        assertThat(events).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName(
            "XO-14: at level 2 messages of other streams come between the parts of one, never others of its stream")
    void mixing(boolean level2) {
        Reassembly reassembly = new DataReassembly(4, pool, events);
        reassembly.mixing(level2);
        int whole = DataView.FLAG_B | DataView.FLAG_E;
        byte[] one = {1};
        add(reassembly, new Chunk(DataView.FLAG_B, 1, 0, 0, one));
        add(reassembly, new Chunk(0, 2, 0, 0, one));
        reassembly.deliverParts(2, 1, false);
        add(reassembly, new Chunk(whole, 4, 0, 1, one));
        add(reassembly, new Chunk(whole | DataView.FLAG_U, 5, 0, 0, one));
        add(reassembly, new Chunk(whole, 6, 1, 0, one));
        add(reassembly, new Chunk(DataView.FLAG_B | DataView.FLAG_U, 7, 2, 0, one));
        add(reassembly, new Chunk(DataView.FLAG_E | DataView.FLAG_U, 8, 2, 0, one));
        assertThat(streams()).containsExactlyElementsOf(level2 ? List.of(0, 1, 2) : List.of(0));
        reassembly.mixing(true);
        assertThat(streams()).containsExactlyElementsOf(level2 ? List.of() : List.of(1, 2));
        add(reassembly, new Chunk(DataView.FLAG_E, 3, 0, 0, one));
        assertThat(streams()).containsExactly(0, 0, 0);
    }

    private List<Integer> streams() {
        List<Integer> streams = new ArrayList<>();
        while (!events.isEmpty()) {
            streams.add(((InboundMessage) events.remove()).streamId());
        }
        return streams;
    }
}
