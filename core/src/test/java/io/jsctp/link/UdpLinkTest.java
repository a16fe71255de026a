package io.jsctp.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(30)
class UdpLinkTest {
    private final List<UdpLink> links = new ArrayList<>();

    private record Arrived(String text, InetAddress from, int fromPort, InetAddress to) {}

    @AfterEach
    void close() {
        links.forEach(UdpLink::close);
    }

    @Test
    @DisplayName(
            "6951-5.1-3: a packet arrives with the addresses it was sent from and to, on one port for all addresses")
    void tellsAddresses() throws IOException {
        UdpLink a = open("127.0.0.1", "127.0.0.2");
        UdpLink b = open("127.0.0.1", "127.0.0.2");

        a.send(batch("one", "127.0.0.2", b.udpPort(), "127.0.0.1"));
        a.send(batch("two", "127.0.0.1", b.udpPort(), "127.0.0.2"));

        assertThat(receive(b, 2))
                .containsExactlyInAnyOrder(
                        new Arrived("one", address("127.0.0.1"), a.udpPort(), address("127.0.0.2")),
                        new Arrived("two", address("127.0.0.2"), a.udpPort(), address("127.0.0.1")));
        assertThat(a.sendFailures()).isZero();
    }

    @Test
    @DisplayName("without a source the address most alike the destination is taken")
    void choosesSource() throws IOException {
        UdpLink a = open("127.0.0.1", "127.0.0.2", "::1");
        UdpLink b = open("127.0.0.2", "::1");

        a.send(batch("v4", "127.0.0.2", b.udpPort(), null));
        a.send(batch("v6", "::1", b.udpPort(), null));

        assertThat(receive(b, 2))
                .extracting(Arrived::from)
                .containsExactlyInAnyOrder(address("127.0.0.2"), address("::1"));
    }

