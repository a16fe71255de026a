package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.engine.AssociationEvent.PathChange;
import io.jsctp.engine.AssociationEvent.PathChanged;
import io.jsctp.engine.Wire.Answer;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.DataChunk;
import io.jsctp.wire.HeartbeatAckChunk;
import io.jsctp.wire.HeartbeatChunk;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.Ipv4AddressParameter;
import io.jsctp.wire.SackChunk;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A peer with two addresses: what is counted against which, and where data goes then (RFC 9260 §8.1 to §8.3), without RFC 7829. */
class FailoverTest {
    private static final long SECOND = 1_000 * Wire.MS;
    private static final AssociationSettings SETTINGS = AssociationSettings.defaults().toBuilder()
            .rtoMaxNs(SECOND)
            .heartbeatIntervalNs(1000 * SECOND)
            .failover(FailoverThresholds.OFF)
            .build();

    private Wire wire = new Wire(SETTINGS);
    private int ourTag;

    /** Both paths are confirmed; {@code PEER} is the primary. */
    @BeforeEach
    void establish() {
        Chunk init = SetupTest.init(new Ipv4AddressParameter((Inet4Address) Wire.OTHER_PEER));
        InitAckChunk initAck = wire.receive(0, init).get(0).only(InitAckChunk.class);
        ourTag = initAck.initiateTag();
        wire.receive(ourTag, new CookieEchoChunk(SetupTest.cookie(initAck)));
        Answer probe = wire.nextTimeout().get(0);
        assertThat(probe.to()).isEqualTo(Wire.OTHER_PEER);
        answer(probe);
        assertThat(wire.association().path(Wire.OTHER_PEER).state()).isEqualTo(PathState.ACTIVE);
        wire.events.clear();
    }

    private void answer(Answer heartbeat) {
        wire.receiveFrom(
                heartbeat.to(),
                ourTag,
                new HeartbeatAckChunk(heartbeat.only(HeartbeatChunk.class).info()));
    }

    private List<Answer> send() {
        assertThat(wire.association().send(ByteBuffer.allocate(10), 0, 0, 0, 0, 0, null, wire.now))
                .isEqualTo(SendStatus.ACCEPTED);
        return wire.pull();
    }

    private List<Answer> sack() {
        return wire.receive(
                ourTag, new SackChunk(wire.association().outbound.nextTsn() - 1, 100_000, List.of(), List.of()));
    }

    /** Lets time pass until a packet with DATA leaves; where it went. */
    private InetAddress nextData() {
        while (true) {
            for (Answer a : wire.nextTimeout()) {
                if (a.chunks().get(0) instanceof DataChunk) {
                    return a.to();
                }
            }
        }
    }

    private int errors(InetAddress address) {
        return wire.association().path(address).errorCount();
    }

    private List<PathChange> changes(InetAddress address) {
        List<PathChange> result = new ArrayList<>();
        for (AssociationEvent e : wire.events) {
            if (e instanceof PathChanged p && p.address().equals(address)) {
                result.add(p.change());
            }
        }
        return result;
    }

    /** The primary fails: one chunk after the other is lost there and acknowledged when it comes the other way. */
    private void failPrimary() {
        for (int i = 0; i < 6; i++) {
            assertThat(send().get(0).to()).as("chunk %d", i).isEqualTo(Wire.PEER);
            assertThat(nextData()).as("9260-6.4-6").isEqualTo(Wire.OTHER_PEER);
            sack();
        }
    }

    @Test
    @DisplayName("9260-8.2-1 9260-8.2-2: errors are counted for each address on its own")
    void counts() {
        send();
        nextData();
        assertThat(errors(Wire.PEER)).isEqualTo(1);
        assertThat(errors(Wire.OTHER_PEER)).isZero();
        nextData();
        assertThat(errors(Wire.OTHER_PEER)).isEqualTo(1);
        sack();
        assertThat(errors(Wire.OTHER_PEER)).as("9260-8.2-5").isZero();
        assertThat(errors(Wire.PEER)).as("where it got lost").isEqualTo(1);
        send();
        sack();
        assertThat(errors(Wire.PEER)).as("9260-8.2-4: the address it went to").isZero();
    }

    @Test
    @DisplayName(
            "9260-8.2-3 9260-8.2-5: a dead primary is found though all SACKs come later than the RTO, the other path is kept")
    void lateSacks() {
        for (int i = 0; i < 6; i++) {
            assertThat(send().get(0).to()).as("chunk %d", i).isEqualTo(Wire.PEER);
            assertThat(nextData()).isEqualTo(Wire.OTHER_PEER);
            if (i < 5) {
                assertThat(nextData()).as("9260-6.4-6").isEqualTo(Wire.PEER);
            } else {
                assertThat(nextData()).as("9260-6.4-6: no other one").isEqualTo(Wire.OTHER_PEER);
            }
            sack();
        }
        assertThat(changes(Wire.PEER)).containsExactly(PathChange.UNREACHABLE);
        for (int i = 0; i < 10; i++) {
            assertThat(send().get(0).to()).isEqualTo(Wire.OTHER_PEER);
            assertThat(nextData()).isEqualTo(Wire.OTHER_PEER);
            sack();
        }
        assertThat(changes(Wire.OTHER_PEER)).isEmpty();
    }

