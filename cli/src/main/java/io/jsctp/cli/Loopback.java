package io.jsctp.cli;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.List;

/** Two loopback addresses that this host has: not every system has 127.0.0.2. */
final class Loopback {
    private static final byte[] IPV6_LOOPBACK = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    private Loopback() {}

    static List<InetAddress> pair() throws IOException {
        InetAddress first = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        InetAddress second = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
        try (DatagramSocket probe = new DatagramSocket(0, second)) {
            return List.of(first, probe.getLocalAddress());
        } catch (IOException e) {
            return List.of(first, InetAddress.getByAddress(IPV6_LOOPBACK));
        }
    }
}
