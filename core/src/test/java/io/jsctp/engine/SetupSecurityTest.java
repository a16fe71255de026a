package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.engine.Wire.Answer;
import io.jsctp.wire.AbortChunk;
import io.jsctp.wire.CauseCode;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.CookieAckChunk;
import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.DataChunk;
import io.jsctp.wire.ErrorChunk;
import io.jsctp.wire.HeartbeatChunk;
import io.jsctp.wire.HostNameAddressParameter;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.InitChunk;
import io.jsctp.wire.Parameter;
import io.jsctp.wire.StaleCookie;
import io.jsctp.wire.StateCookieParameter;
import io.jsctp.wire.SupportedAddressTypesParameter;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an attacker can try while an association is set up. */
class SetupSecurityTest {
    private static final int TAG = 0x1234;

    private final Wire wire = new Wire();

    private static InitChunk init(int tag, int rwnd, int out, int in) {
        return new InitChunk(tag, rwnd, out, in, 900, List.of());
    }

    private InitAckChunk initAck() {
        return wire.receive(0, SetupTest.init()).get(0).only(InitAckChunk.class);
    }

    // ---- INIT ----

    /** What an INIT of this kind may be answered by: nothing, or an ABORT with a cause, 0 for none. */
    private void assertAnswer(List<Answer> answers, int cause) {
        if (cause < 0) {
            assertThat(answers).isEmpty();
        } else {
            assertThat(answers).hasSize(1);
            AbortChunk abort = answers.get(0).only(AbortChunk.class);
            assertThat(abort.causes()).hasSize(cause == 0 ? 0 : 1);
            assertThat(cause == 0 ? 0 : abort.causes().get(0).code()).isEqualTo(cause);
        }
        assertThat(wire.endpoint.associationCount()).isZero();
    }

    @Test
    @DisplayName("SEC-30: INIT with each fault of its own: one ABORT at most, with the cause for it, and no state")
    void badInits() {
        assertAnswer(wire.receive(0, init(0, 100_000, 1, 1)), -1);
        assertAnswer(wire.receive(TAG, init(TAG, 100_000, 1, 1)), -1);
        assertAnswer(wire.receive(0, init(TAG, 1499, 1, 1)), CauseCode.INVALID_MANDATORY_PARAMETER);
        assertAnswer(wire.receive(0, init(TAG, 0, 0, 0)), CauseCode.INVALID_MANDATORY_PARAMETER);
        assertAnswer(wire.receive(0, init(TAG, 100_000, 0, 1)), CauseCode.INVALID_MANDATORY_PARAMETER);
        assertAnswer(wire.receive(0, init(TAG, 100_000, 1, 0)), CauseCode.INVALID_MANDATORY_PARAMETER);
        assertAnswer(wire.receive(0, SetupTest.init(), new CookieAckChunk()), -1);
        assertAnswer(wire.receive(0, SetupTest.init(), SetupTest.init()), -1);
        wire.endpoint.listening(false);
        assertAnswer(wire.receive(0, SetupTest.init()), 0);
    }

    @Test
    @DisplayName("SEC-30: INITs from port 0, to port 0, from or to addresses that are not unicast are not answered")
    void badSources() {
        for (int at : new int[] {0, 2}) {
            ByteBuffer packet = Wire.packet(0, SetupTest.init());
            packet.putShort(at, (short) 0);
            assertAnswer(wire.receive(Wire.PEER, packet, packet.limit()), -1);
        }
        for (String source : List.of("224.0.0.1", "255.255.255.255", "0.0.0.0", "ff02::1", "::", "240.0.0.1")) {
            assertAnswer(wire.receiveFrom(TwoEndpoints.address(source), 0, SetupTest.init()), -1);
        }
    }

    @Test
    @DisplayName("SEC-29: of doubled parameters the first counts; an INIT ACK with two cookies echoes the first")
    void doubled() {
        InitChunk sent = wire.associate(Wire.PEER).get(0).only(InitChunk.class);
        List<Parameter> twice = List.of(
                new StateCookieParameter(new byte[] {1, 1, 1, 1}), new StateCookieParameter(new byte[] {2, 2, 2, 2}));
        List<Answer> answers = wire.receive(sent.initiateTag(), new InitAckChunk(TAG, 9000, 3, 3, 7, twice));
        assertThat(answers.get(0).only(CookieEchoChunk.class).cookie()).containsExactly(1, 1, 1, 1);

        InitParameters parameters = new InitParameters(
                List.of(
                        new HostNameAddressParameter(new byte[] {'a', 0}),
                        new HostNameAddressParameter(new byte[] {'b', 0}),
                        new SupportedAddressTypesParameter(List.of(5)),
                        new SupportedAddressTypesParameter(List.of(6))),
                Wire.PEER,
                Extensions.NONE);
        assertThat(parameters.hostName).isEqualTo(new HostNameAddressParameter(new byte[] {'a', 0}));
        assertThat(parameters.supportsFamilyOf(TwoEndpoints.address("fd00::1"))).isFalse();
    }

    // ---- cookies ----

