package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.engine.Wire.Answer;
import io.jsctp.wire.AbortChunk;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.HeartbeatChunk;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.SackChunk;
import io.jsctp.wire.ShutdownAckChunk;
import io.jsctp.wire.ShutdownChunk;
import io.jsctp.wire.UnknownChunk;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The graceful end, seen from one side (RFC 9260 §9.2). */
class ShutdownTest {
    private static final long SECOND = 1_000 * Wire.MS;

    private Wire wire = new Wire();
    private int ourTag;

    @BeforeEach
    void establish() {
        InitAckChunk initAck = wire.receive(0, SetupTest.init()).get(0).only(InitAckChunk.class);
        ourTag = initAck.initiateTag();
        wire.receive(ourTag, new CookieEchoChunk(SetupTest.cookie(initAck)));
        wire.events.clear();
    }

    private void establishWith(AssociationSettings settings) {
        wire = new Wire(settings);
        establish();
    }

    private static Chunk data(int tsn, int bytes) {
        byte[] value = ByteBuffer.allocate(12 + bytes).putInt(tsn).array();
        return new UnknownChunk(0, 7, value);
    }

    private SendStatus send() {
        return wire.association().send(ByteBuffer.allocate(4), 0, 0, 0, 0, 0, null, wire.now);
    }

    private List<Answer> shutdown() {
        wire.association().shutdown(wire.now);
        return wire.pull();
    }

    private int lastSentTsn() {
        return wire.association().outbound.nextTsn() - 1;
    }

    /** Brings the association into a state of §9.2. */
    private void enter(AssociationState state) {
        switch (state) {
            case SHUTDOWN_PENDING, SHUTDOWN_RECEIVED -> {
                send();
                wire.pull();
                if (state == AssociationState.SHUTDOWN_PENDING) {
                    shutdown();
                } else {
                    wire.receive(ourTag, new ShutdownChunk(lastSentTsn() - 1));
                }
            }
            case SHUTDOWN_SENT -> shutdown();
            default -> wire.receive(ourTag, new ShutdownChunk(lastSentTsn()));
        }
        assertThat(wire.association().state()).isEqualTo(state);
    }

