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
import io.jsctp.wire.HeartbeatAckChunk;
import io.jsctp.wire.HeartbeatChunk;
import io.jsctp.wire.HostNameAddressParameter;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.InitChunk;
import io.jsctp.wire.Ipv4AddressParameter;
import io.jsctp.wire.MissingMandatoryParameter;
import io.jsctp.wire.Parameter;
import io.jsctp.wire.ParameterType;
import io.jsctp.wire.StaleCookie;
import io.jsctp.wire.StateCookieParameter;
import io.jsctp.wire.UnknownChunk;
import io.jsctp.wire.UnknownParameter;
import io.jsctp.wire.UnresolvableAddress;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The initiator's side of the set-up: what a scripted peer's answers to INIT and COOKIE ECHO do. */
class InitiatorTest {
    private static final int PEER_TAG = 0x1234;
    private static final Parameter COOKIE = new StateCookieParameter(new byte[] {1, 2, 3, 4, 5});

    private final Wire wire = new Wire();
    private int ourTag;

    private InitChunk connect(InetAddress... peers) {
        InitChunk init = wire.associate(peers).get(0).only(InitChunk.class);
        ourTag = init.initiateTag();
        return init;
    }

    private static InitAckChunk initAck(Parameter... parameters) {
        return new InitAckChunk(PEER_TAG, 100_000, 5, 7, 900, List.of(parameters));
    }

    private void assertSetupFailed() {
        assertThat(wire.association().isClosed()).isTrue();
        assertThat(wire.association().nextTimeoutNs()).as("T1-init is stopped").isEqualTo(Path.NONE);
        assertThat(wire.endpoint.associationCount()).isZero();
        assertThat(wire.events).hasSize(1).first().isInstanceOf(AssociationEvent.CommunicationLost.class);
    }

