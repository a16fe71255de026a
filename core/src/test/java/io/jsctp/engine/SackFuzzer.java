package io.jsctp.engine;

import io.jsctp.fuzz.Fuzz;
import io.jsctp.fuzz.FuzzInput;
import io.jsctp.wire.ChunkType;
import io.jsctp.wire.PacketReader;
import io.jsctp.wire.PacketWriter;
import io.jsctp.wire.SackView;
import io.jsctp.wire.UnknownChunk;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Chunks are sent and SACKs of any content arrive, timers expire, chunks leave again: the ring of outstanding chunks must
 * agree with a map that does the same the slow way, and the sums must be those of its content.
 */
public final class SackFuzzer {
    private static final int CHUNK_BYTES = 100;

    private final FuzzInput in;
    private final AssociationSettings settings = AssociationSettings.defaults();
    private final PayloadPool pool = new PayloadPool();
    private final ArrayDeque<AssociationEvent> events = new ArrayDeque<>();
    private final SendQueue queue = new SendQueue(1, pool);
    private final OutstandingData outstanding;
    private final SackProcessor sacks;
    private final List<Path> paths = List.of(path(0), path(1));
    /** TSN as a distance from the first one of all → whether a gap block reported it. */
    private final TreeMap<Integer, Boolean> model = new TreeMap<>();

    private final int firstTsn;
    private int sent;
    private long now = 1_000_000_000L;

    private SackFuzzer(byte[] bytes) {
        in = new FuzzInput(bytes);
        firstTsn = in.flag() ? 1 : -20;
        outstanding = new OutstandingData(firstTsn);
        sacks = new SackProcessor(outstanding, queue);
    }

    private Path path(int index) {
        return new Path(index, TwoEndpoints.address("10.0.0." + (2 + index)), 9899, null, PathState.ACTIVE, settings);
    }

    public static void fuzzerTestOneInput(byte[] bytes) {
        new SackFuzzer(bytes).run();
    }

    private void run() {
        while (!in.isEmpty() && sent < 5000) {
            now += 1_000_000L * in.below(64);
            switch (in.below(5)) {
                case 0 -> send(1 + in.below(64));
                case 1 -> sack();
                case 2 -> cumulativeAck(in.below(64) - 8);
                case 3 -> lose(paths.get(in.below(2)));
                default -> sendAgain(in.below(16));
            }
            check();
        }
        cumulativeAck(model.size());
        check();
        Fuzz.require(outstanding.isEmpty(), "not empty after all was acknowledged");
        Fuzz.same(pool.inUse(), 0, "payload arrays in use at the end");
    }

    private void send(int chunks) {
        Path path = paths.get(in.below(2));
        for (int i = 0; i < chunks && !outstanding.isFull(); i++) {
            OutboundMessage m =
                    queue.add(ByteBuffer.allocate(1 + in.below(CHUNK_BYTES)), 0, 0, 0, 0, Reliability.FULL, 0);
            queue.begin(m);
            int tsn = outstanding.append(m, 0, m.length);
            queue.fragmented(m, m.length);
            outstanding.sent(tsn, path, now);
            if (!path.t3Running()) {
                path.startT3(now);
            }
            model.put(sent++, false);
        }
    }

    private int base() {
        return outstanding.firstTsn - firstTsn;
    }

    private void sack() {
        int cumulative = base() - 1 + in.below(64) - 8;
        int blocks = in.below(8);
        int duplicates = in.below(3);
        ByteBuffer value = ByteBuffer.allocate(12 + 4 * (blocks + duplicates));
        value.putInt(firstTsn + cumulative).putInt(in.u32());
        value.putShort((short) blocks).putShort((short) duplicates);
        boolean sound = in.flag();
        int[] starts = new int[blocks];
        int[] ends = new int[blocks];
        int at = 1;
        for (int i = 0; i < blocks; i++) {
            starts[i] = sound ? at + 1 + in.below(8) : in.below(300);
            ends[i] = sound ? starts[i] + in.below(8) : in.below(300);
            at = ends[i] + 1;
            value.putShort((short) starts[i]).putShort((short) ends[i]);
        }
        PacketReader reader = reader(value.array());
        Fuzz.require(SackView.valid(reader), "a sound SACK is refused");
        apply(reader, cumulative, starts, ends);
    }

    private static PacketReader reader(byte[] value) {
        ByteBuffer buffer = ByteBuffer.allocate(16 + value.length);
        PacketWriter writer = new PacketWriter();
        writer.begin(buffer, 0, buffer.capacity(), 1, 2, 3);
        writer.put(new UnknownChunk(ChunkType.SACK, 0, value));
        PacketReader reader = new PacketReader();
        reader.reset(buffer, 0, writer.finish());
        Fuzz.require(reader.next() == PacketReader.CHUNK, "no chunk");
        return reader;
    }

