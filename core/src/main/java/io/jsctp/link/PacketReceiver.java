package io.jsctp.link;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/** Takes the packets that a link received. Called by the thread that is in {@link Link#poll}. */
@FunctionalInterface
public interface PacketReceiver {
    /**
     * Takes one packet. Must not throw.
     *
     * @param buffer holds the packet, valid until this returns; its position and limit mean nothing
     * @param offset where the packet starts
     * @param length its size in bytes
     * @param from the IP address it came from
     * @param fromPort the UDP port it came from, 0 for raw IP
     * @param to the local IP address it was sent to
     */
    void onPacket(ByteBuffer buffer, int offset, int length, InetAddress from, int fromPort, InetAddress to);
}