    private static AbortChunk abort(List<Answer> answers, int tag) {
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0).verificationTag()).isEqualTo(tag);
        return answers.get(0).only(AbortChunk.class);
    }

    // ---- INIT ACKs that cannot be taken: RFC 9260 §3.3.3, §5.1 --------------------------------------------------

    @Test
    @DisplayName("9260-3.3.3-4: INIT ACK with tag 0 ends the set-up; the ABORT reflects our tag, T=1")
    void zeroTag() {
        connect(Wire.PEER);
        InitAckChunk zero = new InitAckChunk(0, 100_000, 5, 7, 900, List.of(COOKIE));
        assertThat(abort(wire.receive(ourTag, zero), ourTag).reflectedTag()).isTrue();
        assertSetupFailed();
    }

    @Test
    @DisplayName("9260-3.3.3-9 9260-5.1-16 9260-5.1-17: INIT ACK without outbound streams: ABORT with its tag, T=0")
    void noOutboundStreams() {
        connect(Wire.PEER);
        refusedFor(new InitAckChunk(PEER_TAG, 100_000, 0, 7, 900, List.of(COOKIE)));
    }

    @Test
    @DisplayName("9260-3.3.3-10: INIT ACK without inbound streams: ABORT with its tag, T=0")
    void noInboundStreams() {
        connect(Wire.PEER);
        refusedFor(new InitAckChunk(PEER_TAG, 100_000, 5, 0, 900, List.of(COOKIE)));
    }

    private void refusedFor(InitAckChunk faulty) {
        AbortChunk abort = abort(wire.receive(ourTag, faulty), PEER_TAG);
        assertThat(abort.reflectedTag()).isFalse();
        assertThat(abort.causes().get(0).code()).isEqualTo(CauseCode.INVALID_MANDATORY_PARAMETER);
        assertSetupFailed();
    }

    @Test
    @DisplayName("9260-3.3.3-7: INIT ACK with a tiny window is refused, but the set-up and its timer go on")
    void tinyWindow() {
        connect(Wire.PEER);
        long deadline = wire.association().nextTimeoutNs();
        wire.now += 100 * Wire.MS;
        AbortChunk abort =
                abort(wire.receive(ourTag, new InitAckChunk(PEER_TAG, 1499, 5, 7, 900, List.of(COOKIE))), PEER_TAG);
        assertThat(abort.reflectedTag()).isFalse();
        assertThat(abort.causes().get(0).code()).isEqualTo(CauseCode.INVALID_MANDATORY_PARAMETER);
        assertThat(wire.association().state()).isEqualTo(AssociationState.COOKIE_WAIT);
        assertThat(wire.association().nextTimeoutNs()).isEqualTo(deadline);
        assertThat(wire.receive(ourTag, new InitAckChunk(PEER_TAG, 1500, 5, 7, 900, List.of(COOKIE)))
                        .get(0)
                        .only())
                .isInstanceOf(CookieEchoChunk.class);
    }

    @Test
    @DisplayName("9260-5.1-22 9260-3.2.1-9: a State Cookie that is missing, or behind a parameter that says stop")
    void noCookie() {
        for (Parameter[] parameters : new Parameter[][] {{}, {new UnknownParameter(0x0031, new byte[4]), COOKIE}}) {
            wire.events.clear();
            connect(Wire.PEER);
            AbortChunk abort = abort(wire.receive(ourTag, initAck(parameters)), PEER_TAG);
            assertThat(abort.causes())
                    .containsExactly(new MissingMandatoryParameter(List.of(ParameterType.STATE_COOKIE)));
            assertSetupFailed();
        }
    }

    @Test
    @DisplayName("9260-5.1.2-2: a Host Name Address in INIT ACK ends the set-up, nothing is resolved")
    void hostName() {
        connect(Wire.PEER);
        Parameter name = new HostNameAddressParameter(new byte[] {'a', 0});
        AbortChunk abort = abort(wire.receive(ourTag, initAck(name, COOKIE)), PEER_TAG);
        assertThat(abort.reflectedTag()).isFalse();
        assertThat(abort.causes()).containsExactly(new UnresolvableAddress(new byte[] {0, 11, 0, 6, 'a', 0}));
        assertSetupFailed();
    }

    @Test
    @DisplayName("9260-5.1-24: ABORT in COOKIE-WAIT counts with our tag and T=0 only")
    void abortInCookieWait() {
        connect(Wire.PEER);
        wire.receive(ourTag + 1, new AbortChunk(false, List.of()));
        wire.receive(ourTag, new AbortChunk(true, List.of()));
        wire.receive(0, new AbortChunk(true, List.of()));
        assertThat(wire.association().state()).isEqualTo(AssociationState.COOKIE_WAIT);
        wire.receive(ourTag, new AbortChunk(false, List.of()));
        assertSetupFailed();
    }

    // ---- addresses: RFC 9260 §5.1.2, §5.4 -----------------------------------------------------------------------

    @Test
    @DisplayName("9260-3.3.3-13 9260-5.1-23: an INIT ACK without addresses makes its source the only destination")
    void sourceAlone() {
        connect(Wire.PEER, Wire.OTHER_PEER);
        Answer echo = wire.receiveFrom(Wire.OTHER_PEER, ourTag, initAck(COOKIE)).get(0);
        assertThat(echo.to()).isEqualTo(Wire.OTHER_PEER);
        assertThat(wire.association().peerAddresses()).containsExactly(Wire.OTHER_PEER);
        wire.receiveFrom(Wire.OTHER_PEER, ourTag, new CookieAckChunk());
        assertThat(wire.receive(ourTag, new HeartbeatChunk(new byte[4])))
                .as("the other address is a stranger's")
                .extracting(Answer::only)
                .hasOnlyElementsOfType(AbortChunk.class);
    }

    @Test
    @DisplayName("9260-5.1.2-5 9260-5.1-23: an INIT ACK from a new source that lists a known address belongs to us")
    void foundByList() {
        connect(Wire.PEER);
        assertThat(wire.receiveFrom(Wire.OTHER_PEER, ourTag, initAck(COOKIE)))
                .extracting(Answer::only)
                .as("nothing ties it to the association")
                .hasOnlyElementsOfType(AbortChunk.class);
        Parameter known = new Ipv4AddressParameter((Inet4Address) Wire.PEER);
        Answer echo = wire.receiveFrom(Wire.OTHER_PEER, ourTag, initAck(known, COOKIE))
                .get(0);
        assertThat(echo.only()).isInstanceOf(CookieEchoChunk.class);
        assertThat(echo.to()).as("9260-5.4-10: to the confirmed one").isEqualTo(Wire.PEER);
        assertThat(wire.association().peerAddresses()).containsExactly(Wire.OTHER_PEER, Wire.PEER);
    }

    @Test
    @DisplayName("9260-3.3.3-14 9260-3.3.11-2: an INIT ACK with 1000 addresses and a cookie of 5000 bytes")
    void largeInitAck() throws Exception {
        Wire large = new Wire(
                AssociationSettings.defaults(),
                EndpointLimits.DEFAULT.with(Limit.PEER_ADDRESSES, 1024).with(Limit.PARAMETERS, 2000));
        InitChunk init = large.associate(Wire.PEER).get(0).only(InitChunk.class);
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            parameters.add(new Ipv4AddressParameter(
                    (Inet4Address) InetAddress.getByAddress(new byte[] {10, 8, (byte) (i >> 8), (byte) i})));
        }
        byte[] cookie = TwoEndpoints.message(5001, 3);
        parameters.add(new StateCookieParameter(cookie));
        Answer echo = large.receive(init.initiateTag(), new InitAckChunk(PEER_TAG, 100_000, 5, 7, 900, parameters))
                .get(0);
        assertThat(echo.only(CookieEchoChunk.class).cookie()).containsExactly(cookie);
        assertThat(large.association().peerAddresses()).hasSize(1001);
    }

    // ---- COOKIE ECHO and its end: RFC 9260 §4, §5.1 -------------------------------------------------------------

    private void echoed(Parameter... more) {
        List<Parameter> parameters = new ArrayList<>(List.of(more));
        parameters.add(COOKIE);
        connect(Wire.PEER);
        wire.receive(ourTag, initAck(parameters.toArray(new Parameter[0])));
        assertThat(wire.association().state()).isEqualTo(AssociationState.COOKIE_ECHOED);
    }

    @Test
    @DisplayName(
            "9260-4-4 9260-5.1.4-2: COOKIE ECHO is sent nine times, then ABORT tells the peer and the user is told")
    void t1Cookie() {
        echoed();
        List<Chunk> repeats = new ArrayList<>();
        while (!wire.association().isClosed()) {
            for (Answer a : wire.nextTimeout()) {
                assertThat(a.verificationTag()).isEqualTo(PEER_TAG);
                repeats.add(a.only());
            }
        }
        assertThat(repeats).hasSize(9).last().isEqualTo(new AbortChunk(false, List.of()));
        assertThat(repeats.subList(0, 8)).containsOnly(new CookieEchoChunk(new byte[] {1, 2, 3, 4, 5}));
        assertSetupFailed();
        assertThat(((AssociationEvent.CommunicationLost) wire.events.get(0)).reason())
                .isEqualTo(LossReason.SETUP_TIMEOUT);
    }

    @Test
    @DisplayName("9260-5.1-7 9260-5.1-6 9260-5-1 9260-5.1-11: data waits for COOKIE ACK, answers to the peer do not")
    void dataWaits() {
        connect(Wire.PEER);
        wire.association().send(ByteBuffer.allocate(8), 0, 0, 0, 0, 0, null, wire.now);
        assertThat(wire.pull()).isEmpty();
        wire.receive(ourTag, initAck(COOKIE));
        wire.association().send(ByteBuffer.allocate(8), 0, 0, 0, 0, 0, null, wire.now);
        assertThat(wire.pull()).isEmpty();
        assertThat(wire.receive(ourTag, new HeartbeatChunk(new byte[4])).get(0).only())
                .isInstanceOf(HeartbeatAckChunk.class);
        for (Chunk c : wire.nextTimeout().get(0).chunks()) {
            assertThat(c).isInstanceOf(CookieEchoChunk.class);
        }
        assertThat(wire.receive(ourTag, new CookieAckChunk()).get(0).chunks())
                .hasSize(2)
                .hasOnlyElementsOfType(DataChunk.class);
    }

    @Test
    @DisplayName("9260-5.2.6-2: Stale Cookie: the same INIT again, counted as a repeat, so that it ends")
    void staleCookies() {
        InitChunk first = connect(Wire.PEER);
        for (int i = 1; i <= 8; i++) {
            wire.receive(ourTag, initAck(COOKIE));
            Answer again = wire.receive(ourTag, new ErrorChunk(List.of(new StaleCookie(7))))
                    .get(0);
            assertThat(again.verificationTag()).isZero();
            assertThat(again.only()).as("INIT %d", i + 1).isEqualTo(first);
            assertThat(wire.association().state()).isEqualTo(AssociationState.COOKIE_WAIT);
        }
        wire.receive(ourTag, initAck(COOKIE));
        assertThat(wire.receive(ourTag, new ErrorChunk(List.of(new StaleCookie(7)))))
                .isEmpty();
        assertSetupFailed();
    }

    @Test
    @DisplayName(
            "9260-3.1-2 9260-5.2.6-2: what a packet with Stale Cookie would have had reported is not sent with tag 0")
    void noReportWithoutTag() {
        echoed();
        List<Answer> answers = wire.receive(
                ourTag, new UnknownChunk(0xfd, 0, new byte[4]), new ErrorChunk(List.of(new StaleCookie(7))));
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0).only()).isInstanceOf(InitChunk.class);
    }

    @Test
    @DisplayName("9260-3.2.2-3 9260-3.2.2-5: unknown parameters of INIT ACK are reported behind each COOKIE ECHO")
    void reports() {
        connect(Wire.PEER);
        UnknownParameter odd = new UnknownParameter(0xC031, new byte[] {1});
        List<Answer> first = wire.receive(ourTag, initAck(odd, COOKIE));
        assertThat(first.get(0).chunks()).hasSize(2).first().isInstanceOf(CookieEchoChunk.class);
        ErrorChunk error = (ErrorChunk) first.get(0).chunks().get(1);
        assertThat(error.causes().get(0).code()).isEqualTo(CauseCode.UNRECOGNIZED_PARAMETERS);
        assertThat(wire.nextTimeout()).as("the repeat is the same").isEqualTo(first);
        assertThat(wire.receive(ourTag, new CookieAckChunk())).isEmpty();
    }

    @Test
    @DisplayName("9260-3.2.2-4: a report without room beside the COOKIE ECHO leaves after the COOKIE ACK")
    void lateReport() {
        connect(Wire.PEER);
        UnknownParameter large = new UnknownParameter(0xC031, new byte[1400]);
        List<Answer> echo = wire.receive(ourTag, initAck(large, new StateCookieParameter(new byte[200])));
        assertThat(echo.get(0).only()).isInstanceOf(CookieEchoChunk.class);
        assertThat(wire.receive(ourTag, new CookieAckChunk()).get(0).only()).isInstanceOf(ErrorChunk.class);
    }

    @Test
    @DisplayName("9260-3.3.3-11: more outbound streams at the peer than we take: ours is the number")
    void peerOffersMore() {
        connect(Wire.PEER);
        int most = wire.endpoint.settings().maxInboundStreams();
        wire.receive(ourTag, new InitAckChunk(PEER_TAG, 100_000, 65_535, 7, 900, List.of(COOKIE)));
        wire.receive(ourTag, new CookieAckChunk());
        assertThat(wire.events).containsExactly(new AssociationEvent.CommunicationUp(most, 7, Extensions.NONE));
    }
}
