package io.jsctp;

import io.jsctp.engine.AddressStatus;
import io.jsctp.engine.Association;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Changes the addresses of a socket that has associations, by ASCONF to each peer (RFC 6458 §9.1, RFC 5061). A socket that was
 * accepted or peeled off changes those of its own association only; one that bound its endpoint, those of all its
 * associations, now and later.
 */
final class LiveBinding {
    private LiveBinding() {}

    /** Called under the socket's lock. */
    static void change(SocketCore core, EndpointDriver endpoint, Set<InetAddress> given, boolean adds)
            throws SctpException {
        boolean all = endpoint.isOf(core);
        List<AssociationDriver> drivers = live(core);
        List<InetAddress> before =
                all || drivers.isEmpty() ? endpoint.bound() : drivers.get(0).ask(Association::localAddresses);
        List<InetAddress> after = new ArrayList<>(before);
        if (given.isEmpty() || (adds && endpoint.isWildcard())) {
            throw Errors.of(Errno.EINVAL, "bindx", "the wildcard address can't be mixed with others");
        }
        for (InetAddress address : given) {
            if (adds == after.contains(address)) {
                throw adds
                        ? Errors.of(Errno.EADDRINUSE, "bindx", address.getHostAddress() + " is bound already")
                        : Errors.of(Errno.EINVAL, "bindx", address.getHostAddress() + " is not bound");
            }
            boolean changed = adds ? after.add(address) : after.remove(address);
            if (!changed || after.isEmpty()) {
                throw Errors.of(Errno.EINVAL, "bindx", "the last address can't be removed");
            }
        }
        checkSupported(drivers);
        List<InetAddress> added = adds ? List.copyOf(given) : List.of();
        List<InetAddress> removed = adds ? List.of() : List.copyOf(given);
        boolean unnamed = core.settings().unnamedAddresses();
        if (unnamed && !adds && after.size() > 1) {
            throw Errors.of(
                    Errno.EOPNOTSUPP,
                    "bindx",
                    "without names in the chunks all addresses but one must be removed at once");
        }
        if (!endpoint.change(drivers, all ? after : null, added, removed, unnamed)) {
            throw Errors.of(
                    Errno.EADDRINUSE,
                    "bindx",
                    "another socket has port " + endpoint.port() + " at one of the addresses");
        }
    }

    private static void checkSupported(List<AssociationDriver> drivers) throws SctpException {
        for (AssociationDriver driver : drivers) {
            if (AssociationCalls.mayChangeAddresses(driver) == AddressStatus.NOT_SUPPORTED) {
                throw Errors.of(
                        Errno.EOPNOTSUPP,
                        "bindx",
                        "the addresses of an association are changed by ASCONF (RFC 5061), which this side or the peer of"
                                + " association " + driver + " does not support");
            }
        }
    }

    private static List<AssociationDriver> live(SocketCore core) {
        List<AssociationDriver> live = new ArrayList<>();
        for (AssociationDriver driver : core.associations()) {
            if (!driver.progress.isEnded()) {
                live.add(driver);
            }
        }
        return live;
    }

    /**
     * The link has other addresses: a socket bound to all of them follows, and with SCTP_AUTO_ASCONF so do its associations
     * (RFC 6458 §8.1.23).
     */
    static void follow(SocketCore core) {
        core.lock.lock();
        try {
            EndpointDriver endpoint = core.endpoint();
            if (core.isClosed() || endpoint == null || !endpoint.isOf(core) || !endpoint.isWildcard()) {
                return;
            }
            List<InetAddress> now = core.usableAddresses();
            if (now.isEmpty()) {
                return; // nothing could be heard or sent anyway; the next change tells more
            }
            List<InetAddress> added = without(now, endpoint.bound());
            List<InetAddress> removed = without(endpoint.bound(), now);
            if (added.isEmpty() && removed.isEmpty()) {
                return;
            }
            boolean follows = core.settings().autoAsconf();
            List<AssociationDriver> drivers = follows ? endpoint.drivers() : List.of();
            endpoint.change(drivers, now, added, removed, core.settings().unnamedAddresses());
        } finally {
            core.lock.unlock();
        }
    }

    private static List<InetAddress> without(Collection<InetAddress> some, Collection<InetAddress> others) {
        List<InetAddress> left = new ArrayList<>(some);
        left.removeAll(others);
        return left;
    }
}
