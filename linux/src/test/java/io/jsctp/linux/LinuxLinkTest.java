package io.jsctp.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jsctp.Family;
import io.jsctp.ReceiveResult;
import io.jsctp.SctpOption;
import io.jsctp.SctpSocket;
import io.jsctp.SctpStack;
import io.jsctp.SendInfo;
import io.jsctp.Style;
import io.jsctp.link.Link;
import io.jsctp.link.PacketBatch;
import io.jsctp.link.PacketReceiver;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets through native sockets on the loopback interface. */
@Timeout(60)
class LinuxLinkTest {
    private static final long WITHOUT_END = Long.MAX_VALUE;
    private static final PacketReceiver NOBODY = (buffer, offset, length, from, fromPort, to) -> {};

    private final LinuxLinks links = new LinuxLinks();

    private static InetAddress address(String text) throws IOException {
        return InetAddress.getByName(text);
    }

    private Link udp(String address) throws IOException {
        return links.openUdp(List.of(address(address)), 0, true, 1);
    }

    /** What arrived: each packet's bytes, and from where. */
    private static final class Arrived {
        final List<byte[]> packets = new ArrayList<>();
        final List<InetSocketAddress> senders = new ArrayList<>();

        void take(Link link, int count) {
            while (packets.size() < count) {
                link.poll(
                        (buffer, offset, length, from, fromPort, to) -> {
                            byte[] bytes = new byte[length];
                            buffer.get(offset, bytes);
                            packets.add(bytes);
                            senders.add(new InetSocketAddress(from, fromPort));
                        },
                        WITHOUT_END);
            }
        }
    }

