package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Paths that do not answer are turned away from before they have failed (RFC 7829). */
class PotentiallyFailedTest {
    private static final long SECOND = 1_000 * Wire.MS;
    private static final AssociationSettings SETTINGS = AssociationSettings.defaults().toBuilder()
            .heartbeatIntervalNs(1000 * SECOND)
            .noDelay(true)
            .build();

    private Wire wire = new Wire(SETTINGS);
    private int ourTag;

    /** Both paths are confirmed; {@code PEER} is the primary. */
    private void establish() {
        establish(new Ipv4AddressParameter((Inet4Address) Wire.OTHER_PEER));
        Answer probe = wire.nextTimeout().get(0);
        answer(probe);
        assertThat(state(Wire.OTHER_PEER)).isEqualTo(PathState.ACTIVE);
        wire.events.clear();
    }

    private void establish(Ipv4AddressParameter... addresses) {
        Chunk init = SetupTest.init(addresses);
        InitAckChunk initAck = wire.receive(0, init).get(0).only(InitAckChunk.class);
        ourTag = initAck.initiateTag();
        wire.receive(ourTag, new CookieEchoChunk(SetupTest.cookie(initAck)));
    }

    private void establishWith(FailoverThresholds failover) {
        wire = new Wire(SETTINGS.toBuilder().failover(failover).build());
        establish();
    }

    private List<Answer> answer(Answer heartbeat) {
        return wire.receiveFrom(
                heartbeat.to(),
                ourTag,
                new HeartbeatAckChunk(heartbeat.only(HeartbeatChunk.class).info()));
    }

    private List<Answer> send(@Nullable InetAddress to) {
        assertThat(wire.association().send(ByteBuffer.allocate(10), 0, 0, 0, 0, 0, to, wire.now))
                .isEqualTo(SendStatus.ACCEPTED);
        return wire.pull();
    }

    private List<Answer> send() {
        return send(null);
    }

    private List<Answer> sack() {
        return wire.receive(
                ourTag, new SackChunk(wire.association().outbound.nextTsn() - 1, 100_000, List.of(), List.of()));
    }

