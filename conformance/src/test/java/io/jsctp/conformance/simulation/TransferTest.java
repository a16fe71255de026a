package io.jsctp.conformance.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.engine.Association;
import io.jsctp.engine.AssociationEvent;
import io.jsctp.engine.AssociationEvent.PathChange;
import io.jsctp.engine.AssociationSettings;
import io.jsctp.engine.InboundMessage;
import io.jsctp.engine.SendStatus;
import io.jsctp.testkit.LadderTrace;
import io.jsctp.testkit.PathConditions;
import io.jsctp.testkit.SeededRandom;
import io.jsctp.testkit.SimulatedHost;
import io.jsctp.testkit.SimulatedNetwork;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Large transfers over bad networks, and over paths that fail. */
class TransferTest {
    private static final long MS = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final int MESSAGE_BYTES = 16_000;

    private static InetAddress address(int network, int host) {
        try {
            return InetAddress.getByAddress(new byte[] {10, (byte) network, 0, (byte) host});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends messages on one stream as fast as the send buffer takes them. */
    private static final class Sender implements SimulatedHost.User {
        final MessageDigest digest = sha256();
        final List<AssociationEvent> events = new ArrayList<>();
        private final SeededRandom random = new SeededRandom(4);
        private final byte[] message = new byte[MESSAGE_BYTES];
        private long left;
        private boolean ready;

        Sender(long bytes) {
            left = bytes;
        }

        @Override
        public void onEvent(SimulatedHost host, Association a, AssociationEvent event) {
            events.add(event);
        }

        @Override
        public void onIdle(SimulatedHost host, Association a) {
            while (left > 0 && a.isEstablished()) {
                if (!ready) {
                    random.fill(message);
                    ready = true;
                }
                long now = host.network().nowNs();
                if (a.send(ByteBuffer.wrap(message), 0, 0, 0, 0, 0, null, now) != SendStatus.ACCEPTED) {
                    return;
                }
                digest.update(message);
                ready = false;
                left -= MESSAGE_BYTES;
                if (left <= 0) {
                    a.shutdown(now);
                }
            }
        }
    }

    private static final class Receiver implements SimulatedHost.User {
        final MessageDigest digest = sha256();
        final List<AssociationEvent> events = new ArrayList<>();
        long bytes;

        @Override
        public void onEvent(SimulatedHost host, Association a, AssociationEvent event) {
            if (event instanceof InboundMessage m) {
                ByteBuffer copy = ByteBuffer.allocate(m.length());
                m.read(copy);
                digest.update(copy.array());
                bytes += copy.capacity();
                a.consumed(m, host.network().nowNs());
            } else {
                events.add(event);
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("OVW-1: 100 MB arrive intact through 5 % loss, reordering and duplication")
    void bulk() {
        SimulatedNetwork network = new SimulatedNetwork(7, new LadderTrace(0));
        network.conditions(new PathConditions(2 * MS, 0, 50, 20, 30, 5, 0, 1 << 20, 0));
        AssociationSettings settings = AssociationSettings.defaults().toBuilder()
                .rtoMinNs(20 * MS)
                .rtoInitialNs(100 * MS)
                .associationMaxRetrans(100)
                .build();
        SimulatedHost a = new SimulatedHost(network, List.of(address(0, 1)), 1, 9899, settings, 1);
        SimulatedHost b = new SimulatedHost(network, List.of(address(0, 2)), 2, 9899, settings, 2);
        Sender sender = new Sender(100_000_000);
        Receiver receiver = new Receiver();
        a.user(sender);
        b.user(receiver);
        b.endpoint().listening(true);
        Association association = a.associate(b, b.addresses());
        assertThat(network.runUntil(association::isClosed, network.nowNs() + 100_000 * SECOND))
                .isTrue();
        assertThat(receiver.bytes).isEqualTo(100_000_000);
        assertThat(receiver.digest.digest()).isEqualTo(sender.digest.digest());
        assertThat(sender.events).last().isInstanceOf(AssociationEvent.ShutdownComplete.class);
    }

    @Test
    @DisplayName(
            "OVW-3 9260-8.2-3 9260-8.2-7: the primary path dies in mid-transfer, nothing is lost, and data returns to it")
    void failover() {
        SimulatedNetwork network = new SimulatedNetwork(9, new LadderTrace(0));
        network.conditions(new PathConditions(5 * MS, 0, 0, 0, 0, 0, 2_000_000, 50_000, 0));
        AssociationSettings settings = AssociationSettings.defaults().toBuilder()
                .rtoMinNs(100 * MS)
                .rtoInitialNs(200 * MS)
                .pathMaxRetrans(2)
                .heartbeatIntervalNs(SECOND)
                .build();
        SimulatedHost a = new SimulatedHost(network, List.of(address(0, 1), address(1, 1)), 1, 9899, settings, 1);
        SimulatedHost b = new SimulatedHost(network, List.of(address(0, 2), address(1, 2)), 2, 9899, settings, 2);
        Sender sender = new Sender(20_000_000);
        Receiver receiver = new Receiver();
        a.user(sender);
        b.user(receiver);
        b.endpoint().listening(true);
        Association association = a.associate(b, b.addresses());
        InetAddress primary = address(0, 2);
        network.schedule(10 * SECOND, () -> network.cut(primary, true));
        network.runUntil(() -> receiver.bytes > 5_000_000, network.nowNs() + 100 * SECOND);
        assertThat(sender.events).contains(new AssociationEvent.PathChanged(primary, PathChange.UNREACHABLE));
        network.cut(primary, false);
        assertThat(network.runUntil(
                        () -> sender.events.contains(new AssociationEvent.PathChanged(primary, PathChange.AVAILABLE)),
                        network.nowNs() + 60 * SECOND))
                .isTrue();
        assertThat(association.primaryAddress()).isEqualTo(primary);
        assertThat(network.runUntil(association::isClosed, network.nowNs() + 1000 * SECOND))
                .isTrue();
        assertThat(receiver.digest.digest()).isEqualTo(sender.digest.digest());
        assertThat(receiver.bytes).isEqualTo(20_000_000);
    }

    @Test
    @DisplayName("a quiet network ends in a quiet engine: nothing but heartbeats leaves once all is acknowledged")
    void quiet() {
        SimulatedNetwork network = new SimulatedNetwork(3, new LadderTrace(0));
        AssociationSettings settings = AssociationSettings.defaults();
        SimulatedHost a = new SimulatedHost(network, List.of(address(0, 1)), 1, 9899, settings, 1);
        SimulatedHost b = new SimulatedHost(network, List.of(address(0, 2)), 2, 9899, settings, 2);
        b.endpoint().listening(true);
        Association association = a.associate(b, b.addresses());
        network.run(5 * SECOND);
        assertThat(association.send(ByteBuffer.wrap(new byte[100]), 0, 0, 0, 0, 0, null, network.nowNs()))
                .isEqualTo(SendStatus.ACCEPTED);
        a.flush(association);
        network.run(SECOND);
        long before = network.packets();
        network.run(300 * SECOND);
        // at most one HEARTBEAT and its answer per side in each interval of 30 s and an RTO of 1 s, less half an RTO
        assertThat(network.packets() - before).isBetween(10L, 44L);
        assertThat(association.counters().t3Expiries()).isZero();
        assertThat(association.payloadBuffersInUse()).isZero();
    }
}
