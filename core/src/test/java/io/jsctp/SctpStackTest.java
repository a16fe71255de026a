package io.jsctp;

import static io.jsctp.Stacks.assertErrno;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jsctp.link.Link;
import io.jsctp.link.PacketReceiver;
import io.jsctp.link.UdpLink;
import io.jsctp.wire.Crc32c;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
class SctpStackTest {
    private static final List<InetAddress> LOOPBACK = List.of(InetAddress.getLoopbackAddress());

    @Test
    @DisplayName("a taken UDP port is EADDRINUSE with who may hold it if it must be that one, else another is taken")
    void takenPort() throws Exception {
        try (DatagramSocket holder = new DatagramSocket(new InetSocketAddress(LOOPBACK.get(0), 0))) {
            int port = holder.getLocalPort();
            SctpStackBuilder builder =
                    SctpStack.builder().localAddresses(LOOPBACK).udpPort(port);
            assertThatThrownBy(() -> builder.strictUdpPort(true).open())
                    .hasMessageContaining("UDP port " + port + " of 127.0.0.1 is taken")
                    .hasMessageContaining("another SCTP stack on this host")
                    .hasMessageEndingWith("(EADDRINUSE)");
            try (SctpStack stack = builder.strictUdpPort(false).open()) {
                assertThat(stack.udpPort()).isNotZero().isNotEqualTo(port);
                assertThat(stack.localAddresses()).isEqualTo(LOOPBACK);
            }
        }
    }

