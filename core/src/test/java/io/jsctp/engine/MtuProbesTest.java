package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.engine.Wire.Answer;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.CookieAckChunk;
import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.DataChunk;
import io.jsctp.wire.HeartbeatAckChunk;
import io.jsctp.wire.HeartbeatChunk;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.Ipv4AddressParameter;
import io.jsctp.wire.SackChunk;
import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Probes of the path MTU on the wire, and what they do to data (RFC 8899 §6.2, RFC 9260 §6.9, §7.3). */
class MtuProbesTest {
    private static final long SECOND = 1_000 * Wire.MS;
    private static final AssociationSettings SETTINGS = AssociationSettings.defaults().toBuilder()
            .heartbeatIntervalNs(10_000 * SECOND)
            .noDelay(true)
            .pathMtuDiscovery(true)
            .linkMtuBytes(1472)
            .build();

    private Wire wire = new Wire(SETTINGS);
    private int ourTag;
    private List<Answer> first = List.of();

    @BeforeEach
    void establish() {
        establish(SETTINGS);
    }

    private void establish(AssociationSettings settings, Ipv4AddressParameter... addresses) {
        wire = new Wire(settings);
        InitAckChunk initAck = wire.receive(0, SetupTest.init(addresses)).get(0).only(InitAckChunk.class);
        ourTag = initAck.initiateTag();
        first = wire.receive(ourTag, new CookieEchoChunk(SetupTest.cookie(initAck)));
    }

    private static int bytes(Answer packet) {
        int bytes = 12;
        for (Chunk c : packet.chunks()) {
            bytes += (c.encodedLength() + 3) & ~3;
        }
        return bytes;
    }

    private static boolean isProbe(Answer packet) {
        return packet.chunks().size() == 2 && packet.chunks().get(0) instanceof HeartbeatChunk;
    }

    private static List<Answer> probes(List<Answer> packets) {
        return packets.stream().filter(MtuProbesTest::isProbe).toList();
    }

    private List<Answer> answer(Answer probe) {
        HeartbeatChunk heartbeat = (HeartbeatChunk) probe.chunks().get(0);
        return wire.receiveFrom(probe.to(), ourTag, new HeartbeatAckChunk(heartbeat.info()));
    }

    /** Both probes of a path that carries all are answered. */
    private void discover() {
        List<Answer> next = answer(probes(first).get(0));
        assertThat(answer(probes(next).get(0))).isEmpty();
        assertThat(path().mtuBytes()).isEqualTo(1472);
    }

    private Path path() {
        return wire.association().paths.primary();
    }

    private List<Answer> send(int bytes) {
        assertThat(wire.association().send(ByteBuffer.allocate(bytes), 0, 0, 0, 0, 0, null, wire.now))
                .isEqualTo(SendStatus.ACCEPTED);
        return wire.pull();
    }

    private List<Answer> sack(int below) {
        return wire.receive(
                ourTag,
                new SackChunk(wire.association().outbound.nextTsn() - 1 - below, 1_000_000, List.of(), List.of()));
    }

    @Test
    @DisplayName(
            "8899-6.2-1 8899-6.2.1.2-1 8899-3-4 8899-5.2-1 4820-3-1: a HEARTBEAT and a PAD chunk of zeros, alone, as long as the size that is probed, once the set-up is over")
    void probe() {
        assertThat(first).hasSize(2);
        assertThat(first.get(0).only()).isInstanceOf(CookieAckChunk.class);
        Answer probe = first.get(1);
        assertThat(bytes(probe)).isEqualTo(1200);
        assertThat(probe.chunks().get(1).type()).isEqualTo(0x84);
        assertThat(wire.association().counters().mtuProbesSent()).isEqualTo(1);
        List<Answer> next = answer(probe);
        assertThat(next).hasSize(1);
        assertThat(bytes(next.get(0))).isEqualTo(1472);
        assertThat(wire.association().path(Wire.PEER).mtuBytes())
                .as("8899-3-1: not before it is confirmed")
                .isEqualTo(1188);
        answer(next.get(0));
        assertThat(wire.association().path(Wire.PEER).mtuBytes()).isEqualTo(1460);
        assertThat(wire.association().path(Wire.PEER).mtuDiscovery()).isTrue();
    }

