package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.engine.Wire.Answer;
import io.jsctp.wire.AbortChunk;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.CookieAckChunk;
import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.DataChunk;
import io.jsctp.wire.HeartbeatChunk;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.InitChunk;
import io.jsctp.wire.Ipv4AddressParameter;
import io.jsctp.wire.Parameter;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Addresses that a peer claims without owning them (RFC 5062 §2, §4, §5). */
class AddressCampingTest {
    private static final InetAddress ATTACKER = Wire.PEER;
    private static final InetAddress VICTIM = TwoEndpoints.address("10.3.0.7");
    private static final InetAddress VICTIMS_OTHER = TwoEndpoints.address("10.4.0.7");
    private static final int ATTACKERS_TAG = 0x1111;
    private static final int VICTIMS_TAG = 0x2222;

    private final Wire wire = new Wire();
    private Association camper;

    private static InitChunk init(int tag, InetAddress... addresses) {
        List<Parameter> parameters = new ArrayList<>();
        for (InetAddress a : addresses) {
            parameters.add(new Ipv4AddressParameter((Inet4Address) a));
        }
        return new InitChunk(tag, 100_000, 5, 7, 900, parameters);
    }

    @BeforeEach
    void camp() {
        InitAckChunk initAck = wire.receiveFrom(ATTACKER, 0, init(ATTACKERS_TAG, VICTIM))
                .get(0)
                .only(InitAckChunk.class);
        wire.receiveFrom(ATTACKER, initAck.initiateTag(), new CookieEchoChunk(SetupTest.cookie(initAck)));
        camper = wire.association();
        wire.events.clear();
    }

    private void sendData(int bytes) {
        for (int i = 0; i < 20; i++) {
            assertThat(camper.send(ByteBuffer.allocate(bytes), 0, 0, 0, 0, 0, null, wire.now))
                    .isEqualTo(SendStatus.ACCEPTED);
        }
    }

    @Test
    @DisplayName("SEC-45: an address that is only claimed carries no data, in whatever trouble the confirmed one is")
    void noData() {
        assertThat(camper.pathControl().primary(VICTIM)).isFalse();
        assertThat(camper.send(ByteBuffer.allocate(1), 0, 0, 0, 0, 0, VICTIM, wire.now))
                .isEqualTo(SendStatus.UNKNOWN_DESTINATION);
        sendData(1000);
        List<Answer> sent = new ArrayList<>(wire.pull());
        while (!camper.isClosed()) {
            sent.addAll(wire.nextTimeout());
        }
        assertThat(sent).hasSizeGreaterThan(10);
        for (Answer answer : sent) {
            if (answer.to().equals(VICTIM)) {
                assertThat(answer.chunks()).allMatch(HeartbeatChunk.class::isInstance);
            }
        }
    }

    @Test
    @DisplayName("SEC-45 5062-2: the owner of a claimed address sets up its own association, with all its addresses")
    void ownerGetsIn() {
        InitAckChunk initAck = wire.receiveFrom(VICTIM, 0, init(VICTIMS_TAG, VICTIM, VICTIMS_OTHER))
                .get(0)
                .only(InitAckChunk.class);
        List<Answer> answers =
                wire.receiveFrom(VICTIM, initAck.initiateTag(), new CookieEchoChunk(SetupTest.cookie(initAck)));
        assertThat(answers.get(0).to()).isEqualTo(VICTIM);
        assertThat(answers.get(0).verificationTag()).isEqualTo(VICTIMS_TAG);
        assertThat(answers.get(0).chunks()).hasAtLeastOneElementOfType(CookieAckChunk.class);
        Association owner = wire.association();
        assertThat(owner).isNotSameAs(camper);
        assertThat(owner.peerAddresses()).containsExactly(VICTIM, VICTIMS_OTHER);
        assertThat(camper.state()).isEqualTo(AssociationState.ESTABLISHED);
        assertThat(wire.events).containsExactly(new AssociationEvent.CommunicationUp(5, 7, Extensions.NONE));

        wire.receiveFrom(VICTIM, initAck.initiateTag(), data(900));
        assertThat(wire.events).hasSize(2);
        assertThat(owner.cumulativeTsn()).isEqualTo(900);
    }

    @Test
    @DisplayName("SEC-45: the owner's cookie may be older than the claim, and may come twice")
    void ownerWasFirst() {
        Wire w = new Wire();
        InitAckChunk owners = w.receiveFrom(VICTIM, 0, init(VICTIMS_TAG)).get(0).only(InitAckChunk.class);
        InitAckChunk campers =
                w.receiveFrom(ATTACKER, 0, init(ATTACKERS_TAG, VICTIM)).get(0).only(InitAckChunk.class);
        w.receiveFrom(ATTACKER, campers.initiateTag(), new CookieEchoChunk(SetupTest.cookie(campers)));
        Chunk echo = new CookieEchoChunk(SetupTest.cookie(owners));
        assertThat(w.receiveFrom(VICTIM, owners.initiateTag(), echo).get(0).chunks())
                .hasAtLeastOneElementOfType(CookieAckChunk.class);
        assertThat(w.endpoint.associationCount()).isEqualTo(2);
        assertThat(w.receiveFrom(VICTIM, owners.initiateTag(), echo).get(0).chunks())
                .hasAtLeastOneElementOfType(CookieAckChunk.class);
        assertThat(w.endpoint.associationCount()).isEqualTo(2);
    }

    @Test
    @DisplayName("SEC-45: what the claimant is told to do with the address of another has no effect on the owner")
    void claimEnds() {
        InitAckChunk initAck =
                wire.receiveFrom(VICTIM, 0, init(VICTIMS_TAG)).get(0).only(InitAckChunk.class);
        wire.receiveFrom(VICTIM, initAck.initiateTag(), new CookieEchoChunk(SetupTest.cookie(initAck)));
        Association owner = wire.association();
        wire.association = camper;
        wire.receiveFrom(ATTACKER, camper.localTag, new AbortChunk(false, List.of()));
        assertThat(camper.isClosed()).isTrue();
        assertThat(wire.endpoint.associations()).containsExactly(owner);
        assertThat(wire.endpoint.find(VICTIM, Wire.PEER_PORT)).isSameAs(owner);
        assertThat(wire.endpoint.find(ATTACKER, Wire.PEER_PORT)).isNull();
    }

    @Test
    @DisplayName(
            "SEC-31 SEC-45: an address that was confirmed is not given away: its INITs are restarts, without new ones")
    void confirmedStays() {
        List<Answer> answers = wire.receiveFrom(ATTACKER, 0, init(VICTIMS_TAG, VICTIMS_OTHER));
        assertThat(answers.get(0).only(AbortChunk.class).causes().get(0).code())
                .isEqualTo(io.jsctp.wire.CauseCode.RESTART_WITH_NEW_ADDRESSES);
        answers = wire.receiveFrom(VICTIMS_OTHER, 0, init(VICTIMS_TAG, ATTACKER));
        assertThat(answers.get(0).only(AbortChunk.class).causes().get(0).code())
                .isEqualTo(io.jsctp.wire.CauseCode.RESTART_WITH_NEW_ADDRESSES);
        assertThat(wire.endpoint.associationCount()).isEqualTo(1);
    }

    private static Chunk data(int tsn) {
        return new DataChunk(3, tsn, 0, 0, 0, new byte[] {1});
    }
}
