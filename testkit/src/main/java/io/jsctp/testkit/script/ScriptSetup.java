package io.jsctp.testkit.script;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * What a script leaves to its interpreter: where the two sides are.
 *
 * @param localAddresses addresses of the stack under test, one at least; {@code bind(3, ..., ...)} binds all of them
 * @param localPort the SCTP port that it binds
 * @param localUdpPort its UDP port
 * @param remoteAddresses addresses of the peer; {@code connect(3, ..., ...)} takes the first, {@code sctp_connectx} all
 * @param remotePort its SCTP port
 * @param remoteUdpPort its UDP port
 * @param mtu the largest IP packet: over IPv4 an SCTP packet may have 20 bytes less, over IPv6 40. UDP headers do not count,
 *     as scripts are written for SCTP over IP
 * @param dontFragment whether the link never divides packets, so that the stack discovers path MTUs (RFC 8899)
 * @param seed determines tags, TSNs and secrets
 */
public record ScriptSetup(
        List<InetAddress> localAddresses,
        int localPort,
        int localUdpPort,
        List<InetAddress> remoteAddresses,
        int remotePort,
        int remoteUdpPort,
        int mtu,
        boolean dontFragment,
        long seed) {
    /** What scripts get that ask for nothing. */
    public static final ScriptSetup DEFAULT = new ScriptSetup(
            List.of(literal("192.168.0.1")), 8080, 9899, List.of(literal("192.0.2.1")), 8080, 9899, 1500, false, 1);

    /**
     * Copies what can change.
     *
     * @param localAddresses addresses of the stack under test, one at least; {@code bind(3, ..., ...)} binds all of them
     * @param localPort the SCTP port that it binds
     * @param localUdpPort its UDP port
     * @param remoteAddresses addresses of the peer; {@code connect(3, ..., ...)} takes the first, {@code sctp_connectx} all
     * @param remotePort its SCTP port
     * @param remoteUdpPort its UDP port
     * @param mtu the largest IP packet: over IPv4 an SCTP packet may have 20 bytes less, over IPv6 40. UDP headers do not count,
     *     as scripts are written for SCTP over IP
     * @param dontFragment whether the link never divides packets, so that the stack discovers path MTUs (RFC 8899)
     * @param seed determines tags, TSNs and secrets
     */
    public ScriptSetup {
        localAddresses = List.copyOf(localAddresses);
        remoteAddresses = List.copyOf(remoteAddresses);
        if (localAddresses.isEmpty() || remoteAddresses.isEmpty()) {
            throw new IllegalArgumentException("each side needs an address");
        }
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