    @Test
    @DisplayName("8899-3-1 8899-5.2-1 9260-6.9-3: data fits the base until more is confirmed, then takes it")
    void dataFits() {
        for (Answer a : send(5000)) {
            assertThat(bytes(a)).isLessThanOrEqualTo(1200);
        }
        sack(0);
        while (wire.association().outbound.hasOutstanding()) {
            sack(0);
        }
        discover();
        assertThat(send(5000).stream().mapToInt(MtuProbesTest::bytes).max()).hasValue(1472);
    }

    @Test
    @DisplayName(
            "8899-3-7b 8899-6.2.1.2-2 8899-3-7a: a lost probe changes neither window nor RTO nor error counts; the next leaves 16 s later")
    void lostProbes() {
        long before = wire.now;
        int cwnd = path().congestion.cwnd();
        int ssthresh = path().congestion.ssthresh();
        long rto = path().rto.rtoNs();
        for (int i = 0; i < 5; i++) {
            List<Answer> next = wire.nextTimeout();
            assertThat(probes(next)).hasSize(1);
            assertThat(wire.now - before).isEqualTo(16 * SECOND);
            before = wire.now;
        }
        assertThat(path().errorCount).isZero();
        assertThat(path().state).isEqualTo(PathState.ACTIVE);
        assertThat(path().rto.rtoNs()).isEqualTo(rto);
        assertThat(path().congestion.ssthresh()).isEqualTo(ssthresh);
        assertThat(path().mtuBytes()).as("ERROR").isEqualTo(548);
        assertThat(path().congestion.cwnd())
                .as("9260-7.2.1-3: of the smaller packets, as no data was sent")
                .isEqualTo(4 * 536)
                .isLessThan(cwnd);
    }

    @Test
    @DisplayName("8899-6.2.1.2-2 7829-3.2-7: the answer to a probe shows that the path works")
    void answerRevives() {
        path().errorCount = 3;
        path().state = PathState.POTENTIALLY_FAILED;
        answer(probes(first).get(0));
        assertThat(path().errorCount).isZero();
        assertThat(path().state).isEqualTo(PathState.ACTIVE);
    }

    @Test
    @DisplayName(
            "8899-4.1-1 4821-7.2-1: an answer that matches no probe is ignored; HEARTBEATs beside probes keep their own")
    void matching() {
        Answer probe = probes(first).get(0);
        byte[] info = ((HeartbeatChunk) probe.chunks().get(0)).info();
        for (int i : new int[] {0, 11}) {
            byte[] forged = info.clone();
            forged[i] ^= 4;
            assertThat(wire.receive(ourTag, new HeartbeatAckChunk(forged))).isEmpty();
        }
        assertThat(wire.receive(ourTag, new HeartbeatAckChunk(new byte[3]))).isEmpty();
        assertThat(wire.receive(ourTag, new HeartbeatAckChunk(new byte[30]))).isEmpty();
        assertThat(path().discovery.state()).isEqualTo(PathMtuDiscovery.State.BASE);
        wire.association().pathControl().requestHeartbeat(Wire.PEER, wire.now);
        HeartbeatChunk heartbeat = wire.pull().get(0).only(HeartbeatChunk.class);
        wire.now += 20 * Wire.MS;
        assertThat(probes(answer(probe))).hasSize(1);
        wire.receive(ourTag, new HeartbeatAckChunk(heartbeat.info()));
        assertThat(path().rto.srttNs()).isEqualTo(20 * Wire.MS);
    }

    @Test
    @DisplayName("8899-3-8: probes leave though the peer's window is shut")
    void windowShut() {
        send(10);
        wire.receive(ourTag, new SackChunk(wire.association().outbound.nextTsn() - 1, 0, List.of(), List.of()));
        assertThat(send(100)).isEmpty();
        assertThat(probes(answer(probes(first).get(0)))).hasSize(1);
    }