    private PathState state(InetAddress address) {
        return wire.association().path(address).state();
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

    private static List<Answer> with(Class<? extends Chunk> type, List<Answer> answers) {
        return answers.stream()
                .filter(a -> a.chunks().stream().anyMatch(type::isInstance))
                .toList();
    }

    private static List<InetAddress> targets(Class<? extends Chunk> type, List<Answer> answers) {
        return with(type, answers).stream().map(Answer::to).toList();
    }

    /** The primary loses a chunk, which the other path brings over. */
    private List<Answer> loseOnPrimary() {
        assertThat(targets(DataChunk.class, send())).containsExactly(Wire.PEER);
        List<Answer> answers = wire.nextTimeout();
        assertThat(targets(DataChunk.class, answers)).containsExactly(Wire.OTHER_PEER);
        return answers;
    }

    @Test
    @DisplayName(
            "7829-3.2-1 7829-3.2-2a 7829-3.2-2b 7829-3.2-3a: with the first timeout new and old data takes the other path")
    void firstTimeout() {
        establish();
        loseOnPrimary();
        assertThat(changes(Wire.PEER)).containsExactly(PathChange.POTENTIALLY_FAILED);
        assertThat(state(Wire.PEER)).isEqualTo(PathState.POTENTIALLY_FAILED);
        assertThat(state(Wire.OTHER_PEER)).as("7829-3.2-3b").isEqualTo(PathState.ACTIVE);
        assertThat(errors(Wire.OTHER_PEER)).isZero();
        sack();
        assertThat(targets(DataChunk.class, send())).as("new data").containsExactly(Wire.OTHER_PEER);
        sack();
        assertThat(targets(DataChunk.class, send(Wire.PEER)))
                .as("data for the path that is potentially failed")
                .containsExactly(Wire.OTHER_PEER);
    }

    @Test
    @DisplayName(
            "7829-3.2-1 7829-3.2-2b: PFMR errors change nothing, one more does; from PMR on there is no such state")
    void threshold() {
        establishWith(new FailoverThresholds(2, 0xffff));
        for (int i = 1; i <= 3; i++) {
            assertThat(state(Wire.PEER)).as("after %d", i - 1).isEqualTo(PathState.ACTIVE);
            loseOnPrimary();
            sack();
            assertThat(errors(Wire.PEER)).isEqualTo(i);
        }
        assertThat(state(Wire.PEER)).isEqualTo(PathState.POTENTIALLY_FAILED);
        establishWith(new FailoverThresholds(5, 0xffff));
        for (int i = 0; i < 6; i++) {
            loseOnPrimary();
            sack();
        }
        assertThat(changes(Wire.PEER)).containsExactly(PathChange.UNREACHABLE);
    }

    @Test
    @DisplayName(
            "7829-3.2-5a 7829-3.2-6a 7829-3.2-6b 7829-3.2-8: a HEARTBEAT on entering, then one each RTO, which doubles; after PMR errors at HB.interval again")
    void heartbeats() {
        establish();
        List<Answer> answers = loseOnPrimary();
        assertThat(targets(HeartbeatChunk.class, answers)).containsExactly(Wire.PEER);
        sack();
        List<Long> waits = new ArrayList<>();
        long before = wire.now;
        while (state(Wire.PEER) == PathState.POTENTIALLY_FAILED) {
            answers = wire.nextTimeout();
            if (!answers.isEmpty()) {
                assertThat(targets(HeartbeatChunk.class, answers)).containsExactly(Wire.PEER);
                waits.add((wire.now - before) / SECOND);
                before = wire.now;
            }
        }
        assertThat(waits).containsExactly(2L, 4L, 8L, 16L);
        assertThat((wire.now - before) / SECOND).as("the sixth error").isEqualTo(32);
        assertThat(changes(Wire.PEER)).containsExactly(PathChange.POTENTIALLY_FAILED, PathChange.UNREACHABLE);
        before = wire.now;
        while (targets(HeartbeatChunk.class, wire.nextTimeout()).isEmpty()) {
            assertThat(wire.now - before).isLessThan(2000 * SECOND);
        }
        assertThat(wire.now - before).as("HB.interval").isGreaterThan(900 * SECOND);
    }

    @Test
    @DisplayName("7829-3.2-5b: heartbeats that are off stay off")
    void heartbeatsOff() {
        establish();
        wire.association().pathControl().parameters(Wire.PEER, new PathParameters(false, SECOND, 5, 0, 0), wire.now);
        List<Answer> answers = loseOnPrimary();
        sack();
        assertThat(state(Wire.PEER)).isEqualTo(PathState.POTENTIALLY_FAILED);
        assertThat(with(HeartbeatChunk.class, answers)).isEmpty();
        long end = wire.now + 60 * SECOND;
        while (wire.association().nextTimeoutNs() < end) {
            assertThat(targets(HeartbeatChunk.class, wire.nextTimeout())).doesNotContain(Wire.PEER);
        }
    }

    @Test
    @DisplayName(
            "7829-3.2-7 7829-3.2-7b 7829-3.2-12: a HEARTBEAT ACK brings it back, with the window of after a timeout")
    void answered() {
        establish();
        List<Answer> answers = loseOnPrimary();
        int cwnd = wire.association().path(Wire.PEER).cwnd();
        answer(with(HeartbeatChunk.class, answers).get(0));
        assertThat(state(Wire.PEER)).isEqualTo(PathState.ACTIVE);
        assertThat(errors(Wire.PEER)).isZero();
        assertThat(changes(Wire.PEER)).containsExactly(PathChange.POTENTIALLY_FAILED, PathChange.RECOVERED);
        sack();
        assertThat(targets(DataChunk.class, send())).containsExactly(Wire.PEER);
        assertThat(wire.association().path(Wire.PEER).cwnd())
                .as("one MTU")
                .isEqualTo(cwnd)
                .isEqualTo(wire.association().path(Wire.PEER).mtuBytes());
    }

    @Test
    @DisplayName("7829-3.2-4a 7829-3.2-3b: with no path active the one with fewer errors is used, and its state stays")
    void allPotentiallyFailed() {
        establish();
        loseOnPrimary();
        while (state(Wire.OTHER_PEER) == PathState.ACTIVE) {
            wire.nextTimeout();
        }
        Path primary = wire.association().paths.primary();
        Path other = wire.association().paths.find(Wire.OTHER_PEER);
        assertThat(other).isNotNull();
        assertThat(primary.state).isEqualTo(PathState.POTENTIALLY_FAILED);
        primary.errorCount = 3;
        other.errorCount = 2;
        assertThat(wire.association().paths.dataPath()).isSameAs(other);
        primary.errorCount = 1;
        assertThat(wire.association().paths.dataPath()).isSameAs(primary);
        primary.errorCount = 2;
        wire.association().paths.choice.failed(primary);
        assertThat(wire.association().paths.dataPath())
                .as("not the one that failed last")
                .isSameAs(other);
        assertThat(primary.state).isEqualTo(PathState.POTENTIALLY_FAILED);
        assertThat(other.state).isEqualTo(PathState.POTENTIALLY_FAILED);
        primary.state = PathState.INACTIVE;
        primary.errorCount = 0;
        assertThat(wire.association().paths.dataPath())
                .as("rather than an inactive one")
                .isSameAs(other);
    }

    @Test
    @DisplayName("7829-3.2-6b 7829-4-3 9260-8.1-1: with both paths dead it takes as many timeouts of data as ever")
    void noSooner() {
        establish();
        send();
        int timeouts = 0;
        while (!wire.association().isClosed()) {
            int before = errors(Wire.PEER);
            int otherBefore = errors(Wire.OTHER_PEER);
            timeouts += with(DataChunk.class, wire.nextTimeout()).size();
            if (!wire.association().isClosed()) {
                assertThat(errors(Wire.PEER) - before)
                        .as("a HEARTBEAT beside data that timed out is no second error")
                        .isLessThan(2);
                assertThat(errors(Wire.OTHER_PEER) - otherBefore).isLessThan(2);
            }
        }
        assertThat(timeouts).as("the eleventh ends it").isEqualTo(10);
    }

    @Test
    @DisplayName(
            "7829-3.2-6b: a HEARTBEAT that is unanswered while data is in flight is not counted, the next one leaves")
    void besideData() {
        establish();
        Path primary = wire.association().paths.primary();
        List<Answer> answers = loseOnPrimary();
        sack();
        assertThat(with(HeartbeatChunk.class, answers)).hasSize(1);
        primary.flightBytes += 100;
        primary.startT3(wire.now, 100 * SECOND);
        long rto = primary.rto.rtoNs();
        answers = wire.nextTimeout();
        assertThat(targets(HeartbeatChunk.class, answers)).containsExactly(Wire.PEER);
        assertThat(primary.errorCount).isEqualTo(1);
        assertThat(primary.rto.rtoNs()).isEqualTo(rto);
    }

    @Test
    @DisplayName("7829-3.2-9: the acknowledgement of a chunk that went by two paths brings neither back")
    void ambiguous() {
        establish();
        loseOnPrimary();
        while (state(Wire.OTHER_PEER) == PathState.ACTIVE) {
            wire.nextTimeout();
        }
        int errors = errors(Wire.OTHER_PEER);
        sack();
        assertThat(wire.association().outbound.hasOutstanding()).isFalse();
        assertThat(state(Wire.PEER)).isEqualTo(PathState.POTENTIALLY_FAILED);
        assertThat(state(Wire.OTHER_PEER)).isEqualTo(PathState.POTENTIALLY_FAILED);
        assertThat(errors(Wire.OTHER_PEER)).isEqualTo(errors);
    }

    @Test
    @DisplayName("7829-3.2-10: what went by it alone brings it back when it is acknowledged, a late answer, too")
    void unambiguous() {
        establish();
        send();
        send();
        int second = wire.association().outbound.nextTsn() - 1;
        wire.nextTimeout();
        assertThat(state(Wire.PEER)).isEqualTo(PathState.POTENTIALLY_FAILED);
        wire.receive(ourTag, new SackChunk(second - 1, 100_000, List.of(), List.of()));
        assertThat(state(Wire.PEER)).as("the first went by two").isEqualTo(PathState.POTENTIALLY_FAILED);
        establishWith(FailoverThresholds.DEFAULT);
        Path primary = wire.association().paths.primary();
        send();
        wire.association().failures.onPathError(primary, wire.now);
        assertThat(primary.state).isEqualTo(PathState.POTENTIALLY_FAILED);
        sack();
        assertThat(primary.state).isEqualTo(PathState.ACTIVE);
        assertThat(primary.errorCount).isZero();
        assertThat(changes(Wire.PEER)).containsExactly(PathChange.POTENTIALLY_FAILED, PathChange.RECOVERED);
    }

    @Test
    @DisplayName(
            "IX-21 7829-3.2-6b: with one path its data stands for the HEARTBEAT, and nothing else changes on the wire")
    void onePath() {
        establish(new Ipv4AddressParameter[0]);
        send();
        List<Long> times = new ArrayList<>();
        long start = wire.now;
        while (!wire.association().isClosed()) {
            List<Answer> answers = wire.nextTimeout();
            assertThat(with(HeartbeatChunk.class, answers)).isEmpty();
            if (!with(DataChunk.class, answers).isEmpty()) {
                times.add((wire.now - start) / SECOND);
            }
        }
        assertThat(times).containsExactly(1L, 3L, 7L, 15L, 31L, 63L, 123L, 183L, 243L, 303L);
        assertThat((wire.now - start) / SECOND)
                .as("no sooner than without the state")
                .isEqualTo(363);
        assertThat(changes(Wire.PEER)).containsExactly(PathChange.POTENTIALLY_FAILED, PathChange.UNREACHABLE);
    }

    @Test
    @DisplayName("7829-3.2-5a IX-21: the one path of an idle peer is probed each RTO once a HEARTBEAT is unanswered")
    void onePathIdle() {
        wire = new Wire(SETTINGS.toBuilder().heartbeatIntervalNs(30 * SECOND).build());
        establish(new Ipv4AddressParameter[0]);
        List<Long> times = new ArrayList<>();
        while (times.size() < 7) {
            if (!with(HeartbeatChunk.class, wire.nextTimeout()).isEmpty()) {
                times.add(wire.now / SECOND);
            }
        }
        assertThat(times.get(5) - times.get(0)).isEqualTo(1 + 2 + 4 + 8 + 16);
        assertThat(times.get(6) - times.get(5)).as("inactive").isGreaterThan(30);
    }

    @Test
    @DisplayName(
            "7829-4.1-1 7829-4.1-2 7829-4-3 9260-8.2-6: dormant, data goes on by turns; counts rise to a limit, states stay")
    void dormant() {
        for (FailoverThresholds failover : List.of(FailoverThresholds.DEFAULT, FailoverThresholds.OFF)) {
            wire = new Wire(SETTINGS.toBuilder()
                    .failover(failover)
                    .associationMaxRetrans(400)
                    .pathMaxRetrans(2)
                    .rtoMaxNs(SECOND)
                    .build());
            establish();
            send();
            List<InetAddress> targets = new ArrayList<>();
            while (errors(Wire.PEER) < 64 || errors(Wire.OTHER_PEER) < 64) {
                targets.addAll(targets(DataChunk.class, wire.nextTimeout()));
            }
            assertThat(state(Wire.PEER)).isEqualTo(PathState.INACTIVE);
            assertThat(state(Wire.OTHER_PEER)).isEqualTo(PathState.INACTIVE);
            int last = targets.size() - 20;
            for (int i = last; i < targets.size(); i++) {
                assertThat(targets.get(i)).isNotEqualTo(targets.get(i - 1));
            }
            for (int i = 0; i < 20; i++) {
                wire.nextTimeout();
            }
            assertThat(errors(Wire.PEER)).as("10 × PMR, at least 64").isEqualTo(64);
            assertThat(changes(Wire.PEER)).last().isEqualTo(PathChange.UNREACHABLE);
        }
    }

    @Test
    @DisplayName("7829-5-2 7829-5-3 7829-5-4: over PSMR the path in use becomes the primary and stays it")
    void switchover() {
        establishWith(new FailoverThresholds(0, 0));
        List<Answer> answers = loseOnPrimary();
        assertThat(changes(Wire.PEER)).containsExactly(PathChange.POTENTIALLY_FAILED);
        assertThat(changes(Wire.OTHER_PEER)).containsExactly(PathChange.MADE_PRIMARY);
        assertThat(wire.association().primaryAddress()).isEqualTo(Wire.OTHER_PEER);
        answer(with(HeartbeatChunk.class, answers).get(0));
        sack();
        assertThat(state(Wire.PEER)).isEqualTo(PathState.ACTIVE);
        assertThat(targets(DataChunk.class, send())).as("no way back").containsExactly(Wire.OTHER_PEER);
    }

    @Test
    @DisplayName("7829-5-2 7829-5-3: PSMR may be larger than PFMR; without it, the default, the primary stays")
    void laterSwitchover() {
        establishWith(new FailoverThresholds(0, 2));
        loseOnPrimary();
        sack();
        while (errors(Wire.PEER) < 3) {
            assertThat(wire.association().primaryAddress()).isEqualTo(Wire.PEER);
            wire.nextTimeout();
        }
        assertThat(wire.association().primaryAddress()).isEqualTo(Wire.OTHER_PEER);
        establishWith(FailoverThresholds.DEFAULT);
        loseOnPrimary();
        sack();
        while (errors(Wire.PEER) < 6) {
            wire.nextTimeout();
        }
        assertThat(wire.association().primaryAddress()).isEqualTo(Wire.PEER);
    }

    @Test
    @DisplayName("7829-5-1 7829-3.2-1: PSMR below PFMR is refused, and so is what 16 bits do not hold")
    void ranges() {
        assertThat(AssociationSettings.defaults().failover()).isEqualTo(new FailoverThresholds(0, 0xffff));
        assertThat(new FailoverThresholds(3, 3).primarySwitchoverMaxRetrans()).isEqualTo(3);
        assertThatThrownBy(() -> new FailoverThresholds(3, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FailoverThresholds(-1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FailoverThresholds(0, 0x10000)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FailoverThresholds(0x10000, 0x10000)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("7829-x-1: an unconfirmed path is never potentially failed")
    void unconfirmed() {
        establish(new Ipv4AddressParameter((Inet4Address) Wire.OTHER_PEER));
        while (!wire.association().paths.all().get(1).probingFailed) {
            wire.nextTimeout();
            assertThat(state(Wire.OTHER_PEER)).isEqualTo(PathState.UNCONFIRMED);
        }
        assertThat(changes(Wire.OTHER_PEER)).isEmpty();
    }

    @Test
    @DisplayName("7829-3.2-1: thresholds of one path are its own until the association's change")
    void thresholdsOfOnePath() {
        establish();
        PathControl paths = wire.association().pathControl();
        assertThat(paths.thresholds(Wire.LOCAL, 5, FailoverThresholds.OFF)).isFalse();
        assertThat(paths.thresholds(Wire.PEER, 7, FailoverThresholds.OFF)).isTrue();
        assertThat(wire.association().path(Wire.PEER).maxRetrans()).isEqualTo(7);
        loseOnPrimary();
        sack();
        assertThat(state(Wire.PEER)).isEqualTo(PathState.ACTIVE);
        FailoverThresholds both = new FailoverThresholds(1, 1);
        wire.association()
                .settings(
                        wire.association().settings().toBuilder().failover(both).build(), wire.now);
        assertThat(wire.association().path(Wire.PEER).failover()).isEqualTo(both);
        assertThat(wire.association().path(Wire.OTHER_PEER).failover()).isEqualTo(both);
    }
}
