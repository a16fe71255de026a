package io.jsctp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A stack as it is seen in JMX and in a recording of the flight recorder. */
@Timeout(60)
class StackMonitorTest {
    private VirtualWire wire;
    private InetSocketAddress address;

    @BeforeEach
    void open() throws Exception {
        wire = new VirtualWire();
        address = new InetSocketAddress(InetAddress.getByName("192.0.2.2"), 5000);
        SctpSocket listener = wire.server.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        listener.bind(address);
        listener.listen(5);
    }

    private SctpSocket connect() throws Exception {
        SctpSocket client = wire.client.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        client.connect(address);
        return client;
    }

    @Test
    @DisplayName("9260-13-1: JMX shows the counters of the stack and of its associations, until it is closed")
    void jmx() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name;
        try (StackMonitor monitor = StackMonitor.register(wire.client.stack(), "a client, here")) {
            name = new ObjectName(monitor.objectName());
            StackMXBean bean = JMX.newMXBeanProxy(server, name, StackMXBean.class);
            assertThat(bean.getCurrEstab()).isZero();
            assertThat(bean.getAssociations()).isEmpty();
            connect();
            assertThat(bean.getCurrEstab()).isEqualTo(1);
            assertThat(bean.getCounters()).containsEntry("sctpActiveEstabs", 1L).containsKey("sctpOutOfBlues");
            Map<String, Map<String, Long>> associations = bean.getAssociations();
            assertThat(associations).hasSize(1);
            String peer = associations.keySet().iterator().next();
            assertThat(peer).endsWith("->192.0.2.2:5000");
            assertThat(associations.get(peer)).containsEntry("sctpOutSCTPPacks", 2L);
            assertThat(bean.getPaths().get(peer)).startsWith("ACTIVE, primary, cwnd ");
            assertThatThrownBy(() -> StackMonitor.register(wire.server.stack(), "a client, here"))
                    .isInstanceOf(IllegalArgumentException.class);
            monitor.close();
        }
        assertThat(server.isRegistered(name)).isFalse();
    }

    @Test
    @DisplayName("9260-13-1: a recording has the changes of state, and nothing is recorded outside of one")
    void flightRecorder(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("sctp.jfr");
        connect();
        try (Recording recording = new Recording()) {
            recording.enable("io.jsctp.StateChange");
            recording.start();
            SctpSocket client = connect();
            client.setOption(SctpOption.SO_LINGER, new Linger(true, 0));
            client.close();
            wire.runFor(1);
            recording.stop();
            recording.dump(file);
        }
        assertThat(Files.size(file)).isPositive();
        List<String> changes = RecordingFile.readAllEvents(file).stream()
                .map(StackMonitorTest::text)
                .toList();
        assertThat(changes).filteredOn(text -> text.startsWith("up, ")).hasSize(2);
        assertThat(changes).anyMatch(text -> text.startsWith("lost: PEER_ABORT"));
    }

    private static String text(RecordedEvent event) {
        return event.getString("what");
    }

    @Test
    @DisplayName("9260-13-1: a recording samples what stacks with a thread of their own, and their paths, are like")
    void samples(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("sctp.jfr");
        InetAddress here = InetAddress.getByName("127.0.0.1");
        try (Recording recording = new Recording()) {
            recording.enable("io.jsctp.PathSample").with("period", "everyChunk");
            recording.enable("io.jsctp.StackSample").with("period", "everyChunk");
            recording.start();
            try (SctpStack a = SctpStack.builder()
                            .localAddresses(List.of(here))
                            .udpPort(0)
                            .open();
                    SctpStack b = SctpStack.builder()
                            .localAddresses(List.of(here))
                            .udpPort(0)
                            .open();
                    SctpSocket listener = a.socket(Family.IPV4, Style.ONE_TO_ONE);
                    SctpSocket client = b.socket(Family.IPV4, Style.ONE_TO_ONE)) {
                listener.bind(new InetSocketAddress(here, 5000));
                listener.listen(1);
                client.setOption(SctpOption.REMOTE_UDP_ENCAPS_PORT, a.udpPort());
                client.connect(new InetSocketAddress(here, 5000));
                recording.stop();
                recording.dump(file);
            }
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        assertThat(events)
                .filteredOn(e -> e.getEventType().getName().equals("io.jsctp.PathSample"))
                .anyMatch(e -> e.getString("state").equals("ACTIVE")
                        && e.getString("address").equals("127.0.0.1"));
        assertThat(events)
                .filteredOn(e -> e.getEventType().getName().equals("io.jsctp.StackSample"))
                .anyMatch(e -> e.getInt("currEstab") == 1);
    }
}