    private void apply(PacketReader reader, int cumulative, int[] starts, int[] ends) {
        boolean unsent = cumulative >= sent;
        boolean ordered = true;
        int last = 1;
        for (int i = 0; i < starts.length; i++) {
            unsent |= cumulative + ends[i] >= sent;
            ordered &= starts[i] > last && ends[i] >= starts[i];
            last = ends[i];
        }
        // What OutboundData asks before it applies a SACK.
        if (cumulative < base() - 1) {
            return;
        }
        Fuzz.same(sacks.acknowledgesUnsent(reader, firstTsn + cumulative), unsent, "acknowledges what was never sent");
        if (unsent) {
            return;
        }
        sacks.onSack(reader, firstTsn + cumulative, paths, now);
        model.headMap(cumulative, true).clear();
        if (!ordered) {
            takeBackFirst();
            return;
        }
        for (Map.Entry<Integer, Boolean> e : model.entrySet()) {
            boolean reported = false;
            for (int i = 0; i < starts.length; i++) {
                int offset = e.getKey() - cumulative;
                reported |= offset >= starts[i] && offset <= ends[i];
            }
            e.setValue(reported);
        }
    }

    private void cumulativeAck(int advance) {
        int cumulative = base() - 1 + advance;
        if (cumulative < base() - 1 || cumulative >= sent) {
            return;
        }
        sacks.onCumulativeAck(firstTsn + cumulative, paths, now);
        model.headMap(cumulative, true).clear();
        takeBackFirst();
    }

    /** What comes right behind the cumulative ack was not received, or that would have passed it. */
    private void takeBackFirst() {
        if (!model.isEmpty()) {
            model.put(model.firstKey(), false);
        }
    }

    /** T3 expires: what is in flight on a path is marked. */
    private void lose(Path path) {
        for (int tsn = outstanding.firstTsn; tsn != outstanding.nextTsn; tsn++) {
            if (outstanding.state(tsn) == OutstandingData.IN_FLIGHT && outstanding.path(tsn) == path.index) {
                outstanding.mark(tsn, path, paths.get(in.below(2)), false);
            }
        }
        path.stopT3();
    }

    private void sendAgain(int chunks) {
        int left = chunks;
        for (int tsn = outstanding.firstTsn; tsn != outstanding.nextTsn && left > 0; tsn++) {
            if (outstanding.state(tsn) == OutstandingData.MARKED) {
                Path path = paths.get(outstanding.retransmitPath(tsn));
                outstanding.sent(tsn, path, now);
                if (!path.t3Running()) {
                    path.startT3(now);
                }
                left--;
            }
        }
    }

    private void check() {
        Fuzz.same(outstanding.count(), model.size(), "outstanding chunks");
        int[] flight = new int[2];
        int payload = 0;
        int marked = 0;
        int gapAcked = 0;
        for (Map.Entry<Integer, Boolean> e : model.entrySet()) {
            int tsn = firstTsn + e.getKey();
            byte state = outstanding.state(tsn);
            Fuzz.same(state == OutstandingData.GAP_ACKED, e.getValue(), "TSN " + e.getKey() + " is gap-acked");
            Fuzz.require(state != OutstandingData.FREE, "TSN " + e.getKey() + " is lost");
            if (state == OutstandingData.IN_FLIGHT) {
                flight[outstanding.path(tsn)] += outstanding.chunkBytes(tsn);
                payload += outstanding.length(tsn);
            }
            marked += state == OutstandingData.MARKED ? 1 : 0;
            gapAcked += e.getValue() ? 1 : 0;
        }
        Fuzz.same(outstanding.inFlightPayloadBytes, payload, "payload in flight");
        Fuzz.same(outstanding.markedChunks, marked, "marked chunks");
        Fuzz.same(outstanding.gapAckedChunks, gapAcked, "gap-acked chunks");
        for (Path p : paths) {
            Fuzz.same(p.flightBytes, flight[p.index], "flight size of path " + p.index);
            Fuzz.same(p.t3Running(), flight[p.index] > 0, "T3 runs on path " + p.index);
            Fuzz.require(p.congestion.cwnd() >= p.maxDataChunkBytes(), "a window below one packet");
        }
        String books = SelfCheck.outstanding(outstanding, paths);
        Fuzz.require(books == null, String.valueOf(books));
        Fuzz.require(events.isEmpty(), "an event out of nothing");
    }
}
