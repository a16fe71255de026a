package io.jsctp.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.engine.Association;
import io.jsctp.engine.AssociationSettings;
import io.jsctp.engine.SendStatus;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LadderTraceTest {
    private static final long SECOND = 1_000_000_000L;

    private final SimulatedNetwork network = new SimulatedNetwork(1, new LadderTrace(1000));
    private final SimulatedHost a = host(1);
    private final SimulatedHost b = host(2);

    private SimulatedHost host(int number) {
        try {
            InetAddress address = InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) number});
            return new SimulatedHost(network, List.of(address), number, 9899, AssociationSettings.defaults(), number);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> lines() {
        return network.trace().toString().lines().toList();
    }

    @Test
    @DisplayName("a set-up, a lost chunk and its repetition, drawn between two columns")
    void draws() {
        b.endpoint().listening(true);
        Association association = a.associate(b, b.addresses());
        network.run(SECOND);
        network.cut(b.addresses().get(0), true);
        long now = network.nowNs();
        assertThat(association.send(ByteBuffer.allocate(100), 3, 0, 0, 0, 0, null, now))
                .isEqualTo(SendStatus.ACCEPTED);
        a.flush(association);
        network.cut(b.addresses().get(0), false);
        network.run(5 * SECOND);
        List<String> lines = lines();
        assertThat(lines.get(0)).isEqualTo("            A: a0 = 10.0.0.1, UDP port 9899");
        assertThat(lines.get(1)).isEqualTo("            B: b0 = 10.0.0.2, UDP port 9899");
        assertThat(lines.get(2)).startsWith("   0.000000 |-- INIT tag ").endsWith("--->|  a0>b0 +5.0 ms");
        assertThat(lines.get(3))
                .startsWith("   0.005000 |<-")
                .contains(" INIT ACK tag ")
                .endsWith(" --|  b0>a0 +5.0 ms");
        assertThat(lines.get(4)).startsWith("   0.010000 |-- COOKIE ECHO ---").endsWith("->|  a0>b0 +5.0 ms");
        assertThat(lines.get(5)).startsWith("   0.015000 |<------").endsWith("- COOKIE ACK --|  b0>a0 +5.0 ms");
        assertThat(lines).contains("   1.000000 |  cut 10.0.0.2", "   1.000000 |  mended 10.0.0.2");
        assertThat(lines)
                .anyMatch(l -> l.startsWith("   1.000000 |-- DATA 1 s3#0 BE 100 B ---")
                        && l.endsWith("--x               |  a0>b0 cut"));
        assertThat(lines).anyMatch(l -> l.contains("|-- DATA 1 s3#0 BE 100 B ---") && l.endsWith("->|  a0>b0 +5.0 ms"));
        assertThat(lines).anyMatch(l -> l.contains("- SACK 1 rwnd ") && l.contains("|<---"));
        assertThat(lines.stream().skip(2).filter(l -> l.contains("a0>b0") || l.contains("b0>a0")))
                .allMatch(l -> l.indexOf('|', 13) == 89);
    }

    @Test
    @DisplayName("what nobody sent is drawn with another line; a packet of many chunks takes several")
    void forged() {
        ByteBuffer packet = ByteBuffer.allocate(12 + 30 * 4);
        for (int i = 0; i < 30; i++) {
            packet.put(12 + 4 * i, (byte) 14).putShort(14 + 4 * i, (short) 4);
        }
        network.inject(packet, b.addresses().get(0), 9899, a.addresses().get(0), 9899);
        network.cut(a.addresses().get(0), true);
        network.inject(packet, b.addresses().get(0), 9899, a.addresses().get(0), 9899);
        assertThat(lines())
                .hasSizeGreaterThan(4)
                .anyMatch(l -> l.contains(" x= ") && l.endsWith(" ==|  b0>a0 forged, cut"));
        assertThat(lines().get(2))
                .contains("|<====")
                .contains("= SHUTDOWN COMPLETE, ")
                .endsWith(" ==|  b0>a0 +5.0 ms forged");
        assertThat(lines().get(3)).contains("|   ").contains("SHUTDOWN COMPLETE, ");
    }
}
