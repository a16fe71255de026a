package io.jsctp;

import io.jsctp.engine.Association;
import java.net.InetSocketAddress;
import java.util.List;

/** The addresses of both ends, as getladdrs and getpaddrs tell them (RFC 6458 §9.3, §9.5). */
final class SocketNames {
    private SocketNames() {}

    static List<InetSocketAddress> local(SocketCore core, int associationId) throws SctpException {
        core.checkOpen("getladdrs");
        EndpointDriver endpoint = core.endpoint();
        if (endpoint == null) {
            return List.of();
        }
        AssociationDriver driver =
                core.isOneToMany() && associationId == 0 ? null : core.resolve(associationId, "getladdrs");
        return Addresses.withPort(
                driver == null ? endpoint.bound() : driver.ask(Association::localAddresses), endpoint.port());
    }

    static List<InetSocketAddress> peer(SocketCore core, int associationId) throws SctpException {
        core.checkOpen("getpaddrs");
        if (core.isOneToMany() && associationId == 0 && core.associations().isEmpty()) {
            return List.of();
        }
        AssociationDriver driver = core.resolve(associationId, "getpaddrs");
        if (driver == null) {
            return List.of();
        }
        if (driver.progress.isEnded()) {
            throw Errors.of(Errno.ENOTCONN, "getpaddrs", "the association is over");
        }
        return Addresses.withPort(driver.ask(Association::peerAddresses), driver.peerPort());
    }
}