    @Test
    @DisplayName(
            "8899-4.3-2 8899-4.3-3 8899-4.4-1 9260-6.9-8 9260-7.3-6: after two timeouts the base; a chunk that is larger goes alone and may be divided; the window stays in bytes")
    void blackHole() {
        discover();
        List<Answer> sent = send(3000);
        assertThat(sent.stream().mapToInt(MtuProbesTest::bytes).max()).hasValue(1472);
        wire.nextTimeout();
        assertThat(path().mtuBytes()).isEqualTo(1472);
        int cwnd = path().congestion.cwnd();
        List<Answer> again = wire.nextTimeout();
        assertThat(path().mtuBytes()).isEqualTo(1200);
        assertThat(wire.association().counters().blackHoles()).isEqualTo(1);
        assertThat(path().congestion.cwnd())
                .as("one chunk after the timeout, of either size")
                .isBetween(1188, cwnd);
        assertThat(path().errorCount).as("errors count as usual").isEqualTo(2);
        List<Answer> data = again.stream()
                .filter(a -> a.chunks().get(0) instanceof DataChunk)
                .toList();
        assertThat(data).hasSize(1);
        assertThat(bytes(data.get(0))).isEqualTo(1472);
        data.get(0).only(DataChunk.class);
        assertThat(wire.mayFragment).containsExactly(data.get(0));
        sack(0);
        while (wire.association().outbound.hasOutstanding()) {
            sack(0);
        }
        for (Answer a : send(3000)) {
            assertThat(bytes(a)).isLessThanOrEqualTo(1200);
        }
        assertThat(wire.mayFragment).as("what is new fits").hasSize(1);
    }

    @Test
    @DisplayName("9260-6.9-8: a SACK does not join a chunk that is too large, nor wait for it")
    void sackBeside() {
        discover();
        send(1400);
        wire.association().pathControl().pathMtu(Wire.PEER, false, 600);
        wire.receive(ourTag, new DataChunk(3, 900, 0, 0, 0, new byte[10]));
        wire.now = path().t3DeadlineNs - 10 * Wire.MS;
        assertThat(wire.receive(ourTag, new DataChunk(3, 901, 0, 1, 0, new byte[10])))
                .as("the SACK can wait")
                .isEmpty();
        List<Answer> packets = wire.nextTimeout();
        assertThat(packets).hasSize(1);
        assertThat(packets.get(0).only(DataChunk.class).payload()).hasSize(1400);
        assertThat(wire.nextTimeout().get(0).only()).isInstanceOf(SackChunk.class);
    }

    @Test
    @DisplayName(
            "9260-7.3-2 9260-7.3-3 8899-4.4-2 9260-6.9-3: each path has its own MTU; fragments fit the smallest of the confirmed ones")
    void eachPathItsOwn() {
        establish(SETTINGS, new Ipv4AddressParameter((Inet4Address) Wire.OTHER_PEER));
        List<Answer> next = answer(probes(first).get(0));
        answer(probes(next).get(0));
        assertThat(wire.association().path(Wire.PEER).mtuBytes()).isEqualTo(1460);
        assertThat(wire.association().status().fragmentationPoint())
                .as("an unconfirmed path does not count")
                .isEqualTo(1444);
        Answer heartbeat = wire.nextTimeout().stream()
                .filter(a -> a.to().equals(Wire.OTHER_PEER))
                .findFirst()
                .orElseThrow();
        List<Answer> other = wire.receiveFrom(
                Wire.OTHER_PEER,
                ourTag,
                new HeartbeatAckChunk(heartbeat.only(HeartbeatChunk.class).info()));
        assertThat(probes(other).get(0).to()).isEqualTo(Wire.OTHER_PEER);
        assertThat(wire.association().path(Wire.OTHER_PEER).mtuBytes()).isEqualTo(1188);
        assertThat(wire.association().path(Wire.PEER).mtuBytes()).isEqualTo(1460);
        assertThat(wire.association().status().fragmentationPoint()).isEqualTo(1172);
        assertThat(send(3000).stream().mapToInt(a -> a.chunks().size()).max())
                .as("9260-7.3-4: what it takes to go by either path")
                .hasValue(1);
        answer(probes(answer(probes(other).get(0))).get(0));
        assertThat(wire.association().status().fragmentationPoint()).isEqualTo(1444);
    }

