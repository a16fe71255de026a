package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.engine.Wire.Answer;
import io.jsctp.wire.AbortChunk;
import io.jsctp.wire.CauseCode;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.CookieAckChunk;
import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.ErrorChunk;
import io.jsctp.wire.HeartbeatAckChunk;
import io.jsctp.wire.HeartbeatChunk;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.InitChunk;
import io.jsctp.wire.Ipv4AddressParameter;
import io.jsctp.wire.PacketWriter;
import io.jsctp.wire.SackChunk;
import io.jsctp.wire.ShutdownAckChunk;
import io.jsctp.wire.ShutdownChunk;
import io.jsctp.wire.ShutdownCompleteChunk;
import io.jsctp.wire.UnknownChunk;
import io.jsctp.wire.UnrecognizedChunkType;
import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An established association, set up by the peer with tag 0x1234, and what packets do to it. */
class ExistingAssociationTest {
    private static final int PEER_TAG = 0x1234;

    private final Wire wire = new Wire();
    private int ourTag;

    @BeforeEach
    void establish() {
        InitAckChunk initAck = wire.receive(0, SetupTest.init()).get(0).only(InitAckChunk.class);
        ourTag = initAck.initiateTag();
        wire.receive(ourTag, new CookieEchoChunk(SetupTest.cookie(initAck)));
        wire.events.clear();
    }

    private static Chunk data(int tsn) {
        byte[] value = ByteBuffer.allocate(16)
                .putInt(tsn)
                .putInt(0)
                .putInt(0)
                .putInt(42)
                .array();
        return new UnknownChunk(0, 7, value); // unordered, so that the sequence numbers need not count
    }

    // ---- restart and duplicates: RFC 9260 §5.2 ------------------------------------------------------------------

    private InitAckChunk initAgain(int tag) {
        InitChunk init = new InitChunk(tag, 50_000, 3, 4, 77, List.of());
        Answer answer = wire.receive(0, init).get(0);
        assertThat(answer.verificationTag()).isEqualTo(tag);
        return answer.only(InitAckChunk.class);
    }

    @Test
    @DisplayName(
            "STK-15 9260-5.2.2-1 9260-5.2.2-5 9260-5.2.4-7: the peer restarts: new tags, RESTART, and the old tag is dead")
    void restart() {
        InitAckChunk initAck = initAgain(0x9999);
        assertThat(initAck.initiateTag()).isNotEqualTo(ourTag);
        assertThat(wire.receive(ourTag, new HeartbeatChunk(new byte[] {1})))
                .as("the old one lives on")
                .hasSize(1);
        List<Answer> answers = wire.receive(initAck.initiateTag(), new CookieEchoChunk(SetupTest.cookie(initAck)));
        assertThat(answers.get(0).verificationTag()).isEqualTo(0x9999);
        assertThat(answers.get(0).only()).isInstanceOf(CookieAckChunk.class);
        assertThat(wire.events).containsExactly(new AssociationEvent.Restarted(3, 4, Extensions.NONE));
        assertThat(wire.receive(ourTag, new HeartbeatChunk(new byte[] {1}))).isEmpty();
        assertThat(wire.receive(initAck.initiateTag(), data(77)).get(0).only()).isInstanceOf(SackChunk.class);
        assertThat(wire.endpoint.associationCount()).isEqualTo(1);
    }

    @Test
    @DisplayName("STK-15 9260-5.2.2-2 9260-5.1.2-5: a restart with a new address is refused, and nothing changes")
    void restartWithNewAddress() {
        InitChunk init = new InitChunk(
                0x9999, 50_000, 3, 4, 77, List.of(new Ipv4AddressParameter((Inet4Address) Wire.OTHER_PEER)));
        Answer answer = wire.receive(0, init).get(0);
        assertThat(answer.verificationTag()).isEqualTo(0x9999);
        assertThat(answer.only(AbortChunk.class).causes().get(0).code())
                .isEqualTo(CauseCode.RESTART_WITH_NEW_ADDRESSES);
        assertThat(wire.receiveFrom(Wire.OTHER_PEER, 0, init))
                .as("5.1.2 D: also from the new address")
                .isNotEmpty();
        assertThat(wire.association().state()).isEqualTo(AssociationState.ESTABLISHED);
        assertThat(wire.receive(ourTag, new HeartbeatChunk(new byte[] {1}))).hasSize(1);
    }

