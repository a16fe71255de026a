package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.engine.Wire.Answer;
import io.jsctp.wire.AbortChunk;
import io.jsctp.wire.AuthChunk;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.ChunkType;
import io.jsctp.wire.CookieAckChunk;
import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.Crc32c;
import io.jsctp.wire.DataChunk;
import io.jsctp.wire.DataView;
import io.jsctp.wire.ErrorChunk;
import io.jsctp.wire.HeartbeatAckChunk;
import io.jsctp.wire.HeartbeatChunk;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.SackChunk;
import io.jsctp.wire.ShutdownAckChunk;
import io.jsctp.wire.ShutdownCompleteChunk;
import io.jsctp.wire.UnknownChunk;
import io.jsctp.wire.UnsupportedHmacIdentifier;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What becomes of authenticated and unauthenticated chunks that arrive (RFC 4895 §5.1, §6.3). */
class AuthReceivingTest {
    private static final byte[] SECRET = {5, 4, 3};
    private static final Chunk BEAT = new HeartbeatChunk(new byte[] {1, 2, 3, 4});

    private static DataChunk data(int tsn) {
        return new DataChunk(DataView.FLAG_B | DataView.FLAG_E, tsn, 0, tsn - 900, 7, new byte[] {1});
    }

    private static Wire wire(int... required) {
        return new Wire(AuthSetupTest.settings(auth -> {
            AuthSettings all = auth.keys(auth.keys().with(5, SECRET));
            for (int type : required) {
                all = all.require(type);
            }
            return all;
        }));
    }

    private static AuthPeer peer(Wire wire) {
        AuthPeer peer = new AuthPeer(wire, List.of(), List.of(3, 1));
        peer.sharedKeys.put(5, SECRET);
        return peer;
    }

    private static long messages(Wire wire) {
        return wire.events.stream().filter(InboundMessage.class::isInstance).count();
    }

    private static List<Chunk> all(List<Answer> answers) {
        List<Chunk> chunks = new ArrayList<>();
        answers.forEach(a -> chunks.addAll(a.chunks()));
        return chunks;
    }

    @Test
    @DisplayName("4895-6.3-1: a chunk that needs AUTH and has none is dropped alone, whatever else is in its packet")
    void requiredAlone() {
        Wire wire = wire(ChunkType.DATA);
        AuthPeer peer = peer(wire);
        Association a = peer.setUp(false);
        List<Answer> answers = wire.receive(peer.tag, data(900), BEAT, data(901));
        assertThat(all(answers)).containsExactly(new HeartbeatAckChunk(new byte[] {1, 2, 3, 4}));
        assertThat(messages(wire)).isZero();
        assertThat(a.counters().chunksUnauthentic()).isEqualTo(2);
        peer.send(0, data(900), BEAT, data(901));
        assertThat(messages(wire)).isEqualTo(2);
    }

    @Test
    @DisplayName("4895-5.1-4 4895-6.3-5: what stands before AUTH is not authenticated by it, all that follows is")
    void before() {
        Wire wire = wire(ChunkType.DATA);
        AuthPeer peer = peer(wire);
        peer.setUp(false);
        Chunk[] rest = {data(900)};
        wire.receive(peer.tag, data(901), peer.auth(5, AuthPeer.SHA_1, rest), rest[0]);
        assertThat(messages(wire)).isEqualTo(1);
        assertThat(wire.association().cumulativeTsn()).isEqualTo(900);
    }

    @Test
    @DisplayName(
            "4895-6.3-5 4895-5.1-1 4895-5.1-5: a wrong code, length or byte drops AUTH and what follows; what was before stands")
    void wrongCode() {
        Wire wire = wire();
        AuthPeer peer = peer(wire);
        Association a = peer.setUp(false);
        AuthChunk good = peer.auth(0, AuthPeer.SHA_256, data(901));
        byte[] flipped = good.hmac().clone();
        flipped[31] ^= 1;
        byte[] first = good.hmac().clone();
        first[0] ^= (byte) 0x80;
        List<Chunk> wrong = List.of(
                new AuthChunk(0, AuthPeer.SHA_256, flipped),
                new AuthChunk(0, AuthPeer.SHA_256, first),
                new AuthChunk(5, AuthPeer.SHA_256, good.hmac()),
                new AuthChunk(0, AuthPeer.SHA_256, new byte[0]),
                new AuthChunk(0, AuthPeer.SHA_256, new byte[20]),
                new AuthChunk(0, AuthPeer.SHA_1, good.hmac()),
                new UnknownChunk(ChunkType.AUTH, 0, new byte[3]),
                new UnknownChunk(ChunkType.AUTH, 0, new byte[0]));
        for (Chunk auth : wrong) {
            List<Answer> answers = wire.receive(peer.tag, BEAT, auth, data(901), BEAT);
            assertThat(all(answers)).as("%s", auth).hasSize(1).first().isInstanceOf(HeartbeatAckChunk.class);
        }
        assertThat(a.counters().chunksUnauthentic()).isEqualTo(wrong.size());
        assertThat(messages(wire)).isZero();
        assertThat(a.cumulativeTsn()).isEqualTo(899);
        wire.receive(peer.tag, new UnknownChunk(ChunkType.AUTH, 0xff, new byte[0]), data(900));
        assertThat(a.cumulativeTsn()).isEqualTo(899);
    }

