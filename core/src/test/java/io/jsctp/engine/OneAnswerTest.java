package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.engine.Wire.Answer;
import io.jsctp.wire.AbortChunk;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.ErrorChunk;
import io.jsctp.wire.HeartbeatAckChunk;
import io.jsctp.wire.HeartbeatChunk;
import io.jsctp.wire.InitAckChunk;
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
import org.junit.jupiter.params.provider.ValueSource;

/** One packet causes at most one packet, and none if it holds an ABORT (RFC 9260 §12.4, §9.1, §8.4). */
class OneAnswerTest {
    private static final Chunk HEARTBEAT = new HeartbeatChunk(new byte[] {1, 2, 3, 4});

    private final Wire wire = new Wire();
    private int ourTag;

    @BeforeEach
    void establish() {
        InitAckChunk initAck = wire.receive(0, SetupTest.init()).get(0).only(InitAckChunk.class);
        ourTag = initAck.initiateTag();
        wire.receive(ourTag, new CookieEchoChunk(SetupTest.cookie(initAck)));
        wire.events.clear();
    }

    private static Chunk data(int tsn, int streamId) {
        byte[] value = ByteBuffer.allocate(16)
                .putInt(tsn)
                .putShort((short) streamId)
                .putShort((short) 0)
                .putInt(0)
                .putInt(42)
                .array();
        return new UnknownChunk(0, 7, value);
    }

