package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.engine.AssociationEvent.PathChange;
import io.jsctp.engine.AssociationEvent.PathChanged;
import io.jsctp.engine.Wire.Answer;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.CookieAckChunk;
import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.DataChunk;
import io.jsctp.wire.ErrorChunk;
import io.jsctp.wire.HeartbeatAckChunk;
import io.jsctp.wire.HeartbeatChunk;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.Ipv4AddressParameter;
import io.jsctp.wire.Parameter;
import io.jsctp.wire.SackChunk;
import io.jsctp.wire.ShutdownAckChunk;
import io.jsctp.wire.ShutdownChunk;
import io.jsctp.wire.UnknownChunk;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Addresses that the peer only listed carry nothing but probes until they have answered one (RFC 9260 §5.4). */
class PathVerificationTest {
    private static final InetAddress THIRD = TwoEndpoints.address("10.2.0.9");

    private final Wire wire = new Wire();
    private int ourTag;

    private static Parameter listed(InetAddress address) {
        return new Ipv4AddressParameter((Inet4Address) address);
    }

    private List<Answer> establishFrom(InetAddress cookieSource, InetAddress... more) {
        Parameter[] parameters = new Parameter[more.length];
        for (int i = 0; i < more.length; i++) {
            parameters[i] = listed(more[i]);
        }
        InitAckChunk initAck =
                wire.receive(0, SetupTest.init(parameters)).get(0).only(InitAckChunk.class);
        ourTag = initAck.initiateTag();
        List<Answer> answers = wire.receiveFrom(cookieSource, ourTag, new CookieEchoChunk(SetupTest.cookie(initAck)));
        wire.events.clear();
        return answers;
    }

    /** Fires timers up to a time, and gives back what left, each packet with the time of its leaving. */
    private List<Answer> runUntil(long end) {
        List<Answer> sent = new ArrayList<>(wire.pull());
        while (wire.association().nextTimeoutNs() <= end) {
            wire.now = Math.max(wire.now, wire.association().nextTimeoutNs());
            wire.association().timeout(wire.now);
            sent.addAll(wire.pull());
        }
        wire.now = end;
        return sent;
    }

    private PathState state(InetAddress address) {
        PathInfo path = wire.association().path(address);
        if (path == null) {
            throw new AssertionError("no path to " + address);
        }
        return path.state();
    }

    @Test
    @DisplayName("9260-5.4-2 9260-5.4-3 9260-5.4-8: the responder probes what was listed, and tells when it is proven")
    void responderProbes() {
        establishFrom(Wire.PEER, Wire.OTHER_PEER);
        assertThat(state(Wire.PEER)).isEqualTo(PathState.ACTIVE);
        assertThat(state(Wire.OTHER_PEER)).isEqualTo(PathState.UNCONFIRMED);
        Answer probe = runUntil(wire.now).get(0);
        assertThat(probe.to()).isEqualTo(Wire.OTHER_PEER);
        byte[] info = probe.only(HeartbeatChunk.class).info();
        wire.now += 20 * Wire.MS;
        wire.receiveFrom(Wire.OTHER_PEER, ourTag, new HeartbeatAckChunk(info));
        assertThat(state(Wire.OTHER_PEER)).isEqualTo(PathState.ACTIVE);
        assertThat(wire.events).containsExactly(new PathChanged(Wire.OTHER_PEER, PathChange.CONFIRMED));
        assertThat(runUntil(wire.now + 10_000 * Wire.MS)).as("no more probes").isEmpty();
    }

    @Test
    @DisplayName("9260-5.4-1: the initiator trusts what the user named, and probes the rest")
    void initiatorProbes() {
        wire.associate(Wire.PEER, Wire.OTHER_PEER);
        ourTag = wire.association().localTag;
        InitAckChunk initAck = new InitAckChunk(
                0x1234,
                100_000,
                5,
                7,
                900,
                List.of(listed(Wire.OTHER_PEER), listed(THIRD), new io.jsctp.wire.StateCookieParameter(new byte[] {1
                })));
        wire.receive(ourTag, initAck);
        wire.receive(ourTag, new CookieAckChunk());
        assertThat(state(Wire.PEER)).isEqualTo(PathState.ACTIVE);
        assertThat(state(Wire.OTHER_PEER)).isEqualTo(PathState.ACTIVE);
        assertThat(state(THIRD)).isEqualTo(PathState.UNCONFIRMED);
        assertThat(runUntil(wire.now)).extracting(Answer::to).containsExactly(THIRD);
    }