    @Test
    @DisplayName(
            "SEC-23: whatever a cookie with a right MAC says, it is read or refused, and never makes what can't be")
    void signedNonsense() {
        Random random = new Random(23);
        StateCookie good = new StateCookie(
                wire.now,
                60_000_000_000L,
                5000,
                4000,
                1,
                2,
                0,
                0,
                5,
                6,
                7000,
                8,
                9,
                9899,
                Wire.PEER,
                List.of(Wire.PEER));
        byte[] bytes = new byte[good.encodedLength()];
        good.encode(ByteBuffer.wrap(bytes));
        assertThat(StateCookie.decode(ByteBuffer.wrap(bytes))).isEqualTo(good);
        int read = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] changed = Arrays.copyOf(bytes, random.nextInt(10) == 0 ? random.nextInt(200) : bytes.length);
            for (int n = 1 + random.nextInt(3); n > 0 && changed.length > 0; n--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            StateCookie cookie = StateCookie.decode(ByteBuffer.wrap(changed));
            if (cookie != null) {
                read++;
                assertThat(cookie.localTag()).isNotZero();
                assertThat(cookie.peerTag()).isNotZero();
                assertThat(cookie.localPort()).isPositive();
                assertThat(cookie.peerPort()).isPositive();
                assertThat(cookie.inboundStreams()).isPositive();
                assertThat(cookie.outboundStreams()).isPositive();
                assertThat(cookie.lifeNs()).isPositive();
                assertThat(cookie.peerAddresses()).hasSizeBetween(1, 1024).allMatch(LocalAddresses::isUnicast);
            }
        }
        assertThat(read).as("some changes are harmless").isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 22, 24, 28})
    @DisplayName("SEC-23: a cookie with a right MAC but zero streams or tags is refused")
    void zeroFields(int offset) {
        StateCookie good = new StateCookie(
                wire.now,
                60_000_000_000L,
                5000,
                4000,
                1,
                2,
                0,
                0,
                5,
                6,
                7000,
                8,
                9,
                9899,
                Wire.PEER,
                List.of(Wire.PEER));
        byte[] bytes = new byte[good.encodedLength()];
        good.encode(ByteBuffer.wrap(bytes));
        Arrays.fill(bytes, offset, offset + (offset < 24 ? 2 : 4), (byte) 0);
        assertThat(StateCookie.decode(ByteBuffer.wrap(bytes))).isNull();
    }

    @Test
    @DisplayName("SEC-22: a cookie of another stack is refused, and so is one that is only a prefix of ours")
    void foreignCookie() {
        InitAckChunk ours = initAck();
        Wire other = Wire.seeded(99);
        InitAckChunk theirs = other.receive(0, SetupTest.init()).get(0).only(InitAckChunk.class);
        assertThat(wire.receive(theirs.initiateTag(), new CookieEchoChunk(SetupTest.cookie(theirs))))
                .isEmpty();
        byte[] cookie = SetupTest.cookie(ours);
        for (int length = 0; length < cookie.length; length++) {
            assertThat(wire.receive(ours.initiateTag(), new CookieEchoChunk(Arrays.copyOf(cookie, length))))
                    .isEmpty();
        }
        assertThat(wire.endpoint.associationCount()).isZero();
    }

    @Test
    @DisplayName("SEC-27: however often and late a COOKIE ECHO comes, the user sees one association come up, once")
    void duplicateCookieEcho() {
        InitAckChunk initAck = initAck();
        Chunk echo = new CookieEchoChunk(SetupTest.cookie(initAck));
        for (int i = 0; i < 5; i++) {
            assertThat(wire.receive(initAck.initiateTag(), echo).get(0).only()).isInstanceOf(CookieAckChunk.class);
        }
        wire.receive(initAck.initiateTag(), new DataChunk(3, 900, 0, 0, 0, new byte[] {1}));
        wire.receive(initAck.initiateTag(), echo, new DataChunk(3, 900, 0, 0, 0, new byte[] {1}));
        assertThat(wire.endpoint.associationCount()).isEqualTo(1);
        assertThat(wire.budget.associations()).isEqualTo(1);
        assertThat(wire.events).hasSize(2);
        assertThat(wire.events.get(0)).isInstanceOf(AssociationEvent.CommunicationUp.class);
        assertThat(wire.events.get(1)).isInstanceOf(InboundMessage.class);
    }

    @Test
    @DisplayName("SEC-26: a server that finds every cookie stale: the queued data is counted once and comes back once")
    void staleCookieLoop() {
        InitChunk sent = wire.associate(Wire.PEER).get(0).only(InitChunk.class);
        Association a = wire.association();
        for (int i = 0; i < 3; i++) {
            a.send(ByteBuffer.allocate(1000), 0, 0, 0, i, 0, null, wire.now);
        }
        int queued = a.sendBufferUsed();
        int rounds = 0;
        while (!a.isClosed()) {
            rounds++;
            List<Answer> answers = wire.receive(
                    sent.initiateTag(),
                    new InitAckChunk(
                            TAG + rounds, 9000, 3, 3, 7, List.of(new StateCookieParameter(new byte[] {1, 2, 3, 4}))));
            assertThat(answers.get(0).chunks().get(0)).isInstanceOf(CookieEchoChunk.class);
            wire.receive(sent.initiateTag(), new ErrorChunk(List.of(new StaleCookie(5))));
            if (!a.isClosed()) {
                assertThat(a.state()).isEqualTo(AssociationState.COOKIE_WAIT);
                assertThat(a.sendBufferUsed()).isEqualTo(queued);
                assertThat(a.payloadBuffersInUse()).isEqualTo(3);
                assertThat(a.nextTimeoutNs()).isNotEqualTo(Long.MAX_VALUE);
            }
        }
        assertThat(rounds).isLessThanOrEqualTo(10);
        assertThat(a.payloadBuffersInUse()).isZero();
        assertThat(a.sendBufferUsed()).isZero();
        assertThat(wire.events.stream().filter(AssociationEvent.SendFailed.class::isInstance))
                .hasSize(3);
    }

    // ---- what can be guessed, and what is told ----

    @Test
    @DisplayName("SEC-32: tags are never 0, never alike, and say nothing of the Initial TSN beside them")
    void tagsAndTsns() {
        Set<Integer> tags = new HashSet<>();
        Set<Integer> tsns = new HashSet<>();
        Set<Integer> differences = new HashSet<>();
        int[] bits = new int[32];
        int count = 1000;
        for (int i = 0; i < count; i++) {
            InitAckChunk initAck = initAck();
            assertThat(initAck.initiateTag()).isNotZero();
            tags.add(initAck.initiateTag());
            tsns.add(initAck.initialTsn());
            differences.add(initAck.initiateTag() - initAck.initialTsn());
            for (int bit = 0; bit < 32; bit++) {
                bits[bit] += initAck.initiateTag() >>> bit & 1;
            }
        }
        assertThat(tags).hasSize(count);
        assertThat(tsns).hasSize(count);
        assertThat(differences).hasSize(count);
        for (int ones : bits) {
            assertThat(ones).isBetween(count / 2 - 100, count / 2 + 100);
        }
    }

    @Test
    @DisplayName("SEC-93: cookies and heartbeats do not tell the clock: two stacks at one time tell two times")
    void epoch() {
        Set<Long> cookieTimes = new HashSet<>();
        Set<Long> heartbeatTimes = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            Wire w = Wire.seeded(i);
            InitAckChunk initAck = w.receive(0, SetupTest.init()).get(0).only(InitAckChunk.class);
            byte[] cookie = SetupTest.cookie(initAck);
            cookieTimes.add(ByteBuffer.wrap(cookie).getLong(1) >>> 40);
            w.receive(initAck.initiateTag(), new CookieEchoChunk(cookie));
            w.association().pathControl().requestHeartbeat(Wire.PEER, w.now);
            HeartbeatChunk heartbeat = w.pull().get(0).only(HeartbeatChunk.class);
            heartbeatTimes.add(ByteBuffer.wrap(heartbeat.info()).getLong(8) >>> 40);
        }
        assertThat(cookieTimes).hasSizeGreaterThan(18);
        assertThat(heartbeatTimes).hasSizeGreaterThan(18);
    }

    @Test
    @DisplayName("SEC-94: a key is erased when it is replaced or its endpoint closed, and no cookie opens after that")
    void keysAreErased() {
        List<byte[]> keys = new ArrayList<>();
        Entropy watching = new Entropy() {
            private int next = 1;

            @Override
            public int nextInt() {
                return next++;
            }

            @Override
            public void fillSecret(byte[] secret) {
                Arrays.fill(secret, (byte) 0x5e);
                if (secret.length > Long.BYTES) {
                    keys.add(secret);
                }
            }
        };
        EndpointEnvironment environment = EndpointEnvironment.alone(EndpointLimits.DEFAULT, watching);
        CookieJar jar = new CookieJar(environment, 0);
        StateCookie cookie =
                new StateCookie(1, 60, 5000, 4000, 1, 2, 0, 0, 5, 6, 7000, 8, 9, 0, Wire.PEER, List.of(Wire.PEER));
        jar.sign(cookie, 10);
        byte[] second = jar.sign(cookie, 3_600_000_000_000L);
        assertThat(keys).hasSize(2);
        assertThat(keys.get(0)).containsOnly(0);
        assertThat(keys.get(1)).containsOnly(0x5e);
        assertThat(jar.open(second, 60, 3_600_000_000_001L)).isNotNull();
        jar.forget();
        assertThat(keys.get(1)).containsOnly(0);
        assertThat(jar.open(second, 60, 3_600_000_000_002L)).isNull();
        InetAddress any = Wire.LOCAL;
        Endpoint endpoint = new Endpoint(5000, List.of(any), false, AssociationSettings.defaults(), environment, 0);
        endpoint.close();
        assertThat(keys.get(2)).containsOnly(0);
        assertThat(jar.toString() + endpoint + environment)
                .doesNotContain("5e5e")
                .doesNotContain("94, 94");
    }
}
