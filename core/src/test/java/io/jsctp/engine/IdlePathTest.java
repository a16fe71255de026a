package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.engine.Wire.Answer;
import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.DataChunk;
import io.jsctp.wire.HeartbeatAckChunk;
import io.jsctp.wire.HeartbeatChunk;
import io.jsctp.wire.InitAckChunk;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** When a path is idle, and how often it is probed then (RFC 9260 §8.3). */
class IdlePathTest {
    private static final long SECOND = 1_000 * Wire.MS;

    private Wire wire = new Wire();
    private int ourTag;

    private void establish(long intervalNs) {
        wire = new Wire(AssociationSettings.defaults().toBuilder()
                .heartbeatIntervalNs(intervalNs)
                .rtoMaxNs(SECOND)
                .associationMaxRetrans(1000)
                .failover(FailoverThresholds.OFF)
                .build());
        InitAckChunk initAck = wire.receive(0, SetupTest.init()).get(0).only(InitAckChunk.class);
        ourTag = initAck.initiateTag();
        wire.receive(ourTag, new CookieEchoChunk(SetupTest.cookie(initAck)));
    }

    private void answer(Answer heartbeat) {
        wire.receive(
                ourTag,
                new HeartbeatAckChunk(heartbeat.only(HeartbeatChunk.class).info()));
    }

    /** Lets time pass until the next HEARTBEAT. */
    private Answer nextHeartbeat() {
        while (true) {
            for (Answer a : wire.nextTimeout()) {
                if (a.chunks().get(0) instanceof HeartbeatChunk) {
                    return a;
                }
            }
        }
    }

    @Test
    @DisplayName("9260-8.3-10: the periods are spread over RTO + HB.interval ± RTO / 2, and not all alike")
    void jitter() {
        establish(2 * SECOND);
        List<Long> periods = new ArrayList<>();
        answer(nextHeartbeat());
        for (int i = 0; i < 200; i++) {
            long before = wire.now;
            answer(nextHeartbeat());
            periods.add(wire.now - before);
        }
        assertThat(periods).allSatisfy(p -> assertThat(p).isBetween(2_500 * Wire.MS, 3_500 * Wire.MS));
        assertThat(periods.stream().filter(p -> p < 2_750 * Wire.MS)).hasSizeGreaterThan(20);
        assertThat(periods.stream().filter(p -> p > 3_250 * Wire.MS)).hasSizeGreaterThan(20);
    }

    @Test
    @DisplayName("9260-8.3-12: with an HB.interval of 0 an idle path is probed once in each RTO")
    void noInterval() {
        establish(0);
        answer(nextHeartbeat());
        long before = wire.now;
        for (int i = 0; i < 100; i++) {
            answer(nextHeartbeat());
        }
        assertThat(wire.now - before).isBetween(85 * SECOND, 115 * SECOND);
    }

    @Test
    @DisplayName(
            "9260-8.3-5: a retransmission does not make a path busy: it is probed though DATA leaves again and again")
    void retransmissions() {
        establish(SECOND / 10);
        wire.association().send(ByteBuffer.allocate(10), 0, 0, 0, 0, 0, null, wire.now);
        wire.pull();
        int data = 0;
        int heartbeats = 0;
        while (data < 10) {
            for (Answer a : wire.nextTimeout()) {
                data += a.chunks().get(0) instanceof DataChunk ? 1 : 0;
                heartbeats += a.chunks().get(0) instanceof HeartbeatChunk ? 1 : 0;
            }
        }
        assertThat(heartbeats).isGreaterThan(3);
    }

    @Test
    @DisplayName("9260-8.3-5: a HEARTBEAT that the user asked for puts off the regular one")
    void requested() {
        establish(10 * SECOND);
        wire.now += 9 * SECOND;
        wire.association().pathControl().requestHeartbeat(Wire.PEER, wire.now);
        answer(wire.pull().get(0));
        long before = wire.now;
        nextHeartbeat();
        assertThat(wire.now - before).isBetween(10_500 * Wire.MS, 11_500 * Wire.MS);
    }

    @Test
    @DisplayName("9260-8.3-12 9260-11.1.10-1: a HEARTBEAT can be asked for though regular ones are off")
    void switchedOff() {
        establish(SECOND);
        wire.association().pathControl().parameters(Wire.PEER, new PathParameters(false, SECOND, 5, 0, 0), wire.now);
        assertThat(wire.association().nextTimeoutNs()).isEqualTo(Path.NONE);
        assertThat(wire.association().pathControl().requestHeartbeat(Wire.PEER, wire.now))
                .isTrue();
        assertThat(wire.pull().get(0).only()).isInstanceOf(HeartbeatChunk.class);
        assertThat(wire.association().pathControl().requestHeartbeat(Wire.OTHER_PEER, wire.now))
                .isFalse();
    }
}
