package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.wire.DataView;
import io.jsctp.wire.PacketReader;
import io.jsctp.wire.PacketWriter;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The sending half alone, with two paths and a hand that writes SACKs and lets T3 expire. Fragments have 1000 bytes at
 * most, a packet holds one of that size; TSNs are distances from the first one.
 */
final class SenderBench {
    static final long MS = 1_000_000L;
    static final int FRAGMENT = 1000;
    static final int RWND = 10_000_000;
    static final int FIRST_TSN = -5;

    final AssociationSettings settings;
    final OutboundData out;
    final ArrayDeque<AssociationEvent> events = new ArrayDeque<>();
    final Path a;
    final Path b;
    final List<Path> paths;
    long now = 1_000_000_000L;

    /** The flags of the DATA chunk that left last. */
    int lastFlags;

    SenderBench() {
        this(0, RWND);
    }

    SenderBench(int initialCwndPackets, int peerRwnd) {
        this(initialCwndPackets, peerRwnd, RecoverySettings.RFC9260);
    }

    SenderBench(int initialCwndPackets, int peerRwnd, RecoverySettings recovery) {
        settings = AssociationSettings.defaults().toBuilder()
                .pathMtuBytes(1028)
                .noDelay(true)
                .sendBufferBytes(10_000_000)
                .initialCwndPackets(initialCwndPackets)
                .recovery(recovery)
                .build();
        out = new OutboundData(FIRST_TSN, 10, settings, new PayloadPool(), events);
        out.peerRwnd(peerRwnd);
        a = path(0);
        b = path(1);
        paths = List.of(a, b);
    }

    private Path path(int index) {
        return new Path(index, TwoEndpoints.address("10.0.0." + (2 + index)), 9899, null, PathState.ACTIVE, settings);
    }

    void enqueue(int bytes) {
        enqueue(bytes, Reliability.FULL);
    }

    void enqueue(int bytes, Reliability reliability) {
        assertThat(out.enqueue(ByteBuffer.allocate(bytes), 0, 0, 0, 0, reliability, null, now))
                .isEqualTo(SendStatus.ACCEPTED);
    }

    /** Sends so many full chunks on a path; {@return their TSNs} */
    List<Integer> send(Path path, int chunks) {
        for (int i = 0; i < chunks; i++) {
            enqueue(FRAGMENT);
        }
        return flush(path);
    }

    /** All TSNs that leave on a path now, new data among them, in their order. */
    List<Integer> flush(Path path) {
        return flush(path, true);
    }

    /** All that leave again on a path now. */
    List<Integer> again(Path path) {
        return flush(path, false);
    }

    private List<Integer> flush(Path path, boolean isDataPath) {
        List<Integer> tsns = new ArrayList<>();
        path.burstLeft = 1000;
        while (out.transmission.wantsToSend(path, isDataPath, FRAGMENT, now)) {
            tsns.addAll(packet(path, isDataPath, path.mtuBytes()));
        }
        out.probe.arm(paths, a, FRAGMENT, now);
        return tsns;
    }

    /** Writes one packet of a size; {@return its TSNs} */
    List<Integer> packet(Path path, boolean isDataPath, int limit) {
        ByteBuffer buffer = ByteBuffer.allocate(limit);
        PacketWriter writer = new PacketWriter();
        writer.begin(buffer, 0, limit, 1, 2, 3);
        path.beforeData(now);
        out.transmission.fill(writer, path, isDataPath, FRAGMENT, false, now);
        out.sentOn(path, now);
        PacketReader reader = new PacketReader();
        reader.reset(buffer, 0, writer.finish());
        List<Integer> tsns = new ArrayList<>();
        while (reader.next() == PacketReader.CHUNK) {
            tsns.add(DataView.tsn(reader) - FIRST_TSN);
            lastFlags = reader.flags();
        }
        return tsns;
    }

    /** A SACK as it is read; TSNs are offsets from the first one, the gaps pairs of first and last TSN. */
    static PacketReader sackChunk(int firstTsn, int aRwnd, int cumulative, int... gaps) {
        return sackChunk(firstTsn, aRwnd, List.of(), cumulative, gaps);
    }

    private static PacketReader sackChunk(
            int firstTsn, int aRwnd, List<Integer> duplicates, int cumulative, int... gaps) {
        ByteBuffer buffer = ByteBuffer.allocate(1000);
        PacketWriter writer = new PacketWriter();
        writer.begin(buffer, 0, 1000, 1, 2, 3);
        writer.sackHeader(firstTsn + cumulative, aRwnd);
        for (int i = 0; i < gaps.length; i += 2) {
            writer.gapBlock(gaps[i] - cumulative, gaps[i + 1] - cumulative);
        }
        for (int tsn : duplicates) {
            writer.duplicate(firstTsn + tsn);
        }
        writer.endSack();
        PacketReader reader = new PacketReader();
        reader.reset(buffer, 0, writer.finish());
        assertThat(reader.next()).isEqualTo(PacketReader.CHUNK);
        return reader;
    }

    /** A SACK; the gaps are pairs of first and last TSN. */
    void sack(int cumulative, int... gaps) {
        sackWithWindow(RWND, cumulative, gaps);
    }

    /** A SACK that reports chunks that came twice. */
    void sackWithDuplicates(List<Integer> duplicates, int cumulative, int... gaps) {
        assertThat(out.onSack(sackChunk(FIRST_TSN, RWND, duplicates, cumulative, gaps), paths, now))
                .isEqualTo(OutboundData.SackOutcome.PROCESSED);
    }

    void sackWithWindow(int aRwnd, int cumulative, int... gaps) {
        assertThat(out.onSack(sackChunk(FIRST_TSN, aRwnd, cumulative, gaps), paths, now))
                .isEqualTo(OutboundData.SackOutcome.PROCESSED);
    }

    /** The earliest timer of loss detection expires, as {@code Timers} has it; it is one of this path. */
    void expireRepair(Path path) {
        if (path.loss.deadlineNs <= path.tail.deadlineNs) {
            now = path.loss.deadlineNs;
            out.onLossDeadline(path, paths, now);
        } else {
            now = path.tail.deadlineNs;
            path.tail.onDeadline(path);
        }
    }

    /** T3 of a path expires as {@code Timers} has it, but for the counts of errors. */
    void expireT3(Path path, Path sendAgainOn) {
        assertThat(path.t3Running()).isTrue();
        now = Math.max(now, path.t3DeadlineNs);
        path.stopT3();
        if (!out.hasOutstanding()) {
            out.probe.sendNow();
            return;
        }
        if (!out.probe.isAnswered()) {
            path.rto.backoff();
            path.congestion.onRetransmissionTimeout();
            path.onePacketOnly = true;
        }
        out.onT3Expired(path, sendAgainOn);
    }
}
