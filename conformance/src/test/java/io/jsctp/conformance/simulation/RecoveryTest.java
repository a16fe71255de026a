package io.jsctp.conformance.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.congestion.StandardCongestion;
import io.jsctp.engine.Association;
import io.jsctp.engine.AssociationEvent;
import io.jsctp.engine.AssociationSettings;
import io.jsctp.engine.InboundMessage;
import io.jsctp.engine.RecoverySettings;
import io.jsctp.engine.SendStatus;
import io.jsctp.testkit.Bottleneck;
import io.jsctp.testkit.LadderTrace;
import io.jsctp.testkit.PathConditions;
import io.jsctp.testkit.SimulatedHost;
import io.jsctp.testkit.SimulatedNetwork;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What recovery beyond RFC 9260 is good for, in virtual time. */
class RecoveryTest {
    private static final long MS = 1_000_000L;
    private static final long SECOND = 1000 * MS;
    private static final long SEED = 7;

    private static AssociationSettings settings(StandardCongestion congestion) {
        boolean beyond = congestion != StandardCongestion.RFC9260;
        return AssociationSettings.defaults().toBuilder()
                .recovery(new RecoverySettings(congestion, beyond, beyond, beyond))
                .maxBurstPackets(beyond ? 0 : 4)
                .sendBufferBytes(8 << 20)
                .receiveBufferBytes(8 << 20)
                .build();
    }

    /** The queue holds what fits into one round trip. */
    private static Bottleneck bottleneck(long mbitPerS, long roundTripMs, int lossPerMille) {
        int queue = (int) (mbitPerS * 1_000_000 / 8 * roundTripMs / 1000);
        return new Bottleneck(SEED, mbitPerS * 1_000_000, roundTripMs * MS, queue, lossPerMille);
    }

