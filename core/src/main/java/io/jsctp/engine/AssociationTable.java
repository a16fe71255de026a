package io.jsctp.engine;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The associations of an endpoint, and which addresses of their peers lead to them (RFC 9260 §5.1.2 D). */
final class AssociationTable {
    private final AddressTable byAddress = new AddressTable();
    private final Set<Association> associations = new LinkedHashSet<>();
    private final Map<Integer, Association> byTag = new HashMap<>();

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
