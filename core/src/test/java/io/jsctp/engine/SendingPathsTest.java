package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.congestion.StandardCongestion;
import io.jsctp.engine.Wire.Answer;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.DataChunk;
import io.jsctp.wire.DataView;
import io.jsctp.wire.HeartbeatAckChunk;
import io.jsctp.wire.HeartbeatChunk;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.InitChunk;
import io.jsctp.wire.Ipv4AddressParameter;
import io.jsctp.wire.SackChunk;
import io.jsctp.wire.SackChunk.GapBlock;
import io.jsctp.wire.ShutdownChunk;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which path sending takes, what a path knows, and when it has to forget it (RFC 9260 §6.4, §6.10, §7.2.5). */
class SendingPathsTest {
    private static final long SECOND = 1_000 * Wire.MS;
    private static final AssociationSettings SETTINGS = AssociationSettings.defaults().toBuilder()
            .pathMtuBytes(1028)
            .noDelay(true)
            .heartbeatIntervalNs(1000 * SECOND)
            .failover(FailoverThresholds.OFF)
            .build();

    private final Wire wire = new Wire(SETTINGS);
    private int ourTag;

    /** Two paths, both confirmed; {@code PEER} is the primary. */
    private void establish() {
        Chunk init = new InitChunk(
                1, 1_000_000, 5, 5, 900, List.of(new Ipv4AddressParameter((Inet4Address) Wire.OTHER_PEER)));
        setUp(init);
        Answer probe = wire.nextTimeout().get(0);
        wire.receiveFrom(
                probe.to(),
                ourTag,
                new HeartbeatAckChunk(probe.only(HeartbeatChunk.class).info()));
        assertThat(path(Wire.OTHER_PEER).isActive()).isTrue();
    }

    private void setUp(Chunk init) {
        InitAckChunk initAck = wire.receive(0, init).get(0).only(InitAckChunk.class);
        ourTag = initAck.initiateTag();
        wire.receive(ourTag, new CookieEchoChunk(SetupTest.cookie(initAck)));
        assertThat(wire.association().state()).isEqualTo(AssociationState.ESTABLISHED);
    }

    private Path path(InetAddress address) {
        Path p = wire.association().paths.find(address);
        assertThat(p).isNotNull();
        return p;
    }

    private List<Answer> send(int bytes) {
        assertThat(wire.association().send(ByteBuffer.allocate(bytes), 0, 0, 0, 0, 0, null, wire.now))
                .isEqualTo(SendStatus.ACCEPTED);
        return wire.pull();
    }

    private int highestSent() {
        return wire.association().outbound.nextTsn() - 1;
    }

    private List<Answer> sack(int below, GapBlock... gaps) {
        return wire.receive(ourTag, new SackChunk(highestSent() - below, 1_000_000, List.of(gaps), List.of()));
    }

    private void grow() {
        for (int i = 0; i < 5; i++) {
            send(20_000);
            wire.now += 20 * Wire.MS;
            while (wire.association().outbound.hasOutstanding()) {
                sack(wire.association().outbound.outstandingChunks() - 1);
            }
        }
        assertThat(path(Wire.PEER).congestion.cwnd()).isGreaterThan(9_000);
    }

    // ---- unknown conditions -----------------------------------------------------------------------------------------

    @Test
    @DisplayName(
            "9260-7.2.5-1 9260-7.2.5-2: a path whose UDP port changes starts congestion control over; others and the RTT stay")
    void newPort() {
        establish();
        grow();
        int other = path(Wire.OTHER_PEER).congestion.cwnd();
        long srtt = path(Wire.PEER).rto.srttNs();
        send(12_000);
        assertThat(send(100)).hasSize(4);
        path(Wire.PEER).congestion.onFastRetransmit();
        int flight = path(Wire.PEER).flightBytes;
        wire.peerUdpPort = 12345;
        assertThat(sack(7)).as("nothing new leaves while so much is in flight").isEmpty();
        assertThat(path(Wire.PEER).congestion.cwnd())
                .as("with what this SACK lets it grow by")
                .isEqualTo(5 * 1016);
        assertThat(path(Wire.PEER).congestion.ssthresh()).isEqualTo(Integer.MAX_VALUE);
        assertThat(path(Wire.PEER).congestion.partialBytesAcked()).isZero();
        assertThat(path(Wire.PEER).flightBytes).isEqualTo(flight - 1016).isGreaterThan(5 * 1016);
        assertThat(path(Wire.PEER).rto.srttNs()).isEqualTo(srtt);
        assertThat(path(Wire.OTHER_PEER).congestion.cwnd()).isEqualTo(other);
        sack(0);
        grow();
        int grown = path(Wire.PEER).congestion.cwnd();
        sack(0);
        assertThat(path(Wire.PEER).congestion.cwnd())
                .as("the same port again: no event")
                .isEqualTo(grown);
    }