    @Test
    @DisplayName("6951-5.1-1 6951-5.3-2: a packet is the payload of a datagram, byte for byte; the usual port is 9899")
    void payload() throws IOException {
        UdpLink a = open("127.0.0.1");
        try (DatagramSocket plain = new DatagramSocket(new InetSocketAddress(address("127.0.0.1"), 0))) {
            a.send(batch("a packet", "127.0.0.1", plain.getLocalPort(), null));
            DatagramPacket seen = new DatagramPacket(new byte[100], 100);
            plain.receive(seen);
            assertThat(new String(seen.getData(), 0, seen.getLength(), StandardCharsets.US_ASCII))
                    .isEqualTo("a packet");
            assertThat(seen.getPort()).isEqualTo(a.udpPort());
        }
        assertThat(UdpLink.DEFAULT_PORT).isEqualTo(9899);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @DisplayName("with several queues each packet comes once, those of one peer by one queue, and all of them are used")
    void queues() throws IOException {
        UdpLink b = UdpLink.open(List.of(address("127.0.0.1"), address("127.0.0.2")), 0, true, 3);
        links.add(b);
        assertThat(b.queues()).isEqualTo(3);
        Set<Integer> ports = new HashSet<>();
        for (int i = 0; i < 60; i++) {
            UdpLink a = open("127.0.0.1");
            ports.add(a.udpPort());
            a.send(batch("first", "127.0.0." + (1 + i % 2), b.udpPort(), null));
            a.send(batch("second", "127.0.0." + (1 + i % 2), b.udpPort(), null));
        }
        List<Integer> seen = new ArrayList<>();
        int used = 0;
        for (int queue = 0; queue < 3; queue++) {
            List<Integer> here = new ArrayList<>();
            while (b.poll(queue, (buffer, offset, length, from, fromPort, to) -> here.add(fromPort), 0) > 0) {
                // until it is empty
            }
            here.forEach(port -> assertThat(here).filteredOn(port::equals).hasSize(2));
            seen.addAll(here);
            used += here.isEmpty() ? 0 : 1;
        }
        assertThat(seen).hasSize(120).hasSameElementsAs(ports);
        assertThat(used).isEqualTo(3);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @DisplayName("what leaves by another queue leaves from the same port; its end wakes who polls")
    void sendsByQueue() throws IOException {
        UdpLink a = UdpLink.open(List.of(address("127.0.0.1")), 0, true, 2);
        links.add(a);
        UdpLink b = open("127.0.0.1");
        PacketBatch batch = new PacketBatch(100, 1, 1);
        batch.buffer().put(0, (byte) 'x');
        batch.commit(1, address("127.0.0.1"), b.udpPort(), null);
        a.send(batch);
        assertThat(receive(b, 1))
                .containsExactly(new Arrived("x", address("127.0.0.1"), a.udpPort(), address("127.0.0.1")));
        a.wakeup(1);
        assertThat(a.poll(1, (buffer, offset, length, from, fromPort, to) -> {}, Long.MAX_VALUE))
                .isZero();
        CompletableFuture<Integer> waits = CompletableFuture.supplyAsync(
                () -> a.poll(1, (buffer, offset, length, from, fromPort, to) -> {}, Long.MAX_VALUE));
        a.close();
        assertThat(waits.join()).isZero();
    }

    @Test
    @DisplayName("6951-5.5-3: a port that nobody listens at is no error, however often it is sent to")
    void closedPort() throws IOException {
        UdpLink a = open("127.0.0.1");
        UdpLink b = open("127.0.0.1");
        int closed;
        try (DatagramSocket gone = new DatagramSocket(new InetSocketAddress(address("127.0.0.1"), 0))) {
            closed = gone.getLocalPort();
        }
        for (int i = 0; i < 20; i++) {
            a.send(batch("lost", "127.0.0.1", closed, null));
        }
        a.send(batch("found", "127.0.0.1", b.udpPort(), null));
        b.send(batch("back", "127.0.0.1", a.udpPort(), null));

        assertThat(receive(b, 1)).extracting(Arrived::text).containsExactly("found");
        assertThat(receive(a, 1)).extracting(Arrived::text).containsExactly("back");
        assertThat(a.sendFailures()).isZero();
    }

    @Test
    @DisplayName("several packets of one batch arrive each for itself")
    void sendsBatch() throws IOException {
        UdpLink a = open("127.0.0.1");
        UdpLink b = open("127.0.0.1");
        PacketBatch batch = new PacketBatch(1000, 10);
        for (String text : List.of("x", "yy", "zzz")) {
            add(batch, text, "127.0.0.1", b.udpPort(), null);
        }

        a.send(batch);

        assertThat(receive(b, 3)).extracting(Arrived::text).containsExactly("x", "yy", "zzz");
        assertThat(batch.count()).as("the batch stays the caller's").isEqualTo(3);
    }

    @Test
    @DisplayName("a port that is taken is left, or named with who may hold it if it must be that one")
    void portTaken() throws IOException {
        try (DatagramSocket holder = new DatagramSocket(new InetSocketAddress("127.0.0.2", 0))) {
            int taken = holder.getLocalPort();
            List<InetAddress> addresses = List.of(address("127.0.0.1"), address("127.0.0.2"));

            UdpLink fallback = UdpLink.open(addresses, taken, false);
            links.add(fallback);

            assertThat(fallback.udpPort()).isNotZero().isNotEqualTo(taken);
            assertThatThrownBy(() -> UdpLink.open(addresses, taken, true))
                    .isInstanceOf(BindException.class)
                    .hasMessageContaining("UDP port " + taken + " of 127.0.0.2 is taken")
                    .hasMessageContaining("another SCTP stack on this host");
            // Neither attempt may have kept the port of the address that was free.
            new DatagramSocket(new InetSocketAddress("127.0.0.1", taken)).close();
        }
    }

    @Test
    @DisplayName("an address of another host can't be bound, whatever the port")
    void foreignAddress() {
        assertThatThrownBy(() -> UdpLink.open(List.of(address("198.51.100.1")), 0, false))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("198.51.100.1 is not an address of this host");
    }

    @Test
    @DisplayName("what can't be sent is dropped and counted, the rest of the batch is sent")
    void dropsWhatCantBeSent() throws IOException {
        UdpLink a = open("127.0.0.1");
        UdpLink b = open("127.0.0.1");
        PacketBatch batch = new PacketBatch(70_000, 4);
        add(batch, "no IPv6 here", "::1", b.udpPort(), null);
        batch.commit(65_530, address("127.0.0.1"), b.udpPort(), null);
        add(batch, "no port", "127.0.0.1", 0, null);
        add(batch, "good", "127.0.0.1", b.udpPort(), null);

        a.send(batch);

        assertThat(receive(b, 1)).extracting(Arrived::text).containsExactly("good");
        assertThat(a.sendFailures()).isEqualTo(3);
    }

    @Test
    @DisplayName("a call takes a bounded number of packets, the next one goes on")
    void pollIsBounded() throws IOException {
        UdpLink a = open("127.0.0.1");
        UdpLink b = open("127.0.0.1");
        for (int i = 0; i < 80; i++) {
            a.send(batch("p" + i, "127.0.0.1", b.udpPort(), null));
        }

        int first = b.poll((buffer, offset, length, from, fromPort, to) -> {}, Long.MAX_VALUE);
        int second = b.poll((buffer, offset, length, from, fromPort, to) -> {}, Long.MAX_VALUE);

        assertThat(first).isEqualTo(64);
        assertThat(second).isEqualTo(16);
    }

    @Test
    @DisplayName("wakeup ends the next wait even if none is under way; close ends the present one")
    void wakes() throws Exception {
        UdpLink link = open("127.0.0.1");
        link.wakeup();
        assertThat(link.poll((buffer, offset, length, from, fromPort, to) -> {}, Long.MAX_VALUE))
                .isZero();

        Thread waiting = new Thread(() -> link.poll((b, o, l, f, p, t) -> {}, Long.MAX_VALUE));
        waiting.start();
        link.close();
        waiting.join();

        // The port is free again, and a closed link only counts what it can't send.
        new DatagramSocket(new InetSocketAddress("127.0.0.1", link.udpPort())).close();
        link.send(batch("late", "127.0.0.1", 1, null));
        assertThat(link.sendFailures()).isEqualTo(1);
        link.close();
    }

    @Test
    @DisplayName("6951-5.6-1: the MTU is the interface's less IP and UDP headers")
    void mtu() throws IOException {
        UdpLink link = open("127.0.0.1", "::1");
        int loopback =
                java.net.NetworkInterface.getByInetAddress(address("127.0.0.1")).getMTU();

        assertThat(link.mtu(address("127.0.0.1"))).isEqualTo(Math.min(loopback - 28, 65_507));
        assertThat(link.mtu(address("::1"))).isLessThanOrEqualTo(link.mtu(address("127.0.0.1")));
    }

    @Test
    @DisplayName("by default all addresses are used, but no IPv6 link-local one")
    void allAddresses() throws IOException {
        UdpLink link = UdpLink.open(List.of(), 0, false);
        links.add(link);

        assertThat(link.localAddresses())
                .contains(address("127.0.0.1"))
                .noneMatch(a -> a instanceof java.net.Inet6Address && a.isLinkLocalAddress());
        assertThat(link.nanoTime()).isNotNegative();
    }

    private UdpLink open(String... addresses) throws IOException {
        List<InetAddress> list = new ArrayList<>();
        for (String text : addresses) {
            list.add(address(text));
        }
        UdpLink link = UdpLink.open(list, 0, false);
        links.add(link);
        return link;
    }

    private static List<Arrived> receive(UdpLink link, int count) {
        List<Arrived> arrived = new ArrayList<>();
        while (arrived.size() < count) {
            link.poll(
                    (buffer, offset, length, from, fromPort, to) -> {
                        byte[] bytes = new byte[length];
                        buffer.get(offset, bytes);
                        arrived.add(new Arrived(new String(bytes, StandardCharsets.US_ASCII), from, fromPort, to));
                    },
                    Long.MAX_VALUE);
        }
        return arrived;
    }

    private static PacketBatch batch(String text, String destination, int port, String source) throws IOException {
        PacketBatch batch = new PacketBatch(2000, 4);
        add(batch, text, destination, port, source);
        return batch;
    }

    private static void add(PacketBatch batch, String text, String destination, int port, String source)
            throws IOException {
        ByteBuffer bytes = StandardCharsets.US_ASCII.encode(text);
        int length = bytes.remaining();
        for (int i = 0; i < length; i++) {
            batch.buffer().put(batch.nextOffset() + i, bytes.get(i));
        }
        batch.commit(length, address(destination), port, source == null ? null : address(source));
    }

    private static InetAddress address(String text) throws IOException {
        return InetAddress.getByName(text);
    }
}
