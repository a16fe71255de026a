package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.wire.DataView;
import io.jsctp.wire.PacketReader;
import io.jsctp.wire.PacketWriter;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What it costs to find the chunk that makes room for another one, counted in chunks that the table looks at. */
class RenegingCostTest {
    private static final int WINDOW = 65_535;
    private static final int FIRST_TSN = -1000;
    private static final byte[] PAYLOAD = {1};

    /** A table that counts how many fragments are looked at. */
    private final class CountedTable extends FragmentTable {
        @Override
        int keyOf(Fragment f) {
            looked++;
            return super.keyOf(f);
        }
    }

    private final PayloadPool pool = new PayloadPool();
    private final ArrayDeque<AssociationEvent> events = new ArrayDeque<>();
    private final TsnTracker tsns = new TsnTracker(FIRST_TSN, WINDOW, Allowance.unlimited());
    private long looked;

    private final Reassembly reassembly = new DataReassembly(1, pool, events, new CountedTable());

    private void add(int flags, int tsn) {
        assertThat(reassembly.reachStream(0, true)).isTrue();
        ByteBuffer buffer = ByteBuffer.allocate(64);
        PacketWriter writer = new PacketWriter();
        writer.begin(buffer, 0, buffer.capacity(), 1, 2, 3);
        writer.putData(flags, tsn, 0, (tsn - FIRST_TSN) & 0xffff, 9, PAYLOAD, 0, 1);
        PacketReader reader = new PacketReader();
        reader.reset(buffer, 0, writer.finish());
        assertThat(reader.next()).isEqualTo(PacketReader.CHUNK);
        assertThat(tsns.reach(tsn)).isTrue();
        boolean before = tsns.contains(tsn - 1);
        boolean after = tsns.contains(tsn + 1);
        tsns.add(tsn);
        assertThat(reassembly.add(reader, before, after)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 30_000})
    @DisplayName("9260-6.2-33: however many chunks wait behind a gap, the highest is found and dropped in a few steps")
    void manyHeld(int count) {
        int whole = DataView.FLAG_B | DataView.FLAG_E;
        for (int i = 1; i <= count; i++) {
            add(whole, FIRST_TSN + i);
        }
        looked = 0;
        for (int i = count; i > 1; i--) {
            Fragment highest = reassembly.highestHeldAbove(FIRST_TSN, tsns);
            assertThat(highest).isNotNull();
            assertThat(highest.tsn).isEqualTo(FIRST_TSN + i);
            tsns.remove(highest.tsn);
            reassembly.dropHighest(highest);
        }
        // to find it, to find the other end of its message, to take it out, and what the table takes to shrink
        assertThat(looked / count).isLessThanOrEqualTo(8);
    }

    @Test
    @DisplayName(
            "many chunks behind a gap are delivered, for they are unordered: each is looked for once, and not with each that is dropped")
    void manyDelivered() {
        int delivered = 60_000;
        int whole = DataView.FLAG_B | DataView.FLAG_E;
        add(whole, FIRST_TSN + 1);
        add(whole, FIRST_TSN + 2);
        for (int i = 0; i < delivered; i++) {
            add(whole | DataView.FLAG_U, FIRST_TSN + 3 + i);
        }
        assertThat(events).hasSize(delivered);
        looked = 0;
        for (int round = 0; round < 1000; round++) {
            Fragment highest = reassembly.highestHeldAbove(FIRST_TSN, tsns);
            assertThat(highest).isNotNull();
            assertThat(highest.tsn).isEqualTo(FIRST_TSN + 2);
            tsns.remove(highest.tsn);
            reassembly.dropHighest(highest);
            add(whole, FIRST_TSN + 2);
        }
        assertThat(looked).isLessThanOrEqualTo(4 * delivered);
    }

    @Test
    @DisplayName(
            "chunks that waited to know how they are numbered can be dropped once that is settled, though they could not before")
    void heldBack() {
        int whole = DataView.FLAG_B | DataView.FLAG_E;
        reassembly.held().begin(FIRST_TSN, StreamSet.ALL);
        add(whole, FIRST_TSN + 1);
        assertThat(reassembly.highestHeldAbove(FIRST_TSN, tsns)).isNull();
        for (Fragment f : reassembly.held().end()) {
            tsns.holds(f.tsn);
            assertThat(reassembly.place(f, false, false)).isTrue();
        }
        Fragment highest = reassembly.highestHeldAbove(FIRST_TSN, tsns);
        assertThat(highest).isNotNull();
        assertThat(highest.tsn).isEqualTo(FIRST_TSN + 1);
    }
}