    private static byte[] packet(int number, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) number);
        return bytes;
    }

    private static PacketBatch batch(List<byte[]> packets, InetAddress to, int port) {
        PacketBatch batch = new PacketBatch(1 << 18, 256);
        for (byte[] packet : packets) {
            batch.buffer().put(batch.nextOffset(), packet);
            batch.commit(packet.length, to, port, null);
        }
        return batch;
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    @DisplayName("packets of all sizes, in runs and alone, arrive one by one and in order")
    void runs(String where) throws IOException {
        List<byte[]> sent = new ArrayList<>();
        int number = 0;
        for (int length : new int[] {1200, 1200, 1200, 700, 1200, 12, 12, 12, 12, 1400, 1399, 1400, 1400}) {
            sent.add(packet(number++, length));
        }
        for (int i = 0; i < 100; i++) {
            sent.add(packet(number++, 1000));
        }
        try (Link a = udp(where);
                Link b = udp(where)) {
            a.send(batch(sent, address(where), b.udpPort()));
            Arrived arrived = new Arrived();
            arrived.take(b, sent.size());
            assertThat(arrived.packets).containsExactlyElementsOf(sent);
            assertThat(arrived.senders).containsOnly(new InetSocketAddress(address(where), a.udpPort()));
            assertThat(a.sendFailures()).isZero();
        }
    }

    private static byte[] tagged(int tag, int initiateTag) {
        return ByteBuffer.allocate(32).putInt(4, tag).putInt(16, initiateTag).array();
    }

    /** Sends packets with tags 1 to 30, INITs with Initiate Tags 101 to 130, and looks by which queue they come. */
    private static void assertSteered(Link from, Link to, InetAddress where) throws IOException {
        int queues = to.queues();
        List<byte[]> sent = new ArrayList<>();
        for (int tag = 1; tag <= 30; tag++) {
            sent.add(tagged(tag, -1));
            sent.add(tagged(0, 100 + tag));
        }
        sent.add(tagged(-1, 0)); // a tag is not negative: 2 to the power of 32, less 1
        for (byte[] packet : sent) {
            from.send(batch(List.of(packet), where, to.udpPort()));
        }
        int all = 0;
        for (int i = 0; i < queues; i++) {
            int queue = i;
            int[] count = new int[1];
            while (to.poll(
                            queue,
                            (buffer, offset, length, source, port, local) -> {
                                int tag = buffer.getInt(offset + 4);
                                int by = tag == 0 ? buffer.getInt(offset + 16) : tag;
                                assertThat(Integer.remainderUnsigned(by, queues))
                                        .as("tag %d, %d", tag, by)
                                        .isEqualTo(queue);
                                count[0]++;
                            },
                            0)
                    > 0) {
                // until it is empty
            }
            all += count[0];
        }
        assertThat(all).isEqualTo(sent.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    @DisplayName(
            "with several queues packets come by that of their tag, INITs by that of their Initiate Tag, and each once")
    void queues(String where) throws IOException {
        try (Link a = udp(where);
                Link b = links.openUdp(List.of(address(where)), 0, true, 3)) {
            assertThat(b.queues()).isEqualTo(3);
            assertSteered(a, b, address(where));
            assertThatThrownBy(() -> links.openUdp(List.of(address(where)), b.udpPort(), true, 3))
                    .isInstanceOf(BindException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    @DisplayName("so do packets over raw IP")
    void rawQueues(String where) throws IOException {
        Link b;
        try {
            b = links.openRaw(List.of(address(where)), 3);
        } catch (IOException e) {
            Assumptions.abort("raw IP cannot be used here: " + e.getMessage());
            return;
        }
        try (b;
                Link a = links.openRaw(List.of(address(where.equals("::1") ? where : "127.0.0.2")), 1)) {
            assertSteered(a, b, address(where));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    @DisplayName("who waits in a dialogue is woken up, sees a burst whole, and does not wait longer than told")
    void dialogue(String where) throws Exception {
        try (Link a = udp(where);
                Link b = udp(where)) {
            for (int i = 0; i < 50; i++) {
                a.send(batch(List.of(packet(i, 100)), address(where), b.udpPort()));
                Arrived arrived = new Arrived();
                arrived.take(b, 1);
                assertThat(arrived.packets).containsExactly(packet(i, 100));
                CompletableFuture<Integer> woken = CompletableFuture.supplyAsync(() -> b.poll(NOBODY, WITHOUT_END));
                for (int turn = 0; turn < i * 20_000; turn++) {
                    Thread.onSpinWait(); // so that it meets all moments of the wait
                }
                b.wakeup();
                assertThat(woken.get()).isZero();
            }
            List<byte[]> burst = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                burst.add(packet(i, 1000 + i % 3));
            }
            a.send(batch(burst, address(where), b.udpPort()));
            Arrived arrived = new Arrived();
            arrived.take(b, burst.size());
            assertThat(arrived.packets).containsExactlyElementsOf(burst);
            a.send(batch(List.of(packet(1, 100)), address(where), b.udpPort()));
            arrived.take(b, burst.size() + 1);
            assertThat(b.poll(NOBODY, 30_000_000)).isZero();
        }
    }

    @Test
    @DisplayName("packets to several destinations in one batch get to theirs")
    void destinations() throws IOException {
        InetAddress loopback = address("127.0.0.1");
        try (Link a = udp("127.0.0.1");
                Link b = udp("127.0.0.1");
                Link c = udp("127.0.0.1")) {
            PacketBatch batch = new PacketBatch(1 << 16, 8);
            for (int i = 0; i < 6; i++) {
                batch.buffer().put(batch.nextOffset(), packet(i, 100));
                batch.commit(100, loopback, i % 2 == 0 ? b.udpPort() : c.udpPort(), null, i < 3 ? 0 : 0x28, 0);
            }
            a.send(batch);
            Arrived atB = new Arrived();
            Arrived atC = new Arrived();
            atB.take(b, 3);
            atC.take(c, 3);
            assertThat(atB.packets).containsExactly(packet(0, 100), packet(2, 100), packet(4, 100));
            assertThat(atC.packets).containsExactly(packet(1, 100), packet(3, 100), packet(5, 100));
        }
    }

    @Test
    @DisplayName("what the interface cannot carry whole is not sent, unless it may be divided; what follows is")
    void tooLarge() throws IOException {
        InetAddress loopback = address("127.0.0.1");
        try (Link a = udp("127.0.0.1");
                Link b = udp("127.0.0.1")) {
            int tooMuch = 65_508;
            PacketBatch batch = new PacketBatch(1 << 17, 8);
            batch.commit(tooMuch, loopback, b.udpPort(), null);
            batch.buffer().put(batch.nextOffset(), packet(1, 10));
            batch.commit(10, loopback, b.udpPort(), null);
            batch.buffer().put(batch.nextOffset(), packet(2, 20));
            batch.commit(20, loopback, b.udpPort(), null);
            batch.allowFragmentation();
            a.send(batch);
            Arrived arrived = new Arrived();
            arrived.take(b, 2);
            assertThat(arrived.packets).containsExactly(packet(1, 10), packet(2, 20));
            assertThat(a.sendFailures()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("a taken port and a foreign address are told by name; without strict another port is taken")
    void bind() throws IOException {
        List<InetAddress> loopback = List.of(address("127.0.0.1"));
        try (Link a = udp("127.0.0.1")) {
            assertThatThrownBy(() -> links.openUdp(loopback, a.udpPort(), true, 1))
                    .isInstanceOf(BindException.class)
                    .hasMessageContaining("UDP port " + a.udpPort() + " of 127.0.0.1 is taken");
            try (Link b = links.openUdp(loopback, a.udpPort(), false, 1)) {
                assertThat(b.udpPort()).isNotZero().isNotEqualTo(a.udpPort());
            }
        }
        assertThatThrownBy(() -> udp("192.0.2.1"))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("192.0.2.1 is not an address of this host");
    }

    @Test
    @DisplayName("wakeup ends the poll under way, or the next one; closing does, too, and nothing is done after it")
    void ends() throws Exception {
        Link link = udp("127.0.0.1");
        link.wakeup();
        assertThat(link.poll((buffer, offset, length, from, fromPort, to) -> {}, WITHOUT_END))
                .isZero();
        Thread poller =
                new Thread(() -> link.poll((buffer, offset, length, from, fromPort, to) -> {}, WITHOUT_END), "poller");
        poller.start();
        link.close();
        poller.join();
        assertThat(link.poll((buffer, offset, length, from, fromPort, to) -> {}, WITHOUT_END))
                .isZero();
        link.send(batch(List.of(packet(0, 10)), address("127.0.0.1"), 9));
        assertThat(link.sendFailures()).isEqualTo(1);
        link.close();
    }

    @Test
    @DisplayName("a poll lets its time pass and no more")
    void timeout() throws IOException {
        try (Link link = udp("127.0.0.1")) {
            long before = link.nanoTime();
            assertThat(link.poll((buffer, offset, length, from, fromPort, to) -> {}, 2_000_000))
                    .isZero();
            assertThat(link.nanoTime() - before).isGreaterThanOrEqualTo(2_000_000);
        }
    }

    @Test
    @DisplayName(
            "a stack that asks for offload has this link, and messages of all sizes pass; one that does not has NIO")
    void stack() throws IOException {
        List<InetAddress> loopback = List.of(address("127.0.0.1"));
        try (SctpStack server = SctpStack.builder()
                        .segmentationOffload()
                        .localAddresses(loopback)
                        .udpPort(0)
                        .open();
                SctpStack nio =
                        SctpStack.builder().localAddresses(loopback).udpPort(0).open();
                SctpStack client = SctpStack.builder()
                        .segmentationOffload()
                        .localAddresses(loopback)
                        .udpPort(0)
                        .peerUdpPort(server.udpPort())
                        .open()) {
            assertThat(server).asString().contains("LinuxLink");
            assertThat(nio).asString().contains("UdpLink");
            exchange(server, client, loopback.get(0), loopback.get(0));
        }
    }

    @Test
    @DisplayName("two stacks talk over raw IP, if that is allowed")
    void rawIp() throws IOException {
        InetAddress a = address("127.0.0.1");
        InetAddress b = address("127.0.0.2");
        assumeRawAllowed();
        try (SctpStack server =
                        SctpStack.builder().rawIp().localAddresses(List.of(b)).open();
                SctpStack client =
                        SctpStack.builder().rawIp().localAddresses(List.of(a)).open()) {
            exchange(server, client, b, a);
        }
    }

    private void assumeRawAllowed() throws IOException {
        try {
            links.openRaw(List.of(address("127.0.0.1")), 1).close();
        } catch (IOException e) {
            Assumptions.abort("SKIPPED: " + e.getMessage());
        }
    }

    @Test
    @DisplayName("a stack with both talks to one over raw IP and to one over UDP, whoever begins")
    void both() throws IOException {
        assumeRawAllowed();
        InetAddress a = address("127.0.0.1");
        InetAddress b = address("127.0.0.2");
        InetAddress c = address("127.0.0.3");
        try (SctpStack both = SctpStack.builder()
                        .rawIpAndUdp()
                        .localAddresses(List.of(b))
                        .udpPort(0)
                        .open();
                SctpStack raw =
                        SctpStack.builder().rawIp().localAddresses(List.of(a)).open();
                SctpStack udp = SctpStack.builder()
                        .localAddresses(List.of(c))
                        .udpPort(0)
                        .peerUdpPort(both.udpPort())
                        .open()) {
            assertThat(both).asString().contains("over UDP port " + both.udpPort() + " and raw IP");
            exchange(both, raw, b, a);
            exchange(both, udp, b, c);
            exchange(raw, both, a, b);
            try (SctpSocket listener = udp.socket(Family.IPV4, Style.ONE_TO_ONE);
                    SctpSocket socket = both.socket(Family.IPV4, Style.ONE_TO_ONE)) {
                assertThat(socket.getOption(SctpOption.REMOTE_UDP_ENCAPS_PORT)).isZero();
                socket.setOption(SctpOption.REMOTE_UDP_ENCAPS_PORT, udp.udpPort());
                exchange(listener, socket, c, b);
            }
        }
    }

    private static void exchange(SctpStack server, SctpStack client, InetAddress at, InetAddress from)
            throws IOException {
        try (SctpSocket listener = server.socket(Family.IPV4, Style.ONE_TO_ONE);
                SctpSocket socket = client.socket(Family.IPV4, Style.ONE_TO_ONE)) {
            exchange(listener, socket, at, from);
        }
    }

    private static void exchange(SctpSocket listener, SctpSocket socket, InetAddress at, InetAddress from)
            throws IOException {
        listener.bind(new InetSocketAddress(at, 0));
        listener.listen(1);
        socket.connect(listener.getsockname());
        try (SctpSocket accepted = listener.accept()) {
            assertThat(accepted.getpaddrs(0).get(0).getAddress()).isEqualTo(from);
            ByteBuffer read = ByteBuffer.allocate(1 << 17);
            for (int length : new int[] {1, 100, 1400, 9000, 70_000}) {
                byte[] message = packet(length, length);
                socket.sendv(ByteBuffer.wrap(message), SendInfo.stream(0));
                read.clear();
                ReceiveResult result;
                do {
                    result = accepted.recvv(read);
                } while (!result.isEndOfRecord());
                assertThat(Arrays.copyOf(read.array(), read.position())).isEqualTo(message);
            }
        }
    }
}
