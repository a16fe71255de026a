package io.jsctp.testkit;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/** Somebody on the path in a {@link SimulatedNetwork}: sees what hosts send, and may hold it back. */
@FunctionalInterface
public interface PacketTap {
    /**
     * A host sends a packet.
     *
     * @param packet the SCTP packet, from position 0 to the limit; not to be changed, nor kept
     * @param from its source address
     * @param fromUdpPort its source UDP port, as it is seen outside
     * @param to its destination address
     * @param toUdpPort its destination UDP port
     * @return false to hold it back
     */
    boolean passes(ByteBuffer packet, InetAddress from, int fromUdpPort, InetAddress to, int toUdpPort);
}
