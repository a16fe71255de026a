package io.jsctp.engine;

import static io.jsctp.engine.DataPeer.B;
import static io.jsctp.engine.DataPeer.E;
import static io.jsctp.engine.DataPeer.U;
import static io.jsctp.engine.DataPeer.WHOLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.wire.Chunk;
import io.jsctp.wire.SackChunk;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The memory that associations share, and what one that finds none left does (RFC 9260 §6.2). */
class MemoryBudgetTest {
    private static final int ASSOCIATION = Allowance.ASSOCIATION_BYTES + Allowance.FLOOR_BYTES;
    private static final int COST = 128;

    private static DataPeer peer(LocalBudget budget) {
        return peer(budget, EndpointLimits.DEFAULT);
    }

    private static DataPeer peer(LocalBudget budget, EndpointLimits limits) {
        AssociationSettings quiet = AssociationSettings.defaults().toBuilder()
                .heartbeatEnabled(false)
                .build();
        return new DataPeer(new Wire(quiet, limits, budget), 1, 10);
    }

    private static LocalBudget budget(long memoryBytes) {
        return new LocalBudget(10_000, 10_000, memoryBytes);
    }

    /** A peer that sends a row of messages until each is acknowledged, and a user that reads some of what it gets. */
    private static final class Transfer {
        private final DataPeer peer;
        private final Random random;
        private final int[] lengths;
        private final int[] flags;
        private final int[] ssns;
        private int cumulative;
        private final BitSet gaps = new BitSet();
        private int window = 1 << 18;
        private int readBytes;
        private int sentBytes;

        Transfer(DataPeer peer, long seed, int chunks) {
            this.peer = peer;
            random = new Random(seed);
            lengths = new int[chunks];
            flags = new int[chunks];
            ssns = new int[chunks];
            int ssn = 0;
            boolean inside = false;
            boolean unordered = false;
            for (int i = 0; i < chunks; i++) {
                lengths[i] = 1 + random.nextInt(1400);
                sentBytes += lengths[i];
                boolean ends = i == chunks - 1 || random.nextInt(4) == 0;
                unordered = inside ? unordered : random.nextInt(3) == 0;
                flags[i] = (inside ? 0 : B) | (ends ? E : 0) | (unordered ? U : 0);
                ssns[i] = unordered ? 0 : ssn;
                ssn += ends && !unordered ? 1 : 0;
                inside = !ends;
            }
        }

        boolean isDone() {
            return cumulative == lengths.length;
        }

        /** Sends about half of what is not acknowledged, as far as the window told last lets it. */
        void round() {
            int room = window;
            int first = cumulative;
            for (int i = first; i < lengths.length && !isDone(); i++) {
                boolean fits = i == cumulative || room >= lengths[i];
                if (i < cumulative || gaps.get(i) || !fits || random.nextInt(2) == 0) {
                    continue;
                }
                room -= lengths[i];
                SackChunk sack = peer.sendOne(i + 1, flags[i], 0, ssns[i], lengths[i]);
                if (sack != null) {
                    learn(sack);
                }
                read(2);
            }
            SackChunk sack = peer.wire.association().nextTimeoutNs() < peer.wire.now + 200 * Wire.MS
                    ? DataPeer.sack(peer.wire.nextTimeout())
                    : null;
            if (sack != null) {
                learn(sack);
            }
            read(100);
        }

        private void learn(SackChunk sack) {
            assertThat(sack.cumulativeTsnAck()).as("never taken back").isGreaterThanOrEqualTo(cumulative);
            cumulative = sack.cumulativeTsnAck();
            window = sack.advertisedReceiverWindow();
            gaps.clear();
            for (SackChunk.GapBlock gap : sack.gapBlocks()) {
                gaps.set(cumulative + gap.start() - 1, cumulative + gap.end());
            }
        }