    @Test
    @DisplayName(
            "9260-8.2-3 9260-8.2-7 9260-16-6: the sixth error makes the primary inactive, and new data takes the alternate")
    void failover() {
        failPrimary();
        assertThat(changes(Wire.PEER)).containsExactly(PathChange.UNREACHABLE);
        assertThat(send().get(0).to()).isEqualTo(Wire.OTHER_PEER);
        sack();
        assertThat(send().get(0).to()).isEqualTo(Wire.OTHER_PEER);
    }

    @Test
    @DisplayName(
            "9260-8.2-4 9260-8.3-8 9260-11.2.3-1: a HEARTBEAT ACK makes it active again, and it is the primary again")
    void back() {
        failPrimary();
        assertThat(wire.association().pathControl().requestHeartbeat(Wire.PEER, wire.now))
                .isTrue();
        answer(wire.pull().get(0));
        assertThat(changes(Wire.PEER)).containsExactly(PathChange.UNREACHABLE, PathChange.AVAILABLE);
        assertThat(send().get(0).to()).isEqualTo(Wire.PEER);
    }

    @Test
    @DisplayName(
            "9260-8.1-1 9260-8.3-7: heartbeats unanswered on a path that carries no data never end the association")
    void heartbeatsElsewhere() {
        for (int i = 0; i < 40; i++) {
            wire.association().pathControl().requestHeartbeat(Wire.OTHER_PEER, wire.now);
            wire.pull();
            wire.nextTimeout();
        }
        assertThat(changes(Wire.OTHER_PEER)).containsExactly(PathChange.UNREACHABLE);
        assertThat(errors(Wire.OTHER_PEER))
                .as("7829-4.1-2: the count rises still, to tell the least bad of failed paths")
                .isEqualTo(40);
        assertThat(wire.association().isClosed()).isFalse();
    }

    @Test
    @DisplayName("9260-8.1-1 9260-8.1-2: timeouts count towards the end of the association whatever their path")
    void bothPaths() {
        send();
        int sent = 1;
        while (!wire.association().isClosed()) {
            sent += wire.nextTimeout().stream().anyMatch(a -> a.chunks().get(0) instanceof DataChunk) ? 1 : 0;
        }
        assertThat(sent).isEqualTo(11);
    }