    @Test
    @DisplayName(
            "IX-17 8899-5.2-1: an inactive path is not probed, and begins at the base when it is back; so does a new UDP port")
    void inactive() {
        discover();
        wire.association().pathControl().thresholds(Wire.PEER, 0, FailoverThresholds.OFF);
        send(10);
        wire.nextTimeout();
        assertThat(path().state).isEqualTo(PathState.INACTIVE);
        assertThat(path().discovery.state()).isEqualTo(PathMtuDiscovery.State.DISABLED);
        assertThat(path().mtuBytes()).isEqualTo(1200);
        List<Answer> back = sack(0);
        assertThat(path().state).isEqualTo(PathState.ACTIVE);
        assertThat(bytes(probes(back).get(0))).isEqualTo(1200);
        answer(probes(answer(probes(back).get(0))).get(0));
        assertThat(path().mtuBytes()).isEqualTo(1472);
        wire.peerUdpPort = 12345;
        List<Answer> moved = wire.receive(ourTag, new HeartbeatChunk(new byte[4]));
        assertThat(bytes(probes(moved).get(0))).isEqualTo(1200);
        assertThat(path().mtuBytes()).isEqualTo(1200);
    }

    @Test
    @DisplayName("XT-26 6951-5.4-1 9260-7.2.5-1: packets go to the UDP port that is set, until others come from there")
    void udpPort() {
        discover();
        path().congestion.onRetransmissionTimeout();
        assertThat(wire.association().pathControl().udpPort(Wire.LOCAL, 7000)).isFalse();
        assertThat(wire.association().pathControl().udpPort(Wire.PEER, 7000)).isTrue();
        assertThat(path().mtuBytes()).isEqualTo(1200);
        assertThat(path().congestion.ssthresh()).as("another network").isEqualTo(Integer.MAX_VALUE);
        assertThat(send(10)).isNotEmpty().allMatch(a -> a.udpPort() == 7000);
        sack(0);
        assertThat(send(10)).as("its packets come from 9899").isNotEmpty().allMatch(a -> a.udpPort() == 9899);
    }

    @Test
    @DisplayName(
            "8899-6.2-2 8899-3-7c 9260-7.3-5 9260-7.2.1-3 XT-27: off by default in the engine; on and off for one path at any time")
    void onAndOff() {
        establish(AssociationSettings.defaults());
        assertThat(first).hasSize(1);
        assertThat(path().mtuBytes()).isEqualTo(1452);
        assertThat(path().congestion.cwnd()).isEqualTo(4404);
        PathControl control = wire.association().pathControl();
        assertThat(control.pathMtu(Wire.LOCAL, true, 0)).isFalse();
        assertThat(control.pathMtu(Wire.PEER, true, 0)).isTrue();
        assertThat(path().mtuBytes()).isEqualTo(1200);
        assertThat(path().congestion.cwnd()).as("9260-7.3-5: PMDCS 1188").isEqualTo(4404);
        assertThat(probes(wire.pull())).hasSize(1);
        send(10);
        int cwnd = path().congestion.cwnd();
        control.pathMtu(Wire.PEER, false, 1452);
        assertThat(path().mtuBytes()).isEqualTo(1452);
        assertThat(path().congestion.cwnd()).as("8899-3-7c").isEqualTo(cwnd);
        assertThat(wire.association().nextTimeoutNs()).isEqualTo(path().t3DeadlineNs);
    }
}