    private static int bytes(Answer answer) {
        return answer.chunks().stream()
                .mapToInt(c -> (c.encodedLength() + 3) & ~3)
                .sum();
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 300, 3000})
    @DisplayName(
            "9260-12.4-2: many heartbeats and unknown chunks in a packet → one packet; what does not fit is dropped")
    void manyRequests(int count) {
        List<Chunk> chunks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            chunks.add(i % 2 == 0 ? HEARTBEAT : new UnknownChunk(0xfd, 0, new byte[4]));
        }
        List<Answer> answers = wire.receive(ourTag, chunks.toArray(new Chunk[0]));
        assertThat(answers).hasSize(1);
        assertThat(bytes(answers.get(0))).isLessThanOrEqualTo(1452 - 12);
        assertThat(answers.get(0).chunks()).hasAtLeastOneElementOfType(HeartbeatAckChunk.class);
    }

    @Test
    @DisplayName("9260-12.4-2: large unknown chunks after heartbeats: the reports take only what the packet has left")
    void reportsAfterEchoes() {
        Chunk largeHeartbeat = new HeartbeatChunk(new byte[1000]);
        Chunk small = new UnknownChunk(0xfd, 0, new byte[4]);
        Chunk large = new UnknownChunk(0xfe, 0, new byte[1000]);
        List<Answer> answers = wire.receive(ourTag, largeHeartbeat, large, small);
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0).chunks()).hasSize(2);
        assertThat(((ErrorChunk) answers.get(0).chunks().get(1)).causes()).hasSize(1);
    }

    @Test
    @DisplayName("9260-12.4-2: what the protocol needs comes first: SHUTDOWN ACK, then heartbeats as far as they fit")
    void essentialFirst() {
        int lastTsn = wire.association().localInitialTsn - 1;
        List<Chunk> chunks = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            chunks.add(new HeartbeatChunk(new byte[300]));
        }
        chunks.add(new ShutdownChunk(lastTsn));
        List<Answer> answers = wire.receive(ourTag, chunks.toArray(new Chunk[0]));
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0).chunks()).hasAtLeastOneElementOfType(ShutdownAckChunk.class);
    }

    @Test
    @DisplayName("9260-12.4-2: a report that would have to leave for another address than the other answers is dropped")
    void answersToTwoAddresses() {
        Wire two = new Wire();
        Chunk init = SetupTest.init(new io.jsctp.wire.Ipv4AddressParameter((java.net.Inet4Address) Wire.OTHER_PEER));
        InitAckChunk initAck = two.receive(0, init).get(0).only(InitAckChunk.class);
        two.receive(initAck.initiateTag(), new CookieEchoChunk(SetupTest.cookie(initAck)));
        Chunk unknown = new UnknownChunk(0xfd, 0, new byte[4]);
        List<Answer> answers = two.receiveFrom(Wire.OTHER_PEER, initAck.initiateTag(), HEARTBEAT, unknown);
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0).to()).isEqualTo(Wire.OTHER_PEER);
        assertThat(answers.get(0).only()).isInstanceOf(HeartbeatAckChunk.class);
    }

    // ---- ABORT ------------------------------------------------------------------------------------------------------

    @Test
    @DisplayName("9260-9.1-4: chunks in front of an ABORT take effect, but nothing is answered")
    void chunksBeforeAbort() {
        Chunk abort = new AbortChunk(false, List.of());
        Chunk unknown = new UnknownChunk(0xfd, 0, new byte[4]);
        assertThat(wire.receive(ourTag, HEARTBEAT, data(900, 0), unknown, abort))
                .isEmpty();
        assertThat(wire.association().isClosed()).isTrue();
        assertThat(wire.events.get(0)).as("9260-9.1-7").isInstanceOf(InboundMessage.class);
        assertThat(wire.events.get(1)).isInstanceOf(AssociationEvent.CommunicationLost.class);
    }

    @Test
    @DisplayName("9260-9.1-4: an ABORT behind a chunk that ends the packet still forbids every answer")
    void abortOutOfReach() {
        Chunk abort = new AbortChunk(false, List.of());
        Chunk stopAndReport = new UnknownChunk(0x7d, 0, new byte[4]);
        assertThat(wire.receive(ourTag, stopAndReport, abort)).isEmpty();
        assertThat(wire.receive(ourTag, HEARTBEAT, stopAndReport, abort)).isEmpty();
        assertThat(wire.association().isClosed()).isFalse();
        assertThat(wire.receive(ourTag, HEARTBEAT, new AbortChunk(true, List.of())))
                .as("an ABORT that does not count")
                .isEmpty();
        assertThat(wire.receive(ourTag, HEARTBEAT)).as("without ABORT").hasSize(1);
        Chunk empty = new UnknownChunk(0, 7, new byte[12]);
        assertThat(wire.receive(ourTag, empty, abort))
                .as("our own ABORT would be an answer")
                .isEmpty();
        assertThat(wire.association().isClosed()).isTrue();
    }

    @Test
    @DisplayName("9260-9.1-4: SHUTDOWN ACK with an ABORT behind it gets no SHUTDOWN COMPLETE")
    void shutdownAckWithAbort() {
        wire.association().shutdown(wire.now);
        wire.pull();
        assertThat(wire.receive(ourTag, new ShutdownAckChunk(), new AbortChunk(false, List.of())))
                .isEmpty();
        assertThat(wire.association().isClosed()).isTrue();
    }

    @Test
    @DisplayName("9260-8.4-2 9260-8.4-5: a COOKIE ECHO in the packet of an ABORT makes no association")
    void cookieEchoWithAbort() {
        Wire other = new Wire();
        InitAckChunk initAck = other.receive(0, SetupTest.init()).get(0).only(InitAckChunk.class);
        Chunk echo = new CookieEchoChunk(SetupTest.cookie(initAck));
        assertThat(other.receive(initAck.initiateTag(), echo, new AbortChunk(false, List.of())))
                .isEmpty();
        assertThat(other.association).isNull();
        assertThat(other.receive(initAck.initiateTag(), echo)).as("alone").hasSize(1);
        assertThat(other.association).isNotNull();
        other.now += 61_000 * Wire.MS;
        assertThat(other.receive(initAck.initiateTag(), echo, new AbortChunk(true, List.of())))
                .as("not even for an association that exists")
                .isEmpty();
    }
}