    /** {@return the payload rates of all flows in Mbit/s, after they had time to find out about the path} */
    private static double[] rates(Bottleneck b, int warmUpS, int seconds, StandardCongestion... flows) {
        List<Bottleneck.Flow> all =
                Arrays.stream(flows).map(f -> b.add(settings(f))).toList();
        b.run(warmUpS * SECOND);
        double[] before = all.stream().mapToDouble(Bottleneck.Flow::bytes).toArray();
        b.run(seconds * SECOND);
        double[] rates = new double[before.length];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = (all.get(i).bytes() - before[i]) * 8 / seconds / 1e6;
        }
        return rates;
    }

    @Test
    @DisplayName("TCUBIC-4: 90 % of 100 Mbit/s with 100 ms and 0.1 % of loss, five times what RFC 9260 gets")
    void longHaul() {
        double tolerant = rates(bottleneck(100, 100, 1), 10, 20, StandardCongestion.TOLERANT_CUBIC)[0];
        double standard = rates(bottleneck(100, 100, 1), 10, 20, StandardCongestion.RFC9260)[0];
        assertThat(tolerant).as("Mbit/s").isGreaterThan(90).isGreaterThan(5 * standard);
        assertThat(standard).as("the comparison is one").isGreaterThan(2);
    }

    @Test
    @DisplayName("CUBIC-7: two CUBIC associations share a bottleneck within 10 %, though one begins later")
    void twoCubics() {
        int halfRoundTrip = 20_000_000 / 8 / 50;
        int starts = 16;
        double one = 0;
        double other = 0;
        for (int i = 0; i < starts; i++) { // in half a minute either may be ahead by a quarter
            Bottleneck b = new Bottleneck(SEED, 20_000_000, 40 * MS, halfRoundTrip, 0);
            Bottleneck.Flow first = b.add(settings(StandardCongestion.CUBIC));
            b.run((3000 + i * 53) * MS);
            Bottleneck.Flow second = b.add(settings(StandardCongestion.CUBIC));
            b.run(30 * SECOND);
            long firstBefore = first.bytes();
            long secondBefore = second.bytes();
            b.run(30 * SECOND);
            one += (first.bytes() - firstBefore) * 8 / 30e6 / starts;
            other += (second.bytes() - secondBefore) * 8 / 30e6 / starts;
        }
        assertThat(one / other).isBetween(0.9, 1.1);
        assertThat(one + other).as("and use it").isGreaterThan(19);
    }

    @Test
    @DisplayName("CUBIC-7 TCUBIC-4: an association of RFC 9260 beside CUBIC, tolerant or not, is not starved")
    void notStarved() {
        for (StandardCongestion other : List.of(StandardCongestion.CUBIC, StandardCongestion.TOLERANT_CUBIC)) {
            double[] rates = rates(bottleneck(20, 40, 0), 10, 40, other, StandardCongestion.RFC9260);
            assertThat(rates[1]).as("of 20 Mbit/s, beside %s", other).isGreaterThan(5);
            assertThat(rates[0]).isGreaterThan(5);
            assertThat(rates[0] + rates[1]).isGreaterThan(18);
        }
    }

    @Test
    @DisplayName("TCUBIC-4: on a long fast path the tolerant one leaves RFC 9260 about what CUBIC leaves it")
    void asFairAsCubic() {
        double byCubic = rates(bottleneck(50, 100, 0), 10, 40, StandardCongestion.CUBIC, StandardCongestion.RFC9260)[1];
        double byTolerant =
                rates(bottleneck(50, 100, 0), 10, 40, StandardCongestion.TOLERANT_CUBIC, StandardCongestion.RFC9260)[1];
        assertThat(byTolerant).isGreaterThan(0.75 * byCubic);
    }

    /** Sends five messages of a full packet each, of which the last are lost; {@return when the last one arrives, in ms}. */
    private static double tailArrivesMs(RecoverySettings recovery, int lost) {
        SimulatedNetwork network = new SimulatedNetwork(SEED, new LadderTrace(0));
        network.conditions(PathConditions.clean(50 * MS));
        AssociationSettings settings = AssociationSettings.defaults().toBuilder()
                .recovery(recovery)
                .initialCwndPackets(10)
                .maxBurstPackets(0)
                .build();
        SimulatedHost a = new SimulatedHost(network, List.of(address(1)), 1, 9899, settings, 1);
        SimulatedHost b = new SimulatedHost(network, List.of(address(2)), 2, 9899, settings, 2);
        int[] arrived = {0};
        b.user(new SimulatedHost.User() {
            @Override
            public void onEvent(SimulatedHost host, Association association, AssociationEvent event) {
                if (event instanceof InboundMessage m) {
                    arrived[0]++;
                    association.consumed(m, network.nowNs());
                }
            }
        });
        b.endpoint().listening(true);
        Association association = a.associate(b, b.addresses());
        network.run(SECOND);
        send(network, a, association, 10);
        network.run(SECOND);
        long began = network.nowNs();
        int[] packets = {0};
        network.filter(packet -> {
            boolean data = packet.limit() > 1000;
            packets[0] += data ? 1 : 0;
            return !data || packets[0] <= 5 - lost || packets[0] > 5;
        });
        send(network, a, association, 5);
        assertThat(network.runUntil(() -> arrived[0] == 15, network.nowNs() + 10 * SECOND))
                .isTrue();
        return (network.nowNs() - began) / 1e6;
    }

    private static void send(SimulatedNetwork network, SimulatedHost host, Association a, int messages) {
        for (int i = 0; i < messages; i++) {
            assertThat(a.send(ByteBuffer.allocate(1424), 0, 0, 0, 0, 0, null, network.nowNs()))
                    .isEqualTo(SendStatus.ACCEPTED);
        }
        host.flush(a);
    }

    private static InetAddress address(int host) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) host});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("TLP-3: the loss of the last packets costs about two round trips, and with RFC 9260 alone an RTO")
    void tail() {
        RecoverySettings probing = new RecoverySettings(StandardCongestion.CUBIC, true, true, false);
        // half a round trip to get there, one until the last SACK, two until the probe
        assertThat(tailArrivesMs(probing, 1)).as("the probe itself repairs it").isBetween(250.0, 360.0);
        assertThat(tailArrivesMs(probing, 5)).as("all: one round trip more").isBetween(250.0, 460.0);
        assertThat(tailArrivesMs(RecoverySettings.RFC9260, 1)).isGreaterThan(1000);
    }
}
