package io.jsctp.engine;

import static io.jsctp.engine.DataPeer.B;
import static io.jsctp.engine.DataPeer.E;
import static io.jsctp.engine.DataPeer.U;
import static io.jsctp.engine.DataPeer.WHOLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.wire.Chunk;
import io.jsctp.wire.SackChunk;
import io.jsctp.wire.ShutdownChunk;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FORWARD TSN as it is received (RFC 3758 §3.6). */
class ForwardTsnReceiverTest {
    private static final AssociationSettings DEFAULTS = AssociationSettings.defaults();

    private DataPeer peer = DataPeer.withPartialReliability(DEFAULTS, 1);

    /** What the user has, as {@code stream:number}, unordered ones without a number. */
    private List<String> delivered() {
        return peer.messages().stream()
                .map(m -> m.streamId() + (m.unordered() ? "" : ":" + m.ssn()))
                .toList();
    }

    private String told(List<Chunk> answers) {
        return peer.told(Objects.requireNonNull(DataPeer.sack(answers)));
    }

    private String skip(int tsn, int... pairs) {
        SackChunk sack = DataPeer.sack(peer.send(peer.forward(tsn, pairs)));
        return sack == null ? state() : peer.told(sack);
    }

    /** The state that a SACK tells, whatever was answered before. */
    private String state() {
        return told(peer.send(peer.forward(0)));
    }

