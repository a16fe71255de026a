package io.jsctp.engine;

import io.jsctp.fuzz.Fuzz;
import io.jsctp.fuzz.FuzzInput;
import io.jsctp.wire.DataView;
import io.jsctp.wire.PacketReader;
import io.jsctp.wire.PacketWriter;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * DATA chunks with any flags, streams and numbers, each TSN once: what is delivered, and which chunk is refused, must be
 * what a slow model says that searches all it has again for each chunk.
 */
public final class ReassemblyFuzzer {
    private static final int STREAMS = 3;
    private static final int TSNS = 96;

    private record Chunk(int tsn, int flags, int stream, int ssn, int ppid, byte[] payload) {
        boolean begins() {
            return (flags & DataView.FLAG_B) != 0;
        }

        boolean ends() {
            return (flags & DataView.FLAG_E) != 0;
        }

        boolean unordered() {
            return (flags & DataView.FLAG_U) != 0;
        }

        boolean joins(Chunk next) {
            return !ends()
                    && !next.begins()
                    && stream == next.stream
                    && unordered() == next.unordered()
                    && (unordered() || ssn == next.ssn);
        }
    }

    private record Message(int stream, boolean unordered, int ssn, int ppid, int tsn, String payload) {}

    private final FuzzInput in;
    private final PayloadPool pool = new PayloadPool();
    private final ArrayDeque<AssociationEvent> events = new ArrayDeque<>();
    private final Reassembly reassembly = new DataReassembly(STREAMS, pool, events);
    private final TreeMap<Integer, Chunk> fragments = new TreeMap<>();
    private final List<Map<Integer, Message>> waiting = new ArrayList<>();
    private final int[] nextSsn = new int[STREAMS];
    private final List<Message> expected = new ArrayList<>();
    private final List<Message> delivered = new ArrayList<>();
    private final boolean[] used = new boolean[TSNS];

    private ReassemblyFuzzer(byte[] bytes) {
        in = new FuzzInput(bytes);
        for (int i = 0; i < STREAMS; i++) {
            waiting.add(new HashMap<>());
        }
    }

    public static void fuzzerTestOneInput(byte[] bytes) {
        new ReassemblyFuzzer(bytes).run();
    }

    private void run() {
        int firstTsn = in.flag() ? 1 : -TSNS / 2;
        boolean sound = true;
        while (sound && !in.isEmpty()) {
            int offset = in.below(TSNS);
            if (used[offset]) {
                continue;
            }
            used[offset] = true;
            int kind = in.u8();
            Chunk c = new Chunk(
                    offset, kind & 7, (kind >> 3) % STREAMS, in.below(4), in.below(2), in.take(1 + in.below(5)));
            if (c.payload.length == 0) {
                break;
            }
            boolean before = offset > 0 && used[offset - 1];
            boolean after = offset < TSNS - 1 && used[offset + 1];
            sound = expect(c, before, after);
            reassembly.reachStream(c.stream, false);
            Fuzz.same(reassembly.add(reader(firstTsn, c), before, after), sound, "taken: " + c);
            if (sound) {
                collect(firstTsn);
                Fuzz.same(delivered, expected, "delivered after " + c);
            }
        }
        while (!events.isEmpty()) {
            reassembly.consumed((InboundMessage) events.remove());
        }
        reassembly.clear(0);
        Fuzz.same(pool.inUse(), 0, "payload arrays in use at the end");
        Fuzz.same(reassembly.queuedChunks(), 0, "chunks queued at the end");
    }

    private static PacketReader reader(int firstTsn, Chunk c) {
        ByteBuffer buffer = ByteBuffer.allocate(64);
        PacketWriter writer = new PacketWriter();
        writer.begin(buffer, 0, buffer.capacity(), 1, 2, 3);
        writer.putData(c.flags, firstTsn + c.tsn, c.stream, c.ssn, c.ppid, c.payload, 0, c.payload.length);
        PacketReader reader = new PacketReader();
        reader.reset(buffer, 0, writer.finish());
        reader.next();
        return reader;
    }

    private void collect(int firstTsn) {
        while (!events.isEmpty()) {
            InboundMessage m = (InboundMessage) events.remove();
            ByteBuffer copy = ByteBuffer.allocate(m.length());
            m.read(copy);
            delivered.add(new Message(
                    m.streamId(),
                    m.unordered(),
                    m.ssn(),
                    m.payloadProtocolId(),
                    m.tsn() - firstTsn,
                    text(copy.array())));
            reassembly.consumed(m);
        }
    }

    private static String text(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            text.append(Integer.toHexString(b & 0xff)).append(' ');
        }
        return text.toString();
    }

    // ---- the model

    /** {@return false if the chunk contradicts its neighbours, delivered ones too, or its message comes a second time} */
    private boolean expect(Chunk c, boolean receivedBefore, boolean receivedAfter) {
        Chunk before = fragments.get(c.tsn - 1);
        Chunk after = fragments.get(c.tsn + 1);
        // What was received and is no fragment any more was the end of a message, or the beginning of one.
        if ((before == null && receivedBefore && !c.begins()) || (after == null && receivedAfter && !c.ends())) {
            return false;
        }
        if (before != null && !(before.joins(c) || (before.ends() && c.begins()))) {
            return false;
        }
        if (after != null && !(c.joins(after) || (c.ends() && after.begins()))) {
            return false;
        }
        fragments.put(c.tsn, c);
        int first = c.tsn;
        while (!require(first).begins() && fragments.containsKey(first - 1)) {
            first--;
        }
        int last = c.tsn;
        while (!require(last).ends() && fragments.containsKey(last + 1)) {
            last++;
        }
        if (!require(first).begins() || !require(last).ends()) {
            return true;
        }
        StringBuilder payload = new StringBuilder();
        Chunk head = require(first);
        for (int tsn = first; tsn <= last; tsn++) {
            payload.append(text(require(tsn).payload));
            fragments.remove(tsn);
        }
        return whole(new Message(head.stream, head.unordered(), head.ssn, head.ppid, first, payload.toString()));
    }

    private Chunk require(int tsn) {
        Chunk c = fragments.get(tsn);
        Fuzz.require(c != null, "the model lost TSN " + tsn);
        return c;
    }

    private boolean whole(Message m) {
        if (m.unordered) {
            expected.add(m);
            return true;
        }
        Map<Integer, Message> others = waiting.get(m.stream);
        if (m.ssn < nextSsn[m.stream] || others.containsKey(m.ssn)) {
            return false;
        }
        others.put(m.ssn, m);
        Message next;
        while ((next = others.remove(nextSsn[m.stream])) != null) {
            expected.add(next);
            nextSsn[m.stream]++;
        }
        return true;
    }
}
