package io.jsctp.link;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the socket addresses of recent destinations, so that sending makes no garbage. Any thread: the entries are
 * immutable, and losing a race for a slot only costs a new object.
 */
final class SocketAddresses {
    private static final int SLOTS = 256;

    private final @Nullable InetSocketAddress[] recent = new InetSocketAddress[SLOTS];

    InetSocketAddress of(InetAddress address, int port) {
        int slot = (address.hashCode() * 31 + port) & (SLOTS - 1);
        InetSocketAddress known = recent[slot];
        if (known != null && known.getPort() == port && known.getAddress().equals(address)) {
            return known;
        }
        InetSocketAddress made = new InetSocketAddress(address, port);
        recent[slot] = made;
        return made;
    }
}
