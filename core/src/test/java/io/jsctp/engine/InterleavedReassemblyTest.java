package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.wire.DataView;
import io.jsctp.wire.IDataChunk;
import io.jsctp.wire.PacketReader;
import io.jsctp.wire.PacketWriter;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** I-DATA chunks become messages whatever their TSNs (RFC 8260 §2.2.3). */
class InterleavedReassemblyTest {
    private static final int B = DataView.FLAG_B;
    private static final int E = DataView.FLAG_E;
    private static final int U = DataView.FLAG_U;
    private static final int STREAMS = 6;
    private static final int WINDOW = 1000;

    private final PayloadPool pool = new PayloadPool();
    private final ArrayDeque<AssociationEvent> events = new ArrayDeque<>();
    private Reassembly reassembly = fresh(false);

    private Reassembly fresh(boolean skips) {
        Reassembly made = new InterleavedReassembly(STREAMS, WINDOW, skips, 4711, pool, events);
        made.mixing(true);
        return made;
    }

    private boolean add(IDataChunk c) {
        ByteBuffer buffer = ByteBuffer.allocate(2048);
        PacketWriter writer = new PacketWriter();
        writer.begin(buffer, 0, buffer.capacity(), 1, 2, 3);
        writer.put(c);
        PacketReader reader = new PacketReader();
        reader.reset(buffer, 0, writer.finish());
        assertThat(reader.next()).isEqualTo(PacketReader.CHUNK);
        assertThat(reassembly.reachStream(c.streamId(), false)).isTrue();
        return reassembly.add(reader, true, true);
    }

    private int tsn = 1000;

    private boolean add(int flags, int stream, int mid, int ppidOrFsn) {
        return add(new IDataChunk(flags, tsn++, stream, mid, ppidOrFsn, new byte[] {1}));
    }

    private record Sent(int stream, boolean unordered, int ppid, byte[] payload) {}

