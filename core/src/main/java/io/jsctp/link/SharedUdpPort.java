package io.jsctp.link;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.Locale;

/** Binds several channels to one UDP port of an address, among which the operating system spreads what comes there. */
final class SharedUdpPort {
    private static final int SOCKET_BUFFER_BYTES = 4 << 20;

    private SharedUdpPort() {}

    /** {@return whether there is an operating system that does so: others have the option, but give all to one channel} */
    static boolean isSpread() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    }

    /**
     * Binds.
     *
     * @param port the port; 0 for any that is free
     * @param count how many channels
     * @param opened gets the channels, also those that were opened before it failed
     * @return the port
     * @throws BindException if somebody else has the port, or the address is not of this host
     */
    static int bind(InetAddress address, int port, int count, List<DatagramChannel> opened) throws IOException {
        int bound = port;
        for (int i = 0; i < count; i++) {
            DatagramChannel channel = channelOf(address);
            opened.add(channel);
            if (i > 0) {
                channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            }
            channel.bind(new InetSocketAddress(address, bound));
            if (i == 0 && count > 1) {
                // Not before it is bound: it would share the port with another stack of the same user.
                channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            }
            bound = ((InetSocketAddress) channel.getLocalAddress()).getPort();
        }
        return bound;
    }

    private static DatagramChannel channelOf(InetAddress address) throws IOException {
        DatagramChannel channel = DatagramChannel.open(
                address instanceof Inet4Address ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER_BYTES);
        return channel;
    }
}
