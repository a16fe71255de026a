package io.jsctp.conformance.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.engine.Association;
import io.jsctp.engine.AssociationEvent;
import io.jsctp.engine.AssociationSettings;
import io.jsctp.engine.InboundMessage;
import io.jsctp.engine.SendStatus;
import io.jsctp.testkit.LadderTrace;
import io.jsctp.testkit.PathConditions;
import io.jsctp.testkit.SimulatedHost;
import io.jsctp.testkit.SimulatedNetwork;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Path MTU discovery over UDP, on paths that drop what is too large for them without a word (RFC 8899). */
class PathMtuTest {
    private static final long MS = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final int HEARTBEAT = 4;
    private static final int PAD = 0x84;
    private static final AssociationSettings SETTINGS = AssociationSettings.defaults().toBuilder()
            .pathMtuDiscovery(true)
            .linkMtuBytes(1472)
            .rtoMinNs(200 * MS)
            .rtoInitialNs(200 * MS)
            .rtoMaxNs(2 * SECOND)
            .associationMaxRetrans(1000)
            .build();

    private SimulatedNetwork network = new SimulatedNetwork(11, new LadderTrace(0));
    private int tooLarge;
    private int largest;

    private static InetAddress address(int net, int host) {
        try {
            return InetAddress.getByAddress(new byte[] {10, (byte) net, 0, (byte) host});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final InetAddress A = address(0, 1);
    private static final InetAddress B = address(0, 2);

    /** Sends messages of one size for ever, one after the other. */
    private static final class Sender implements SimulatedHost.User {
        private final int messageBytes;

        Sender(int messageBytes) {
            this.messageBytes = messageBytes;
        }

        @Override
        public void onIdle(SimulatedHost host, Association a) {
            long now = host.network().nowNs();
            if (a.isEstablished() && a.sendBufferUsed() == 0) {
                assertThat(a.send(ByteBuffer.allocate(messageBytes), 0, 0, 0, 0, 0, null, now))
                        .isEqualTo(SendStatus.ACCEPTED);
            }
        }
    }

    private static final class Receiver implements SimulatedHost.User {
        long messages;

        @Override
        public void onEvent(SimulatedHost host, Association a, AssociationEvent event) {
            if (event instanceof InboundMessage m) {
                messages++;
                a.consumed(m, host.network().nowNs());
            }
        }
    }

    /** Watches what leaves: anything but a probe that is larger than what the path carries is counted. */
    private void watch(int pathMtu) {
        tooLarge = 0;
        largest = 0;
        network.filter(packet -> {
            if (!isProbe(packet)) {
                tooLarge += packet.limit() > pathMtu ? 1 : 0;
                largest = Math.max(largest, packet.limit());
            }
            return true;
        });
    }

    private static boolean isProbe(ByteBuffer packet) {
        if (packet.get(12) != HEARTBEAT) {
            return false;
        }
        int next = 12 + ((packet.getShort(14) & 0xffff) + 3 & ~3);
        return next < packet.limit() && (packet.get(next) & 0xff) == PAD;
    }

    private Receiver receiver = new Receiver();

    private Association associate(List<InetAddress> ofA, List<InetAddress> ofB, int messageBytes) {
        SimulatedHost a = new SimulatedHost(network, ofA, 1, 9899, SETTINGS, 1);
        SimulatedHost b = new SimulatedHost(network, ofB, 2, 9899, SETTINGS, 2);
        a.user(new Sender(messageBytes));
        receiver = new Receiver();
        b.user(receiver);
        b.endpoint().listening(true);
        return a.associate(b, b.addresses());
    }

    private int mtu(Association a, InetAddress to) {
        return a.path(to).mtuBytes() + 12;
    }

    @Test
    @DisplayName(
            "8899-3-1 9260-7.3-1 6951-5.6-2 STK-23 XT-27 8899-6.2.2-1: on a path of any size nothing but probes is too large, and nearly all of it is used")
    void anySize() {
        for (int pathMtu = 548; pathMtu <= 1472; pathMtu += 84) {
            SimulatedNetwork fresh = new SimulatedNetwork(pathMtu, new LadderTrace(0));
            PathMtuTest test = new PathMtuTest();
            test.network = fresh;
            fresh.conditions(new PathConditions(10 * MS, 0, 0, 0, 0, 0, 0, Integer.MAX_VALUE, pathMtu));
            test.watch(Math.max(pathMtu, 1200));
            Association association = test.associate(List.of(A), List.of(B), 5000);
            fresh.run(400 * SECOND);
            assertThat(test.tooLarge).as("path of %d", pathMtu).isZero();
            int mtu = test.mtu(association, B);
            assertThat(mtu).isLessThanOrEqualTo(pathMtu);
            assertThat(mtu).isGreaterThanOrEqualTo(pathMtu < 1200 ? 548 : pathMtu - 35);
            assertThat(test.receiver.messages).isPositive();
        }
    }

    @Test
    @DisplayName(
            "8899-4.3-1 8899-4.3-2 4821-7.8-1 9260-6.9-8 8899-5.1.1-2: the path shrinks amidst a transfer, which goes on; it grows, and the raise finds it")
    void shrinksAndGrows() {
        Association association = associate(List.of(A), List.of(B), 20_000);
        network.run(10 * SECOND);
        assertThat(mtu(association, B)).isEqualTo(1472);
        network.mtuHole(B, 1300);
        network.run(10 * SECOND);
        assertThat(association.counters().blackHoles()).isEqualTo(1);
        long before = receiver.messages;
        network.run(300 * SECOND);
        assertThat(receiver.messages).isGreaterThan(before + 1000);
        assertThat(mtu(association, B)).isBetween(1265, 1300);
        watch(1300);
        network.run(100 * SECOND);
        assertThat(tooLarge).isZero();
        network.mtuHole(B, 0);
        network.run(1300 * SECOND);
        assertThat(mtu(association, B)).isEqualTo(1472);
        assertThat(largest).isEqualTo(1472);
        assertThat(association.counters().blackHoles()).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "9260-7.3-2 9260-7.3-3 9260-7.3-4 8899-4.4-2: two paths of two sizes are each found, and data fits both")
    void twoPaths() {
        InetAddress otherA = address(1, 1);
        InetAddress otherB = address(1, 2);
        network.mtuHole(otherB, 1300);
        Association association = associate(List.of(A, otherA), List.of(B, otherB), 5000);
        network.run(400 * SECOND);
        assertThat(mtu(association, B)).isEqualTo(1472);
        assertThat(mtu(association, otherB)).isBetween(1265, 1300);
        watch(mtu(association, otherB));
        network.cut(B, true);
        long before = receiver.messages;
        network.run(20 * SECOND);
        assertThat(receiver.messages).isGreaterThan(before + 100);
        network.run(20 * SECOND);
        assertThat(tooLarge).as("what was fragmented for one fits the other").isZero();
    }

    @Test
    @DisplayName(
            "8899-3-7a 8899-8-1 8899-3-9: with loss, reordering and duplicates probes stay apart by a round trip, one at a time, and nothing is lowered")
    void faults() {
        network.conditions(new PathConditions(20 * MS, 10 * MS, 100, 50, 50, 0, 0, Integer.MAX_VALUE, 1400));
        long[] last = {Long.MIN_VALUE / 2};
        network.filter(packet -> {
            if (isProbe(packet)) {
                assertThat(network.nowNs() - last[0]).isGreaterThan(40 * MS);
                last[0] = network.nowNs();
            }
            return true;
        });
        SimulatedHost a = new SimulatedHost(network, List.of(A), 1, 9899, SETTINGS, 1);
        AssociationSettings without =
                SETTINGS.toBuilder().pathMtuDiscovery(false).pathMtuBytes(1200).build();
        SimulatedHost b = new SimulatedHost(network, List.of(B), 2, 9899, without, 2);
        a.user(new Sender(300));
        b.user(receiver);
        b.endpoint().listening(true);
        Association association = a.associate(b, b.addresses());
        network.run(600 * SECOND);
        assertThat(mtu(association, B)).isBetween(1365, 1400);
        assertThat(association.counters().mtuProbesSent()).isBetween(6L, 40L);
    }
}