    @Test
    @DisplayName("9260-5.4-4 9260-3.3.5-2: every probe has a nonce of its own; no other answer proves anything")
    void nonce() {
        establishFrom(Wire.PEER, Wire.OTHER_PEER, THIRD);
        byte[] first = runUntil(wire.now).get(0).only(HeartbeatChunk.class).info();
        List<Answer> next = runUntil(wire.now + 1_000 * Wire.MS);
        byte[] second = next.get(0).only(HeartbeatChunk.class).info();
        assertThat(next.get(0).to()).isNotEqualTo(Wire.OTHER_PEER).isEqualTo(THIRD);
        assertThat(ByteBuffer.wrap(first).getLong())
                .as("64 random bits")
                .isNotEqualTo(ByteBuffer.wrap(second).getLong());
        byte[] forged = second.clone();
        forged[7] ^= 1;
        byte[] otherPath = second.clone();
        System.arraycopy(Wire.OTHER_PEER.getAddress(), 0, otherPath, second.length - 4, 4);
        for (byte[] wrong : List.of(forged, otherPath, new byte[second.length], new byte[0])) {
            wire.receiveFrom(THIRD, ourTag, new HeartbeatAckChunk(wrong));
        }
        assertThat(state(Wire.OTHER_PEER)).isEqualTo(PathState.UNCONFIRMED);
        assertThat(state(THIRD)).isEqualTo(PathState.UNCONFIRMED);
        wire.receiveFrom(THIRD, ourTag, new HeartbeatAckChunk(second));
        assertThat(state(THIRD)).isEqualTo(PathState.ACTIVE);
    }

    @Test
    @DisplayName("9260-5.4-5 9260-5.4-7 9260-5.4-6: one probe per RTO over all paths; failures are the path's alone")
    void pace() {
        establishFrom(Wire.PEER, Wire.OTHER_PEER, THIRD);
        long start = wire.now;
        List<String> probes = new ArrayList<>();
        for (int second = 0; second < 8; second++) {
            for (Answer a : runUntil(start + second * 1_000 * Wire.MS)) {
                probes.add(second + " " + a.to().getHostAddress());
                a.only(HeartbeatChunk.class);
            }
        }
        assertThat(probes).startsWith("0 10.1.0.9", "1 10.2.0.9", "2 10.1.0.9").hasSizeLessThan(8);
        runUntil(start + 1_000_000 * Wire.MS);
        assertThat(wire.association().isClosed())
                .as("unanswered probes do not end the association, unanswered heartbeats on the primary do")
                .isTrue();
        assertThat(wire.events)
                .as("an unproven path is never reported lost")
                .doesNotContain(new PathChanged(Wire.OTHER_PEER, PathChange.UNREACHABLE));
    }