        private void read(int most) {
            List<InboundMessage> unread = peer.messages();
            for (int i = 0; i < Math.min(most, unread.size()); i++) {
                InboundMessage m = unread.get(i);
                ByteBuffer copy = ByteBuffer.allocate(m.length());
                readBytes += m.read(copy);
                SackChunk sack = peer.read(m);
                if (sack != null) {
                    learn(sack);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @DisplayName("SEC-64 SEC-79 9260-6.2-33 9260-6.2-35: 100 associations with memory for a few of them all finish;"
            + " what they hold together is what the stack accounts for, and never more than its limit")
    void allFinish(long seed) {
        int count = 100;
        LocalBudget budget = budget(count * (long) ASSOCIATION + 400_000);
        List<Transfer> transfers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            transfers.add(new Transfer(peer(budget), seed * 1000 + i, 120));
        }
        for (int round = 0; transfers.stream().anyMatch(t -> !t.isDone()); round++) {
            assertThat(round).as("rounds").isLessThan(2000);
            for (Transfer t : transfers) {
                t.round();
            }
            long sum = transfers.stream()
                    .mapToLong(t -> t.peer.wire.association().pool.allowance().chargedBytes())
                    .sum();
            assertThat(budget.memoryUsed()).isEqualTo(sum).isLessThanOrEqualTo(budget.memoryBytes());
        }
        long reneged = 0;
        for (Transfer t : transfers) {
            t.read(10_000);
            assertThat(t.readBytes).isEqualTo(t.sentBytes);
            reneged += t.peer.wire.association().counters().chunksReneged();
        }
        assertThat(reneged).as("the memory was short").isPositive();
    }

    @Test
    @DisplayName("SEC-79: beyond the limit new associations are refused, and welcome again when memory is given back")
    void refusesAssociations() {
        LocalBudget budget = budget(3L * ASSOCIATION * 8 / 7 + 100);
        List<DataPeer> peers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            peers.add(peer(budget));
        }
        Wire refused = new Wire(AssociationSettings.defaults(), EndpointLimits.DEFAULT, budget);
        assertThat(refused.associate(Wire.PEER)).isEmpty();
        assertThat(refused.association).isNull();
        assertThat(budget.associations()).isEqualTo(3);
        peers.get(0).wire.association().abort(new byte[0], 0);
        peers.get(0).wire.pull();
        assertThat(budget.memoryUsed()).isEqualTo(2L * ASSOCIATION);
        assertThat(refused.associate(Wire.PEER)).isNotEmpty();
    }

    @Test
    @DisplayName("SEC-79: while memory is short windows shrink to their floor, and open again")
    void windowsShrink() {
        LocalBudget budget = budget(1 << 20);
        DataPeer small = peer(budget);
        assertThat(budget.draw(budget.memoryBytes() / 4 * 3 - budget.memoryUsed(), budget.memoryBytes()))
                .isTrue();
        assertThat(small.tell(1, WHOLE, 0, 0, 1000).advertisedReceiverWindow()).isEqualTo(Allowance.FLOOR_BYTES - 1000);
        budget.giveBack(budget.memoryBytes() / 2);
        assertThat(small.tell(2, WHOLE, 0, 1, 1000).advertisedReceiverWindow()).isEqualTo((1 << 18) - 2000);
    }

    @Test
    @DisplayName("SEC-64: the last eighth of the memory is for what is next in order; beyond it nothing is taken")
    void lastEighth() {
        LocalBudget budget = budget(1 << 20);
        DataPeer peer = peer(budget);
        assertThat(peer.told(peer.tell(5, WHOLE | U, 0, 0, 5000))).isEqualTo("0 [5:5]");
        long most = budget.memoryBytes() - budget.memoryBytes() / 8;
        assertThat(budget.draw(most - budget.memoryUsed(), most)).isTrue();
        assertThat(peer.told(peer.tell(3, WHOLE | U, 0, 0, 40_000)))
                .as("it fills a gap, but nothing waits for it")
                .isEqualTo("0 [5:5]");
        assertThat(budget.memoryUsed()).isEqualTo(most);
        assertThat(peer.told(peer.tell(1, WHOLE | U, 0, 0, 40_000)))
                .as("the next one")
                .isEqualTo("1 [5:5]");
        assertThat(budget.memoryUsed()).isGreaterThan(most);
    }

    @Test
    @DisplayName("SEC-64: with no memory left at all an association goes on with what is its own")
    void goesOnWithItsFloor() {
        LocalBudget budget = budget(1 << 20);
        DataPeer small = peer(budget);
        assertThat(budget.draw(budget.memoryBytes() - budget.memoryUsed(), budget.memoryBytes()))
                .isTrue();
        small.sendOne(3, WHOLE, 0, 2, 1200);
        small.sendOne(4, WHOLE, 0, 3, 1200);
        assertThat(small.told(small.tell(5, WHOLE, 0, 4, 1200)))
                .as("the floor is full")
                .isEqualTo("0 [3:4]");
        assertThat(small.told(small.tell(2, WHOLE, 0, 1, 1200)))
                .as("4 made room")
                .isEqualTo("0 [2:3]");
        for (int tsn = 1; tsn <= 20; tsn++) {
            small.tell(tsn, WHOLE, 0, tsn - 1, 1200);
            small.readAll();
        }
        assertThat(small.told(small.tell(20, WHOLE, 0, 19, 1200))).isEqualTo("20");
        assertThat(budget.memoryUsed()).isEqualTo(budget.memoryBytes());
    }

    @Test
    @DisplayName(
            "SEC-79: an association that ends gives all back; what the user has not read stays charged until it is")
    void givesBack() {
        LocalBudget budget = budget(1 << 24);
        DataPeer peer = peer(budget);
        for (int tsn = 1; tsn <= 50; tsn++) {
            peer.sendOne(tsn, WHOLE, 0, tsn - 1, 1000);
        }
        peer.sendOne(60, B, 0, 50, 1000);
        peer.sendOne(60_000, WHOLE | U, 0, 0, 1000);
        Association a = peer.wire.association();
        a.abort(new byte[0], peer.wire.now);
        peer.wire.pull();
        assertThat(peer.messages()).hasSize(51);
        assertThat(budget.memoryUsed()).isEqualTo(51L * (1000 + COST));
        peer.readAll();
        assertThat(budget.memoryUsed()).isZero();
        assertThat(a.payloadBuffersInUse()).isZero();
    }

    @Test
    @DisplayName(
            "SEC-79: what is kept to be used again is charged, is given up when a timer goes off and nothing is held,"
                    + " and is not kept when half the memory is used")
    void spares() {
        LocalBudget budget = budget(1 << 20);
        Wire wire = new Wire(AssociationSettings.defaults(), EndpointLimits.DEFAULT, budget);
        DataPeer peer = new DataPeer(wire, 1, 10);
        for (int tsn = 1; tsn <= 50; tsn++) {
            peer.sendOne(tsn, WHOLE, 0, tsn - 1, 1000);
        }
        long held = 50 * (1000L + COST);
        assertThat(budget.memoryUsed()).isGreaterThanOrEqualTo(ASSOCIATION + held - Allowance.FLOOR_BYTES);
        peer.readAll();
        assertThat(budget.memoryUsed()).as("50 arrays of 1024 bytes").isGreaterThanOrEqualTo(50 * 1024);
        peer.wire.nextTimeout();
        peer.wire.nextTimeout();
        assertThat(budget.memoryUsed()).isEqualTo(ASSOCIATION);
        assertThat(budget.draw(budget.memoryBytes() / 2, budget.memoryBytes())).isTrue();
        for (int tsn = 51; tsn <= 100; tsn++) {
            peer.sendOne(tsn, WHOLE, 0, tsn - 1, 1000);
        }
        peer.readAll();
        assertThat(budget.memoryUsed()).isEqualTo(budget.memoryBytes() / 2 + ASSOCIATION);
    }

    @Test
    @DisplayName(
            "SEC-60: tiny chunks fill the window by a fourth of what they cost in all; what is refused for that is counted")
    void chunkCost() {
        LocalBudget budget = budget(1 << 24);
        DataPeer peer = peer(budget);
        int tsn = 1;
        while (peer.tell(tsn, tsn == 1 ? B : 0, 0, 0, 1).advertisedReceiverWindow() > 0) {
            tsn++;
        }
        assertThat(tsn).isEqualTo((4 << 18) / (1 + COST) + 1);
        assertThat(budget.memoryUsed()).isGreaterThanOrEqualTo(tsn * (1L + COST));
        assertThat(budget.timesReached(Limit.CHUNK_COST_BYTES)).isZero();
        peer.sendOne(tsn + 2, WHOLE, 0, 9, 1);
        assertThat(budget.timesReached(Limit.CHUNK_COST_BYTES)).isEqualTo(1);
        DataPeer dear = peer(budget, EndpointLimits.DEFAULT.with(Limit.CHUNK_COST_BYTES, 4096));
        assertThat(dear.tell(1, WHOLE, 0, 0, 100).advertisedReceiverWindow()).isEqualTo((1 << 18) - 4196 / 4);
    }

    @Test
    @DisplayName("SEC-61: beyond so many incomplete messages chunks out of order are dropped, those in order are not;"
            + " other streams go on, and more are welcome once some are complete")
    void incompleteMessages() {
        LocalBudget budget = budget(1 << 24);
        DataPeer peer = peer(budget, EndpointLimits.DEFAULT.with(Limit.INCOMPLETE_MESSAGES, 10));
        for (int i = 0; i < 10; i++) {
            peer.sendOne(10 + 2 * i, B, i % 10, i / 10, 10);
        }
        assertThat(budget.timesReached(Limit.INCOMPLETE_MESSAGES)).isZero();
        SackChunk sack = peer.tell(30, B, 0, 3, 10);
        assertThat(peer.told(sack)).doesNotContain("30");
        assertThat(budget.timesReached(Limit.INCOMPLETE_MESSAGES)).isEqualTo(1);
        assertThat(peer.told(peer.tell(31, WHOLE | U, 0, 0, 10)))
                .as("whole ones pass")
                .contains("31");
        assertThat(peer.told(peer.tell(1, B, 9, 1, 10))).as("the next in order").startsWith("1 ");
        assertThat(peer.told(peer.tell(11, E, 0, 0, 10))).as("one is completed").contains("[10:12]");
        assertThat(peer.told(peer.tell(29, E, 9, 0, 10)))
                .as("a part of one that is there")
                .contains("[28:29]");
        assertThat(peer.told(peer.tell(33, B, 0, 3, 10))).contains("33");
    }

    @Test
    @DisplayName(
            "SEC-61: 32767 messages that never end, on as many streams: bounded memory, and another stream goes on")
    void neverCompleted() {
        LocalBudget budget = budget(1 << 24);
        AssociationSettings settings = AssociationSettings.defaults().toBuilder()
                .maxInboundStreams(65_535)
                .build();
        DataPeer peer = new DataPeer(new Wire(settings, EndpointLimits.DEFAULT, budget), 1, 65_535, 65_535);
        for (int i = 0; i < 32_767; i++) {
            peer.send(peer.data(3 + 2 * i, B, i, 0, 1));
        }
        long held = 1024L * (1 + COST);
        assertThat(budget.timesReached(Limit.INCOMPLETE_MESSAGES)).isPositive();
        assertThat(peer.wire.association().status().pendingChunks()).isEqualTo(1024);
        assertThat(budget.memoryUsed()).isLessThan(ASSOCIATION + 2 * held + 65_535 * 3);
        peer.send(peer.data(1, WHOLE, 65_000, 0, 1));
        assertThat(peer.messages()).hasSize(1);
    }

    @Test
    @DisplayName("SEC-63: TSNs beyond the window are dropped and counted, and cost nothing")
    void tsnWindow() {
        LocalBudget budget = budget(1 << 24);
        DataPeer peer = peer(budget, EndpointLimits.DEFAULT.with(Limit.TSN_WINDOW, 100));
        assertThat(peer.told(peer.tell(100, WHOLE | U, 0, 0, 1))).isEqualTo("0 [100:100]");
        peer.readAll();
        long before = budget.memoryUsed();
        for (int tsn : new int[] {101, 65_535, 1 << 30, Integer.MAX_VALUE}) {
            assertThat(peer.told(peer.tell(tsn, WHOLE | U, 0, 0, 1))).isEqualTo("0 [100:100]");
        }
        assertThat(budget.timesReached(Limit.TSN_WINDOW)).isEqualTo(4);
        assertThat(budget.memoryUsed()).isEqualTo(before);
        assertThat(peer.messages()).isEmpty();
    }

    @Test
    @DisplayName(
            "SEC-63 9260-6.7-6: every second TSN of the whole window: one SACK a packet, none larger than the PMTU,"
                    + " the map is charged and given back")
    void everySecondTsn() {
        LocalBudget budget = budget(1 << 24);
        DataPeer peer = peer(budget);
        int mtu = AssociationSettings.defaults().pathMtuBytes();
        for (int tsn = 2; tsn <= 65_534; tsn += 2) {
            List<Chunk> answer = peer.send(peer.data(tsn, WHOLE | U, 0, 0, 1));
            assertThat(answer).hasSize(1);
            assertThat(answer.get(0).encodedLength()).isLessThanOrEqualTo(mtu - 12);
            peer.readAll();
        }
        assertThat(budget.memoryUsed()).isGreaterThanOrEqualTo(ASSOCIATION - Allowance.FLOOR_BYTES + 8192 - 128);
        for (int tsn = 1; tsn <= 65_533; tsn += 2) {
            peer.send(peer.data(tsn, WHOLE | U, 0, 0, 1));
            peer.readAll();
        }
        assertThat(peer.told(peer.tell(65_534, WHOLE | U, 0, 0, 1))).isEqualTo("65534");
        peer.wire.association().abort(new byte[0], 0);
        peer.wire.pull();
        assertThat(budget.memoryUsed()).isZero();
    }

    @Test
    @DisplayName("9260-6.2-6: the hard limit can be set, and is counted")
    void hardLimitIsAnOption() {
        LocalBudget budget = budget(1 << 24);
        DataPeer peer = peer(budget, EndpointLimits.DEFAULT.with(Limit.HELD_RECEIVE_BUFFERS, 3));
        int taken = 0;
        while (DataPeer.abort(peer.send(peer.data(taken + 1, WHOLE, 0, taken + 1, 1000))) == null) {
            taken++;
        }
        assertThat(taken).isEqualTo((3 * (1 << 18) + 999) / 1000);
        assertThat(budget.timesReached(Limit.HELD_RECEIVE_BUFFERS)).isEqualTo(1);
    }

    private static SendStatus send(DataPeer peer, int bytes) {
        return peer.wire
                .association()
                .send(ByteBuffer.allocate(bytes), 0, Association.UNORDERED, 0, 0, 0, null, peer.wire.now);
    }

    @Test
    @DisplayName(
            "SEC-84: tiny messages fill the send buffer by a fourth of what they cost; one as large as it fits if it is empty")
    void sendBuffer() {
        LocalBudget budget = budget(1 << 26);
        int bufferBytes = 100_000;
        AssociationSettings settings = AssociationSettings.defaults().toBuilder()
                .sendBufferBytes(bufferBytes)
                .build();
        DataPeer peer = new DataPeer(new Wire(settings, EndpointLimits.DEFAULT, budget), 1, 10);
        int sent = 0;
        while (send(peer, 1) == SendStatus.ACCEPTED) {
            sent++;
        }
        assertThat(sent).isEqualTo(4 * bufferBytes / (1 + COST) + 1);
        assertThat(send(peer, 1)).isEqualTo(SendStatus.BUFFER_FULL);
        assertThat(budget.memoryUsed()).isGreaterThanOrEqualTo(sent * (1L + COST));
        peer.wire.association().abort(new byte[0], peer.wire.now);
        peer.wire.pull();
        assertThat(budget.memoryUsed()).isZero();
        DataPeer other = new DataPeer(new Wire(settings, EndpointLimits.DEFAULT, budget), 1, 10);
        assertThat(send(other, bufferBytes + 1)).isEqualTo(SendStatus.MESSAGE_TOO_LARGE);
        assertThat(send(other, bufferBytes)).isEqualTo(SendStatus.ACCEPTED);
        assertThat(send(other, 1)).isEqualTo(SendStatus.BUFFER_FULL);
    }

    private static void acknowledgeAll(DataPeer peer) {
        peer.wire.pull();
        Association a = peer.wire.association();
        for (int i = 0; a.sendBufferUsed() > 0; i++) {
            assertThat(i).isLessThan(1000);
            peer.send(new SackChunk(a.outbound.nextTsn() - 1, 1 << 20, List.of(), List.of()));
        }
    }

    @Test
    @DisplayName(
            "SEC-84: acknowledged messages are charged no more; without memory one fails if nothing else is queued,"
                    + " and has to wait if there is")
    void sendingWithoutMemory() {
        LocalBudget budget = budget(1 << 22);
        DataPeer peer = peer(budget);
        for (int i = 0; i < 5; i++) {
            assertThat(send(peer, 1000)).isEqualTo(SendStatus.ACCEPTED);
        }
        peer.wire.pull();
        assertThat(budget.memoryUsed()).isGreaterThanOrEqualTo(5 * (1000L + COST));
        long left = budget.memoryBytes() - budget.memoryUsed();
        assertThat(budget.draw(left, budget.memoryBytes())).isTrue();
        int more = 0;
        while (send(peer, 1000) == SendStatus.ACCEPTED) {
            more++;
        }
        assertThat(more).as("what was drawn already").isLessThan(40);
        assertThat(send(peer, 1000)).isEqualTo(SendStatus.BUFFER_FULL);
        acknowledgeAll(peer);
        assertThat(peer.wire.association().payloadBuffersInUse()).isZero();
        assertThat(send(peer, 100_000)).isEqualTo(SendStatus.NO_MEMORY);
        assertThat(send(peer, 1000)).as("its floor").isEqualTo(SendStatus.ACCEPTED);
        acknowledgeAll(peer);
        budget.giveBack(200_000);
        assertThat(send(peer, 50_000)).as("of the last eighth").isEqualTo(SendStatus.ACCEPTED);
        assertThat(send(peer, 50_000)).isEqualTo(SendStatus.BUFFER_FULL);
        peer.wire.association().abort(new byte[0], peer.wire.now);
        peer.wire.pull();
        assertThat(budget.memoryUsed()).isEqualTo(left - 200_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {4096, 10_000})
    @DisplayName("SEC-65 9260-6.2-6: wherever the buffer overflowed, what was dropped and comes again frees it")
    void tailDrop(int buffer) {
        int chunks = 30;
        for (int lost = 0; lost < chunks; lost++) {
            for (int pieces : new int[] {1, 3, 100}) {
                DataPeer peer = DataPeer.withBuffer(buffer);
                boolean[] there = new boolean[chunks];
                SackChunk sack = null;
                for (int round = 0; round < 200 && !done(there); round++) {
                    for (int i = 0; i < chunks; i++) {
                        if (!there[i] && !(round == 0 && i == lost)) {
                            boolean begins = i % pieces == 0;
                            boolean ends = i % pieces == pieces - 1 || i == chunks - 1;
                            sack = peer.tell(
                                    i + 1, (begins ? B : 0) | (ends ? E : 0), 0, i / pieces, 1 + (i * 397) % 1400);
                        }
                    }
                    SackChunk update = peer.readAll();
                    sack = update == null ? sack : update;
                    for (int i = 0; sack != null && i < chunks; i++) {
                        there[i] = i < sack.cumulativeTsnAck();
                    }
                }
                assertThat(done(there)).as("lost %d, pieces %d", lost, pieces).isTrue();
            }
        }
    }

    private static boolean done(boolean[] there) {
        for (boolean one : there) {
            if (!one) {
                return false;
            }
        }
        return true;
    }
}
