package io.jsctp;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints of a stack by SCTP port. Reading takes no lock; changes are made under the lock of the stack. A port
 * can belong to several endpoints with different addresses.
 */
final class EndpointTable {
    private static final int PORTS = 1 << 16;

    private final AtomicReferenceArray<EndpointDriver @Nullable []> byPort = new AtomicReferenceArray<>(PORTS);

    @Nullable
    EndpointDriver find(int port, InetAddress localAddress) {
        EndpointDriver[] drivers = byPort.get(port);
        if (drivers != null) {
            for (EndpointDriver driver : drivers) {
                if (driver.hasLocalAddress(localAddress)) {
                    return driver;
                }
            }
        }
        return null;
    }

    /** Tells whether any endpoint but the given one has the port at one of the addresses. */
    boolean isTaken(int port, List<InetAddress> addresses, @Nullable EndpointDriver except) {
        EndpointDriver[] drivers = byPort.get(port);
        if (drivers != null) {
            for (EndpointDriver driver : drivers) {
                for (InetAddress address : addresses) {
                    if (driver != except && driver.hasLocalAddress(address)) {
                        return true;
                    }
                }
            }
        }
        return false;
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