    @Test
    @DisplayName(
            "STK-15 9260-5.2.4-6 9260-5.2.4-13: a cookie without our tie-tags does not restart; the same cookie is acked again")
    void tieTags() {
        Wire fresh = new Wire();
        InitAckChunk early = fresh.receive(0, SetupTest.init()).get(0).only(InitAckChunk.class);
        InitAckChunk used = fresh.receive(0, new InitChunk(0x77, 50_000, 3, 4, 77, List.of()))
                .get(0)
                .only(InitAckChunk.class);
        fresh.receive(used.initiateTag(), new CookieEchoChunk(SetupTest.cookie(used)));
        fresh.events.clear();
        assertThat(fresh.receive(early.initiateTag(), new CookieEchoChunk(SetupTest.cookie(early))))
                .as("X X 0 0 is not in table 12")
                .isEmpty();
        assertThat(fresh.receive(used.initiateTag(), new CookieEchoChunk(SetupTest.cookie(used)))
                        .get(0)
                        .only())
                .as("action D")
                .isInstanceOf(CookieAckChunk.class);
        assertThat(fresh.events).isEmpty();
    }

    @Test
    @DisplayName("9260-5.2.3-1 9260-5.2.5-1: INIT ACK and COOKIE ACK out of season are ignored")
    void outOfSeason() {
        assertThat(wire.receive(ourTag, new InitAckChunk(5, 50_000, 1, 1, 1, List.of())))
                .isEmpty();
        assertThat(wire.receive(ourTag, new CookieAckChunk())).isEmpty();
        assertThat(wire.events).isEmpty();
    }

    // ---- verification tags: RFC 9260 §8.5 -----------------------------------------------------------------------