    @Test
    @DisplayName(
            "9260-7.2.5.1-1 9260-7.2.5-1 STK-22: another DSCP starts a path's congestion control over; the same one does not")
    void newDscp() {
        establish();
        grow();
        int grown = path(Wire.PEER).congestion.cwnd();
        int other = path(Wire.OTHER_PEER).congestion.cwnd();
        path(Wire.OTHER_PEER).congestion.onFastRetransmit();
        long srtt = path(Wire.PEER).rto.srttNs();
        long rto = path(Wire.PEER).rto.rtoNs();
        send(3_000);
        int flight = path(Wire.PEER).flightBytes;
        mark(Wire.PEER, 0);
        assertThat(path(Wire.PEER).congestion.cwnd())
                .as("it had none before: no change")
                .isEqualTo(grown);
        path(Wire.PEER).congestion.onFastRetransmit();
        mark(Wire.PEER, 0x28);
        assertThat(path(Wire.PEER).congestion.cwnd()).isEqualTo(4 * 1016);
        assertThat(path(Wire.PEER).congestion.ssthresh()).isEqualTo(Integer.MAX_VALUE);
        assertThat(path(Wire.PEER).congestion.partialBytesAcked()).isZero();
        assertThat(path(Wire.PEER).flightBytes).isEqualTo(flight);
        assertThat(path(Wire.PEER).rto.srttNs()).isEqualTo(srtt);
        assertThat(path(Wire.PEER).rto.rtoNs()).isEqualTo(rto);
        assertThat(path(Wire.OTHER_PEER).congestion.cwnd()).isEqualTo(other);
        assertThat(path(Wire.OTHER_PEER).congestion.ssthresh()).isLessThan(Integer.MAX_VALUE);
        sack(0);
        grow();
        grown = path(Wire.PEER).congestion.cwnd();
        mark(Wire.PEER, 0x28);
        assertThat(path(Wire.PEER).congestion.cwnd()).as("the same again").isEqualTo(grown);
        mark(Wire.PEER, 0);
        assertThat(path(Wire.PEER).congestion.cwnd())
                .as("none any more is another one, too")
                .isEqualTo(4 * 1016);
    }

    private void mark(InetAddress address, int trafficClass) {
        PathParameters marked = new PathParameters(true, 1000 * SECOND, 5, trafficClass, 0);
        assertThat(wire.association().pathControl().parameters(address, marked, wire.now))
                .isTrue();
    }

    @Test
    @DisplayName("PAP-8: each packet has the DSCP of its path, those without an association that of the endpoint")
    void dscpOfPackets() {
        establish();
        mark(Wire.OTHER_PEER, 0xB8);
        assertThat(send(10)).extracting(Answer::trafficClass).containsExactly(0);
        assertThat(wire.association().pathControl().requestHeartbeat(Wire.OTHER_PEER, wire.now))
                .isTrue();
        assertThat(wire.pull()).extracting(Answer::trafficClass).containsExactly(0xB8);
        wire.endpoint.settings(SETTINGS.toBuilder().trafficClass(0x28).build());
        Chunk init = new InitChunk(2, 1_000_000, 5, 5, 77, List.of());
        InetAddress stranger = TwoEndpoints.address("10.2.0.9");
        assertThat(wire.receiveFrom(stranger, 0, init))
                .extracting(Answer::trafficClass)
                .containsExactly(0x28);
        assertThat(wire.receiveFrom(stranger, 5, new ShutdownChunk(1)))
                .as("an ABORT to nobody we know")
                .extracting(Answer::trafficClass)
                .containsExactly(0x28);
        assertThat(wire.receiveFrom(Wire.OTHER_PEER, 0, init))
                .as("an INIT ACK in an association")
                .extracting(Answer::trafficClass)
                .containsExactly(0xB8);
    }