    @Test
    @DisplayName("9260-5.4-10 9260-5.4-7: COOKIE ACK to an unproven source comes with this RTO's only HEARTBEAT")
    void cookieAckWithHeartbeat() {
        List<Answer> answers = establishFrom(Wire.OTHER_PEER, Wire.OTHER_PEER, THIRD);
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0).to()).isEqualTo(Wire.OTHER_PEER);
        List<Chunk> chunks = answers.get(0).chunks();
        assertThat(chunks).hasSize(2).first().isEqualTo(new CookieAckChunk());
        assertThat(runUntil(wire.now + 999 * Wire.MS))
                .as("THIRD has to wait for its turn")
                .isEmpty();
        wire.receiveFrom(Wire.OTHER_PEER, ourTag, new HeartbeatAckChunk(((HeartbeatChunk) chunks.get(1)).info()));
        assertThat(state(Wire.OTHER_PEER)).isEqualTo(PathState.ACTIVE);
        assertThat(runUntil(wire.now + Wire.MS)).extracting(Answer::to).containsExactly(THIRD);
    }

    @Test
    @DisplayName("9260-5.4-9 9260-5.4-11: whatever comes from an unproven source, only HEARTBEAT ACK goes there")
    void nothingElseGoesThere() {
        establishFrom(Wire.PEER, Wire.OTHER_PEER);
        runUntil(wire.now);
        byte[] data = ByteBuffer.allocate(16)
                .putInt(900)
                .putInt(0)
                .putInt(0)
                .putInt(42)
                .array();
        Answer sack = wire.receiveFrom(Wire.OTHER_PEER, ourTag, new UnknownChunk(0, 3, data))
                .get(0);
        assertThat(sack.only()).isInstanceOf(SackChunk.class);
        assertThat(sack.to()).isEqualTo(Wire.PEER);
        Answer error = wire.receiveFrom(Wire.OTHER_PEER, ourTag, new UnknownChunk(0xfd, 0, new byte[4]))
                .get(0);
        assertThat(error.only()).isInstanceOf(ErrorChunk.class);
        assertThat(error.to()).isEqualTo(Wire.PEER);
        Answer answer = wire.receiveFrom(Wire.OTHER_PEER, ourTag, new HeartbeatChunk(new byte[3]))
                .get(0);
        assertThat(answer.only()).isInstanceOf(HeartbeatAckChunk.class);
        assertThat(answer.to()).isEqualTo(Wire.OTHER_PEER);
        assertThat(wire.association().send(ByteBuffer.allocate(4), 0, 0, 0, 0, 0, Wire.OTHER_PEER, wire.now))
                .isEqualTo(SendStatus.UNKNOWN_DESTINATION);
        wire.association().pathControl().thresholds(Wire.PEER, 5, FailoverThresholds.OFF);
        wire.association().send(ByteBuffer.allocate(4), 0, 0, 0, 0, 0, null, wire.now);
        for (Answer a : runUntil(wire.now + 20_000 * Wire.MS)) {
            assertThat(a.to()).as("%s", a).isEqualTo(a.only() instanceof DataChunk ? Wire.PEER : Wire.OTHER_PEER);
        }
        int sent = wire.association().localInitialTsn;
        Answer shutdownAck = wire.receiveFrom(Wire.OTHER_PEER, ourTag, new ShutdownChunk(sent))
                .get(0);
        assertThat(shutdownAck.only()).isInstanceOf(ShutdownAckChunk.class);
        assertThat(shutdownAck.to()).isEqualTo(Wire.PEER);
    }

    @Test
    @DisplayName(
            "9260-5.1.2-1 9260-3.3.2.1-3: INIT without addresses: its source is the only one, others are strangers")
    void sourceOnly() {
        establishFrom(Wire.PEER);
        assertThat(wire.association().peerAddresses()).containsExactly(Wire.PEER);
        assertThat(wire.receiveFrom(Wire.OTHER_PEER, ourTag, new HeartbeatChunk(new byte[3])))
                .extracting(Answer::verificationTag)
                .as("answered as out of the blue, its tag reflected")
                .containsExactly(ourTag);
    }

    @Test
    @DisplayName("9260-5.1.2-3 9260-3.3.2.1-4 9260-5.1.2-7 9260-5.1.2-6: all listed and the source, which is primary")
    void listedAndSource() {
        establishFrom(Wire.PEER, Wire.OTHER_PEER, THIRD);
        assertThat(wire.association().peerAddresses()).containsExactly(Wire.PEER, Wire.OTHER_PEER, THIRD);
        assertThat(wire.association().primaryAddress()).isEqualTo(Wire.PEER);
        assertThat(wire.receiveFrom(THIRD, ourTag, new HeartbeatChunk(new byte[3]))
                        .get(0)
                        .to())
                .isEqualTo(THIRD);
    }

    @Test
    @DisplayName(
            "9260-5.1.2-9 9260-5.1.2-10 9260-3.3.2.1-5 9260-3.3.2-2: addresses we cannot use are passed over silently")
    void unusable() {
        establishFrom(
                Wire.PEER,
                Wire.OTHER_PEER,
                Wire.OTHER_PEER,
                TwoEndpoints.address("224.0.0.1"),
                TwoEndpoints.address("255.255.255.255"),
                TwoEndpoints.address("0.0.0.0"),
                TwoEndpoints.address("127.0.0.1"));
        assertThat(wire.association().peerAddresses()).containsExactly(Wire.PEER, Wire.OTHER_PEER);
        Wire v4 = new Wire();
        InitAckChunk initAck = v4.receive(
                        0,
                        SetupTest.init(
                                new io.jsctp.wire.Ipv6AddressParameter(
                                        (java.net.Inet6Address) TwoEndpoints.address("fd00::9")),
                                listed(Wire.OTHER_PEER)))
                .get(0)
                .only(InitAckChunk.class);
        v4.receive(initAck.initiateTag(), new CookieEchoChunk(SetupTest.cookie(initAck)));
        assertThat(v4.association().peerAddresses()).containsExactly(Wire.PEER, Wire.OTHER_PEER);
    }

    @Test
    @DisplayName("9260-5.1.2-5: an INIT from a new source that lists a known address is about that association")
    void foundByList() {
        establishFrom(Wire.PEER);
        Answer answer = wire.receiveFrom(Wire.OTHER_PEER, 0, SetupTest.init(listed(Wire.PEER)))
                .get(0);
        assertThat(answer.to()).isEqualTo(Wire.OTHER_PEER);
        assertThat(answer.only()).as("a new address").isInstanceOf(io.jsctp.wire.AbortChunk.class);
        assertThat(wire.receiveFrom(Wire.OTHER_PEER, 0, SetupTest.init()).get(0).only())
                .as("without it, a new association")
                .isInstanceOf(InitAckChunk.class);
    }
}