    @Test
    @DisplayName("9260-8.2-6: with both paths inactive the retransmissions go on, to one and the other in turn")
    void allInactive() {
        wire = new Wire(SETTINGS.toBuilder()
                .associationMaxRetrans(100)
                .pathMaxRetrans(1)
                .build());
        establish();
        send();
        List<InetAddress> targets = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            targets.add(nextData());
        }
        assertThat(wire.association().path(Wire.PEER).state()).isEqualTo(PathState.INACTIVE);
        assertThat(wire.association().path(Wire.OTHER_PEER).state()).isEqualTo(PathState.INACTIVE);
        assertThat(targets.subList(4, 8)).containsExactly(Wire.OTHER_PEER, Wire.PEER, Wire.OTHER_PEER, Wire.PEER);
        sack();
        assertThat(wire.association().isClosed()).isFalse();
    }

    @Test
    @DisplayName(
            "9260-11.1.12-1 9260-11.1.9-1: the threshold and the heartbeat of one path are its own, at the next error")
    void perPath() {
        wire.association().pathControl().parameters(Wire.PEER, new PathParameters(false, 1, 0, 0, 0), wire.now);
        send();
        nextData();
        assertThat(changes(Wire.PEER)).containsExactly(PathChange.UNREACHABLE);
        PathInfo other = wire.association().path(Wire.OTHER_PEER);
        assertThat(other.maxRetrans()).isEqualTo(5);
        assertThat(other.heartbeatEnabled()).isTrue();
    }

    @Test
    @DisplayName("9260-11.1.6-1 9260-11.1.5-3: SETPRIMARY moves new data; an address that is not the peer's is refused")
    void setPrimary() {
        assertThat(wire.association().pathControl().primary(Wire.LOCAL)).isFalse();
        assertThat(wire.association().pathControl().primary(Wire.OTHER_PEER)).isTrue();
        assertThat(send().get(0).to()).isEqualTo(Wire.OTHER_PEER);
        sack();
        wire.association().send(ByteBuffer.allocate(10), 0, 0, 0, 0, 0, Wire.PEER, wire.now);
        assertThat(wire.pull().get(0).to()).isEqualTo(Wire.PEER);
        assertThat(wire.association().send(ByteBuffer.allocate(10), 0, 0, 0, 0, 0, Wire.LOCAL, wire.now))
                .isEqualTo(SendStatus.UNKNOWN_DESTINATION);
    }

    @Test
    @DisplayName("9260-8.3-11: each path has its own heartbeat timer; one HEARTBEAT leaves at each expiry")
    void heartbeatPerPath() {
        wire = new Wire(SETTINGS.toBuilder().heartbeatIntervalNs(10 * SECOND).build());
        establish();
        List<InetAddress> probed = new ArrayList<>();
        while (probed.size() < 6) {
            List<Answer> answers = wire.nextTimeout();
            assertThat(answers).hasSizeLessThanOrEqualTo(1);
            for (Answer a : answers) {
                probed.add(a.to());
                answer(a);
            }
        }
        assertThat(probed.stream().filter(Wire.PEER::equals)).hasSize(3);
    }

    @Test
    @DisplayName("9260-7.2-2 9260-7.1-3 9260-7.2.3-5 9260-6.3-1: what one path loses and measures changes no other")
    void pathsAreMeasuredApart() {
        PathInfo other = info(Wire.OTHER_PEER);
        PathInfo before = info(Wire.PEER);
        send();
        wire.now += 30 * Wire.MS;
        sack();
        assertThat(info(Wire.PEER).srttNs()).isEqualTo(30 * Wire.MS);
        assertThat(info(Wire.OTHER_PEER)).as("after a measurement").isEqualTo(other);
        send();
        assertThat(nextData()).as("sent again after T3").isEqualTo(Wire.OTHER_PEER);
        assertThat(info(Wire.PEER).cwnd()).isLessThan(before.cwnd());
        assertThat(info(Wire.OTHER_PEER).cwnd()).as("after a loss").isEqualTo(other.cwnd());
        assertThat(info(Wire.OTHER_PEER).srttNs()).isEqualTo(other.srttNs());
        assertThat(info(Wire.OTHER_PEER).rtoNs()).isEqualTo(other.rtoNs());
        assertThat(info(Wire.OTHER_PEER).errorCount()).isZero();
    }

    private PathInfo info(InetAddress address) {
        return wire.association().paths().stream()
                .filter(p -> p.address().equals(address))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName(
            "9260-8.2-5: what was sent again to the other address and is acknowledged clears the count of that one")
    void alternateIsCleared() {
        send();
        assertThat(nextData()).isEqualTo(Wire.OTHER_PEER);
        assertThat(nextData()).isEqualTo(Wire.PEER);
        assertThat(nextData()).isEqualTo(Wire.OTHER_PEER);
        assertThat(errors(Wire.OTHER_PEER)).isEqualTo(1);
        assertThat(errors(Wire.PEER)).isEqualTo(2);
        sack();
        assertThat(errors(Wire.OTHER_PEER)).isZero();
        assertThat(errors(Wire.PEER)).isEqualTo(2);
    }

    @Test
    @DisplayName(
            "9260-6.2-26 9260-7.2.2-6: duplicates that the peer reports are counted, and nothing else comes of them")
    void reportedDuplicates() {
        send();
        Path path = wire.association().paths.primary();
        int before = path.congestion.cwnd();
        int first = wire.association().outbound.nextTsn() - 1;
        wire.receive(ourTag, new SackChunk(first - 1, 100_000, List.of(), List.of(first - 1, first - 1, first)));
        assertThat(wire.association().counters().duplicatesReported()).isEqualTo(3);
        assertThat(path.congestion.cwnd()).isEqualTo(before);
        assertThat(path.flightBytes).as("still outstanding").isPositive();
    }

    @Test
    @DisplayName(
            "9260-8.1-3: a SACK that acknowledges nothing new does not show that data arrives: the peer is given up")
    void emptySacks() {
        wire = new Wire(SETTINGS.toBuilder().associationMaxRetrans(3).build());
        establish();
        send();
        int acknowledged = wire.association().outbound.nextTsn() - 2;
        for (int expiries = 0; expiries < 4; expiries++) {
            assertThat(wire.association().isClosed()).as("after %d", expiries).isFalse();
            long before = wire.association().counters().t3Expiries();
            while (wire.association().counters().t3Expiries() == before) {
                wire.nextTimeout();
            }
            wire.receive(ourTag, new SackChunk(acknowledged, 100_000, List.of(), List.of()));
        }
        assertThat(wire.association().isClosed()).isTrue();
    }
}
