package io.jsctp.engine;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The associations of an endpoint, and which addresses of their peers lead to them (RFC 9260 §5.1.2 D). */
final class AssociationTable {
    private static final int MOST_DEPARTED = 64;

    private final AddressTable byAddress = new AddressTable();
    private final Set<Association> associations = new LinkedHashSet<>();
    private final Map<Integer, Association> byTag = new HashMap<>();
    private final ArrayDeque<Departed> departed = new ArrayDeque<>(0);

    /** An address that was deleted from an association a short while ago (RFC 5061 §5.3). */
    private record Departed(InetAddress address, int peerPort, long untilNs) {}

    /** {@return the association that an address and port of the peer lead to, or null} */
    @Nullable
    Association get(InetAddress peer, int peerPort) {
        return byAddress.get(peer, peerPort);
    }

    /** {@return whether an association here has a tag} */
    boolean hasTag(int localTag) {
        return byTag.containsKey(localTag);
    }

    /** {@return the association that has a tag, or null} */
    @Nullable
    Association withTag(int localTag) {
        return byTag.get(localTag);
    }

    int count() {
        return associations.size();
    }

    /** {@return all of them, in the order of their making} */
    List<Association> all() {
        return new ArrayList<>(associations);
    }

    /** Enters an association under all its addresses; done again when it learns more of them. */
    void register(Association a) {
        associations.add(a);
        byTag.put(a.localTag, a);
        for (Path p : a.paths.all()) {
            if (byAddress.get(p.address, a.peerPort) == null) {
                byAddress.put(p.address, a.peerPort, a);
            }
        }
    }

    /** Its addresses and its tag are about to change. */
    void unregisterAddresses(Association a) {
        byTag.remove(a.localTag);
        for (Path p : a.paths.all()) {
            byAddress.remove(p.address, a.peerPort, a);
        }
    }

    /** An address was added to an association; nobody else has it. */
    void add(InetAddress address, Association a) {
        byAddress.put(address, a.peerPort, a);
    }

    /** An address was taken out of an association. */
    void remove(InetAddress address, Association a) {
        byAddress.remove(address, a.peerPort, a);
    }

    /** Late packets from an address are not answered as if out of the blue until the time given. */
    void departed(InetAddress address, int peerPort, long untilNs) {
        departed.addLast(new Departed(address, peerPort, untilNs));
        if (departed.size() > MOST_DEPARTED) {
            departed.removeFirst();
        }
    }

    boolean hasDeparted(InetAddress address, int peerPort, long now) {
        for (Departed d : departed) {
            if (d.untilNs >= now && d.peerPort == peerPort && d.address.equals(address)) {
                return true;
            }
        }
        return false;
    }

    /** Takes an association out; false if it was not there. */
    boolean remove(Association a) {
        if (!associations.remove(a)) {
            return false;
        }
        unregisterAddresses(a);
        return true;
    }

    /** An address that has shown whose it is leads to its owner from now on, whoever claimed it before (RFC 5062 §2). */
    void displace(Association owner, InetAddress address) {
        if (byAddress.get(address, owner.peerPort) != null) {
            byAddress.put(address, owner.peerPort, owner);
        }
    }
}
