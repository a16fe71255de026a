package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jsctp.engine.Wire.Answer;
import io.jsctp.wire.AbortChunk;
import io.jsctp.wire.CauseCode;
import io.jsctp.wire.CookieAckChunk;
import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.InitChunk;
import io.jsctp.wire.Ipv4AddressParameter;
import io.jsctp.wire.Parameter;
import io.jsctp.wire.StateCookieParameter;
import io.jsctp.wire.UnknownParameter;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The limits of the set-up: what a peer can make us keep, and how each bites. */
class SetupLimitsTest {
    private static final int TAG = 0x1234;

    private final Wire wire = new Wire(AssociationSettings.defaults(), EndpointLimits.DEFAULT);

    private static InitChunk init(int tag, List<Parameter> parameters) {
        return new InitChunk(tag, 100_000, 5, 7, 900, parameters);
    }

    private static List<Parameter> unknown(int count) {
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parameters.add(new UnknownParameter(0x8001, new byte[0]));
        }
        return parameters;
    }

    private static List<Parameter> addresses(int count) {
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            parameters.add(new Ipv4AddressParameter((Inet4Address) TwoEndpoints.address("10.7." + i / 200 + "." + i)));
        }
        return parameters;
    }

    private static void assertOutOfResource(List<Answer> answers) {
        assertThat(answers).hasSize(1);
        AbortChunk abort = answers.get(0).only(AbortChunk.class);
        assertThat(abort.causes()).hasSize(1);
        assertThat(abort.causes().get(0).code()).isEqualTo(CauseCode.OUT_OF_RESOURCE);
    }

    private List<Answer> setUp(Wire w, InetAddress from, int tag) {
        InitAckChunk initAck =
                w.receiveFrom(from, 0, init(tag, List.of())).get(0).only(InitAckChunk.class);
        return w.receiveFrom(from, initAck.initiateTag(), new CookieEchoChunk(SetupTest.cookie(initAck)));
    }

    @Test
    @DisplayName("SEC-15: 128 parameters of an INIT are read, more are refused, 16,000 as well")
    void parameters() {
        assertThat(wire.receive(0, init(TAG, unknown(128))).get(0).only()).isInstanceOf(InitAckChunk.class);
        assertOutOfResource(wire.receive(0, init(TAG, unknown(129))));
        assertOutOfResource(wire.receive(0, init(TAG, unknown(16_000))));
        assertThat(wire.budget.timesReached(Limit.PARAMETERS)).isEqualTo(2);
    }

    @Test
    @DisplayName("SEC-15: an INIT ACK with more than 128 parameters ends the set-up")
    void parametersOfInitAck() {
        InitChunk sent = wire.associate(Wire.PEER).get(0).only(InitChunk.class);
        List<Parameter> parameters = unknown(128);
        parameters.add(new StateCookieParameter(new byte[4]));
        assertOutOfResource(wire.receive(sent.initiateTag(), new InitAckChunk(TAG, 100_000, 5, 7, 900, parameters)));
        assertThat(wire.association().isClosed()).isTrue();
        assertThat(wire.budget.timesReached(Limit.PARAMETERS)).isEqualTo(1);
    }

    @Test
    @DisplayName("SEC-46 9260-3.3.3-15: 32 addresses of a peer are taken, its own included, more are refused")
    void addresses() {
        assertThat(wire.receive(0, init(TAG, addresses(31))).get(0).only()).isInstanceOf(InitAckChunk.class);
        assertOutOfResource(wire.receive(0, init(TAG, addresses(32))));
        assertThat(wire.budget.timesReached(Limit.PEER_ADDRESSES)).isEqualTo(1);
    }

    @Test
    @DisplayName("SEC-25: a cookie of 8192 bytes is echoed, a larger one ends the set-up")
    void peerCookie() {
        for (int length : new int[] {8192, 8193, 60_000}) {
            Wire w = new Wire(AssociationSettings.defaults(), EndpointLimits.DEFAULT);
            InitChunk sent = w.associate(Wire.PEER).get(0).only(InitChunk.class);
            List<Answer> answers = w.receive(
                    sent.initiateTag(),
                    new InitAckChunk(TAG, 100_000, 5, 7, 900, List.of(new StateCookieParameter(new byte[length]))));
            if (length <= 8192) {
                assertThat(answers.get(0).only(CookieEchoChunk.class).cookie()).hasSize(length);
            } else {
                assertOutOfResource(answers);
                assertThat(w.association().isClosed()).isTrue();
                assertThat(w.budget.timesReached(Limit.PEER_COOKIE_BYTES)).isEqualTo(1);
            }
        }
    }

    @Test
    @DisplayName("SEC-33 9260-5.1.5-10: associations up to the limit, then ABORT without state; one less, one more")
    void associations() {
        Wire w = new Wire(AssociationSettings.defaults(), EndpointLimits.DEFAULT, new LocalBudget(3, 100));
        for (int i = 1; i <= 3; i++) {
            assertThat(setUp(w, TwoEndpoints.address("10.0.1." + i), TAG + i)
                            .get(0)
                            .only())
                    .isInstanceOf(CookieAckChunk.class);
        }
        assertOutOfResource(setUp(w, TwoEndpoints.address("10.0.1.4"), TAG + 4));
        assertThat(w.endpoint.associationCount()).isEqualTo(3);
        assertThat(w.endpoint.associate(List.of(Wire.PEER), 1, 9899, w.endpoint.settings(), w.now))
                .isNull();
        Association third = w.association();
        w.receiveFrom(TwoEndpoints.address("10.0.1.3"), third.localTag, new AbortChunk(false, List.of()));
        assertThat(w.endpoint.associationCount()).isEqualTo(2);
        assertThat(setUp(w, TwoEndpoints.address("10.0.1.4"), TAG + 5).get(0).only())
                .isInstanceOf(CookieAckChunk.class);
        assertThat(w.budget.associations()).isEqualTo(3);
    }

    @Test
    @DisplayName("SEC-33: one peer's address has associations up to its own limit, others go on")
    void associationsOfPeer() {
        LocalBudget budget = new LocalBudget(100, 2);
        assertThat(budget.admit(Wire.PEER)).isTrue();
        assertThat(budget.admit(Wire.PEER)).isTrue();
        Wire w = new Wire(AssociationSettings.defaults(), EndpointLimits.DEFAULT, budget);
        assertOutOfResource(setUp(w, Wire.PEER, TAG));
        assertThat(setUp(w, Wire.OTHER_PEER, TAG).get(0).only()).isInstanceOf(CookieAckChunk.class);
        budget.dismiss(Wire.PEER);
        assertThat(setUp(w, Wire.PEER, TAG).get(0).only()).isInstanceOf(CookieAckChunk.class);
    }

    @Test
    @DisplayName("SEC-33: a full accept queue refuses COOKIE ECHOs and counts it")
    void backlog() {
        InitAckChunk initAck = wire.receive(0, init(TAG, List.of())).get(0).only(InitAckChunk.class);
        wire.endpoint.acceptCapacity(0);
        assertOutOfResource(wire.receive(initAck.initiateTag(), new CookieEchoChunk(SetupTest.cookie(initAck))));
        assertThat(wire.endpoint.associationCount()).isZero();
        assertThat(wire.budget.associations()).isZero();
        assertThat(wire.budget.timesReached(Limit.BACKLOG)).isEqualTo(1);
    }

    @Test
    @DisplayName("a peer that offers more streams than it may have gets those it may have, and that is counted")
    void streams() {
        AssociationSettings few =
                AssociationSettings.defaults().toBuilder().maxInboundStreams(3).build();
        Wire w = new Wire(few, EndpointLimits.DEFAULT);
        setUp(w, Wire.PEER, TAG);
        assertThat(w.association().inboundStreams()).isEqualTo(3);
        assertThat(w.budget.timesReached(Limit.INBOUND_STREAMS)).isEqualTo(1);
    }

    @Test
    @DisplayName("SEC-22: a cookie whose key is gone is dropped and counted")
    void cookieKey() {
        Wire w = new Wire(AssociationSettings.defaults(), EndpointLimits.DEFAULT.with(Limit.COOKIE_KEY_SECONDS, 100));
        InitAckChunk old = w.receive(0, init(TAG, List.of())).get(0).only(InitAckChunk.class);
        w.now += 100_000 * Wire.MS;
        w.receive(0, init(TAG, List.of()));
        w.now += 100_000 * Wire.MS;
        assertThat(w.receive(old.initiateTag(), new CookieEchoChunk(SetupTest.cookie(old))))
                .isEmpty();
        assertThat(w.budget.timesReached(Limit.COOKIE_KEY_SECONDS)).isEqualTo(1);
    }

    @Test
    @DisplayName("each limit has a range that holds its default, and refuses what is out of it")
    void ranges() {
        for (Limit limit : Limit.values()) {
            assertThat(EndpointLimits.DEFAULT.get(limit)).isBetween(limit.least(), limit.most());
            assertThat(EndpointLimits.DEFAULT.with(limit, limit.most()).get(limit))
                    .isEqualTo(limit.most());
            assertThatThrownBy(() -> EndpointLimits.DEFAULT.with(limit, limit.least() - 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(limit.name());
        }
        assertThat(Arrays.stream(Limit.values()).map(Limit::name)).doesNotHaveDuplicates();
    }
}
