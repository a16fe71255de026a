package io.jsctp.engine;

import static io.jsctp.engine.DataPeer.B;
import static io.jsctp.engine.DataPeer.E;
import static io.jsctp.engine.DataPeer.U;
import static io.jsctp.engine.DataPeer.WHOLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.wire.AbortChunk;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.SackChunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of DATA when there is no room for it, chunk by chunk (RFC 9260 §6.2). */
class ReceivingRulesTest {
    private static final int BUFFER = 8192;

    /** Four chunks of this size fill the buffer to the last byte. */
    private static final int QUARTER = BUFFER / 4;

    private final DataPeer peer = DataPeer.withBuffer(BUFFER);

    /** Four unread messages, TSN 1 to 4, fill the window. */
    private void fill() {
        for (int tsn = 1; tsn <= 3; tsn++) {
            peer.sendOne(tsn, WHOLE, 0, tsn - 1, QUARTER);
        }
        SackChunk sack = peer.tell(4, WHOLE, 0, 3, QUARTER);
        assertThat(peer.told(sack)).isEqualTo("4");
        assertThat(sack.advertisedReceiverWindow()).isZero();
    }

    @Test
    @DisplayName(
            "9260-6.2-2 9260-6.2-4 9260-6.2-5: window 0 → a TSN above the highest is dropped and a SACK leaves at once;"
                    + " it is in no SACK until it was received again")
    void aboveTheHighest() {
        fill();
        for (int i = 0; i < 3; i++) {
            SackChunk next = peer.sendOne(5, WHOLE, 0, 4, 100);
            assertThat(next).as("at once").isNotNull();
            assertThat(peer.told(next)).isEqualTo("4");
            assertThat(next.advertisedReceiverWindow()).isZero();
            SackChunk further = peer.sendOne(7, WHOLE, 0, 6, 100);
            assertThat(further).as("at once").isNotNull();
            assertThat(peer.told(further)).as("no gap block").isEqualTo("4");
        }
        assertThat(peer.messages()).hasSize(4);
        SackChunk update = peer.readAll();
        assertThat(update).isNotNull();
        assertThat(peer.told(update)).isEqualTo("4");
        assertThat(update.advertisedReceiverWindow()).isEqualTo(BUFFER);
        assertThat(peer.told(peer.tell(7, WHOLE, 0, 6, 100))).isEqualTo("4 [7:7]");
        assertThat(peer.told(peer.tell(5, WHOLE, 0, 4, 100))).isEqualTo("5 [7:7]");
    }

    @Test
    @DisplayName("9260-6.2-3 9260-6.2-34 9260-6.2-20: window 0, a gap is filled → the highest held chunk makes room,"
            + " and is in no SACK from then on")
    void theHighestMakesRoom() {
        peer.sendOne(3, WHOLE, 0, 2, QUARTER);
        peer.sendOne(4, WHOLE, 0, 3, QUARTER);
        peer.sendOne(5, WHOLE, 0, 4, QUARTER);
        SackChunk full = peer.tell(7, WHOLE, 0, 6, QUARTER);
        assertThat(peer.told(full)).isEqualTo("0 [3:5] [7:7]");
        assertThat(full.advertisedReceiverWindow()).isZero();
        SackChunk sack = peer.sendOne(2, WHOLE, 0, 1, QUARTER);
        assertThat(sack).isNotNull();
        assertThat(peer.told(sack)).as("7 made room for 2").isEqualTo("0 [2:5]");
        assertThat(peer.wire.association().counters().chunksReneged()).isEqualTo(1);
        assertThat(peer.told(peer.tell(6, WHOLE, 0, 5, QUARTER)))
                .as("above the highest again")
                .isEqualTo("0 [2:5]");
        assertThat(peer.told(peer.tell(1, WHOLE, 0, 0, QUARTER)))
                .as("5 made room for 1")
                .isEqualTo("4");
        assertThat(peer.messages()).extracting(InboundMessage::ssn).containsExactly(0, 1, 2, 3);
        peer.readAll();
        for (int tsn = 5; tsn <= 7; tsn++) {
            peer.sendOne(tsn, WHOLE, 0, tsn - 1, QUARTER);
        }
        assertThat(peer.messages()).extracting(InboundMessage::ssn).containsExactly(4, 5, 6);
    }

