package io.jsctp;

import io.jsctp.wire.CommonHeader;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints of a stack by SCTP port. Reading takes no lock; changes are made under the lock of the stack. A port
 * can belong to several endpoints with different addresses.
 */
final class EndpointTable {
    private static final int PORTS = 1 << 16;

    private final AtomicReferenceArray<EndpointDriver @Nullable []> byPort = new AtomicReferenceArray<>(PORTS);

    /**
     * Whose a packet is. Of several endpoints that share the port, that which has the association, else that which listens.
     */
    @Nullable
    EndpointDriver find(ByteBuffer packet, int offset, int length, InetAddress from, InetAddress to) {
        EndpointDriver[] drivers = byPort.get(CommonHeader.destinationPort(packet, offset));
        EndpointDriver best = null;
        if (drivers != null) {
            for (EndpointDriver driver : drivers) {
                if (!driver.hasLocalAddress(to)) {
                    continue;
                }
                if (!driver.sharesPort() || driver.hasAssociationOf(packet, offset, length, from)) {
                    return driver;
                }
                best = best == null || driver.isListening() ? driver : best;
            }
        }
        return best;
    }

    /** Tells whether any endpoint has the port at one of the addresses. */
    boolean isTaken(int port, List<InetAddress> addresses) {
        EndpointDriver[] drivers = byPort.get(port);
        return drivers != null && Stream.of(drivers).anyMatch(driver -> overlaps(driver, addresses));
    }

    /** Tells whether any endpoint has the port at one of the addresses that does not share it with the given one. */
    boolean isTakenFrom(EndpointDriver endpoint, List<InetAddress> addresses) {
        return others(endpoint, addresses).stream().anyMatch(other -> !(endpoint.sharesPort() && other.sharesPort()));
    }

    /** The other endpoints with the same port at one of the addresses. */
    List<EndpointDriver> others(EndpointDriver endpoint, List<InetAddress> addresses) {
        EndpointDriver[] drivers = byPort.get(endpoint.port());
        List<EndpointDriver> others = new ArrayList<>();
        if (drivers != null) {
            for (EndpointDriver driver : drivers) {
                if (driver != endpoint && overlaps(driver, addresses)) {
                    others.add(driver);
                }
            }
        }
        return others;
    }

    private static boolean overlaps(EndpointDriver driver, List<InetAddress> addresses) {
        return addresses.stream().anyMatch(driver::hasLocalAddress);
    }

    void add(EndpointDriver added) {
        EndpointDriver[] old = byPort.get(added.port());
        List<EndpointDriver> drivers = new ArrayList<>(old == null ? List.of() : List.of(old));
        drivers.add(added);
        byPort.set(added.port(), drivers.toArray(new EndpointDriver[0]));
    }

    void remove(EndpointDriver removed) {
        EndpointDriver[] old = byPort.get(removed.port());
        if (old == null) {
            return;
        }
        List<EndpointDriver> drivers = new ArrayList<>(List.of(old));
        drivers.remove(removed);
        byPort.set(removed.port(), drivers.isEmpty() ? null : drivers.toArray(new EndpointDriver[0]));
    }
}
