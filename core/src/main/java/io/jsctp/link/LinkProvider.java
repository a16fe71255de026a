package io.jsctp.link;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Offers links that NIO cannot: a module beside this one, which {@link java.util.ServiceLoader} finds when a stack asks for it.
 * Any thread.
 */
public interface LinkProvider {
    /** {@return the name it is asked for by} */
    String name();

    /** {@return why it can't be used on this machine; null if it can} */
    @Nullable
    String obstacle();

    /**
     * Opens a link over UDP that is faster than {@link UdpLink}, and otherwise like it.
     *
     * @param localAddresses the addresses to use; empty for all of this host except IPv6 link-local ones
     * @param udpPort the port to bind on each of them; 0 for an ephemeral one
     * @param strict true to fail if the port is taken; false to take an ephemeral one then
     * @param queues by how many queues packets are received, at least 1
     * @return the link
     * @throws BindException if the port is taken or an address is not local
     * @throws IOException if something else failed
     */
    Link openUdp(List<InetAddress> localAddresses, int udpPort, boolean strict, int queues) throws IOException;

    /**
     * Opens a link over raw IP, protocol 132.
     *
     * @param localAddresses the addresses to use; empty for all of this host except IPv6 link-local ones
     * @param queues by how many queues packets are received, at least 1
     * @return the link
     * @throws BindException if the operating system's own SCTP would answer in our place, or an address is not local
     * @throws IOException if raw sockets are not allowed, or something else failed
     */
    Link openRaw(List<InetAddress> localAddresses, int queues) throws IOException;

    /**
     * Opens a link over both: raw IP to peers without a UDP port, UDP to the others.
     *
     * @param localAddresses the addresses to use; empty for all of this host except IPv6 link-local ones
     * @param udpPort the port to bind on each of them; 0 for an ephemeral one
     * @param strict true to fail if the port is taken; false to take an ephemeral one then
     * @param queues by how many queues packets are received, at least 1
     * @return the link
     * @throws BindException if the operating system's own SCTP would answer in our place, the port is taken, or an address is
     *     not local
     * @throws IOException if raw sockets are not allowed, or something else failed
     */
    Link openBoth(List<InetAddress> localAddresses, int udpPort, boolean strict, int queues) throws IOException;
}