    @Test
    @DisplayName(
            "9260-6.2-34 9260-6.2-22: in SHUTDOWN-SENT a SACK goes with the SHUTDOWN from the first dropped chunk on,"
                    + " repeated ones too: a SHUTDOWN alone would not tell that it is gone")
    void droppedInShutdown() {
        peer.wire.association().shutdown(peer.wire.now);
        peer.wire.pull();
        for (int tsn = 2; tsn <= 5; tsn++) {
            peer.sendOne(tsn, WHOLE, 0, tsn - 1, QUARTER);
        }
        List<Chunk> answer = peer.send(peer.data(1, WHOLE, 0, 0, QUARTER));
        assertThat(answer).extracting(Chunk::type).containsExactly(3, 7);
        assertThat(peer.told((SackChunk) answer.get(0))).isEqualTo("4");
        assertThat(peer.wire.nextTimeout())
                .singleElement()
                .satisfies(p -> assertThat(p.chunks()).extracting(Chunk::type).containsExactly(3, 7));
    }

    @Test
    @DisplayName("9260-6.2-34: the bytes of what was dropped are in a_rwnd again")
    void bytesComeBack() {
        peer.sendOne(2, WHOLE, 0, 1, 1000);
        SackChunk full = peer.tell(3, WHOLE, 0, 2, BUFFER);
        assertThat(full.advertisedReceiverWindow()).isZero();
        SackChunk sack = peer.tell(1, WHOLE, 0, 0, 100);
        assertThat(peer.told(sack)).as("3 made room").isEqualTo("2");
        assertThat(sack.advertisedReceiverWindow()).isEqualTo(BUFFER - 1100);
    }

    @Test
    @DisplayName("9260-6.2-3 9260-6.2-35: what was delivered is never dropped, nor what the cumulative TSN covers")
    void deliveredStays() {
        peer.sendOne(1, WHOLE, 0, 0, QUARTER);
        peer.sendOne(3, WHOLE | U, 0, 0, QUARTER);
        peer.sendOne(4, WHOLE, 1, 0, QUARTER);
        SackChunk full = peer.tell(5, WHOLE, 1, 1, QUARTER);
        assertThat(peer.told(full)).isEqualTo("1 [3:5]");
        assertThat(full.advertisedReceiverWindow()).isZero();
        assertThat(peer.messages()).hasSize(4);
        SackChunk sack = peer.tell(2, WHOLE, 0, 1, QUARTER);
        assertThat(peer.told(sack))
                .as("9260-6.2-6: the next is taken all the same")
                .isEqualTo("5");
        assertThat(peer.messages()).hasSize(5);
        assertThat(peer.wire.association().counters().chunksReneged()).isZero();
    }

    @Test
    @DisplayName(
            "9260-6.2-3: window 0, a gap is filled that is not the first, and nothing above can be dropped → dropped")
    void onlyTheNextExceedsTheWindow() {
        for (int tsn = 4; tsn <= 7; tsn++) {
            peer.sendOne(tsn, WHOLE | U, 0, 0, QUARTER);
        }
        SackChunk sack = peer.sendOne(2, WHOLE | U, 0, 0, QUARTER);
        assertThat(sack).isNotNull();
        assertThat(peer.told(sack)).isEqualTo("0 [4:7]");
        assertThat(peer.told(peer.tell(1, WHOLE | U, 0, 0, QUARTER))).isEqualTo("1 [4:7]");
        assertThat(peer.told(peer.tell(2, WHOLE | U, 0, 0, QUARTER))).isEqualTo("2 [4:7]");
    }

