package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.engine.Wire.Answer;
import io.jsctp.wire.AbortChunk;
import io.jsctp.wire.CauseCode;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.CookieAckChunk;
import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.ErrorChunk;
import io.jsctp.wire.HostNameAddressParameter;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.InitChunk;
import io.jsctp.wire.Ipv4AddressParameter;
import io.jsctp.wire.Parameter;
import io.jsctp.wire.StaleCookie;
import io.jsctp.wire.StateCookieParameter;
import io.jsctp.wire.UnknownParameter;
import io.jsctp.wire.UnrecognizedParameter;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SetupTest {
    private static final int TAG = 0x1234;
    private static final long KEY_LIFE_NS = 3_600_000 * Wire.MS;

    private final Wire wire = new Wire();

    static InitChunk init(Parameter... parameters) {
        return new InitChunk(TAG, 100_000, 5, 7, 900, List.of(parameters));
    }

    static byte[] cookie(InitAckChunk initAck) {
        return initAck.parameters().stream()
                .filter(StateCookieParameter.class::isInstance)
                .map(p -> ((StateCookieParameter) p).cookie())
                .findFirst()
                .orElseThrow();
    }

    private InitAckChunk initAck(Parameter... parameters) {
        return wire.receive(0, init(parameters)).get(0).only(InitAckChunk.class);
    }

    private static void assertAbort(List<Answer> answers, int tag, int... causes) {
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0).verificationTag()).isEqualTo(tag);
        AbortChunk abort = answers.get(0).only(AbortChunk.class);
        assertThat(abort.reflectedTag()).isFalse();
        assertThat(abort.causes().stream().mapToInt(c -> c.code()))
                .containsExactly(Arrays.stream(causes).boxed().toArray(Integer[]::new));
    }

    @Test
    @DisplayName(
            "OVW-8 9260-5.1-3 9260-5.1-4 9260-3.3.3-8 9260-3.3.11-3: an INIT is answered from the cookie alone, nothing is kept")
    void initAckKeepsNothing() {
        List<Answer> answers = wire.receive(0, init());
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0).to()).isEqualTo(Wire.PEER);
        assertThat(answers.get(0).verificationTag()).isEqualTo(TAG);
        InitAckChunk initAck = answers.get(0).only(InitAckChunk.class);
        assertThat(initAck.initiateTag()).isNotZero();
        assertThat(initAck.outboundStreams()).as("9260-3.3.3-8").isEqualTo(7);
        assertThat(cookie(initAck)).as("9260-3.3.11-3").hasSizeLessThanOrEqualTo(128);
        assertThat(wire.endpoint.associationCount()).isZero();
    }

    @Test
    @DisplayName(
            "9260-5.1-9 9260-5.1-10 9260-5.1.1-2 9260-5.1.5-5 9260-5.1.5-6: the cookie makes the association; COOKIE ACK and COMMUNICATION UP follow")
    void cookieEcho() {
        InitAckChunk initAck = initAck();
        List<Answer> answers = wire.receive(initAck.initiateTag(), new CookieEchoChunk(cookie(initAck)));
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0).verificationTag()).isEqualTo(TAG);
        assertThat(answers.get(0).only()).isInstanceOf(CookieAckChunk.class);
        assertThat(wire.events).containsExactly(new AssociationEvent.CommunicationUp(5, 7, Extensions.NONE));
        assertThat(wire.association().state()).isEqualTo(AssociationState.ESTABLISHED);
    }

    @Test
    @DisplayName(
            "STK-13 9260-3.3.2-6 9260-3.3.2-9 9260-3.3.2-12 9260-3.3.2-13 9260-5.1-16 9260-5.1-17: faults in the fixed fields of INIT")
    void initFaults() {
        assertThat(wire.receive(0, new InitChunk(0, 100_000, 5, 7, 900, List.of())))
                .isEmpty();
        assertAbort(
                wire.receive(0, new InitChunk(TAG, 1499, 5, 7, 900, List.of())),
                TAG,
                CauseCode.INVALID_MANDATORY_PARAMETER);
        assertAbort(
                wire.receive(0, new InitChunk(TAG, 9000, 0, 7, 900, List.of())),
                TAG,
                CauseCode.INVALID_MANDATORY_PARAMETER);
        assertAbort(
                wire.receive(0, new InitChunk(TAG, 9000, 5, 0, 900, List.of())),
                TAG,
                CauseCode.INVALID_MANDATORY_PARAMETER);
        assertThat(wire.receive(0, new InitChunk(TAG, 1500, 5, 7, 900, List.of()))
                        .get(0)
                        .only())
                .isInstanceOf(InitAckChunk.class);
    }

    @Test
    @DisplayName("STK-6 9260-3.3.2-17 9260-12.2.4.1-2: a Host Name Address is refused, not resolved")
    void hostName() {
        assertAbort(
                wire.receive(
                        0,
                        init(new HostNameAddressParameter(
                                "a.example\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))),
                TAG,
                CauseCode.UNRESOLVABLE_ADDRESS);
    }

    @Test
    @DisplayName("9260-8.4-4 9260-5.1-15: nobody listens → ABORT; no room → ABORT with Out of Resource")
    void nobodyListens() {
        wire.endpoint.acceptCapacity(0);
        assertAbort(wire.receive(0, init()), TAG, CauseCode.OUT_OF_RESOURCE);
        wire.endpoint.listening(false);
        assertAbort(wire.receive(0, init()), TAG);
    }

    @Test
    @DisplayName("9260-3.3.3-15: more addresses than the limit are refused, never cut silently")
    void tooManyAddresses() throws Exception {
        List<Parameter> addresses = new ArrayList<>();
        for (int i = 1; i <= 9; i++) {
            addresses.add(new Ipv4AddressParameter(
                    (Inet4Address) java.net.InetAddress.getByAddress(new byte[] {10, 7, 0, (byte) i})));
        }
        assertAbort(wire.receive(0, init(addresses.toArray(new Parameter[0]))), TAG, CauseCode.OUT_OF_RESOURCE);
    }

    @Test
    @DisplayName("9260-3.2.1-3..7 9260-3.2.2-1 STK-5: unknown parameters of INIT by their two high bits")
    void unknownParameters() {
        Ipv4AddressParameter address = new Ipv4AddressParameter((Inet4Address) Wire.OTHER_PEER);
        byte[] value = {1, 2};
        UnknownParameter skip = new UnknownParameter(0x8001, value);
        UnknownParameter skipAndReport = new UnknownParameter(0xC001, value);
        UnknownParameter stop = new UnknownParameter(0x0031, value);
        UnknownParameter stopAndReport = new UnknownParameter(0x4001, value);
        assertThat(reports(initAck(skip, address))).isEmpty();
        InitAckChunk ecn = initAck(new UnknownParameter(0x8000, new byte[0]), address);
        assertThat(reports(ecn)).as("ECN Capable").isEmpty();
        assertThat(reports(initAck(skipAndReport, address))).hasSize(1);
        assertThat(reports(initAck(stopAndReport, skipAndReport))).hasSize(1);
        InitAckChunk stopped = initAck(stop, address);
        assertThat(reports(stopped)).isEmpty();
        wire.receive(stopped.initiateTag(), new CookieEchoChunk(cookie(stopped)));
        assertThat(wire.association().peerAddresses()).as("9260-3.2.1-7").containsExactly(Wire.PEER);
    }

    private static List<Parameter> reports(InitAckChunk initAck) {
        return initAck.parameters().stream()
                .filter(UnrecognizedParameter.class::isInstance)
                .toList();
    }

    @Test
    @DisplayName("SEC-22 9260-5.1.5-2 9260-5.1.3-1 9260-4-1: a cookie with any bit changed is silently dropped")
    void forgedCookie() {
        InitAckChunk initAck = initAck();
        byte[] cookie = cookie(initAck);
        for (int bit = 0; bit < 8 * cookie.length; bit++) {
            byte[] forged = cookie.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(wire.receive(initAck.initiateTag(), new CookieEchoChunk(forged)))
                    .as("bit %d", bit)
                    .isEmpty();
        }
        assertThat(wire.endpoint.associationCount()).isZero();
    }

    @Test
    @DisplayName(
            "OVW-9 SEC-24 9260-5.1.5-4 9260-4-2 9260-16-5: an expired cookie is answered by Stale Cookie; at exactly its life it is good")
    void staleCookie() {
        InitAckChunk initAck = initAck();
        wire.now += 60_000 * Wire.MS + 5_000;
        List<Answer> answers = wire.receive(initAck.initiateTag(), new CookieEchoChunk(cookie(initAck)));
        assertThat(answers.get(0).verificationTag()).isEqualTo(TAG);
        StaleCookie cause =
                (StaleCookie) answers.get(0).only(ErrorChunk.class).causes().get(0);
        assertThat(cause.stalenessUs()).isEqualTo(5);
        assertThat(wire.endpoint.associationCount()).isZero();
        wire.now -= 5_000;
        assertThat(wire.receive(initAck.initiateTag(), new CookieEchoChunk(cookie(initAck)))
                        .get(0)
                        .only())
                .isInstanceOf(CookieAckChunk.class);
    }

    @Test
    @DisplayName("9260-5.1.3-4 9260-5.1.5-1: after a key change the previous key is good while its cookies live")
    void keyRotation() {
        wire.now += KEY_LIFE_NS - 1;
        InitAckChunk before = initAck();
        wire.now += 2;
        initAck(); // the key changes
        assertThat(wire.receive(before.initiateTag(), new CookieEchoChunk(cookie(before)))
                        .get(0)
                        .only())
                .isInstanceOf(CookieAckChunk.class);
        Wire other = new Wire();
        InitAckChunk old = other.receive(0, init()).get(0).only(InitAckChunk.class);
        other.now += KEY_LIFE_NS;
        other.receive(0, init());
        other.now += KEY_LIFE_NS;
        assertThat(other.receive(old.initiateTag(), new CookieEchoChunk(cookie(old))))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "SEC-24 9260-5.1.5-3 9260-5.1.5-9: wrong tag, or an address that is not in the cookie, drops the packet")
    void cookieFromElsewhere() {
        InitAckChunk initAck = initAck();
        Chunk echo = new CookieEchoChunk(cookie(initAck));
        assertThat(wire.receive(initAck.initiateTag() + 1, echo)).isEmpty();
        assertThat(wire.receiveFrom(Wire.OTHER_PEER, initAck.initiateTag(), echo))
                .isEmpty();
        assertThat(wire.endpoint.associationCount()).isZero();
    }

    @Test
    @DisplayName("SEC-24 9260-5.1.5-11: the cookie of an association that has ended does not revive it")
    void replayedCookie() {
        InitAckChunk initAck = initAck();
        Chunk echo = new CookieEchoChunk(cookie(initAck));
        wire.receive(initAck.initiateTag(), echo);
        wire.receive(initAck.initiateTag(), new AbortChunk(false, List.of()));
        assertThat(wire.endpoint.associationCount()).isZero();
        assertThat(wire.receive(initAck.initiateTag(), echo)).isEmpty();
        assertThat(wire.endpoint.associationCount()).isZero();
    }

    @Test
    @DisplayName(
            "9260-5.1-13 9260-4-3 9260-3.1-3 9260-8.5.1-1 9260-16-1 9260-16-3: INITs at 0, 1, 3, 7 … s, nine in all, then the set-up has failed")
    void t1Init() {
        long start = wire.now;
        InitChunk first = wire.associate(Wire.PEER).get(0).only(InitChunk.class);
        List<Long> seconds = new ArrayList<>(List.of(0L));
        while (!wire.association().isClosed()) {
            List<Answer> answers = wire.nextTimeout();
            if (!answers.isEmpty()) {
                assertThat(answers.get(0).verificationTag()).as("9260-3.1-3").isZero();
                assertThat(answers.get(0).only()).as("the same INIT").isEqualTo(first);
                seconds.add((wire.now - start) / 1_000_000_000L);
            }
        }
        assertThat(seconds).containsExactly(0L, 1L, 3L, 7L, 15L, 31L, 63L, 123L, 183L);
        assertThat((wire.now - start) / 1_000_000_000L).isEqualTo(243);
        assertThat(wire.events).hasSize(1);
        assertThat(((AssociationEvent.CommunicationLost) wire.events.get(0)).reason())
                .isEqualTo(LossReason.SETUP_TIMEOUT);
    }

    @Test
    @DisplayName("CONNX-2 9260-5.1-14: INITs go to all addresses in turn")
    void rotation() {
        assertThat(wire.associate(Wire.PEER, Wire.OTHER_PEER).get(0).to()).isEqualTo(Wire.PEER);
        assertThat(wire.nextTimeout().get(0).to()).isEqualTo(Wire.OTHER_PEER);
        assertThat(wire.nextTimeout().get(0).to()).isEqualTo(Wire.PEER);
    }
}