    private int window() {
        return Objects.requireNonNull(DataPeer.sack(peer.send(peer.forward(0)))).advertisedReceiverWindow();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, -3, 0x7FFFFFFE})
    @DisplayName("3758-3.2-3 3758-3.6-1: the cumulative TSN moves to the point, and on over what was received")
    void moves(int firstTsn) {
        peer = DataPeer.withPartialReliability(DEFAULTS, firstTsn);
        peer.sendOne(1, WHOLE, 0, 0, 10);
        peer.sendOne(5, WHOLE | U, 0, 0, 10);
        peer.sendOne(6, WHOLE | U, 0, 0, 10);
        peer.sendOne(8, WHOLE | U, 0, 0, 10);
        assertThat(skip(3, 0, 2)).isEqualTo("3 [5:6] [8:8]");
        assertThat(skip(4)).isEqualTo("6 [8:8]");
        assertThat(skip(9)).isEqualTo("9");
        assertThat(peer.tell(10, WHOLE, 0, 3, 10).gapBlocks()).isEmpty();
        assertThat(delivered()).containsExactly("0:0", "0", "0", "0", "0:3");
    }

    @Test
    @DisplayName("3758-3.6-2: one that is out of date changes nothing, its pairs neither, and is answered at once")
    void outOfDate() {
        peer.sendOne(1, WHOLE, 0, 0, 10);
        peer.sendOne(2, WHOLE, 0, 1, 10);
        assertThat(skip(2, 0, 7)).isEqualTo("2");
        assertThat(skip(-5, 0, 7)).isEqualTo("2");
        peer.sendOne(3, WHOLE, 0, 2, 10);
        assertThat(delivered()).containsExactly("0:0", "0:1", "0:2");
    }

    @Test
    @DisplayName("3758-3.6-3: alone and in order it is acknowledged as a packet with DATA: with the second, or late")
    void delayed() {
        peer.sendOne(1, WHOLE, 0, 0, 10);
        assertThat(peer.send(peer.forward(2, 0, 1))).isEmpty();
        assertThat(told(peer.send(peer.forward(3, 0, 2)))).isEqualTo("3");
        assertThat(peer.send(peer.forward(4, 0, 3))).isEmpty();
        assertThat(peer.wire.association().nextTimeoutNs() - peer.wire.now).isLessThanOrEqualTo(DEFAULTS.sackDelayNs());
        assertThat(peer.told(Objects.requireNonNull(DataPeer.sack(peer.wire.nextTimeout()))))
                .isEqualTo("4");
        peer.sendOne(7, WHOLE | U, 0, 0, 10);
        assertThat(skip(5)).as("while a gap remains, at once").isEqualTo("5 [7:7]");
        assertThat(skip(6)).as("when the gap is gone, too").isEqualTo("7");
    }

    @Test
    @DisplayName("3758-3.6-4 3758-3.2-4: what waits up to the listed number is delivered in order, and what follows")
    void deliversWaiting() {
        for (int ssn : new int[] {5, 2, 4, 1, 3, 7}) {
            peer.sendOne(10 + ssn, WHOLE, 3, ssn, 10);
        }
        peer.sendOne(20, WHOLE, 4, 1, 10);
        assertThat(delivered()).isEmpty();
        skip(10, 3, 3);
        assertThat(delivered()).containsExactly("3:1", "3:2", "3:3", "3:4", "3:5");
        peer.sendOne(16, WHOLE, 3, 6, 10);
        assertThat(delivered()).endsWith("3:6", "3:7");
        skip(18, 4, 0);
        assertThat(delivered()).endsWith("4:1");
    }

    @Test
    @DisplayName("3758-3.6-4: whole messages up to the listed number are delivered in the order of their stream")
    void passedInOrder() {
        skip(1, 2, 30_000);
        skip(2, 2, 60_000);
        for (int ssn : new int[] {1, 17, 33, 49}) { // in one chain of the table
            peer.sendOne(10 + ssn, WHOLE, 3, ssn, 10);
            peer.sendOne(100 + ssn, WHOLE, 2, (65_500 + ssn) & 0xFFFF, 10);
        }
        skip(3, 3, 40);
        assertThat(delivered()).containsExactly("3:1", "3:17", "3:33");
        skip(4, 2, 13);
        assertThat(delivered().subList(3, 7)).containsExactly("2:65501", "2:65517", "2:65533", "2:13");
    }

    @Test
    @DisplayName("3758-3.2-7 3758-3.6-9: each pair of a stream counts, a number below what was delivered has no effect")
    void severalPairs() {
        peer.sendOne(1, WHOLE, 0, 0, 10);
        peer.sendOne(2, WHOLE, 0, 1, 10);
        skip(8, 0, 0, 0, 5, 0, 3);
        peer.sendOne(9, WHOLE, 0, 6, 10);
        assertThat(delivered()).containsExactly("0:0", "0:1", "0:6");
    }

    @Test
    @DisplayName("3758-3.2-6: a pair of a stream that does not exist is passed over, the rest applies")
    void unknownStream() {
        peer.sendOne(2, WHOLE, 1, 1, 10);
        assertThat(skip(1, 10, 0, 65_535, 3, 1, 0)).isEqualTo("2");
        assertThat(delivered()).containsExactly("1:1");
    }

    @Test
    @DisplayName(
            "3758-3.6-5: fragments of a message of which something was skipped are dropped, and give their room back")
    void dropsFragments() {
        int before = window();
        peer.sendOne(1, B, 0, 0, 1000);
        peer.sendOne(2, 0, 0, 0, 1000);
        peer.sendOne(5, E, 0, 0, 1000);
        peer.sendOne(7, B | U, 1, 0, 1000);
        peer.sendOne(9, E | U, 1, 0, 1000);
        peer.sendOne(10, WHOLE | U, 2, 0, 10);
        assertThat(skip(8, 0, 0)).isEqualTo("10");
        assertThat(peer.wire.association().status().pendingChunks()).isEqualTo(1);
        assertThat(delivered()).containsExactly("2");
        peer.readAll();
        assertThat(peer.wire.association().payloadBuffersInUse()).isZero();
        assertThat(window()).as("but for the steps in which it is told").isGreaterThan(before - 1000);
        peer.sendOne(11, WHOLE, 0, 1, 10);
        peer.sendOne(12, WHOLE | U, 1, 0, 10);
        assertThat(delivered()).containsExactly("0:1", "1");
    }

    @Test
    @DisplayName("3758-3.6-5: a message of which nothing up to the point is missing is kept, and completed")
    void keepsWhatMayBeCompleted() {
        peer.sendOne(2, B, 0, 1, 10);
        peer.sendOne(3, 0, 0, 1, 10);
        assertThat(skip(1, 0, 0)).isEqualTo("3");
        peer.sendOne(4, E, 0, 1, 10);
        assertThat(delivered()).containsExactly("0:1");
    }

    @Test
    @DisplayName(
            "3758-3.6-6: a message that was being delivered in parts is told to be aborted; the next begins cleanly")
    void abortsDelivery() {
        AssociationSettings early =
                DEFAULTS.toBuilder().partialDelivery(500, false).build();
        peer = DataPeer.withPartialReliability(early, 1);
        peer.sendOne(1, B, 2, 0, 1000);
        peer.sendOne(3, 0, 2, 0, 1000);
        peer.sendOne(5, WHOLE, 2, 1, 10);
        peer.sendOne(6, WHOLE, 3, 0, 10);
        peer.sendOne(7, WHOLE | U, 4, 0, 10);
        assertThat(delivered()).containsExactly("2:0");
        peer.wire.events.clear();
        assertThat(skip(4, 2, 0)).isEqualTo("7");
        assertThat(peer.wire.events.get(0)).isEqualTo(new AssociationEvent.PartialDeliveryAborted(2, 0));
        assertThat(delivered()).containsExactlyInAnyOrder("2:1", "3:0", "4");
        assertThat(peer.messages()).allMatch(m -> m.beginning() && m.endOfRecord());
    }

    @Test
    @DisplayName("3758-3.6-7: a chunk that was skipped and comes after all is dropped, and reported as a duplicate")
    void late() {
        peer.sendOne(1, WHOLE, 0, 0, 10);
        skip(-1);
        peer.send(peer.forward(3, 0, 2));
        SackChunk sack = Objects.requireNonNull(peer.sendOne(2, WHOLE, 0, 1, 10));
        assertThat(sack.duplicateTsns()).containsExactly(2);
        assertThat(delivered()).containsExactly("0:0");
    }

    @Test
    @DisplayName(
            "3758-3.6-8 SEC-71: a jump over half the number space is taken, one beyond it is old; nothing held leaks")
    void farJumps() {
        for (int i = 0; i < 200; i++) {
            peer.sendOne(2 + 3 * i, B, 0, i, 100);
        }
        peer.sendOne(3000, WHOLE | U, 0, 0, 10);
        for (int tsn : new int[] {0x7FFFFFFF, -2}) {
            peer.send(peer.forward(tsn));
            assertThat(peer.wire.association().cumulativeTsn()).isEqualTo(tsn);
        }
        peer.send(peer.forward(0x7FFFFFFF));
        assertThat(peer.wire.association().cumulativeTsn())
                .as("beyond half: old")
                .isEqualTo(-2);
        peer.readAll();
        assertThat(peer.wire.association().payloadBuffersInUse()).isZero();
        assertThat(SelfCheck.of(peer.wire.association())).isNull();
    }

    @Test
    @DisplayName("3758-3.6-9 3758-3.5-8: in SHUTDOWN-SENT it is processed as DATA is: SHUTDOWN tells the new point")
    void inShutdownSent() {
        peer.sendOne(1, WHOLE, 0, 0, 10);
        peer.wire.association().shutdown(peer.wire.now);
        peer.wire.pull();
        assertThat(peer.wire.association().state()).isEqualTo(AssociationState.SHUTDOWN_SENT);
        assertThat(peer.send(peer.forward(4, 0, 3))).contains(new ShutdownChunk(4));
    }

    @Test
    @DisplayName("3758-3.6-9: after the peer's SHUTDOWN it is dropped")
    void afterShutdown() {
        peer.sendOne(1, WHOLE, 0, 0, 10);
        Association a = peer.wire.association();
        a.send(java.nio.ByteBuffer.allocate(5), 0, 0, 0, 0, 0, null, peer.wire.now);
        peer.wire.pull();
        peer.send(new ShutdownChunk(a.localInitialTsn - 1));
        assertThat(a.state()).isEqualTo(AssociationState.SHUTDOWN_RECEIVED);
        assertThat(peer.send(peer.forward(4, 0, 3))).isEmpty();
        assertThat(a.cumulativeTsn()).isEqualTo(1);
    }

    @Test
    @DisplayName("3758-3.6-10: the rest of a message of which only a part was skipped is swallowed, in any order")
    void swallowsRest() {
        peer.sendOne(1, B, 0, 0, 10);
        assertThat(skip(2)).isEqualTo("2");
        peer.sendOne(4, 0, 0, 0, 10);
        peer.sendOne(3, 0, 0, 0, 10);
        peer.sendOne(5, E, 0, 0, 10);
        peer.sendOne(6, WHOLE | U, 1, 0, 10);
        assertThat(state()).isEqualTo("6");
        assertThat(delivered()).containsExactly("1");
        peer.readAll();
        assertThat(peer.wire.association().payloadBuffersInUse()).isZero();
    }

    @Test
    @DisplayName("3758-3.6-10: a first half whose end is at the point gives way to the next message")
    void givesWay() {
        peer.sendOne(2, B | U, 0, 0, 10);
        assertThat(skip(2)).isEqualTo("2");
        peer.sendOne(3, WHOLE | U, 1, 0, 10);
        assertThat(delivered()).containsExactly("1");
        peer.sendOne(5, B, 2, 1, 10);
        assertThat(skip(5, 2, 1)).isEqualTo("5");
        assertThat(peer.wire.association().status().pendingChunks())
                .as("its number is listed")
                .isEqualTo(1);
        peer.sendOne(6, E, 2, 1, 10);
        peer.sendOne(7, WHOLE, 2, 2, 10);
        assertThat(delivered()).containsExactly("1", "2:2");
    }

    @Test
    @DisplayName("3758-3.6-9: before the COOKIE ECHO it is out of the blue")
    void beforeTheCookie() {
        Wire wire = new Wire();
        wire.receive(0, SetupTest.init());
        assertThat(wire.receive(5, peer.forward(4)).get(0).chunks()).noneMatch(SackChunk.class::isInstance);
        assertThat(wire.association).isNull();
    }
}