    @Test
    @DisplayName(
            "9260-6.2-6: window 0 and nothing to read → the next TSN is taken, up to the hard limit; there, ABORT(4)")
    void hardLimit() {
        // One message never comes, as if its sender had forgotten it: all others wait for it.
        int taken = 0;
        while (peer.wire.association().isEstablished()) {
            List<Chunk> answer = peer.send(peer.data(taken + 1, WHOLE, 0, taken + 1, QUARTER));
            AbortChunk abort = DataPeer.abort(answer);
            if (abort != null) {
                assertThat(abort.causes())
                        .singleElement()
                        .satisfies(c -> assertThat(c.code()).isEqualTo(4));
                break;
            }
            taken++;
            assertThat(taken).isLessThanOrEqualTo(8);
        }
        assertThat(taken).as("two buffers of four").isEqualTo(8);
        assertThat(peer.wire.events)
                .hasAtLeastOneElementOfType(AssociationEvent.CommunicationLost.class)
                .filteredOn(e -> e instanceof AssociationEvent.CommunicationLost)
                .extracting(e -> ((AssociationEvent.CommunicationLost) e).reason())
                .containsExactly(LossReason.OUT_OF_RESOURCE);
        assertThat(peer.wire.association().payloadBuffersInUse()).isZero();
    }

    @Test
    @DisplayName("9260-6.2-7: a window smaller than the chunk takes it whole, and is 0 then")
    void largerThanTheWindow() {
        SackChunk sack = peer.tell(1, WHOLE, 0, 0, BUFFER - 10);
        assertThat(sack.advertisedReceiverWindow()).isEqualTo(10);
        sack = peer.tell(2, WHOLE, 0, 1, 1400);
        assertThat(peer.told(sack)).isEqualTo("2");
        assertThat(sack.advertisedReceiverWindow()).isZero();
        assertThat(peer.messages()).hasSize(2);
    }

    @Test
    @DisplayName("9260-6.2-25 9260-6.2-29 9260-6.2-28: a_rwnd is what is free after this packet;"
            + " what waits to be put together or for its turn does not raise it")
    void windowNow() {
        assertThat(peer.tell(1, B, 0, 0, 1100).advertisedReceiverWindow()).isEqualTo(BUFFER - 1100);
        assertThat(peer.tell(2, E, 0, 0, 1100).advertisedReceiverWindow())
                .as("whole, unread")
                .isEqualTo(BUFFER - 2200);
        assertThat(peer.tell(4, WHOLE, 0, 2, 1100).advertisedReceiverWindow())
                .as("waiting for 3")
                .isEqualTo(BUFFER - 3300);
        SackChunk update = peer.readAll();
        assertThat(update).isNotNull();
        assertThat(update.advertisedReceiverWindow()).isEqualTo(BUFFER - 1100);
    }

    @ParameterizedTest
    @ValueSource(ints = {4096, 8192, 100_000})
    @DisplayName("9260-6.2-31 9260-6.2-32: the right edge moves right by at least half the buffer or a full packet,"
            + " and left by the cost of chunks only")
    void sillyWindow(int buffer) {
        int packet = (AssociationSettings.defaults().pathMtuBytes() - 12) & ~3;
        int step = Math.min(buffer / 2, packet);
        for (long seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            ReceiveWindow window = new ReceiveWindow(buffer, packet, Allowance.unlimited());
            ArrayList<Integer> unread = new ArrayList<>();
            long accepted = 0;
            long edge = buffer;
            for (int i = 0; i < 2000; i++) {
                int chunk = 1 + random.nextInt(1440);
                if (random.nextInt(3) > 0 && !window.isShut()) {
                    window.take(chunk, false);
                    accepted += chunk;
                    unread.add(chunk);
                } else if (!unread.isEmpty()) {
                    window.free(unread.remove(random.nextInt(unread.size())), 1);
                }
                long now = accepted + window.advertise();
                long overshoot = accepted - edge;
                if (now > edge && now > accepted) {
                    assertThat(now - Math.max(edge, accepted))
                            .as("seed %d, step %d", seed, i)
                            .isGreaterThanOrEqualTo(step);
                }
                assertThat(now)
                        .as("seed %d, step %d, overshoot %d", seed, i, overshoot)
                        .isGreaterThanOrEqualTo(accepted);
                edge = Math.max(now, accepted);
            }
        }
    }

