package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.engine.Wire.Answer;
import io.jsctp.wire.AbortChunk;
import io.jsctp.wire.CauseCode;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.ChunkListParameter;
import io.jsctp.wire.ChunkType;
import io.jsctp.wire.CookieAckChunk;
import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.InitChunk;
import io.jsctp.wire.Parameter;
import io.jsctp.wire.ParameterType;
import io.jsctp.wire.RandomParameter;
import io.jsctp.wire.RequestedHmacAlgorithmParameter;
import io.jsctp.wire.StateCookieParameter;
import io.jsctp.wire.SupportedExtensionsParameter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How authentication is settled in the set-up, and COOKIE ECHO behind AUTH (RFC 4895 §3, §6.1, §6.3). */
class AuthSetupTest {
    private static final byte[] SECRET = "a shared key of our own".getBytes(StandardCharsets.US_ASCII);

    static AssociationSettings settings(UnaryOperator<AuthSettings> change) {
        return AssociationSettings.defaults().toBuilder()
                .extensions(Extensions.NONE.with(Extension.AUTHENTICATION, true))
                .auth(change.apply(AuthSettings.DEFAULT))
                .noDelay(true)
                .build();
    }

    private static Wire wire(int... required) {
        return new Wire(settings(auth -> {
            AuthSettings all = auth;
            for (int type : required) {
                all = all.require(type);
            }
            return all;
        }));
    }

    private static List<Parameter> ofType(List<Parameter> parameters, int type) {
        return parameters.stream().filter(p -> p.type() == type).toList();
    }

    private static RandomParameter random(List<Parameter> parameters) {
        return (RandomParameter) ofType(parameters, ParameterType.RANDOM).get(0);
    }

    private static RandomParameter randomOf(int bytes) {
        return new RandomParameter(new byte[bytes]);
    }

    private static RequestedHmacAlgorithmParameter algorithms(Integer... ids) {
        return new RequestedHmacAlgorithmParameter(List.of(ids));
    }

    @Test
    @DisplayName(
            "4895-3.1-1 4895-3.1-2 4895-3.3-1 4895-3.3-2 4895-3.2-2: INIT and INIT ACK have RANDOM, HMAC-ALGO and CHUNKS once")
    void declared() {
        Wire wire = wire(ChunkType.DATA);
        InitAckChunk initAck = wire.receive(0, SetupTest.init()).get(0).only(InitAckChunk.class);
        InitChunk init = wire.associate(Wire.OTHER_PEER).get(0).only(InitChunk.class);
        for (List<Parameter> parameters : List.of(init.parameters(), initAck.parameters())) {
            assertThat(random(parameters).encodedLength()).isEqualTo(36);
            assertThat(ofType(parameters, ParameterType.RANDOM)).hasSize(1);
            assertThat(ofType(parameters, ParameterType.REQUESTED_HMAC_ALGORITHM))
                    .containsExactly(algorithms(3, 1));
            assertThat(ofType(parameters, ParameterType.CHUNK_LIST))
                    .containsExactly(new ChunkListParameter(List.of(ChunkType.DATA)));
            assertThat(parameters).contains(new SupportedExtensionsParameter(List.of(ChunkType.AUTH)));
        }
        InitAckChunk nothing = wire().receive(0, SetupTest.init()).get(0).only(InitAckChunk.class);
        assertThat(ofType(nothing.parameters(), ParameterType.CHUNK_LIST))
                .as("nothing required")
                .isEmpty();
        InitAckChunk off = new Wire()
                .receive(0, new AuthPeer(wire, List.of(0), List.of(1)).initChunk())
                .get(0)
                .only(InitAckChunk.class);
        assertThat(off.parameters()).hasSize(1);
    }

    @Test
    @DisplayName(
            "4895-6.1-8 4895-6.1-3: RANDOM is fresh for each set-up, and the same in repeated INITs; the lists stay")
    void fresh() {
        Wire wire = wire(0);
        InitAckChunk one = wire.receive(0, SetupTest.init()).get(0).only(InitAckChunk.class);
        InitAckChunk two = wire.receive(0, SetupTest.init()).get(0).only(InitAckChunk.class);
        assertThat(random(one.parameters())).isNotEqualTo(random(two.parameters()));
        InitChunk init = wire.associate(Wire.OTHER_PEER).get(0).only(InitChunk.class);
        InitChunk again = wire.nextTimeout().get(0).only(InitChunk.class);
        assertThat(again.parameters()).isEqualTo(init.parameters());
        for (int type : List.of(ParameterType.CHUNK_LIST, ParameterType.REQUESTED_HMAC_ALGORITHM)) {
            assertThat(ofType(one.parameters(), type)).isEqualTo(ofType(two.parameters(), type));
            assertThat(ofType(one.parameters(), type)).isEqualTo(ofType(init.parameters(), type));
        }
    }

    @Test
    @DisplayName(
            "4895-3-2 4895-3-1: in use if the peer sent RANDOM and HMAC-ALGO, whether or not it lists AUTH; else not")
    void inUse() {
        AuthPeer peer = new AuthPeer(wire(0), List.of(), List.of(1));
        assertThat(peer.setUp(false).extensions().has(Extension.AUTHENTICATION)).isTrue();
        List<List<Parameter>> lacking = List.of(
                List.of(),
                List.of(new SupportedExtensionsParameter(List.of(ChunkType.AUTH))),
                List.of(randomOf(32)),
                List.of(algorithms(1)),
                List.of(randomOf(32), randomOf(32), algorithms(1)),
                List.of(randomOf(32), algorithms(2)));
        for (List<Parameter> parameters : lacking) {
            Wire wire = wire(0);
            InitAckChunk initAck = wire.receive(0, SetupTest.init(parameters.toArray(new Parameter[0])))
                    .get(0)
                    .only(InitAckChunk.class);
            wire.receive(initAck.initiateTag(), new CookieEchoChunk(SetupTest.cookie(initAck)));
            assertThat(wire.association().extensions().has(Extension.AUTHENTICATION))
                    .as("%s", parameters)
                    .isFalse();
            assertThat(wire.events)
                    .as("XE-4: the user learns that the peer does not authenticate")
                    .contains(new AssociationEvent.Authentication(AssociationEvent.AuthChange.NO_AUTH, 0));
        }
    }

