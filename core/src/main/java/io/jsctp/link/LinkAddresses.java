package io.jsctp.link;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The local addresses of a link that has a socket for each of them: from which of them a packet leaves, and how large it may
 * be. Immutable.
 */
public final class LinkAddresses {
    private static final int IPV4_HEADER_BYTES = 20;
    private static final int IPV6_HEADER_BYTES = 40;
    private static final int DEFAULT_MTU_BYTES = 1500;
    private static final int MAX_IP_PAYLOAD_BYTES = 65515;

    private final List<InetAddress> addresses;
    private final int[] packetBytes;
    private final int headerBytes;

    private LinkAddresses(List<InetAddress> addresses, int headerBytes) {
        this.addresses = addresses;
        this.headerBytes = headerBytes;
        packetBytes = new int[addresses.size()];
        for (int i = 0; i < packetBytes.length; i++) {
            InetAddress local = addresses.get(i);
            int mtu = LocalAddresses.mtuOf(local);
            int payload = (mtu == 0 ? DEFAULT_MTU_BYTES : mtu)
                    - (local instanceof Inet4Address ? IPV4_HEADER_BYTES : IPV6_HEADER_BYTES);
            packetBytes[i] = Math.min(payload, MAX_IP_PAYLOAD_BYTES) - headerBytes;
        }
    }

    /**
     * Takes the addresses given, each once, or those of this host.
     *
     * @param wanted the addresses; empty for all of this host except IPv6 link-local ones
     * @param headerBytes what lies between IP header and SCTP packet: 8 for UDP, 0 for none
     * @return them
     * @throws BindException if there is none
     * @throws IOException if those of this host can't be told
     */
    public static LinkAddresses of(List<InetAddress> wanted, int headerBytes) throws IOException {
        LinkedHashSet<InetAddress> distinct = new LinkedHashSet<>();
        for (InetAddress address : wanted.isEmpty() ? LocalAddresses.ofHost() : wanted) {
            distinct.add(LocalAddresses.withoutZone(address));
        }
        if (distinct.isEmpty()) {
            throw new BindException("this host has no IP address to bind");
        }
        return new LinkAddresses(List.copyOf(distinct), headerBytes);
    }

    /**
     * Says that an address cannot be bound because it is not one of this host.
     *
     * @param address the address
     * @return the error, to be thrown
     */
    public static BindException notLocal(InetAddress address) {
        return new BindException(address.getHostAddress() + " is not an address of this host");
    }

    /**
     * Says that a UDP port cannot be bound because somebody else has it.
     *
     * @param address where
     * @param port the port
     * @return the error, to be thrown
     */
    public static BindException taken(InetAddress address, int port) {
        return new BindException("UDP port " + port + " of " + address.getHostAddress()
                + " is taken: perhaps by another SCTP stack on this host, such as a second jsctp, usrsctp, or Linux with"
                + " net.sctp.udp_port set");
    }

    /** {@return the addresses} */
    public List<InetAddress> all() {
        return addresses;
    }

    /** {@return how many there are} */
    public int count() {
        return addresses.size();
    }

    /**
     * Chooses the socket that a packet leaves by: that of its source, else of the address most alike the destination.
     *
     * @param source the address it shall leave from; null leaves the choice
     * @param destination where it goes
     * @return the index of the address; -1 if there is none of the destination's family
     */
    public int indexFor(@Nullable InetAddress source, InetAddress destination) {
        int best = -1;
        int bestBits = -1;
        for (int i = 0; i < packetBytes.length; i++) {
            InetAddress address = addresses.get(i);
            if (address.getClass() != destination.getClass()) {
                continue;
            }
            if (source != null && address.equals(source)) {
                return i;
            }
            if (source == null && packetBytes.length == 1) {
                return i;
            }
            // A packet from a loopback address can't leave the host, nor should one to it come from elsewhere.
            int bits = address.isLoopbackAddress() == destination.isLoopbackAddress()
                    ? 1000 + LocalAddresses.commonPrefixBits(address, destination)
                    : 0;
            if (bits > bestBits) {
                best = i;
                bestBits = bits;
            }
        }
        return best;
    }

    /**
     * Tells how large a packet may be, by the MTU of the interface it leaves by.
     *
     * @param destination where it goes
     * @return the most bytes of an SCTP packet, common header included
     */
    public int packetBytes(InetAddress destination) {
        int i = indexFor(null, destination);
        return i < 0 ? DEFAULT_MTU_BYTES - IPV6_HEADER_BYTES - headerBytes : packetBytes[i];
    }

    @Override
    public String toString() {
        return addresses.toString();
    }
}