    @Test
    @DisplayName("9260-6.2-31: a reader that takes little by little opens a closed window only when a packet fits")
    void crumbs() {
        for (int tsn = 1; tsn <= 80; tsn++) {
            peer.sendOne(tsn, WHOLE, 0, tsn - 1, 8);
            if (peer.wire.association().status().localRwnd() == 0) {
                break;
            }
        }
        int least = (AssociationSettings.defaults().pathMtuBytes() - 12) & ~3;
        while (!peer.messages().isEmpty()) {
            peer.read(peer.messages().get(0));
            long told = peer.wire.association().status().localRwnd();
            assertThat(told == 0 || told >= least).as("%d", told).isTrue();
        }
    }

    @Test
    @DisplayName("9260-6.2-30: the window opens → a SACK without new DATA, once for each quarter of the buffer")
    void windowUpdates() {
        DataPeer large = DataPeer.withBuffer(100_000);
        int tsn = 1;
        while (large.wire.association().status().localRwnd() > 0) {
            large.tell(tsn, WHOLE, 0, tsn - 1, 1000);
            tsn++;
        }
        List<Integer> updates = new ArrayList<>();
        for (InboundMessage m : large.messages()) {
            SackChunk sack = large.read(m);
            if (sack != null) {
                assertThat(large.told(sack)).isEqualTo(Integer.toString(tsn - 1));
                updates.add(sack.advertisedReceiverWindow());
            }
        }
        assertThat(updates).containsExactly(25_000, 50_000, 75_000, 100_000);
    }

    @Test
    @DisplayName("9260-6.2-30: from 0, too, an update comes when a quarter is free")
    void updateFromZero() {
        fill();
        InboundMessage first = peer.messages().get(0);
        SackChunk update = peer.read(first);
        assertThat(update).isNotNull();
        assertThat(update.advertisedReceiverWindow()).isEqualTo(BUFFER / 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 1452, 9000})
    @DisplayName(
            "9260-6.7-6 9260-6.2-24 9260-6.7-9 9260-6.2-19: gap blocks that do not fit one packet: one SACK with the"
                    + " lowest, as many as fit; they do not touch, and duplicates come after them")
    void manyGaps(int mtu) {
        AssociationSettings settings =
                AssociationSettings.defaults().toBuilder().pathMtuBytes(mtu).build();
        DataPeer many = new DataPeer(new Wire(settings), 0xfffffff0, 10);
        int most = (mtu - 12 - 16) / 4;
        SackChunk sack = null;
        int sent = 0;
        for (int tsn = 3; sent < most + 20 && sent < 1000; tsn += 2) {
            sack = many.tell(tsn, WHOLE | U, 0, 0, 1);
            sent++;
            assertThat(sack.gapBlocks()).hasSize(Math.min(sent, most));
        }
        sack = many.tell(3, WHOLE | U, 0, 0, 1);
        for (int i = 0; i < sack.gapBlocks().size(); i++) {
            assertThat(sack.gapBlocks().get(i)).isEqualTo(new SackChunk.GapBlock(3 + 2 * i, 3 + 2 * i));
        }
        assertThat(sack.duplicateTsns()).hasSize(sent < most ? 1 : 0);
        assertThat(sack.encodedLength()).isLessThanOrEqualTo(mtu - 12);
    }