    /** Cuts messages into chunks, as many senders at once would: TSNs are dealt in any order. */
    private static List<IDataChunk> chunks(List<Sent> messages, Random random) {
        List<IDataChunk> chunks = new ArrayList<>();
        Map<String, Integer> mids = new HashMap<>();
        for (Sent m : messages) {
            int mid = mids.merge(m.stream + " " + m.unordered, 1, Integer::sum) - 1;
            int at = 0;
            for (int fsn = 0; at < m.payload.length; fsn++) {
                int n = Math.min(m.payload.length - at, 1 + random.nextInt(400));
                int flags = (at == 0 ? B : 0) | (at + n == m.payload.length ? E : 0) | (m.unordered ? U : 0);
                chunks.add(new IDataChunk(
                        flags, 0, m.stream, mid, at == 0 ? m.ppid : fsn, Arrays.copyOfRange(m.payload, at, at + n)));
                at += n;
            }
        }
        Collections.shuffle(chunks, random);
        return chunks;
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[1 + random.nextInt(2000)];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    @DisplayName(
            "8260-2.2.3-1 8260-2.2.3-4 8260-2.1-5: by stream, kind, MID and FSN, whatever the TSNs and the order; each message once, ordered ones by MID")
    void anyOrder() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<Sent> sent = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                sent.add(new Sent(random.nextInt(STREAMS), random.nextInt(4) == 0, random.nextInt(), bytes(random)));
            }
            List<IDataChunk> chunks = chunks(sent, random);
            reassembly = fresh(false);
            List<Sent> received = new ArrayList<>();
            int point = seed % 2 == 0 ? Integer.MAX_VALUE : 500;
            Map<Integer, InboundMessage> firsts = new HashMap<>();
            Map<Integer, ByteBuffer> parts = new HashMap<>();
            for (IDataChunk c : chunks) {
                assertThat(add(new IDataChunk(
                                c.flags(), random.nextInt(), c.streamId(), c.messageId(), c.ppidOrFsn(), c.payload())))
                        .as("seed %d", seed)
                        .isTrue();
                reassembly.deliverParts(0, point, false);
                while (!events.isEmpty()) {
                    read((InboundMessage) events.remove(), firsts, parts, received);
                }
            }
            assertThat(parts).isEmpty();
            for (int stream = 0; stream < STREAMS; stream++) {
                for (boolean unordered : new boolean[] {false, true}) {
                    List<String> expected = texts(sent, stream, unordered);
                    List<String> seen = texts(received, stream, unordered);
                    if (unordered) {
                        assertThat(seen).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(expected);
                    } else {
                        assertThat(seen).as("seed %d", seed).containsExactlyElementsOf(expected);
                    }
                }
            }
            assertEmpty();
        }
    }

    /** Parts of a message follow one another, with messages of other streams at most between them. */
    private void read(
            InboundMessage m,
            Map<Integer, InboundMessage> firsts,
            Map<Integer, ByteBuffer> parts,
            List<Sent> received) {
        assertThat(m.beginning()).as("amidst another one of its stream").isNotEqualTo(parts.containsKey(m.streamId()));
        ByteBuffer whole = parts.computeIfAbsent(m.streamId(), id -> ByteBuffer.allocate(4000));
        m.read(whole);
        if (m.endOfRecord()) {
            parts.remove(m.streamId());
            byte[] payload = Arrays.copyOf(whole.array(), whole.position());
            received.add(new Sent(m.streamId(), m.unordered(), m.payloadProtocolId(), payload));
        }
        reassembly.consumed(m);
    }

    private static List<String> texts(List<Sent> messages, int stream, boolean unordered) {
        return messages.stream()
                .filter(m -> m.stream == stream && m.unordered == unordered)
                .map(m -> m.ppid + " " + Arrays.toString(m.payload))
                .toList();
    }

    private void assertEmpty() {
        assertThat(pool.inUse()).isZero();
        assertThat(reassembly.queuedChunks()).isZero();
        assertThat(reassembly.heldBytes()).isZero();
        assertThat(reassembly.incomplete()).isZero();
    }

    private boolean contradicts(boolean... taken) {
        boolean last = taken[taken.length - 1];
        for (int i = 0; i < taken.length - 1; i++) {
            assertThat(taken[i]).as("chunk %d", i).isTrue();
        }
        reassembly.clear(STREAMS);
        delivered();
        unread.forEach(reassembly::consumed);
        unread.clear();
        assertEmpty();
        return !last;
    }

    @Test
    @DisplayName("8260-2.2.3-3: fragments that contradict each other are refused")
    void contradictions() {
        assertThat(contradicts(add(B, 0, 0, 9), add(B, 0, 0, 9)))
                .as("a second B")
                .isTrue();
        assertThat(contradicts(add(0, 0, 0, 1), add(0, 0, 0, 1)))
                .as("an FSN twice")
                .isTrue();
        assertThat(contradicts(add(B, 0, 0, 9), add(0, 0, 0, 1), add(0, 0, 0, 1)))
                .as("an FSN twice, amidst others")
                .isTrue();
        assertThat(contradicts(add(E, 0, 0, 2), add(0, 0, 0, 3)))
                .as("beyond the end")
                .isTrue();
        assertThat(contradicts(add(0, 0, 0, 3), add(E, 0, 0, 2)))
                .as("an end too early")
                .isTrue();
        assertThat(contradicts(add(E, 0, 0, 2), add(E, 0, 0, 4)))
                .as("a second E")
                .isTrue();
        assertThat(contradicts(add(0, 0, 0, 0))).as("FSN 0 without B").isTrue();
        assertThat(contradicts(add(B | E, 0, 1, 9), add(B | E, 0, 1, 9)))
                .as("a MID twice")
                .isTrue();
        assertThat(contradicts(add(B | E, 0, 0, 9), add(B, 0, 0, 9)))
                .as("a MID that was delivered")
                .isTrue();
        assertThat(contradicts(add(B, 0, 0, 9), add(0, 0, 0, WINDOW + 2)))
                .as("FSN too far ahead")
                .isTrue();
        assertThat(contradicts(add(B, 0, 0, 9), add(0, 0, 0, WINDOW + 1)))
                .as("just not too far")
                .isFalse();
        assertThat(contradicts(add(B, 0, 0, 9), add(E | U, 0, 0, 1)))
                .as("of two kinds")
                .isFalse();
        assertThat(contradicts(add(B, 0, 0, 9), add(E, 1, 0, 1)))
                .as("of two streams")
                .isFalse();
        assertThat(contradicts(add(E, 0, 0, 2), add(0, 0, 0, 1), add(B, 0, 0, 9)))
                .as("sound")
                .isFalse();
    }

    @Test
    @DisplayName("8260-2.2.3-3 XO-14: what is being delivered in parts is held to the same rules")
    void contradictionsInParts() {
        add(B, 0, 0, 9);
        add(0, 0, 0, 1);
        reassembly.deliverParts(0, 1, false);
        assertThat(events).hasSize(1);
        assertThat(add(B, 0, 0, 9)).as("a second B").isFalse();
        assertThat(add(0, 0, 0, 1)).as("an FSN that was delivered").isFalse();
        assertThat(add(0, 0, 0, 3)).isTrue();
        assertThat(add(E, 0, 0, 2)).as("an end too early").isFalse();
        assertThat(add(0, 0, 0, 2)).isTrue();
        assertThat(add(E, 0, 0, 4)).isTrue();
        assertThat(events).hasSize(3);
        assertThat(((InboundMessage) events.peekLast()).endOfRecord()).isTrue();
        assertThat(reassembly.isDelivering()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("XO-14 8260-2.2.3-4: only at level 2 others come between the parts, and never others of the stream")
    void mixing(boolean level2) {
        reassembly.mixing(level2);
        add(B, 0, 0, 9);
        add(0, 0, 0, 1);
        reassembly.deliverParts(0, 1, false);
        add(B | E, 0, 1, 9);
        add(B | E | U, 0, 0, 9);
        add(B | E, 1, 0, 9);
        add(B, 2, 0, 9);
        add(0, 2, 0, 1);
        reassembly.deliverParts(0, 1, false);
        assertThat(delivered()).containsExactlyElementsOf(level2 ? List.of("0-", "1.", "2-") : List.of("0-"));
        add(E, 0, 0, 2);
        assertThat(delivered())
                .containsExactlyElementsOf(level2 ? List.of("0.", "0.", "0u") : List.of("0.", "0.", "0u", "1."));
        add(E, 2, 0, 2);
        assertThat(delivered()).containsExactly("2.");
        assertEmptyAfterReading();
    }

    private final List<InboundMessage> unread = new ArrayList<>();

    /** What came since: the stream, and - for a part, . for an end, u for that of an unordered one. */
    private List<String> delivered() {
        List<String> texts = new ArrayList<>();
        while (!events.isEmpty()) {
            InboundMessage m = (InboundMessage) events.remove();
            texts.add(m.streamId() + (m.endOfRecord() ? m.unordered() ? "u" : "." : "-"));
            unread.add(m);
        }
        return texts;
    }

    private void assertEmptyAfterReading() {
        unread.forEach(reassembly::consumed);
        assertEmpty();
    }

    @Test
    @DisplayName("9260-6.2-33 8260-2.2.3-1: what is dropped for want of memory can come again")
    void reneging() {
        Random random = new Random(1);
        for (int round = 0; round < 50; round++) {
            reassembly = fresh(false);
            List<IDataChunk> chunks = new ArrayList<>();
            for (int fsn = 0; fsn < 9; fsn++) {
                int flags = fsn == 0 ? B : fsn == 8 ? E : 0;
                chunks.add(new IDataChunk(flags, 100 + fsn, 0, 0, fsn == 0 ? 7 : fsn, new byte[] {(byte) fsn}));
            }
            IDataChunk first = chunks.remove(random.nextInt(9));
            Collections.shuffle(chunks, random);
            chunks.forEach(c -> assertThat(add(c)).isTrue());
            TsnTracker tsns = new TsnTracker(99, WINDOW, Allowance.unlimited()); // the first is missing
            chunks.forEach(c -> {
                assertThat(tsns.reach(c.tsn())).isTrue();
                tsns.add(c.tsn());
            });
            Set<Integer> dropped = new HashSet<>();
            for (int i = random.nextInt(8); i >= 0; i--) {
                Fragment highest = reassembly.highestHeldAbove(99, tsns);
                if (highest != null) {
                    assertThat(highest.tsn).isEqualTo(tsns.highest());
                    dropped.add(highest.tsn);
                    tsns.remove(highest.tsn);
                    reassembly.dropHighest(highest);
                }
            }
            chunks.add(first);
            chunks.forEach(c -> {
                if (c == first || dropped.contains(c.tsn())) {
                    assertThat(add(c)).as("round, TSN %d", c.tsn()).isTrue();
                }
            });
            assertThat(events).hasSize(1);
            InboundMessage m = (InboundMessage) events.remove();
            ByteBuffer read = ByteBuffer.allocate(9);
            m.read(read);
            assertThat(read.array()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
            assertThat(m.payloadProtocolId()).isEqualTo(7);
            reassembly.consumed(m);
            assertEmpty();
        }
    }

    @Test
    @DisplayName("8260-2.1-5: the FSN may wrap in a message that is delivered in parts")
    void fsnWraps() {
        PartialMessage m = new PartialMessage();
        Fragment f = fragment(B, 0);
        m.start(f);
        assertThat(m.add(f, WINDOW)).isTrue();
        m.delivering = true;
        m.takeReady();
        m.firstFsn = -2;
        m.missingFsn = -2;
        assertThat(m.add(fragment(0, 1), WINDOW)).isTrue();
        assertThat(m.add(fragment(0, -1), WINDOW)).isTrue();
        assertThat(m.add(fragment(0, -3), WINDOW)).as("it is behind").isFalse();
        assertThat(m.add(fragment(0, -2), WINDOW)).isTrue();
        assertThat(m.add(fragment(E, 2), WINDOW)).isTrue();
        assertThat(m.isComplete()).isFalse();
        assertThat(m.add(fragment(0, 0), WINDOW)).isTrue();
        assertThat(m.isComplete()).isTrue();
    }

    private Fragment fragment(int flags, int fsn) {
        ByteBuffer buffer = ByteBuffer.allocate(100);
        PacketWriter writer = new PacketWriter();
        writer.begin(buffer, 0, buffer.capacity(), 1, 2, 3);
        writer.put(new IDataChunk(flags, 1, 0, 0, fsn, new byte[1]));
        PacketReader reader = new PacketReader();
        reader.reset(buffer, 0, writer.finish());
        reader.next();
        Fragment f = new Fragment();
        f.read(reader, pool);
        return f;
    }

    @Test
    @DisplayName("SEC-61: a peer that chooses its MIDs does not make one chain long, for it does not know the secret")
    void chains() {
        PartialMessages messages = new PartialMessages(new Random(3).nextLong());
        int[] longest = new int[1];
        for (int i = 0; i < 4096; i++) {
            PartialMessage m = new PartialMessage();
            m.streamId = i & 1;
            m.number = i << 16;
            messages.add(m);
        }
        messages.forEach(m -> {
            int length = 0;
            for (PartialMessage at = m; at != null; at = at.nextInChain) {
                length++;
            }
            longest[0] = Math.max(longest[0], length);
        });
        assertThat(longest[0]).isLessThan(12);
        List<PartialMessage> all = messages.all();
        assertThat(all).hasSize(4096);
        all.forEach(messages::remove);
        assertThat(messages.count()).isZero();
    }
}
