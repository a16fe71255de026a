package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.engine.Wire.Answer;
import io.jsctp.wire.AbortChunk;
import io.jsctp.wire.AuthChunk;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.ChunkType;
import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.DataChunk;
import io.jsctp.wire.DataView;
import io.jsctp.wire.HeartbeatAckChunk;
import io.jsctp.wire.HeartbeatChunk;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.InitChunk;
import io.jsctp.wire.Parameter;
import io.jsctp.wire.SackChunk;
import io.jsctp.wire.StateCookieParameter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** AUTH in front of what the peer wants authenticated (RFC 4895 §6.2). */
class AuthSendingTest {
    private static final byte[] SECRET = {8, 8};
    private static final int KEY = Association.WITH_KEY | 6 << Association.KEY_SHIFT;

    private final Wire wire = new Wire(AuthSetupTest.settings(
            auth -> auth.keys(auth.keys().with(6, SECRET).with(7, new byte[] {7}))));

    private AuthPeer peer(List<Integer> algorithms, Integer... requires) {
        AuthPeer peer = new AuthPeer(wire, List.of(requires), algorithms);
        peer.sharedKeys.put(6, SECRET);
        peer.sharedKeys.put(7, new byte[] {7});
        return peer;
    }

    private List<Answer> sendAll(int[] flags, int bytes) {
        for (int f : flags) {
            SendStatus status = wire.association().send(ByteBuffer.allocate(bytes), 0, f, 1, 0, 0, null, wire.now);
            assertThat(status).isEqualTo(SendStatus.ACCEPTED);
        }
        return wire.pull();
    }

    private static DataChunk data(int tsn) {
        return new DataChunk(DataView.FLAG_B | DataView.FLAG_E, tsn, 0, tsn - 900, 7, new byte[] {1});
    }

    @Test
    @DisplayName(
            "4895-6.2-1 4895-6.2-2 4895-6.2-3 4895-5.1-3 4895-6.1-4: what the peer requires stands behind the one AUTH of its packet")
    void required() {
        AuthPeer peer = peer(List.of(1, 3), ChunkType.DATA);
        peer.setUp(false);
        List<Answer> answers = sendAll(new int[] {0, 0}, 100);
        List<Chunk> behind = new ArrayList<>();
        for (Answer answer : answers) {
            assertThat(answer.chunks().get(0))
                    .isInstanceOf(AuthChunk.class)
                    .satisfies(c -> assertThat(c.encodedLength()).isEqualTo(28));
            behind.addAll(peer.verified(answer, 0, AuthPeer.SHA_1));
        }
        assertThat(behind).hasSize(2).allMatch(DataChunk.class::isInstance);
        wire.receive(peer.tag, new SackChunk(((DataChunk) behind.get(1)).tsn(), 100_000, List.of(), List.of()));
        List<Answer> plain = wire.receive(peer.tag, new HeartbeatChunk(new byte[4]));
        assertThat(plain.get(0).chunks())
                .as("the rest is sent plain")
                .containsExactly(new HeartbeatAckChunk(new byte[4]));
    }

    @Test
    @DisplayName("4895-5.1-1 4895-5.1-2: AUTH by SHA-256 takes 40 bytes, by SHA-1 28; neither needs padding")
    void sizes() {
        AuthPeer peer = peer(List.of(3, 1), ChunkType.DATA);
        peer.setUp(false);
        Answer answer = sendAll(new int[] {0}, 5).get(0);
        assertThat(answer.chunks().get(0).encodedLength()).isEqualTo(40);
        assertThat(peer.verified(answer, 0, AuthPeer.SHA_256)).hasSize(1);
    }

    @Test
    @DisplayName("4895-6.2-4 IX-6: no packet is larger than the path MTU with AUTH in it, of whatever chunks")
    void sizeOfPackets() {
        Integer[] everything = IntStream.range(0, 256).boxed().toArray(Integer[]::new);
        AuthPeer peer = peer(List.of(3), everything);
        peer.setUp(false);
        int mtu = wire.association().settings().pathMtuBytes();
        List<Answer> answers = new ArrayList<>(sendAll(new int[] {0}, 20_000));
        answers.addAll(
                wire.receive(peer.tag, data(900), new HeartbeatChunk(new byte[mtu - 100]), data(902), data(904)));
        answers.addAll(wire.receive(peer.tag, new HeartbeatChunk(new byte[20]), new HeartbeatChunk(new byte[1300])));
        int largest = 0;
        for (Answer answer : answers) {
            int bytes = 12;
            for (Chunk c : answer.chunks()) {
                bytes += (c.encodedLength() + 3) & ~3;
            }
            assertThat(bytes).isLessThanOrEqualTo(mtu);
            largest = Math.max(largest, bytes);
            assertThat(answer.chunks().stream().filter(AuthChunk.class::isInstance))
                    .hasSize(1);
            peer.verified(answer, 0, AuthPeer.SHA_256);
        }
        assertThat(largest).as("fragments use the room there is").isGreaterThan(mtu - 4);
        assertThat(answers.size()).isGreaterThan(3);
    }