    @ParameterizedTest
    @EnumSource(
            value = AssociationState.class,
            names = {"SHUTDOWN_PENDING", "SHUTDOWN_SENT", "SHUTDOWN_RECEIVED", "SHUTDOWN_ACK_SENT"})
    @DisplayName("9260-9.2-22 9260-9.2-12 9260-4-6 9260-9-3: no new user data in any state of shutdown")
    void sendsRefused(AssociationState state) {
        enter(state);
        int before = wire.association().sendBufferUsed();
        assertThat(send()).isEqualTo(SendStatus.SHUTTING_DOWN);
        assertThat(wire.association().sendBufferUsed()).isEqualTo(before);
        assertThat(wire.pull()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = AssociationState.class,
            names = {"SHUTDOWN_PENDING", "SHUTDOWN_SENT", "SHUTDOWN_RECEIVED", "SHUTDOWN_ACK_SENT"})
    @DisplayName("9260-9.2-11: the user's second shutdown, or one after the peer's, has no effect")
    void shutdownAgain(AssociationState state) {
        enter(state);
        long deadline = wire.association().nextTimeoutNs();
        wire.now += 10 * Wire.MS;
        assertThat(shutdown()).isEmpty();
        assertThat(wire.association().state()).isEqualTo(state);
        assertThat(wire.association().nextTimeoutNs()).isEqualTo(deadline);
    }

    @Test
    @DisplayName("9260-9.2-15: DATA without a gap in SHUTDOWN-SENT → SHUTDOWN alone, and T2 starts over")
    void dataInShutdownSent() {
        shutdown();
        for (int tsn = 900; tsn < 910; tsn++) {
            wire.now += 900 * Wire.MS;
            assertThat(wire.receive(ourTag, data(tsn, 4)).get(0).only()).isEqualTo(new ShutdownChunk(tsn));
            assertThat(wire.association().nextTimeoutNs()).isEqualTo(wire.now + SECOND);
        }
    }

    @Test
    @DisplayName("9260-9.2-16: gaps and duplicates are told by a SACK in the packet of the SHUTDOWN")
    void sackWithShutdown() {
        shutdown();
        List<Chunk> gap = wire.receive(ourTag, data(901, 4)).get(0).chunks();
        assertThat(gap.get(0))
                .isInstanceOfSatisfying(
                        SackChunk.class, s -> assertThat(s.gapBlocks()).hasSize(1));
        assertThat(gap.get(1)).isEqualTo(new ShutdownChunk(899));
        assertThat(wire.receive(ourTag, data(900, 4)).get(0).only()).isEqualTo(new ShutdownChunk(901));
        List<Chunk> duplicate = wire.receive(ourTag, data(900, 4)).get(0).chunks();
        assertThat(duplicate.get(0))
                .isInstanceOfSatisfying(
                        SackChunk.class, s -> assertThat(s.duplicateTsns()).containsExactly(900));
        assertThat(duplicate.get(1)).isEqualTo(new ShutdownChunk(901));
    }

    @Test
    @DisplayName("RFC 9260 §9.2, §6.2: in SHUTDOWN-SENT a peer learns of a shut window, and of its opening, by SACK")
    void windowInShutdownSent() {
        establishWith(AssociationSettings.defaults().toBuilder()
                .receiveBufferBytes(20_000)
                .build());
        shutdown();
        int tsn = 900;
        List<Chunk> chunks = List.of();
        while (chunks.size() < 2) {
            assertThat(tsn).isLessThan(940);
            chunks = wire.receive(ourTag, data(tsn++, 1000)).get(0).chunks();
        }
        assertThat(chunks.get(0))
                .isInstanceOfSatisfying(
                        SackChunk.class,
                        s -> assertThat(s.advertisedReceiverWindow()).isZero());
        List<Answer> updates = new ArrayList<>();
        for (AssociationEvent e : wire.events) {
            wire.association().consumed((InboundMessage) e, wire.now);
            updates.addAll(wire.pull());
        }
        assertThat(updates).isNotEmpty().allSatisfy(a -> assertThat(a.only()).isInstanceOf(SackChunk.class));
    }

    @Test
    @DisplayName(
            "SEC-81 9260-9.2-4: T2 is the path's RTO, doubled with each expiry up to RTO.Max; 9260-9.2-17: T5 ends it at 5 × RTO.Max")
    void t2AndT5() {
        establishWith(
                AssociationSettings.defaults().toBuilder().rtoMaxNs(4 * SECOND).build());
        long start = wire.now;
        shutdown();
        List<Long> seconds = new ArrayList<>();
        Answer last = null;
        while (!wire.association().isClosed()) {
            for (Answer a : wire.nextTimeout()) {
                seconds.add((wire.now - start) / SECOND);
                last = a;
            }
        }
        assertThat(seconds).containsExactly(1L, 3L, 7L, 11L, 15L, 19L, 20L);
        assertThat(last.only()).isInstanceOf(AbortChunk.class);
        assertThat(((AssociationEvent.CommunicationLost) wire.events.get(wire.events.size() - 1)).reason())
                .isEqualTo(LossReason.SHUTDOWN_TIMEOUT);
    }

    @Test
    @DisplayName("9260-9.2-18: SHUTDOWN ACK is repeated Association.Max.Retrans times, then the peer is unreachable")
    void shutdownAckRepeats() {
        establishWith(AssociationSettings.defaults().toBuilder()
                .associationMaxRetrans(3)
                .build());
        enter(AssociationState.SHUTDOWN_ACK_SENT);
        int repeats = 0;
        while (!wire.association().isClosed()) {
            for (Answer a : wire.nextTimeout()) {
                repeats += a.only() instanceof ShutdownAckChunk ? 1 : 0;
            }
        }
        assertThat(repeats).isEqualTo(3);
        assertThat(((AssociationEvent.CommunicationLost) wire.events.get(wire.events.size() - 1)).reason())
                .isEqualTo(LossReason.PEER_UNREACHABLE);
    }

    @Test
    @DisplayName("9260-9.2-7: any packet from the peer starts the count of SHUTDOWN repeats over")
    void countStartsOver() {
        establishWith(AssociationSettings.defaults().toBuilder()
                .associationMaxRetrans(2)
                .rtoMaxNs(SECOND)
                .build());
        shutdown();
        int repeats = 0;
        for (int i = 0; i < 4; i++) {
            for (Answer a : wire.nextTimeout()) {
                repeats += a.only() instanceof ShutdownChunk ? 1 : 0;
            }
            wire.receive(ourTag, new HeartbeatChunk(new byte[] {1}));
        }
        assertThat(repeats).isEqualTo(4);
    }

    @Test
    @DisplayName("9260-8.3-2: no HEARTBEAT once SHUTDOWN or SHUTDOWN ACK was sent, not even on request")
    void noHeartbeats() {
        establishWith(AssociationSettings.defaults().toBuilder()
                .heartbeatIntervalNs(SECOND / 10)
                .associationMaxRetrans(4)
                .build());
        shutdown();
        assertThat(wire.association().pathControl().requestHeartbeat(Wire.PEER, wire.now))
                .isFalse();
        while (!wire.association().isClosed()) {
            for (Answer a : wire.nextTimeout()) {
                assertThat(a.chunks()).noneMatch(HeartbeatChunk.class::isInstance);
            }
        }
    }

    @Test
    @DisplayName(
            "9260-9.2-10: SHUTDOWN acknowledging what was never sent aborts; one that is behind counts without its ack")
    void shutdownAcknowledgement() {
        enter(AssociationState.SHUTDOWN_RECEIVED);
        wire.receive(ourTag, new ShutdownChunk(lastSentTsn() - 100));
        assertThat(wire.association().state()).isEqualTo(AssociationState.SHUTDOWN_RECEIVED);
        List<Answer> answers = wire.receive(ourTag, new ShutdownChunk(lastSentTsn() + 1));
        assertThat(answers.get(0).only()).isInstanceOf(AbortChunk.class);
        assertThat(wire.association().isClosed()).isTrue();
    }
}