    @Test
    @DisplayName("9260-7.2.5-1 9260-7.2.5-3: after a restart of the peer all paths are as new")
    void restart() {
        establish();
        grow();
        path(Wire.PEER).congestion.onFastRetransmit();
        setUp(new InitChunk(2, 1_000_000, 5, 5, 77, List.of()));
        Path fresh = path(Wire.PEER);
        assertThat(fresh.congestion.cwnd()).isEqualTo(4 * 1016);
        assertThat(fresh.congestion.ssthresh()).isEqualTo(Integer.MAX_VALUE);
        assertThat(fresh.rto.srttNs()).isZero();
        assertThat(fresh.flightBytes).isZero();
    }

    @Test
    @DisplayName(
            "9260-7.1-5: the first data to a path begins in slow start with the initial window, after a failover too")
    void failoverBeginsSlowly() {
        establish();
        grow();
        send(50_000);
        while (path(Wire.PEER).isActive()) {
            wire.nextTimeout();
        }
        Path other = path(Wire.OTHER_PEER);
        assertThat(other.congestion.ssthresh()).isEqualTo(4 * 1016);
        while (wire.association().outbound.hasOutstanding()) {
            assertThat(other.flightBytes).isLessThan(other.congestion.cwnd() + 1016);
            sack(0);
        }
    }

    // ---- choice of the path -----------------------------------------------------------------------------------------