    @Test
    @DisplayName(
            "4895-6.2-1 IX-6: SACK, HEARTBEAT, HEARTBEAT ACK, SHUTDOWN and ABORT get AUTH, too, alone or beside others")
    void controlChunks() {
        for (int type : List.of(3, 4, 5, 6, 7)) {
            Wire fresh = new Wire(AuthSetupTest.settings(auth -> auth));
            AuthPeer peer = new AuthPeer(fresh, List.of(type), List.of(3));
            Association a = peer.setUp(false);
            List<Answer> answers = new ArrayList<>();
            answers.addAll(fresh.receive(peer.tag, data(900), data(902), new HeartbeatChunk(new byte[8])));
            a.pathControl().requestHeartbeat(Wire.PEER, fresh.now);
            answers.addAll(fresh.pull());
            if (type == 6) {
                a.abort(new byte[] {1}, fresh.now);
            } else {
                a.shutdown(fresh.now);
            }
            answers.addAll(fresh.pull());
            int seen = 0;
            for (Answer answer : answers) {
                boolean needed = answer.chunks().stream().anyMatch(c -> c.type() == type);
                AuthChunk auth = AuthPeer.authOf(answer);
                assertThat(auth != null).as("type %d in %s", type, answer).isEqualTo(needed);
                if (needed) {
                    seen++;
                    List<Chunk> behind = peer.verified(answer, 0, AuthPeer.SHA_256);
                    assertThat(behind).as("type %d in %s", type, answer).anyMatch(c -> c.type() == type);
                }
            }
            assertThat(seen).as("type %d", type).isPositive();
        }
    }

    @Test
    @DisplayName("4895-6.2-1: COOKIE ECHO is sent behind AUTH to a peer that wants that")
    void cookieEcho() {
        AuthPeer peer = peer(List.of(1), ChunkType.COOKIE_ECHO);
        InitChunk init = wire.associate(Wire.PEER).get(0).only(InitChunk.class);
        peer.otherVector = AuthPeer.vector(init.parameters());
        peer.tag = init.initiateTag();
        List<Parameter> parameters = new ArrayList<>(List.of(peer.parameters()));
        parameters.add(new StateCookieParameter(new byte[40]));
        List<Answer> answers = wire.receive(peer.tag, new InitAckChunk(99, 100_000, 5, 5, 1, parameters));
        peer.tag = 99;
        assertThat(peer.verified(answers.get(0), 0, AuthPeer.SHA_1)).containsExactly(new CookieEchoChunk(new byte[40]));
        peer.verified(wire.nextTimeout().get(0), 0, AuthPeer.SHA_1);
    }

    @Test
    @DisplayName("4895-6.2-5 XA-8: messages with different keys never share a packet; one key is used up to the next")
    void differentKeys() {
        AuthPeer peer = peer(List.of(1), ChunkType.DATA);
        peer.setUp(false);
        List<Answer> answers = sendAll(new int[] {0, 0, KEY, KEY, 0}, 10);
        List<Integer> keys = new ArrayList<>();
        for (Answer answer : answers) {
            AuthChunk auth = AuthPeer.authOf(answer);
            assertThat(auth).isNotNull();
            keys.add(auth.sharedKeyId());
            peer.verified(answer, auth.sharedKeyId(), AuthPeer.SHA_1);
        }
        assertThat(keys).containsExactly(0, 6, 0);
        assertThat(answers.stream().mapToLong(a -> a.chunks().size())).containsExactly(3L, 3L, 2L);
    }