    @Test
    @DisplayName("4895-5.1-1: flags of AUTH count for nothing, but are under its code as they came")
    void flags() {
        Wire wire = wire(ChunkType.DATA);
        AuthPeer peer = peer(wire);
        peer.setUp(false);
        ByteBuffer packet = Wire.packet(peer.tag, new AuthChunk(0, AuthPeer.SHA_1, new byte[20]), data(900));
        packet.put(13, (byte) 0x42);
        byte[] under = new byte[packet.limit() - 12];
        packet.get(12, under);
        packet.put(20, peer.code(0, AuthPeer.SHA_1, under));
        new Crc32c().fill(packet, 0, packet.limit());
        wire.receive(Wire.PEER, packet, packet.limit());
        assertThat(messages(wire)).isEqualTo(1);
    }

    @Test
    @DisplayName("4895-5.1-3: a second AUTH and all after it is dropped")
    void second() {
        Wire wire = wire(ChunkType.DATA);
        AuthPeer peer = peer(wire);
        peer.setUp(false);
        AuthChunk inner = peer.auth(0, AuthPeer.SHA_256, data(901));
        peer.send(0, data(900), inner, data(901));
        assertThat(messages(wire)).isEqualTo(1);
    }

    @Test
    @DisplayName("4895-6.3-2 4895-4.1-1: an algorithm that is not listed drops the rest; ERROR tells which it was")
    void unsupported() {
        Wire wire = new Wire(AuthSetupTest.settings(auth -> auth.hmacIds(List.of(1))));
        AuthPeer peer = peer(wire);
        peer.setUp(false);
        assertThat(all(peer.send(0, data(900))))
                .as("SHA-256 is known, but not listed")
                .containsExactly(new ErrorChunk(List.of(new UnsupportedHmacIdentifier(3))));
        assertThat(all(wire.receive(peer.tag, new AuthChunk(0, 2, new byte[20]), data(900))))
                .containsExactly(new ErrorChunk(List.of(new UnsupportedHmacIdentifier(2))));
        assertThat(messages(wire)).isZero();
    }

    @Test
    @DisplayName(
            "4895-6.3-3 4895-6.3-4 SEC-78: a key that there is not drops what it authenticates, in silence, without any hashing")
    void unknownKey() {
        Wire wire = wire(ChunkType.DATA);
        AuthPeer peer = peer(wire);
        peer.setUp(false);
        int before = wire.events.size();
        assertThat(peer.send(77, data(900))).isEmpty();
        assertThat(wire.events).hasSize(before);
        peer.send(5, data(900));
        assertThat(messages(wire)).isEqualTo(1);
    }

    @Test
    @DisplayName("4895-6.3-6 SEC-47: where ABORT needs AUTH, one without does nothing, nor does what else would end it")
    void protectedEnd() {
        Wire wire = wire(ChunkType.ABORT);
        AuthPeer peer = peer(wire);
        Association a = peer.setUp(false);
        wire.receive(peer.tag, new AbortChunk(false, List.of()));
        wire.receive(a.peerTag, new AbortChunk(true, List.of()));
        wire.receive(peer.tag, new DataChunk(DataView.FLAG_B | DataView.FLAG_E, 900, 0, 0, 7, new byte[0]));
        wire.receive(peer.tag, new SackChunk(12345, 1000, List.of(), List.of()));
        assertThat(a.isEstablished()).isTrue();
        peer.send(0, new AbortChunk(false, List.of()));
        assertThat(a.isClosed()).isTrue();
    }

    @Test
    @DisplayName("4895-6.3-6: with AUTH before it, what ends an association ends it")
    void authenticEnd() {
        Wire wire = wire(ChunkType.ABORT);
        AuthPeer peer = peer(wire);
        Association a = peer.setUp(false);
        peer.send(0, new DataChunk(DataView.FLAG_B | DataView.FLAG_E, 900, 0, 0, 7, new byte[0]));
        assertThat(a.isClosed()).isTrue();
    }