    @Test
    @DisplayName("STK-8 9260-8.5-2 9260-8.5.1-2: a wrong tag drops the whole packet, tag 0 too")
    void wrongTag() {
        for (Chunk c : List.of(
                data(900),
                new HeartbeatChunk(new byte[4]),
                new ShutdownChunk(0),
                new ErrorChunk(List.of()),
                new SackChunk(0, 5000, List.of(), List.of()),
                new AbortChunk(false, List.of()))) {
            assertThat(wire.receive(ourTag + 1, c)).as("%s", c).isEmpty();
            assertThat(wire.receive(0, c)).as("%s", c).isEmpty();
        }
        assertThat(wire.events).isEmpty();
        assertThat(wire.association().state()).isEqualTo(AssociationState.ESTABLISHED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName(
            "9260-8.5.1-4 9260-9.1-5 9260-9.1-6 9260-3.3.7-5: ABORT counts with our tag and T=0, or the peer's and T=1, and in no other way")
    void abortTags(boolean reflected) {
        AbortChunk abort = new AbortChunk(reflected, List.of());
        assertThat(wire.receive(reflected ? ourTag : PEER_TAG, abort)).isEmpty();
        assertThat(wire.association().isClosed()).isFalse();
        assertThat(wire.receive(reflected ? PEER_TAG : ourTag, abort))
                .as("9260-9.1-4: never answered")
                .isEmpty();
        assertThat(wire.association().isClosed()).isTrue();
        assertThat(((AssociationEvent.CommunicationLost) wire.events.get(0)).reason())
                .isEqualTo(LossReason.PEER_ABORT);
        assertThat(wire.endpoint.associationCount()).isZero();
    }

    // ---- unknown chunks: RFC 9260 §3.2 --------------------------------------------------------------------------

    @Test
    @DisplayName(
            "STK-2 STK-9 X-1 X-4 9260-3.2-1..4 9260-3.2-6 9260-3.2-7 9260-3.3.10.6-1: unknown chunks by their two high bits, reports in one ERROR")
    void unknownChunks() {
        Chunk heartbeat = new HeartbeatChunk(new byte[] {9});
        assertThat(wire.receive(ourTag, new UnknownChunk(0x3d, 0, new byte[1]), heartbeat))
                .as("00")
                .isEmpty();
        for (int ecneOrCwr = 12; ecneOrCwr <= 13; ecneOrCwr++) {
            assertThat(wire.receive(ourTag, new UnknownChunk(ecneOrCwr, 0, new byte[4]), heartbeat))
                    .as("type %d", ecneOrCwr)
                    .isEmpty();
        }
        assertThat(wire.receive(ourTag, new UnknownChunk(0xbd, 0, new byte[1]), heartbeat)
                        .get(0)
                        .chunks())
                .as("10")
                .hasSize(1);
        List<Answer> stop = wire.receive(ourTag, new UnknownChunk(0x7d, 0, new byte[1]), heartbeat);
        assertThat(stop.get(0).only(ErrorChunk.class).causes())
                .as("01, with the padding of the chunk")
                .containsExactly(new UnrecognizedChunkType(new byte[] {0x7d, 0, 0, 5, 0, 0, 0, 0}));
        List<Answer> skip = wire.receive(
                ourTag, new UnknownChunk(0xfd, 0, new byte[1]), new UnknownChunk(0xfe, 0, new byte[1]), heartbeat);
        assertThat(skip).hasSize(1);
        assertThat(skip.get(0).chunks())
                .as("11")
                .hasSize(2)
                .anySatisfy(c -> assertThat(c).isInstanceOf(HeartbeatAckChunk.class))
                .anySatisfy(c -> assertThat(c)
                        .isInstanceOfSatisfying(
                                ErrorChunk.class, e -> assertThat(e.causes()).hasSize(2)));
    }

    // ---- data and heartbeats ------------------------------------------------------------------------------------

    @Test
    @DisplayName(
            "STK-20 9260-6.2-9 9260-3.3.10.1-1 9260-6.5-2: DATA without data → ABORT with its TSN; an invalid stream is reported and acked")
    void badData() {
        byte[] wrongStream = ByteBuffer.allocate(16)
                .putInt(900)
                .putShort((short) 5)
                .putShort((short) 0)
                .putInt(0)
                .putInt(1)
                .array();
        List<Answer> answers = wire.receive(ourTag, new UnknownChunk(0, 3, wrongStream));
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0).chunks())
                .anySatisfy(c -> assertThat(c)
                        .isInstanceOfSatisfying(
                                ErrorChunk.class,
                                e -> assertThat(e.causes().get(0).code())
                                        .isEqualTo(CauseCode.INVALID_STREAM_IDENTIFIER)))
                .anySatisfy(c -> assertThat(c)
                        .isInstanceOfSatisfying(
                                SackChunk.class,
                                k -> assertThat(k.cumulativeTsnAck()).isEqualTo(900)));
        List<Answer> abort = wire.receive(ourTag, new UnknownChunk(0, 3, new byte[12]));
        assertThat(abort.get(0).only(AbortChunk.class).causes().get(0).code()).isEqualTo(CauseCode.NO_USER_DATA);
        assertThat(wire.association().isClosed()).isTrue();
    }

    @Test
    @DisplayName(
            "9260-6.6-7 9260-6.2-17: what arrives again is reported at once as a duplicate, and not delivered again")
    void duplicateData() {
        for (int flags : List.of(3, 7)) {
            int tsn = 900 + flags;
            Chunk chunk = new UnknownChunk(
                    0,
                    flags,
                    ByteBuffer.allocate(16)
                            .putInt(tsn)
                            .putInt(0)
                            .putInt(0)
                            .putInt(42)
                            .array());
            wire.receive(ourTag, chunk);
            int delivered = wire.events.size();
            SackChunk sack =
                    (SackChunk) wire.receive(ourTag, chunk).get(0).chunks().get(0);
            assertThat(sack.duplicateTsns()).as("flags %d", flags).containsExactly(tsn);
            assertThat(wire.events).as("flags %d", flags).hasSize(delivered);
        }
        assertThat(wire.events).as("each once").hasSize(2).hasOnlyElementsOfType(InboundMessage.class);
    }

