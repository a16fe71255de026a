package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.engine.Wire.Answer;
import io.jsctp.wire.AbortChunk;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.CookieAckChunk;
import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.HeartbeatAckChunk;
import io.jsctp.wire.HeartbeatChunk;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.InitChunk;
import io.jsctp.wire.ShutdownAckChunk;
import io.jsctp.wire.ShutdownChunk;
import io.jsctp.wire.ShutdownCompleteChunk;
import io.jsctp.wire.StateCookieParameter;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets whose tag is not ours and which count all the same, and what they may not do (RFC 9260 §8.5.1, RFC 6951). */
class ForeignTagTest {
    private static final int PEER_TAG = 0x1234;
    private static final int OLD_TAG = 0x5555;
    private static final Chunk HEARTBEAT = new HeartbeatChunk(new byte[] {1});

    private final Wire wire = new Wire();

    private int establish() {
        InitAckChunk initAck = wire.receive(0, SetupTest.init()).get(0).only(InitAckChunk.class);
        wire.receive(initAck.initiateTag(), new CookieEchoChunk(SetupTest.cookie(initAck)));
        wire.events.clear();
        return initAck.initiateTag();
    }

    private int connect(boolean echoed) {
        int ourTag = wire.associate(Wire.PEER).get(0).only(InitChunk.class).initiateTag();
        if (echoed) {
            wire.receive(
                    ourTag,
                    new InitAckChunk(
                            PEER_TAG, 50_000, 4, 4, 77, List.of(new StateCookieParameter(new byte[] {1, 2, 3, 4}))));
        }
        return ourTag;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName(
            "9260-8.5.1-8 9260-9.2-26 9260-8.5.1-5: a SHUTDOWN ACK of the association before is completed during set-up")
    void shutdownAckOfThePast(boolean echoed) {
        connect(echoed);
        AssociationState state = wire.association().state();
        long deadline = wire.association().nextTimeoutNs();
        wire.peerUdpPort = 7777;
        List<Answer> answers = wire.receive(OLD_TAG, new ShutdownAckChunk());
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0).verificationTag()).isEqualTo(OLD_TAG);
        assertThat(answers.get(0).udpPort()).as("6951-5.4-3").isEqualTo(7777);
        assertThat(answers.get(0).only(ShutdownCompleteChunk.class).reflectedTag())
                .isTrue();
        assertThat(wire.association().state()).isEqualTo(state);
        assertThat(wire.association().nextTimeoutNs()).as("T1 runs on").isEqualTo(deadline);
        assertThat(wire.nextTimeout().get(0).udpPort()).as("6951-5.4-2").isEqualTo(9899);
    }

    @Test
    @DisplayName("9260-8.5.1-8: not with an ABORT, not with tag 0, and once established not at all")
    void shutdownAckWithoutAnswer() {
        int ourTag = connect(true);
        assertThat(wire.receive(OLD_TAG, new ShutdownAckChunk(), new AbortChunk(false, List.of())))
                .isEmpty();
        assertThat(wire.receive(0, new ShutdownAckChunk())).isEmpty();
        wire.receive(ourTag, new CookieAckChunk());
        assertThat(wire.association().state()).isEqualTo(AssociationState.ESTABLISHED);
        assertThat(wire.receive(OLD_TAG, new ShutdownAckChunk())).isEmpty();
    }

    @Test
    @DisplayName("9260-8.5-2 9260-3-5: behind a SHUTDOWN COMPLETE with the reflected tag nothing counts")
    void chunkBehindReflectedTag() {
        establish();
        assertThat(wire.receive(PEER_TAG, new ShutdownCompleteChunk(true), HEARTBEAT))
                .isEmpty();
    }

    @Test
    @DisplayName("9260-8.5.1-6: SHUTDOWN COMPLETE counts with our tag and T=0, or the peer's and T=1")
    void shutdownCompleteTags() {
        int ourTag = establish();
        wire.receive(ourTag, new io.jsctp.wire.ShutdownChunk(wire.association().localInitialTsn - 1));
        assertThat(wire.association().state()).isEqualTo(AssociationState.SHUTDOWN_ACK_SENT);
        wire.receive(ourTag, new ShutdownCompleteChunk(true));
        wire.receive(PEER_TAG, new ShutdownCompleteChunk(false));
        wire.receive(OLD_TAG, new ShutdownCompleteChunk(true));
        assertThat(wire.association().isClosed()).isFalse();
        wire.receive(PEER_TAG, new ShutdownCompleteChunk(true));
        assertThat(wire.association().isClosed()).isTrue();
    }

    @Test
    @DisplayName("9260-8.3-13: a peer that has lost us answers a HEARTBEAT by an ABORT with our own tag reflected")
    void lostAbort() {
        establish();
        Answer heartbeat = wire.nextTimeout().get(0);
        assertThat(heartbeat.only()).isInstanceOf(HeartbeatChunk.class);
        wire.receive(heartbeat.verificationTag(), new AbortChunk(true, List.of()));
        assertThat(wire.association().isClosed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("9260-8.5.1-9: if both sides have the same tag by chance ABORT counts with T and without")
    void equalTags(boolean reflected) {
        int ourTag = wire.associate(Wire.PEER).get(0).only(InitChunk.class).initiateTag();
        wire.receive(ourTag, new InitAckChunk(ourTag, 50_000, 4, 4, 77, List.of(new StateCookieParameter(new byte[] {
            1, 2, 3, 4
        }))));
        wire.receive(ourTag, new CookieAckChunk());
        assertThat(wire.association().state()).isEqualTo(AssociationState.ESTABLISHED);
        wire.receive(ourTag, new AbortChunk(reflected, List.of()));
        assertThat(wire.association().isClosed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("9260-8.5.1-9: likewise SHUTDOWN COMPLETE")
    void equalTagsAtTheEnd(boolean reflected) {
        int ourTag = wire.associate(Wire.PEER).get(0).only(InitChunk.class).initiateTag();
        wire.receive(ourTag, new InitAckChunk(ourTag, 50_000, 4, 4, 77, List.of(new StateCookieParameter(new byte[] {
            1, 2, 3, 4
        }))));
        wire.receive(ourTag, new CookieAckChunk());
        wire.receive(ourTag, new ShutdownChunk(wire.association().localInitialTsn - 1));
        wire.receive(ourTag, new ShutdownCompleteChunk(reflected));
        assertThat(wire.association().isClosed()).isTrue();
    }

    // ---- UDP ports: RFC 6951 ----------------------------------------------------------------------------------------

    @Test
    @DisplayName(
            "IX-15 6951-5.4-1 6951-5.3-1: a packet with our tag moves the peer's UDP port; 6951-5.4-2: another does not")
    void portFollowsTag() {
        int ourTag = establish();
        wire.peerUdpPort = 7001;
        wire.receive(OLD_TAG, HEARTBEAT);
        wire.receive(0, SetupTest.init());
        assertThat(wire.association().path(Wire.PEER).udpPort()).isEqualTo(9899);
        Answer answer = wire.receive(ourTag, HEARTBEAT).get(0);
        assertThat(answer.only()).isInstanceOf(HeartbeatAckChunk.class);
        assertThat(answer.udpPort()).isEqualTo(7001);
        assertThat(wire.association().path(Wire.PEER).state()).isEqualTo(PathState.ACTIVE);
        assertThat(wire.nextTimeout().get(0).udpPort()).as("from now on").isEqualTo(7001);
    }

    @Test
    @DisplayName(
            "6951-5.4-5: a packet without UDP turns encapsulation off for the address it is from, one with UDP on again")
    void encapsulationFollowsTag() {
        int ourTag = establish();
        for (int port : new int[] {0, 7001}) {
            wire.peerUdpPort = port;
            assertThat(wire.receive(ourTag, HEARTBEAT).get(0).udpPort()).isEqualTo(port);
            assertThat(wire.association().path(Wire.PEER).udpPort()).isEqualTo(port);
        }
    }

    @Test
    @DisplayName("6951-5.4-4 SEC-48: a reflected tag proves no port, and neither does an INIT")
    void reflectedTagMovesNothing() {
        establish();
        wire.peerUdpPort = 7001;
        wire.receive(PEER_TAG, new ShutdownCompleteChunk(true));
        assertThat(wire.receive(0, SetupTest.init()).get(0).udpPort())
                .as("6951-5.4-3: but it is answered there")
                .isEqualTo(7001);
        assertThat(wire.association().path(Wire.PEER).udpPort()).isEqualTo(9899);
    }

    @Test
    @DisplayName(
            "6951-5.4-3: out-of-the-blue packets are answered to the port they came from; the cookie's port is COOKIE ECHO's")
    void answersWithoutAssociation() {
        wire.peerUdpPort = 7001;
        assertThat(wire.receive(OLD_TAG, HEARTBEAT).get(0).udpPort()).isEqualTo(7001);
        Answer initAck = wire.receive(0, SetupTest.init()).get(0);
        assertThat(initAck.udpPort()).isEqualTo(7001);
        InitAckChunk chunk = initAck.only(InitAckChunk.class);
        wire.peerUdpPort = 7002;
        Answer cookieAck = wire.receive(chunk.initiateTag(), new CookieEchoChunk(SetupTest.cookie(chunk)))
                .get(0);
        assertThat(cookieAck.udpPort()).isEqualTo(7002);
        assertThat(wire.association().path(Wire.PEER).udpPort()).isEqualTo(7002);
    }

    @Test
    @DisplayName("6951-5.1-2: each address of the peer has a UDP port of its own")
    void portPerAddress() {
        Chunk init = SetupTest.init(new io.jsctp.wire.Ipv4AddressParameter((java.net.Inet4Address) Wire.OTHER_PEER));
        InitAckChunk initAck = wire.receive(0, init).get(0).only(InitAckChunk.class);
        wire.receive(initAck.initiateTag(), new CookieEchoChunk(SetupTest.cookie(initAck)));
        wire.peerUdpPort = 7001;
        assertThat(wire.receiveFrom(Wire.OTHER_PEER, initAck.initiateTag(), HEARTBEAT)
                        .get(0)
                        .udpPort())
                .isEqualTo(7001);
        assertThat(wire.association().path(Wire.PEER).udpPort()).isEqualTo(9899);
        assertThat(wire.association().path(Wire.OTHER_PEER).udpPort()).isEqualTo(7001);
    }

    @Test
    @DisplayName("6951-5.1-4: the UDP port is no part of what identifies an association")
    void portIsNoKey() {
        int ourTag = establish();
        wire.peerUdpPort = 7001;
        wire.receive(ourTag, HEARTBEAT);
        wire.peerUdpPort = 7002;
        assertThat(wire.receive(ourTag, HEARTBEAT).get(0).udpPort()).isEqualTo(7002);
        assertThat(wire.endpoint.associationCount()).isEqualTo(1);
    }
}
