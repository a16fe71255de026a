package io.jsctp.engine;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of a local endpoint, and which of them a given peer may know of or be sent to from.
 *
 * @param addresses the concrete addresses, in order of preference
 * @param wildcard true if the user bound to "any" address, so that scopes decide
 */
record LocalAddresses(List<InetAddress> addresses, boolean wildcard) {

    LocalAddresses {
        addresses = List.copyOf(addresses);
    }

    /**
     * The addresses to list to a peer (RFC 9260 §3.3.2.1): loopback addresses only to a loopback peer, link-local ones to
     * nobody, and on a wildcard endpoint only loopback ones to a loopback peer.
     */
    List<InetAddress> forPeer(InetAddress peer) {
        List<InetAddress> result = new ArrayList<>();
        for (InetAddress a : addresses) {
            if (mayTell(a, peer)) {
                result.add(a);
            }
        }
        return result;
    }

    /** {@return whether a peer may be told of an address} */
    boolean mayTell(InetAddress a, InetAddress peer) {
        boolean fits = a.isLoopbackAddress() ? peer.isLoopbackAddress() : !(wildcard && peer.isLoopbackAddress());
        return fits && !a.isLinkLocalAddress();
    }

    LocalAddresses with(InetAddress address) {
        List<InetAddress> more = new ArrayList<>(addresses);
        if (!more.contains(address)) {
            more.add(address);
        }
        return new LocalAddresses(more, wildcard);
    }

    LocalAddresses without(InetAddress address) {
        List<InetAddress> fewer = new ArrayList<>(addresses);
        fewer.remove(address);
        return new LocalAddresses(fewer, wildcard);
    }

    /**
     * The address to send from to a destination: same family, same loopback scope, and then the longest common prefix,
     * which pairs up the networks of two multihomed hosts without a look at the routing table.
     */
    @Nullable
    InetAddress sourceFor(InetAddress destination) {
        byte[] to = destination.getAddress();
        InetAddress best = null;
        int bestScore = -1;
        for (InetAddress a : addresses) {
            byte[] from = a.getAddress();
            if (from.length != to.length) {
                continue;
            }
            int score = commonPrefixBits(from, to);
            if (a.isLoopbackAddress() == destination.isLoopbackAddress()) {
                score += 256;
            }
            if (score > bestScore) {
                best = a;
                bestScore = score;
            }
        }
        return best;
    }

    private static int commonPrefixBits(byte[] a, byte[] b) {
        for (int i = 0; i < a.length; i++) {
            int difference = (a[i] ^ b[i]) & 0xff;
            if (difference != 0) {
                return i * 8 + Integer.numberOfLeadingZeros(difference) - 24;
            }
        }
        return a.length * 8;
    }

    /** {@return true if an address can be a unicast destination at all} */
    static boolean isUnicast(InetAddress a) {
        if (a.isAnyLocalAddress() || a.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = a.getAddress();
        return bytes.length != 4 || (bytes[0] & 0xff) < 240;
    }
}