    @Test
    @DisplayName("4895-6.3-10 IX-5: COOKIE ECHO, AUTH, DATA in one packet: the cookie's keys authenticate the data")
    void cookieEchoThenAuth() {
        Wire wire = wire(ChunkType.DATA);
        AuthPeer peer = peer(wire);
        InitAckChunk initAck = peer.init();
        Chunk echo = new CookieEchoChunk(SetupTest.cookie(initAck));
        List<Answer> answers = wire.receive(peer.tag, echo, peer.auth(5, AuthPeer.SHA_256, data(900)), data(900));
        assertThat(answers.get(0).chunks()).first().isEqualTo(new CookieAckChunk());
        assertThat(messages(wire)).isEqualTo(1);
        Wire other = wire(ChunkType.DATA);
        AuthPeer stranger = new AuthPeer(other, List.of(), List.of(1));
        InitAckChunk ack = stranger.init();
        AuthChunk unknown = stranger.auth(6, AuthPeer.SHA_256, data(900));
        other.receive(stranger.tag, new CookieEchoChunk(SetupTest.cookie(ack)), unknown, data(900));
        assertThat(messages(other)).as("a key that is not known yet").isZero();
        assertThat(other.association().isEstablished()).isTrue();
    }

    @Test
    @DisplayName(
            "4895-6.3-8 4895-6.3-11 IX-3: an association that exists authenticates a COOKIE ECHO; a restart by who has no key fails")
    void restart() {
        Wire wire = wire(ChunkType.COOKIE_ECHO, ChunkType.DATA);
        AuthPeer old = peer(wire);
        Association a = old.setUp(true);
        int oldTag = a.localTag;
        AuthPeer young = peer(wire);
        Arrays.fill(young.random, (byte) 3);
        young.ownVector = AuthPeer.vector(List.of(young.parameters()));
        young.initTag = 0x5678;
        InitAckChunk initAck = young.init();
        Chunk echo = new CookieEchoChunk(SetupTest.cookie(initAck));
        assertThat(wire.receive(young.tag, echo)).isEmpty();
        assertThat(young.send(0, echo)).as("with the new keys").isEmpty();
        assertThat(a.localTag).as("the old association stays").isEqualTo(oldTag);
        old.tag = young.tag;
        AuthChunk byOldKey = old.auth(0, AuthPeer.SHA_256, echo);
        List<Answer> answers = wire.receive(young.tag, byOldKey, echo);
        assertThat(all(answers)).contains(new CookieAckChunk());
        assertThat(a.localTag).isEqualTo(young.tag).isNotEqualTo(oldTag);
        old.send(0, data(900));
        assertThat(messages(wire)).as("the old key is void").isZero();
        young.send(0, data(900));
        assertThat(messages(wire)).isEqualTo(1);
    }

    @Test
    @DisplayName("4895-6.3-9 IX-7: AUTH that no association is found for: out of the blue, as if AUTH were not there")
    void outOfTheBlue() {
        Wire wire = wire(ChunkType.ABORT);
        AuthPeer peer = peer(wire);
        peer.tag = 0x77;
        assertThat(peer.send(0, data(900)).get(0).only())
                .as("plain, though the user wants ABORTs authenticated")
                .isEqualTo(new AbortChunk(true, List.of()));
        assertThat(peer.send(0, new AbortChunk(false, List.of()))).isEmpty();
        assertThat(peer.send(0, new ShutdownAckChunk()).get(0).only()).isEqualTo(new ShutdownCompleteChunk(true));
        assertThat(peer.send(0)).as("nothing but AUTH").isEmpty();
    }

    @Test
    @DisplayName("4895-6.3-13: AUTH where it is not in use is unknown: the rest of the packet is dropped")
    void notInUse() {
        Wire wire = wire(ChunkType.DATA);
        InitAckChunk initAck = wire.receive(0, SetupTest.init()).get(0).only(InitAckChunk.class);
        wire.receive(initAck.initiateTag(), new CookieEchoChunk(SetupTest.cookie(initAck)));
        AuthPeer peer = peer(wire);
        peer.learn(initAck);
        assertThat(peer.send(0, data(900), BEAT)).isEmpty();
        assertThat(messages(wire)).isZero();
        wire.receive(peer.tag, data(900));
        assertThat(messages(wire)).as("what we require counts for nothing").isEqualTo(1);
    }

    @Test
    @DisplayName("XE-4: the user learns of each key that the peer uses for the first time, once")
    void newKey() {
        Wire wire = wire();
        AuthPeer peer = peer(wire);
        peer.setUp(false);
        wire.events.clear();
        for (int key : new int[] {0, 5, 0, 5, 77}) {
            peer.send(key, BEAT);
        }
        assertThat(wire.events)
                .containsExactly(new AssociationEvent.Authentication(AssociationEvent.AuthChange.NEW_KEY, 5));
    }
}