    @Test
    @DisplayName("9260-6.2-8 9260-6.7-7: TSN = CTSN + 65535 is held; the next one is dropped, and the SACK says so")
    void tooFarAhead() {
        assertThat(peer.told(peer.tell(65_535, WHOLE, 0, 9, 10))).isEqualTo("0 [65535:65535]");
        assertThat(peer.told(peer.tell(65_536, WHOLE, 0, 9, 10))).isEqualTo("0 [65535:65535]");
        assertThat(peer.told(peer.tell(Integer.MAX_VALUE, WHOLE, 0, 9, 10))).isEqualTo("0 [65535:65535]");
        assertThat(peer.told(peer.tell(1, WHOLE, 0, 0, 10))).isEqualTo("1 [65535:65535]");
        assertThat(peer.told(peer.tell(65_536, WHOLE, 0, 10, 10))).isEqualTo("1 [65535:65536]");
    }

    @Test
    @DisplayName("9260-6.5-4: fragments on a stream that does not exist are acknowledged and forgotten, each alone")
    void fragmentsOnABadStream() {
        assertThat(peer.send(peer.data(1, B, 500, 0, 100)))
                .extracting(Object::getClass)
                .extracting(Class::getSimpleName)
                .containsExactlyInAnyOrder("SackChunk", "ErrorChunk");
        peer.send(peer.data(2, 0, 500, 0, 100));
        peer.send(peer.data(3, E, 500, 0, 100));
        assertThat(peer.wire.association().payloadBuffersInUse()).isZero();
        SackChunk sack = peer.tell(4, WHOLE, 0, 0, 100);
        assertThat(peer.told(sack)).isEqualTo("4");
        assertThat(sack.advertisedReceiverWindow()).isEqualTo(BUFFER - 100);
        assertThat(peer.messages()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1BE0/0 2-0/0", // a middle after an end that was delivered
                "2-0/0 1BE0/0", // the same, the other way round
                "2BE1/0 1B0/0", // a beginning before a message that was delivered
                "1B0/0 2BE500/0", // a stream that does not exist in the midst of a message
                "2E0/0 1BE500/0",
                "1E0/0", // the first of all chunks is no beginning
                "1BE0/0 2BE0/0", // a number that was used
                "3BE0/2 4BE0/2", // twice, both waiting
            })
    @DisplayName(
            "9260-6.9-13 9260-6.6-6 9260-3.3.1-10: what contradicts what was received, delivered or not → ABORT(13)")
    void contradictions(String chunks) {
        AbortChunk abort = null;
        String[] all = chunks.split(" ");
        for (int i = 0; i < all.length; i++) {
            assertThat(abort).isNull();
            String c = all[i];
            int tsn = c.charAt(0) - '0';
            int flags = (c.contains("B") ? B : 0) | (c.contains("E") ? E : 0);
            String[] numbers = c.substring(1).replaceAll("[BE-]", "").split("/");
            List<Chunk> answer =
                    peer.send(peer.data(tsn, flags, Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), 10));
            abort = DataPeer.abort(answer);
        }
        assertThat(abort).isNotNull();
        assertThat(Objects.requireNonNull(abort).causes())
                .singleElement()
                .satisfies(cause -> assertThat(cause.code()).isEqualTo(13));
        assertThat(peer.wire.events)
                .last()
                .satisfies(e -> assertThat(e).isInstanceOf(AssociationEvent.CommunicationLost.class));
        peer.readAll();
        assertThat(peer.wire.budget.memoryUsed()).isZero();
    }

    @Test
    @DisplayName(
            "9260-6.2-33: reneging can be switched off: then the next chunk exceeds the window, up to the hard limit")
    void renegingOff() {
        AssociationSettings settings = AssociationSettings.defaults().toBuilder()
                .receiveBufferBytes(BUFFER)
                .reneging(false)
                .build();
        DataPeer p = new DataPeer(new Wire(settings), 1, 10);
        for (int tsn = 3; tsn <= 6; tsn++) {
            p.sendOne(tsn, WHOLE, 0, tsn - 1, QUARTER);
        }
        assertThat(p.told(p.tell(2, WHOLE, 0, 1, QUARTER))).isEqualTo("0 [3:6]");
        assertThat(p.told(p.tell(1, WHOLE, 0, 0, QUARTER))).isEqualTo("1 [3:6]");
        assertThat(p.told(p.tell(2, WHOLE, 0, 1, QUARTER))).isEqualTo("6");
        assertThat(p.wire.association().counters().chunksReneged()).isZero();
    }

    @Test
    @DisplayName(
            "9260-6.2-33: chunks that wait to know how they are numbered make no room, and do once that is settled")
    void heldBackMakesNoRoom() {
        DataPeer p = DataPeer.withBuffer(BUFFER);
        InboundData inbound = p.wire.association().inbound();
        inbound.hold(1, StreamSet.ALL);
        for (int tsn = 3; tsn <= 6; tsn++) {
            p.sendOne(tsn, WHOLE, 0, tsn - 1, QUARTER);
        }
        assertThat(p.told(p.tell(2, WHOLE, 0, 1, QUARTER))).isEqualTo("0 [3:6]");
        assertThat(inbound.release()).isTrue();
        assertThat(p.told(p.tell(2, WHOLE, 0, 1, QUARTER))).isEqualTo("0 [2:5]");
    }

    /** A message that is being delivered in parts, TSN 1 to 5; what comes above that is held. */
    private static DataPeer delivering() {
        DataPeer p = DataPeer.withPartialReliability(AssociationSettings.defaults(), 1);
        for (int tsn = 1; tsn <= 5; tsn++) {
            p.sendOne(tsn, tsn == 1 ? B : 0, 0, 0, 50_000);
        }
        assertThat(p.messages()).isNotEmpty();
        p.wire.association().inbound().hold(5, StreamSet.ALL);
        return p;
    }

    @Test
    @DisplayName(
            "a FORWARD TSN ends a delivery whose end is not held; what is held of it is swallowed once it is settled")
    void skippedWhileHeld() {
        DataPeer p = delivering();
        p.sendOne(6, 0, 0, 0, 100);
        p.send(p.forward(8, 0, 0));
        assertThat(p.wire.events).hasAtLeastOneElementOfType(AssociationEvent.PartialDeliveryAborted.class);
        assertThat(p.wire.association().inbound().release()).isTrue();
        p.send(p.forward(8, 0, 0));
        p.sendOne(9, WHOLE, 0, 1, 100);
        assertThat(p.messages()).last().extracting(InboundMessage::ssn).isEqualTo(1);
        assertThat(p.wire.association().isEstablished()).isTrue();
    }

    @Test
    @DisplayName("a FORWARD TSN that is about what follows leaves a delivery alone whose end is held")
    void endHeld() {
        DataPeer p = delivering();
        p.sendOne(6, 0, 0, 0, 100);
        p.sendOne(7, E, 0, 0, 100);
        p.send(p.forward(9, 1, 0));
        assertThat(p.wire.events).doesNotHaveAnyElementsOfTypes(AssociationEvent.PartialDeliveryAborted.class);
        assertThat(p.wire.association().inbound().release()).isTrue();
        p.readAll();
        assertThat(p.messages()).last().extracting(InboundMessage::endOfRecord).isEqualTo(true);
    }

    @Test
    @DisplayName("9260-6.2-33: without need nothing is ever dropped again")
    void noRenegingWithoutNeed() {
        for (long seed = 0; seed < 30; seed++) {
            DataPeer p = DataPeer.withBuffer(1 << 17);
            Random random = new Random(seed);
            List<Integer> order = new ArrayList<>();
            for (int tsn = 1; tsn <= 300; tsn++) {
                order.add(tsn);
            }
            java.util.Collections.shuffle(order, random);
            for (int tsn : order) {
                p.sendOne(tsn, WHOLE, 0, tsn - 1, 1 + random.nextInt(200));
            }
            assertThat(p.messages()).hasSize(300);
            assertThat(p.wire.association().counters().chunksReneged()).isZero();
        }
    }
}
