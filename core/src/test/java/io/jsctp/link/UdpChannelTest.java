package io.jsctp.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The traffic class of datagrams, which an operating system may not let a program set. */
class UdpChannelTest {
    private static DatagramChannel open(String address) throws IOException {
        DatagramChannel channel = DatagramChannel.open(
                address.contains(":") ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
        return channel.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
    }

    private static int classOf(DatagramChannel channel) throws IOException {
        return channel.getOption(StandardSocketOptions.IP_TOS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    @DisplayName("PAP-8: a datagram leaves with its DSCP, and one without with none, whatever was sent before it")
    void followsPackets(String address) throws IOException {
        try (DatagramChannel channel = open(address)) {
            UdpChannel sender = new UdpChannel(channel);
            assumeThat(sender.takesTrafficClasses()).isTrue();
            assertThat(classOf(channel)).as("finding out leaves nothing behind").isZero();
            InetSocketAddress self = (InetSocketAddress) channel.getLocalAddress();
            for (int trafficClass : new int[] {0, 0xB8, 0xB8, 0x28, 0, 0xFC, 0}) {
                assertThat(sender.send(ByteBuffer.wrap(new byte[] {1}), self, trafficClass, false))
                        .isTrue();
                assertThat(classOf(channel)).isEqualTo(trafficClass);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    @DisplayName("PAP-8: the channel is told of another DSCP only")
    void onlyChanges(String address) throws IOException {
        try (DatagramChannel channel = open(address)) {
            UdpChannel sender = new UdpChannel(channel);
            assumeThat(sender.takesTrafficClasses()).isTrue();
            InetSocketAddress self = (InetSocketAddress) channel.getLocalAddress();
            sender.send(ByteBuffer.wrap(new byte[] {1}), self, 0x28, false);
            channel.setOption(StandardSocketOptions.IP_TOS, 0x48);
            sender.send(ByteBuffer.wrap(new byte[] {1}), self, 0x28, false);
            assertThat(classOf(channel)).as("no call between two alike").isEqualTo(0x48);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    @DisplayName("8899-3-2 8899-4.4-1: datagrams have DF from JDK 19 on, but for those that may be divided")
    void dontFragment(String address) throws IOException {
        try (DatagramChannel channel = open(address)) {
            UdpChannel sender = new UdpChannel(channel);
            assertThat(sender.forbidsFragments()).isEqualTo(Runtime.version().feature() >= 19);
            InetSocketAddress self = (InetSocketAddress) channel.getLocalAddress();
            for (boolean mayFragment : new boolean[] {false, true, false}) {
                assertThat(sender.send(ByteBuffer.wrap(new byte[] {1}), self, 0, mayFragment))
                        .isTrue();
            }
            if (Runtime.version().feature() >= 19) {
                SocketOption<?> option = channel.supportedOptions().stream()
                        .filter(o -> o.name().equals("IP_DONTFRAGMENT"))
                        .findFirst()
                        .orElseThrow();
                assertThat(channel.getOption(option)).as("set again").isEqualTo(true);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    @DisplayName("PAP-8: a channel that takes no option can't mark packets")
    void cannot(String address) throws IOException {
        DatagramChannel channel = open(address);
        channel.close();
        assertThat(new UdpChannel(channel).takesTrafficClasses()).isFalse();
        assertThat(new UdpChannel(channel).forbidsFragments()).isFalse();
    }
}