    @Test
    @DisplayName("an address of another host is EADDRNOTAVAIL; arguments out of range are refused by the builder")
    void wrongArguments() throws Exception {
        InetAddress foreign = InetAddress.getByName("198.51.100.1");
        assertErrno(
                Errno.EADDRNOTAVAIL,
                () -> SctpStack.builder().localAddresses(List.of(foreign)).open());
        assertThatThrownBy(() -> SctpStack.builder().udpPort(65536)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SctpStack.builder().peerUdpPort(-1)).isInstanceOf(IllegalArgumentException.class);
        for (int loops : new int[] {0, 65}) {
            assertThatThrownBy(() -> SctpStack.builder().loops(loops)).isInstanceOf(IllegalArgumentException.class);
        }
        for (int us : new int[] {-1, 10_001}) {
            assertThatThrownBy(() -> SctpStack.builder().busyPoll(Duration.ofNanos(us * 1000L)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @DisplayName(
            "a stack has as many loops as it is told; it talks to each of many peers, and its port is nobody else's")
    void loops() throws Exception {
        try (SctpStack server =
                SctpStack.builder().localAddresses(LOOPBACK).udpPort(0).loops(3).open()) {
            assertThat(server.loops()).isEqualTo(3);
            assertErrno(
                    Errno.EADDRINUSE,
                    () -> SctpStack.builder()
                            .localAddresses(LOOPBACK)
                            .udpPort(server.udpPort())
                            .strictUdpPort(true)
                            .loops(3)
                            .open());
            InetSocketAddress address = new InetSocketAddress(LOOPBACK.get(0), 5000);
            SctpSocket listener = server.socket(Family.IPV4, Style.ONE_TO_MANY);
            listener.bind(address);
            listener.listen(1);
            for (int i = 0; i < 12; i++) {
                try (SctpStack client = SctpStack.builder()
                        .localAddresses(LOOPBACK)
                        .udpPort(0)
                        .peerUdpPort(server.udpPort())
                        .loops(2)
                        .open()) {
                    SctpSocket socket = client.socket(Family.IPV4, Style.ONE_TO_ONE);
                    socket.connect(address);
                    socket.sendv(Stacks.bytes("by client " + i), SendInfo.stream(0));
                    assertThat(Stacks.readText(listener)).isEqualTo("by client " + i);
                    socket.close();
                }
            }
            assertThat(server.counters().internalErrors()).isZero();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @DisplayName("a stack that is run step by step has one loop")
    void steppedLoops() throws Exception {
        SctpStackBuilder builder =
                SctpStack.builder().localAddresses(LOOPBACK).udpPort(0).loops(2);
        assertThatThrownBy(builder::openStepped)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a stack without a thread has one loop, not 2");
    }

    @Test
    @DisplayName("a stack told to does not sleep for a while after a packet; it looks for the next")
    void busyPoll() throws Exception {
        CountDownLatch looks = new CountDownLatch(1000);
        Link link = new LinkWrapper(UdpLink.open(LOOPBACK, 0, true)) {
            @Override
            public int poll(PacketReceiver receiver, long timeoutNs) {
                if (timeoutNs == 0) {
                    looks.countDown();
                }
                return super.poll(receiver, timeoutNs);
            }
        };
        try (SctpStack stack = SctpStack.builder()
                        .link(link)
                        .busyPoll(Duration.ofMillis(10))
                        .open();
                DatagramSocket peer = new DatagramSocket(new InetSocketAddress(LOOPBACK.get(0), 0))) {
            while (looks.getCount() > 0) {
                peer.send(new DatagramPacket(new byte[20], 20, LOOPBACK.get(0), stack.udpPort()));
                if (looks.await(1, TimeUnit.MILLISECONDS)) {
                    break;
                }
            }
        }
    }

    @Test
    @DisplayName("the inbound streams a peer can get are bounded by the stack, whatever the socket asks for")
    void inboundStreamLimit() throws Exception {
        StackLimits limits = StackLimits.defaults().with(StackLimit.INBOUND_STREAMS, 16);
        try (Stacks stacks = new Stacks(limits)) {
            SctpSocket socket = stacks.clientSocket(Style.ONE_TO_ONE);
            assertThat(socket.getOption(SctpOption.INITMSG).maxInboundStreams()).isEqualTo(16);
            socket.setOption(SctpOption.INITMSG, new InitMessage(0, 5000, 0, 0));
            assertThat(socket.getOption(SctpOption.INITMSG).maxInboundStreams()).isEqualTo(16);
        }
    }

    @Test
    @DisplayName(
            "6951-5.3-3: packets over UDP have their CRC32c; the checksum of UDP is the system's, nothing turns it off")
    void checksumOverUdp() throws Exception {
        try (SctpStack stack =
                        SctpStack.builder().localAddresses(LOOPBACK).udpPort(0).open();
                DatagramSocket peer = new DatagramSocket(new InetSocketAddress(LOOPBACK.get(0), 0))) {
            SctpSocket socket = stack.socket(Family.IPV4, Style.ONE_TO_ONE);
            socket.configureBlocking(false);
            socket.setOption(SctpOption.REMOTE_UDP_ENCAPS_PORT, peer.getLocalPort());
            assertErrno(Errno.EINPROGRESS, () -> socket.connect(new InetSocketAddress(LOOPBACK.get(0), 5000)));
            DatagramPacket init = new DatagramPacket(new byte[2000], 2000);
            peer.receive(init);
            assertThat(new Crc32c().verify(ByteBuffer.wrap(init.getData()), 0, init.getLength()))
                    .isTrue();
            assertThat(ByteBuffer.wrap(init.getData()).getInt(8)).isNotZero();
        }
    }

    @Test
    @DisplayName("9260-6.8-2: a stack with given randomness, counters that count, and a line that describes it")
    void counts() throws Exception {
        try (SctpStack stack = SctpStack.builder()
                .localAddresses(LOOPBACK)
                .udpPort(0)
                .random(new Random(1))
                .open()) {
            try (DatagramSocket stranger = new DatagramSocket(new InetSocketAddress(LOOPBACK.get(0), 0))) {
                byte[] rubbish = new byte[40];
                stranger.send(new java.net.DatagramPacket(rubbish, 40, LOOPBACK.get(0), stack.udpPort()));
            }
            while (stack.counters().checksumErrors() == 0) {
                Stacks.spin();
            }
            StackCounters counters = stack.counters();
            assertThat(counters.packetsReceived()).isEqualTo(1);
            assertThat(counters.bytesReceived()).isEqualTo(40);
            assertThat(counters.packetsSent()).isZero();
            assertThat(stack).hasToString("SctpStack[UdpLink[127.0.0.1]:" + stack.udpPort() + ", 1 packets in, 0 out]");
            SctpSocket socket = stack.socket(Family.IPV4, Style.ONE_TO_ONE);
            assertThat(socket).hasToString("SctpSocket[ONE_TO_ONE, unbound, associations []]");
            assertThat(socket.family()).isEqualTo(Family.IPV4);
        }
    }
}
