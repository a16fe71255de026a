package io.jsctp.testkit.script;

import java.net.InetAddress;

/**
 * A packet that the stack under test sent.
 *
 * @param atNs the virtual time
 * @param packet the SCTP packet, its common header first
 * @param from its source address
 * @param fromUdpPort its UDP source port
 * @param to its destination
 * @param toUdpPort its UDP destination port
 */
@SuppressWarnings("ArrayRecordComponent") // carries bytes from one place to one other; nobody compares it
public record EmittedPacket(
        long atNs, byte[] packet, InetAddress from, int fromUdpPort, InetAddress to, int toUdpPort) {}