    @Test
    @DisplayName(
            "4895-6.2-5 4895-6.2-6 XO-12: a retransmission has a code of its own, and the key its message was given with")
    void retransmission() {
        AuthPeer peer = peer(List.of(3), ChunkType.DATA);
        Association a = peer.setUp(false);
        Answer first = sendAll(new int[] {KEY}, 10).get(0);
        AuthSettings auth = a.settings().auth();
        a.settings(
                a.settings().toBuilder()
                        .auth(auth.keys(auth.keys().activate(7)))
                        .build(),
                wire.now);
        sendAll(new int[] {0}, 10);
        List<Answer> answers = new ArrayList<>();
        while (answers.stream()
                .noneMatch(x -> x.chunks().contains(first.chunks().get(1)))) {
            answers = wire.nextTimeout();
        }
        peer.verified(answers.get(0), 6, AuthPeer.SHA_256);
        assertThat(answers.get(0).chunks())
                .as("not beside the message of key 7")
                .hasSize(2);
    }

    @Test
    @DisplayName("SENDV-8 XA-8: a message that asks for a key is authenticated though the peer does not require it")
    void asked() {
        AuthPeer peer = peer(List.of(3));
        peer.setUp(false);
        assertThat(AuthPeer.authOf(sendAll(new int[] {0}, 10).get(0))).isNull();
        assertThat(peer.verified(sendAll(new int[] {KEY}, 10).get(0), 6, AuthPeer.SHA_256))
                .hasSize(1);
    }

    @Test
    @DisplayName("SENDV-8: a key that does not exist or is deactivated is refused, and any key without authentication")
    void refusedKeys() {
        AuthPeer peer = peer(List.of(3));
        Association a = peer.setUp(false);
        ByteBuffer one = ByteBuffer.allocate(1);
        int unknown = Association.WITH_KEY | 8 << Association.KEY_SHIFT;
        assertThat(a.send(one, 0, unknown, 1, 0, 0, null, wire.now)).isEqualTo(SendStatus.UNKNOWN_KEY);
        AuthSettings auth = a.settings().auth();
        a.settings(
                a.settings().toBuilder()
                        .auth(auth.keys(auth.keys().deactivate(6)))
                        .build(),
                wire.now);
        assertThat(a.send(one, 0, KEY, 1, 0, 0, null, wire.now)).isEqualTo(SendStatus.UNKNOWN_KEY);
        Wire plain = new Wire();
        InitAckChunk initAck = plain.receive(0, SetupTest.init()).get(0).only(InitAckChunk.class);
        plain.receive(initAck.initiateTag(), new CookieEchoChunk(SetupTest.cookie(initAck)));
        int nullKey = Association.WITH_KEY;
        assertThat(plain.association().send(one, 0, nullKey, 1, 0, 0, null, plain.now))
                .isEqualTo(SendStatus.UNKNOWN_KEY);
    }

    @Test
    @DisplayName(
            "XE-4 XW-4 4895-6.2-5: a deactivated key is free once its last message is acknowledged, and the user learns it")
    void freeKey() {
        AuthPeer peer = peer(List.of(3), ChunkType.DATA);
        Association a = peer.setUp(false);
        DataChunk sent =
                (DataChunk) sendAll(new int[] {KEY}, 10).get(0).chunks().get(1);
        AuthSettings auth = a.settings().auth();
        a.settings(
                a.settings().toBuilder()
                        .auth(auth.keys(auth.keys().deactivate(6).deactivate(7)))
                        .build(),
                wire.now);
        wire.events.clear();
        wire.pull();
        assertThat(wire.events)
                .as("key 7 was not in use")
                .containsExactly(new AssociationEvent.Authentication(AssociationEvent.AuthChange.FREE_KEY, 7));
        assertThat(a.authentication().usesKey(6)).isTrue();
        wire.receive(peer.tag, new SackChunk(sent.tsn(), 100_000, List.of(), List.of()));
        assertThat(a.authentication().usesKey(6)).isFalse();
        assertThat(wire.events).contains(new AssociationEvent.Authentication(AssociationEvent.AuthChange.FREE_KEY, 6));
    }

    @Test
    @DisplayName(
            "IX-7: the ABORT that refuses an INIT is sent plain; the one that ends an association to a peer that wants it is not")
    void aborts() {
        AuthPeer peer = peer(List.of(3), ChunkType.ABORT);
        Association a = peer.setUp(false);
        a.abort(new byte[2000], wire.now);
        Answer abort = wire.pull().get(0);
        assertThat(peer.verified(abort, 0, AuthPeer.SHA_256).get(0)).isInstanceOf(AbortChunk.class);
    }
}
