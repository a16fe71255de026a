package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.engine.AssociationEvent.PathChange;
import io.jsctp.engine.AssociationEvent.PathChanged;
import io.jsctp.engine.Wire.Answer;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.HeartbeatAckChunk;
import io.jsctp.wire.HeartbeatChunk;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.Ipv4AddressParameter;
import java.net.Inet4Address;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A peer that lets one of its addresses come and go for ever (RFC 9260 §8.2, §8.3). */
class PathFlappingTest {
    private static final int FLAPS = 200_000;
    private static final long SECOND = 1_000 * Wire.MS;

    private final Wire wire = new Wire(AssociationSettings.defaults().toBuilder()
            .rtoMaxNs(SECOND)
            .heartbeatIntervalNs(0)
            .pathMaxRetrans(0)
            .associationMaxRetrans(Integer.MAX_VALUE)
            .build());
    private int down;
    private int up;

    @Test
    @DisplayName("SEC-85: however often an address comes and goes, at most once in an RTO, nothing is kept of it")
    void flaps() {
        Chunk init = SetupTest.init(new Ipv4AddressParameter((Inet4Address) Wire.OTHER_PEER));
        InitAckChunk initAck = wire.receive(0, init).get(0).only(InitAckChunk.class);
        int ourTag = initAck.initiateTag();
        wire.receive(ourTag, new CookieEchoChunk(SetupTest.cookie(initAck)));
        flap(ourTag, 1000);
        long began = wire.now;
        long before = usedBytes();
        down = 0;
        up = 0;

        flap(ourTag, FLAPS);

        assertThat(usedBytes() - before).as("bytes kept").isLessThan(1_000_000);
        assertThat(down).isGreaterThan(FLAPS * 9 / 10);
        assertThat(up).isGreaterThan(FLAPS * 9 / 10);
        assertThat(wire.now - began).as("an RTO each").isGreaterThan(down * SECOND / 2);
        assertThat(wire.association().isClosed()).isFalse();
    }

    /** Answers every second heartbeat to the address. */
    private void flap(int ourTag, int times) {
        int heartbeats = 0;
        while (heartbeats < 2 * times) {
            for (Answer a : wire.nextTimeout()) {
                boolean second = a.to().equals(Wire.OTHER_PEER) && heartbeats++ % 2 == 1;
                if (second || a.to().equals(Wire.PEER)) {
                    wire.receiveFrom(
                            a.to(),
                            ourTag,
                            new HeartbeatAckChunk(a.only(HeartbeatChunk.class).info()));
                }
            }
            for (AssociationEvent e : wire.events) {
                if (e instanceof PathChanged changed && changed.address().equals(Wire.OTHER_PEER)) {
                    down += changed.change() == PathChange.UNREACHABLE ? 1 : 0;
                    up += changed.change() == PathChange.AVAILABLE ? 1 : 0;
                }
            }
            wire.events.clear();
        }
    }

    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