    @Test
    @DisplayName(
            "9260-6.4-7 9260-6.4.1-3 9260-6.4.1-4: the alternate is active, has the fewest errors, leaves from another address, is the next in the list; never unconfirmed")
    void alternate() {
        PathManager paths = new PathManager(new ArrayDeque<>());
        LocalAddresses local =
                new LocalAddresses(List.of(TwoEndpoints.address("10.0.0.1"), TwoEndpoints.address("10.1.0.1")), false);
        List<Path> all = new ArrayList<>();
        for (String address : List.of("10.0.0.2", "10.0.0.3", "10.1.0.2", "10.1.0.3", "10.1.0.4")) {
            all.add(paths.add(TwoEndpoints.address(address), 9899, PathState.ACTIVE, local, SETTINGS));
        }
        all.get(4).state = PathState.UNCONFIRMED;
        assertThat(paths.alternateTo(all.get(0))).isSameAs(all.get(2));
        assertThat(paths.alternateTo(all.get(2)))
                .as("around the end of the list")
                .isSameAs(all.get(0));
        all.get(2).errorCount = 1;
        assertThat(paths.alternateTo(all.get(0))).as("fewest errors").isSameAs(all.get(3));
        all.get(3).errorCount = 1;
        assertThat(paths.alternateTo(all.get(0))).isSameAs(all.get(1));
        all.get(1).onePacketOnly = true;
        assertThat(paths.alternateTo(all.get(0))).isSameAs(all.get(1));
        all.get(1).flightBytes = 100;
        assertThat(paths.alternateTo(all.get(0)))
                .as("9260-7.2.1-4: its one packet is out")
                .isSameAs(all.get(2));
        all.get(1).state = PathState.INACTIVE;
        assertThat(paths.alternateTo(all.get(0))).isSameAs(all.get(2));
        all.get(2).state = PathState.INACTIVE;
        all.get(3).state = PathState.INACTIVE;
        assertThat(paths.alternateTo(all.get(0)))
                .as("9260-6.4-6: none → the same")
                .isSameAs(all.get(0));
        all.get(0).state = PathState.INACTIVE;
        all.subList(0, 4).forEach(p -> p.errorCount = 6);
        List<Path> tried = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Path last = i == 0 ? all.get(0) : tried.get(i - 1);
            paths.states.onError(last);
            tried.add(paths.alternateTo(last));
            assertThat(paths.dataPath()).as("new data goes there, too").isSameAs(tried.get(i));
        }
        assertThat(tried.subList(0, 4))
                .as("9260-8.2-6 7829-4.1-2: fewest errors, another source, then the next in the list")
                .containsExactly(all.get(2), all.get(1), all.get(3), all.get(0));
        assertThat(tried.subList(4, 8)).containsExactlyElementsOf(tried.subList(0, 4));
    }

    @Test
    @DisplayName(
            "9260-6.4-8 9260-6.4.1-1: a fast retransmission stays on its path; if that is inactive it goes to the new primary")
    void fastRetransmitAfterASwitch() {
        for (boolean inactive : new boolean[] {false, true}) {
            establish();
            send(4 * (1016 - DataView.HEADER_SIZE));
            wire.association().pathControl().primary(Wire.OTHER_PEER);
            assertThat(send(100).get(0).to()).isEqualTo(Wire.OTHER_PEER);
            sack(5, new GapBlock(2, 2));
            sack(5, new GapBlock(2, 3));
            wire.feed(ourTag, new SackChunk(highestSent() - 5, 9000, List.of(new GapBlock(2, 4)), List.of()));
            assertThat(path(Wire.PEER).retransmitAtOnce).isTrue();
            if (inactive) {
                path(Wire.PEER).state = PathState.INACTIVE;
            }
            List<Answer> again = sack(5, new GapBlock(2, 5));
            assertThat(again).hasSize(1);
            assertThat(again.get(0).to()).isEqualTo(inactive ? Wire.OTHER_PEER : Wire.PEER);
            wire.association().abort(new byte[0], wire.now);
            wire.pull();
        }
    }

    @Test
    @DisplayName("9260-6.4.1-2: a message for an inactive address goes to an active one")
    void inactiveDestination() {
        establish();
        path(Wire.OTHER_PEER).state = PathState.INACTIVE;
        assertThat(wire.association().send(ByteBuffer.allocate(10), 0, 0, 0, 0, 0, Wire.OTHER_PEER, wire.now))
                .isEqualTo(SendStatus.ACCEPTED);
        assertThat(wire.pull().get(0).to()).isEqualTo(Wire.PEER);
    }

    @Test
    @DisplayName(
            "9260-6.3.3-10: a change of the primary leaves the running T3 alone; the first data on the new one starts its own")
    void switchOfThePrimary() {
        establish();
        send(100);
        long deadline = path(Wire.PEER).t3DeadlineNs;
        wire.now += 200 * Wire.MS;
        wire.association().pathControl().primary(Wire.OTHER_PEER);
        assertThat(send(100).get(0).to()).isEqualTo(Wire.OTHER_PEER);
        assertThat(path(Wire.PEER).t3DeadlineNs).isEqualTo(deadline);
        assertThat(path(Wire.OTHER_PEER).t3DeadlineNs)
                .isEqualTo(wire.now + path(Wire.OTHER_PEER).rto.rtoNs());
    }

    @Test
    @DisplayName(
            "9260-6.3.3-4 9260-6.3.3-9: the T3 of the path that is used next runs with the RTO of that path; each expiry counts on both")
    void rtoOfTheAlternate() {
        establish();
        path(Wire.OTHER_PEER).rto.sample(9 * SECOND);
        long rto = path(Wire.OTHER_PEER).rto.rtoNs();
        assertThat(rto).isNotEqualTo(path(Wire.PEER).rto.rtoNs());
        send(100);
        List<Answer> again = wire.nextTimeout();
        assertThat(again.get(0).to()).isEqualTo(Wire.OTHER_PEER);
        assertThat(path(Wire.OTHER_PEER).t3DeadlineNs).isEqualTo(wire.now + rto);
        assertThat(path(Wire.PEER).errorCount).isEqualTo(1);
        assertThat(path(Wire.PEER).t3Running()).isFalse();
    }

    @Test
    @DisplayName("9260-6.3.3-11: the delay of a probe that was not needed is no error of a path that carries nothing")
    void delayOfAProbe() {
        establish();
        send(100);
        wire.receive(ourTag, new SackChunk(highestSent(), 0, List.of(), List.of()));
        assertThat(send(1000)).isEmpty();
        assertThat(path(Wire.PEER).t3Running()).isTrue();
        wire.now += 300 * Wire.MS;
        wire.association().pathControl().primary(Wire.OTHER_PEER);
        assertThat(sack(0).get(0).to()).isEqualTo(Wire.OTHER_PEER);
        int cwnd = path(Wire.PEER).congestion.cwnd();
        assertThat(wire.nextTimeout()).as("the delay ends").isEmpty();
        assertThat(path(Wire.PEER).errorCount).isZero();
        assertThat(path(Wire.PEER).congestion.cwnd()).isEqualTo(cwnd);
        assertThat(path(Wire.OTHER_PEER).t3Running()).isTrue();
    }

    @Test
    @DisplayName("9260-6.3.3-11: T3 that is overtaken by the last acknowledgement has no effect")
    void overtaken() {
        establish();
        send(100);
        wire.now = path(Wire.PEER).t3DeadlineNs;
        sack(0);
        long before = wire.association().counters().t3Expiries();
        wire.association().timeout(wire.now);
        assertThat(wire.pull()).isEmpty();
        assertThat(wire.association().counters().t3Expiries()).isEqualTo(before);
        assertThat(path(Wire.PEER).errorCount).isZero();
    }

    @Test
    @DisplayName("9260-7-2: unless another one is put in its place a path has the congestion control of RFC 9260")
    void algorithm() {
        establish();
        assertThat(path(Wire.PEER).congestion).hasSameClassAs(StandardCongestion.RFC9260.newController(1000, 4000));
    }

    // ---- bundling ---------------------------------------------------------------------------------------------------

    @Test
    @DisplayName("9260-6.10-1 9260-9.2-16: a SACK as long as the packet leaves room for the SHUTDOWN behind it")
    void shutdownBehindAFullSack() {
        establish();
        wire.association().shutdown(wire.now);
        assertThat(wire.pull()).hasSize(1);
        List<Chunk> everyOther = new ArrayList<>();
        for (int i = 1; i <= 600; i++) {
            everyOther.add(new DataChunk(3, 900 + 2 * i, 0, i, 0, new byte[1]));
        }
        List<Answer> answers = wire.receive(ourTag, everyOther.toArray(Chunk[]::new));
        assertThat(answers).hasSize(1);
        List<Chunk> chunks = answers.get(0).chunks();
        assertThat(chunks).hasSize(2);
        assertThat(((SackChunk) chunks.get(0)).gapBlocks()).hasSize((1028 - 12 - 16 - 8) / 4);
        assertThat(chunks.get(1)).isInstanceOf(ShutdownChunk.class);
    }

    @Test
    @DisplayName("9260-6.10-9: a packet of 600 chunks is processed to its end, and answered by one SACK")
    void manyTinyChunks() {
        establish();
        List<Chunk> tiny = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            tiny.add(new DataChunk(3, 900 + i, 0, i, 0, new byte[1]));
        }
        List<Answer> answers = wire.receive(ourTag, tiny.toArray(Chunk[]::new));
        assertThat(answers).hasSize(1);
        SackChunk sack = answers.get(0).only(SackChunk.class);
        assertThat(sack.cumulativeTsnAck()).isEqualTo(900 + 599);
        assertThat(sack.gapBlocks()).isEmpty();
    }

    @Test
    @DisplayName("9260-6.10-8 9260-9.2-16: SACK and SHUTDOWN do not part when answers leave room for one of them only")
    void shutdownBehindALongAnswer() {
        establish();
        wire.association().shutdown(wire.now);
        wire.pull();
        wire.association().control.send(new HeartbeatAckChunk(new byte[1028 - 12 - 16 - 8]), path(Wire.PEER));
        List<Answer> answers = wire.receive(ourTag, new DataChunk(3, 902, 0, 1, 0, new byte[1]));
        assertThat(answers).hasSize(2);
        assertThat(answers.get(0).only()).isInstanceOf(HeartbeatAckChunk.class);
        assertThat(answers.get(1).chunks().get(0)).isInstanceOf(SackChunk.class);
        assertThat(answers.get(1).chunks().get(1)).isInstanceOf(ShutdownChunk.class);
    }
}