    @Test
    @DisplayName("4895-6.1-1 4895-3-1: RANDOM not of 32 bytes, or CHUNKS without the others: ABORT, Protocol Violation")
    void aborted() {
        List<List<Parameter>> wrong = List.of(
                List.of(randomOf(31), algorithms(1)),
                List.of(randomOf(33), algorithms(1)),
                List.of(randomOf(0), algorithms(1)),
                List.of(new ChunkListParameter(List.of(0))),
                List.of(new ChunkListParameter(List.of(0)), algorithms(1)),
                List.of(new ChunkListParameter(List.of(0)), randomOf(32)));
        for (List<Parameter> parameters : wrong) {
            AbortChunk abort = wire(0).receive(0, SetupTest.init(parameters.toArray(new Parameter[0])))
                    .get(0)
                    .only(AbortChunk.class);
            assertThat(abort.causes().get(0).code()).isEqualTo(CauseCode.PROTOCOL_VIOLATION);
            Wire client = wire(0);
            InitChunk init = client.associate(Wire.PEER).get(0).only(InitChunk.class);
            List<Parameter> more = new ArrayList<>(parameters);
            more.add(new StateCookieParameter(new byte[8]));
            List<Answer> answers = client.receive(init.initiateTag(), new InitAckChunk(9, 100_000, 5, 5, 1, more));
            assertThat(answers.get(0).only(AbortChunk.class).causes().get(0).code())
                    .isEqualTo(CauseCode.PROTOCOL_VIOLATION);
            assertThat(client.association().isClosed()).isTrue();
        }
    }

    @Test
    @DisplayName("SEC-78: who requires authentication refuses peers that do not authenticate, on both sides")
    void required() {
        AssociationSettings settings = settings(auth -> auth.required(true));
        AbortChunk abort =
                new Wire(settings).receive(0, SetupTest.init()).get(0).only(AbortChunk.class);
        assertThat(abort.causes().get(0).code()).isEqualTo(CauseCode.PROTOCOL_VIOLATION);
        Wire client = new Wire(settings);
        InitChunk init = client.associate(Wire.PEER).get(0).only(InitChunk.class);
        List<Answer> answers = client.receive(
                init.initiateTag(),
                new InitAckChunk(9, 100_000, 5, 5, 1, List.of(new StateCookieParameter(new byte[8]))));
        answers.get(0).only(AbortChunk.class);
        assertThat(client.association().isClosed()).isTrue();
        new AuthPeer(new Wire(settings), List.of(), List.of(1)).setUp(false);
    }

    @Test
    @DisplayName("4895-6.3-12 SEC-94: no shared key is in the State Cookie")
    void cookieWithoutKeys() {
        Wire wire =
                new Wire(settings(auth -> auth.keys(auth.keys().with(0, SECRET).with(3, SECRET))));
        byte[] cookie = SetupTest.cookie(new AuthPeer(wire, List.of(0), List.of(1)).init());
        assertThat(new String(cookie, StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(SECRET, StandardCharsets.ISO_8859_1));
        assertThat(cookie).as("all the same it is small").hasSizeLessThan(256);
    }

    @Test
    @DisplayName(
            "4895-6.3-7: COOKIE ECHO behind AUTH is authenticated with what its cookie holds, or the packet is dropped")
    void cookieEchoBehindAuth() {
        Wire wire = new Wire(settings(
                auth -> auth.require(ChunkType.COOKIE_ECHO).keys(auth.keys().with(4, SECRET))));
        AuthPeer peer = new AuthPeer(wire, List.of(ChunkType.COOKIE_ACK), List.of(3, 1));
        peer.sharedKeys.put(4, SECRET);
        InitAckChunk initAck = peer.init();
        Chunk echo = new CookieEchoChunk(SetupTest.cookie(initAck));
        assertThat(wire.receive(peer.tag, echo)).as("without AUTH").isEmpty();
        assertThat(peer.send(9, echo)).as("with an unknown key").isEmpty();
        peer.sharedKeys.put(4, new byte[] {1});
        assertThat(peer.send(4, echo)).as("with another key").isEmpty();
        assertThat(wire.endpoint.associationCount()).isZero();
        peer.sharedKeys.put(4, SECRET);
        List<Answer> answers = peer.send(4, echo);
        assertThat(peer.verified(answers.get(0), 0, AuthPeer.SHA_256)).containsExactly(new CookieAckChunk());
        assertThat(wire.association().isEstablished()).isTrue();
    }

    @Test
    @DisplayName("SEC-28: COOKIE ECHO behind AUTH from a peer that offered no authentication makes nothing")
    void neverOffered() {
        Wire wire = wire();
        InitAckChunk initAck = wire.receive(0, SetupTest.init()).get(0).only(InitAckChunk.class);
        AuthPeer peer = new AuthPeer(wire, List.of(), List.of(1));
        peer.learn(initAck);
        assertThat(peer.send(0, new CookieEchoChunk(SetupTest.cookie(initAck)))).isEmpty();
        assertThat(wire.endpoint.associationCount()).isZero();
        assertThat(new Wire().receive(initAck.initiateTag(), AuthPeer.behind(peer.auth(0, 3))))
                .isEmpty();
    }
}