    @Test
    @DisplayName("9260-6.2-15 9260-6.10-5: all chunks of a packet are taken in their order, and one SACK answers them")
    void oneSackForAPacket() {
        List<Answer> answers = wire.receive(ourTag, data(900), data(902), data(900), data(901), data(904));
        assertThat(answers).hasSize(1);
        SackChunk sack = answers.get(0).only(SackChunk.class);
        assertThat(sack.cumulativeTsnAck()).isEqualTo(902);
        assertThat(sack.gapBlocks()).hasSize(1);
        assertThat(sack.duplicateTsns()).containsExactly(900);
        assertThat(wire.events).extracting(e -> ((InboundMessage) e).tsn()).containsExactly(900, 902, 901, 904);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 9, 400, 65535})
    @DisplayName(
            "9260-3.3.7-3 9260-6.10-6: a chunk that is not whole is dropped, an ABORT too; what precedes it counts")
    void partialChunk(int chunkLength) {
        ByteBuffer packet = ByteBuffer.allocate(200);
        PacketWriter writer = new PacketWriter();
        writer.begin(packet, 0, packet.capacity(), Wire.PEER_PORT, Wire.LOCAL_PORT, ourTag);
        writer.put(new HeartbeatChunk(new byte[] {1, 2, 3, 4}));
        int at = writer.finish();
        packet.put(at, (byte) 6).putShort(at + 2, (short) chunkLength);
        List<Answer> answers = wire.receive(Wire.PEER, packet, at + 8);
        assertThat(answers.get(0).only()).isInstanceOf(HeartbeatAckChunk.class);
        assertThat(wire.association().state()).isEqualTo(AssociationState.ESTABLISHED);
    }

    @Test
    @DisplayName("9260-3.3.6-1 9260-3.3.6-2 9260-8.3-4: a HEARTBEAT is answered at once with the same bytes")
    void heartbeatAnswer() {
        Answer answer = wire.receive(ourTag, new HeartbeatChunk(new byte[] {1, 2, 3, 4, 5}))
                .get(0);
        assertThat(answer.to()).isEqualTo(Wire.PEER);
        assertThat(answer.only(HeartbeatAckChunk.class).info()).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    @DisplayName(
            "9260-8.3-6 9260-8.3-10 9260-8.2-3 9260-8.1-1: unanswered heartbeats take the path down, then the association")
    void heartbeatsUnanswered() {
        wire.association().pathControl().thresholds(Wire.PEER, 5, FailoverThresholds.OFF);
        int heartbeats = 0;
        while (!wire.association().isClosed() && heartbeats < 50) {
            for (Answer a : wire.nextTimeout()) {
                if (a.only() instanceof HeartbeatChunk) {
                    heartbeats++;
                }
            }
        }
        assertThat(heartbeats).as("Association.Max.Retrans is 10").isEqualTo(11);
        assertThat(wire.events.get(0))
                .isEqualTo(new AssociationEvent.PathChanged(Wire.PEER, AssociationEvent.PathChange.UNREACHABLE));
        assertThat(((AssociationEvent.CommunicationLost) wire.events.get(1)).reason())
                .isEqualTo(LossReason.PEER_UNREACHABLE);
    }

    @Test
    @DisplayName("SEC-44 9260-5.4-4 9260-8.3-8 9260-8.3-9: only the echo of the latest HEARTBEAT counts, and only once")
    void heartbeatEcho() {
        HeartbeatChunk sent = null;
        while (sent == null) {
            List<Answer> answers = wire.nextTimeout();
            sent = answers.isEmpty() ? null : answers.get(0).only(HeartbeatChunk.class);
        }
        wire.now += 40 * Wire.MS;
        byte[] forged = sent.info().clone();
        forged[0] ^= 1;
        wire.receive(ourTag, new HeartbeatAckChunk(forged));
        assertThat(wire.association().paths().get(0).srttNs()).isZero();
        wire.receive(ourTag, new HeartbeatAckChunk(sent.info()));
        assertThat(wire.association().paths().get(0).srttNs()).isEqualTo(40 * Wire.MS);
        wire.now += 400 * Wire.MS;
        wire.receive(ourTag, new HeartbeatAckChunk(sent.info()));
        assertThat(wire.association().paths().get(0).srttNs()).isEqualTo(40 * Wire.MS);
    }

    // ---- shutdown: RFC 9260 §9.2 --------------------------------------------------------------------------------

    private List<Answer> shutdown() {
        wire.association().shutdown(wire.now);
        return wire.pull();
    }

    @Test
    @DisplayName("9260-9.2-2 9260-9.2-19 9260-8.5.1-5: SHUTDOWN, SHUTDOWN ACK, SHUTDOWN COMPLETE")
    void graceful() {
        assertThat(shutdown().get(0).only(ShutdownChunk.class).cumulativeTsnAck())
                .isEqualTo(899);
        Answer complete = wire.receive(ourTag, new ShutdownAckChunk()).get(0);
        assertThat(complete.verificationTag()).isEqualTo(PEER_TAG);
        assertThat(complete.only(ShutdownCompleteChunk.class).reflectedTag()).isFalse();
        assertThat(wire.events).containsExactly(new AssociationEvent.ShutdownComplete());
        assertThat(wire.endpoint.associationCount()).isZero();
    }

    @Test
    @DisplayName(
            "9260-9.2-8 9260-9.2-13 9260-9.2-20 9260-9.2-30 9260-4-8: the peer's shutdown, and a repeated SHUTDOWN")
    void peerShutsDown() {
        int lastTsn = wire.association().status().unacknowledgedChunks() == 0 ? lastSentTsn() : 0;
        assertThat(wire.receive(ourTag, new ShutdownChunk(lastTsn)).get(0).only())
                .isInstanceOf(ShutdownAckChunk.class);
        assertThat(wire.events).containsExactly(new AssociationEvent.PeerShutdown());
        assertThat(wire.association().send(ByteBuffer.allocate(1), 0, 0, 0, 0, 0, null, wire.now))
                .as("9260-4-8")
                .isEqualTo(SendStatus.SHUTTING_DOWN);
        assertThat(wire.receive(ourTag, new ShutdownChunk(lastTsn)).get(0).only())
                .isInstanceOf(ShutdownAckChunk.class);
        assertThat(wire.receive(ourTag, new ShutdownCompleteChunk(false))).isEmpty();
        assertThat(wire.events).last().isEqualTo(new AssociationEvent.ShutdownComplete());
    }

    private int lastSentTsn() {
        return wire.association().localInitialTsn - 1;
    }

    @Test
    @DisplayName("9260-3-5: a SHUTDOWN COMPLETE that is not alone in its packet, or INIT ACK likewise, has no effect")
    void bundledThoughAlone() {
        wire.receive(ourTag, new ShutdownChunk(lastSentTsn()));
        Chunk complete = new ShutdownCompleteChunk(false);
        assertThat(wire.receive(ourTag, complete, data(900))).isEmpty();
        assertThat(wire.receive(ourTag, data(900), complete)).isEmpty();
        assertThat(wire.association().state()).isEqualTo(AssociationState.SHUTDOWN_ACK_SENT);
        wire.receive(ourTag, complete);
        assertThat(wire.association().isClosed()).isTrue();
        InitChunk init = wire.associate(Wire.PEER).get(0).only(InitChunk.class);
        InitAckChunk initAck =
                new InitAckChunk(5, 50_000, 1, 1, 1, List.of(new io.jsctp.wire.StateCookieParameter(new byte[] {1})));
        assertThat(wire.receive(init.initiateTag(), initAck, data(1))).isEmpty();
        assertThat(wire.association().state()).isEqualTo(AssociationState.COOKIE_WAIT);
    }

    @Test
    @DisplayName("9260-9.2-28 9260-9.2-29: crossing SHUTDOWNs, crossing SHUTDOWN ACKs")
    void crossing() {
        shutdown();
        assertThat(wire.receive(ourTag, new ShutdownChunk(lastSentTsn())).get(0).only())
                .isInstanceOf(ShutdownAckChunk.class);
        assertThat(wire.receive(ourTag, new ShutdownAckChunk()).get(0).only())
                .isInstanceOf(ShutdownCompleteChunk.class);
        assertThat(wire.events).last().isEqualTo(new AssociationEvent.ShutdownComplete());
    }

    @Test
    @DisplayName(
            "9260-9.2-15 9260-9.2-16 9260-4-5 9260-6.2-22: DATA in SHUTDOWN-SENT is answered by SHUTDOWN, with a SACK while there is a gap")
    void dataInShutdownSent() {
        shutdown();
        assertThat(wire.receive(ourTag, data(900)).get(0).chunks()).last().isEqualTo(new ShutdownChunk(900));
        List<Chunk> withGap = wire.receive(ourTag, data(902)).get(0).chunks();
        assertThat(withGap.get(0)).isInstanceOf(SackChunk.class);
        assertThat(withGap).last().isEqualTo(new ShutdownChunk(900));
        assertThat(wire.events).hasSize(2).hasOnlyElementsOfType(InboundMessage.class);
    }

    @Test
    @DisplayName(
            "9260-9.2-3 9260-9.2-6: SHUTDOWN is repeated Association.Max.Retrans times, then given up with an ABORT")
    void t2() {
        shutdown();
        int repeats = 0;
        Chunk last = null;
        while (!wire.association().isClosed()) {
            for (Answer a : wire.nextTimeout()) {
                last = a.only();
                repeats += last instanceof ShutdownChunk ? 1 : 0;
            }
        }
        assertThat(repeats).isBetween(1, 10);
        assertThat(last).isInstanceOf(AbortChunk.class);
        assertThat(wire.events).last().isInstanceOf(AssociationEvent.CommunicationLost.class);
    }

    @Test
    @DisplayName("9260-9.2-24 9260-5.2.2-8: in SHUTDOWN-ACK-SENT an INIT gets SHUTDOWN ACK again")
    void initInShutdownAckSent() {
        wire.receive(ourTag, new ShutdownChunk(lastSentTsn()));
        List<Answer> answers = wire.receive(0, new InitChunk(0x9999, 50_000, 3, 4, 77, List.of()));
        assertThat(answers.get(0).verificationTag()).isEqualTo(PEER_TAG);
        assertThat(answers.get(0).only()).isInstanceOf(ShutdownAckChunk.class);
    }

    @Test
    @DisplayName(
            "9260-9.1-1 9260-9.1-3 9260-8.5.1-3 9260-11.1.4-1 SENDV-17: a local ABORT carries the peer's tag and the user's reason")
    void localAbort() {
        wire.association().abort(new byte[] {7, 8}, wire.now);
        Answer answer = wire.pull().get(0);
        assertThat(answer.verificationTag()).isEqualTo(PEER_TAG);
        AbortChunk abort = answer.only(AbortChunk.class);
        assertThat(abort.reflectedTag()).isFalse();
        assertThat(abort.causes().get(0).code()).isEqualTo(CauseCode.USER_INITIATED_ABORT);
        assertThat(((AssociationEvent.CommunicationLost) wire.events.get(0)).reason())
                .isEqualTo(LossReason.LOCAL_ABORT);
    }

    // ---- out of the blue: RFC 9260 §8.4 -------------------------------------------------------------------------

    @Test
    @DisplayName(
            "STK-24 9260-8.4-2 9260-8.4-6..9 9260-6-4 9260-3.1-4 9260-8.5.1-2 9260-8.5.1-5: packets of no association")
    void outOfTheBlue() {
        Wire alone = new Wire();
        assertThat(alone.receive(5, new AbortChunk(false, List.of())))
                .as("ABORT")
                .isEmpty();
        assertThat(alone.receive(5, data(1), new AbortChunk(false, List.of())))
                .as("ABORT at any place")
                .isEmpty();
        Answer complete = alone.receive(5, new ShutdownAckChunk()).get(0);
        assertThat(complete.verificationTag()).isEqualTo(5);
        assertThat(complete.only(ShutdownCompleteChunk.class).reflectedTag()).isTrue();
        assertThat(alone.receive(5, new ShutdownCompleteChunk(false))).isEmpty();
        assertThat(alone.receive(5, new CookieAckChunk())).isEmpty();
        assertThat(alone.receive(5, new ErrorChunk(List.of(new io.jsctp.wire.StaleCookie(3)))))
                .isEmpty();
        for (Chunk c : List.of(data(1), new HeartbeatChunk(new byte[1]), new UnknownChunk(0x3e, 0, new byte[1]))) {
            Answer abort = alone.receive(5, c).get(0);
            assertThat(abort.verificationTag()).isEqualTo(5);
            assertThat(abort.only(AbortChunk.class).reflectedTag()).isTrue();
            assertThat(alone.receive(0, c)).as("tag 0").isEmpty();
        }
        assertThat(alone.receive(5, SetupTest.init())).as("INIT with a tag").isEmpty();
    }
}
