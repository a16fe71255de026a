package io.jsctp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives a socket its addresses and its port, and lets it listen (RFC 6458 §3.1.2, §4.1.2, §9.1). */
final class SocketBinding {
    private static final int FIRST_EPHEMERAL_PORT = 49152;
    private static final int EPHEMERAL_PORTS = 65536 - FIRST_EPHEMERAL_PORT;

    private final SocketCore core;

    SocketBinding(SocketCore core) {
        this.core = core;
    }

    void bind(InetSocketAddress local) throws SctpException {
        InetSocketAddress address = Errors.present(local, "bind", "the address");
        core.lock.lock();
        try {
            core.checkOpen("bind");
            if (core.endpoint() != null) {
                throw Errors.of(Errno.EINVAL, "bind", "the socket is bound already");
            }
            open(check(List.of(address), "bind"), address.getPort(), "bind");
        } finally {
            core.lock.unlock();
        }
    }

    void bindx(List<InetSocketAddress> addresses, int flags) throws SctpException {
        Errors.present(addresses, "bindx", "the list of addresses");
        core.lock.lock();
        try {
            core.checkOpen("bindx");
            if (flags != SctpConstants.SCTP_BINDX_ADD_ADDR && flags != SctpConstants.SCTP_BINDX_REM_ADDR) {
                throw Errors.of(
                        Errno.EINVAL, "bindx", "flags must be one of SCTP_BINDX_ADD_ADDR and SCTP_BINDX_REM_ADDR");
            }
            Set<InetAddress> given = check(addresses, "bindx");
            EndpointDriver endpoint = core.endpoint();
            int port = commonPort(addresses, endpoint);
            if (endpoint != null && !core.associations().isEmpty()) {
                if (flags == SctpConstants.SCTP_BINDX_ADD_ADDR) {
                    checkCount(endpoint.bound().size() + given.size());
                }
                LiveBinding.change(core, endpoint, given, flags == SctpConstants.SCTP_BINDX_ADD_ADDR);
                return;
            }
            if (flags == SctpConstants.SCTP_BINDX_REM_ADDR) {
                remove(given, endpoint);
            } else if (endpoint == null) {
                open(given, port, "bindx");
            } else {
                add(given, endpoint);
            }
        } finally {
            core.lock.unlock();
        }
    }

    void listen(int backlog) throws SctpException {
        core.lock.lock();
        try {
            core.checkOpen("listen");
            if (backlog < 0) {
                throw Errors.of(Errno.EINVAL, "listen", "backlog " + backlog + " is negative");
            }
            if (!core.isOneToMany() && core.only() != null) {
                throw Errors.of(Errno.EISCONN, "listen", "the socket has an association");
            }
            listen(bindIfNeeded("listen"), backlog);
        } finally {
            core.lock.unlock();
        }
    }

    /** Of the sockets that share a port one may listen (RFC 6458 §8.1.27). */
    private void listen(EndpointDriver endpoint, int backlog) throws SctpException {
        if (!endpoint.sharesPort()) {
            endpoint.listen(backlog);
            return;
        }
        StackRuntime runtime = core.runtime();
        runtime.sharing.lock();
        try {
            boolean taken = runtime.endpoints.others(endpoint, endpoint.addresses()).stream()
                    .anyMatch(EndpointDriver::isListening);
            if (taken && backlog > 0) {
                throw Errors.of(Errno.EADDRINUSE, "listen", "another socket listens on the shared port");
            }
            endpoint.listen(backlog);
        } finally {
            runtime.sharing.unlock();
        }
    }

    /** Binds to all addresses and an ephemeral port, as connecting and listening do if need be. */
    EndpointDriver bindIfNeeded(String call) throws SctpException {
        EndpointDriver endpoint = core.endpoint();
        return endpoint != null ? endpoint : open(Set.of(), 0, call);
    }

    /** Checks each address; an empty set stands for the wildcard. */
    private Set<InetAddress> check(List<InetSocketAddress> list, String call) throws SctpException {
        if (list.isEmpty()) {
            throw Errors.of(Errno.EINVAL, call, "no address given");
        }
        Set<InetAddress> addresses = new LinkedHashSet<>();
        boolean wildcard = false;
        for (InetSocketAddress entry : list) {
            InetAddress address = Addresses.resolved(entry, call);
            if (!core.fits(address)) {
                throw Errors.of(Errno.EAFNOSUPPORT, call, address.getHostAddress() + " does not fit an IPv4 socket");
            }
            if (address.isAnyLocalAddress()) {
                wildcard = true;
            } else if (!core.runtime().link.localAddresses().contains(address)) {
                throw Errors.of(
                        Errno.EADDRNOTAVAIL,
                        call,
                        address.getHostAddress() + " is not one of the stack's addresses "
                                + core.runtime().link.localAddresses());
            } else {
                addresses.add(address);
            }
        }
        if (wildcard && !addresses.isEmpty()) {
            throw Errors.of(Errno.EINVAL, call, "the wildcard address can't be mixed with others");
        }
        return addresses;
    }

    private void checkCount(int addresses) throws SctpException {
        long most = core.runtime().limits.get(StackLimit.LOCAL_ADDRESSES);
        if (addresses > most) {
            core.runtime().counters.reached(StackLimit.LOCAL_ADDRESSES);
            throw Errors.of(
                    Errno.EINVAL,
                    "bindx",
                    addresses + " addresses are more than the " + most + " that the limits allow");
        }
    }

    /** All entries have one port; 0 stands for the bound one, or that of the first entry (RFC 6458 §9.1). */
    private static int commonPort(List<InetSocketAddress> addresses, @Nullable EndpointDriver endpoint)
            throws SctpException {
        int port = endpoint == null ? addresses.get(0).getPort() : endpoint.port();
        for (InetSocketAddress address : addresses) {
            if (address.getPort() != port && address.getPort() != 0) {
                throw Errors.of(Errno.EINVAL, "bindx", "port " + address.getPort() + " differs from port " + port);
            }
        }
        return port;
    }

    private EndpointDriver open(Set<InetAddress> wanted, int port, String call) throws SctpException {
        checkCount(wanted.size());
        boolean wildcard = wanted.isEmpty();
        List<InetAddress> addresses = wildcard ? core.usableAddresses() : List.copyOf(wanted);
        if (addresses.isEmpty()) {
            throw Errors.of(Errno.EADDRNOTAVAIL, call, "the stack has no IPv4 address");
        }
        EndpointDriver endpoint = port == 0 ? ephemeral(addresses, wildcard) : claim(port, addresses, wildcard);
        if (endpoint == null) {
            throw Errors.of(
                    Errno.EADDRINUSE,
                    call,
                    port == 0
                            ? "no ephemeral port is free"
                            : "SCTP port " + port + " is in use in this stack, by a socket or by an association"
                                    + " that is not over yet");
        }
        core.endpoint(endpoint);
        return endpoint;
    }

    private @Nullable EndpointDriver claim(int port, List<InetAddress> addresses, boolean wildcard) {
        EndpointDriver endpoint = new EndpointDriver(core.runtime(), core, port, addresses, wildcard);
        return core.runtime().claim(endpoint) ? endpoint : null;
    }

    /** A random port, that an attacker off the path can't guess (RFC 6056). */
    private @Nullable EndpointDriver ephemeral(List<InetAddress> addresses, boolean wildcard) {
        int start = Integer.remainderUnsigned(core.runtime().entropy.nextInt(), EPHEMERAL_PORTS);
        for (int i = 0; i < EPHEMERAL_PORTS; i++) {
            int port = FIRST_EPHEMERAL_PORT + (start + i) % EPHEMERAL_PORTS;
            if (!core.runtime().endpoints.isTaken(port, addresses)) {
                EndpointDriver endpoint = claim(port, addresses, wildcard);
                if (endpoint != null) {
                    return endpoint;
                }
            }
        }
        return null;
    }

    private void add(Set<InetAddress> given, EndpointDriver endpoint) throws SctpException {
        if (given.isEmpty() || endpoint.isWildcard()) {
            throw Errors.of(Errno.EINVAL, "bindx", "the wildcard address can't be mixed with others");
        }
        for (InetAddress address : given) {
            if (endpoint.bound().contains(address)) {
                throw Errors.of(Errno.EADDRINUSE, "bindx", address.getHostAddress() + " is bound already");
            }
        }
        List<InetAddress> all = new ArrayList<>(endpoint.bound());
        all.addAll(given);
        checkCount(all.size());
        replace(endpoint, all);
    }

    private void remove(Set<InetAddress> given, @Nullable EndpointDriver endpoint) throws SctpException {
        if (endpoint == null) {
            throw Errors.of(Errno.EINVAL, "bindx", "the socket is not bound");
        }
        List<InetAddress> left = new ArrayList<>(endpoint.bound());
        for (InetAddress address : given) {
            if (!left.remove(address)) {
                throw Errors.of(Errno.EINVAL, "bindx", address.getHostAddress() + " is not bound");
            }
        }
        if (left.isEmpty() || given.isEmpty()) {
            throw Errors.of(Errno.EINVAL, "bindx", "the last address can't be removed");
        }
        replace(endpoint, left);
    }

    private static void replace(EndpointDriver endpoint, List<InetAddress> addresses) throws SctpException {
        if (!endpoint.addresses(addresses)) {
            throw Errors.of(
                    Errno.EADDRINUSE,
                    "bindx",
                    "another socket has port " + endpoint.port() + " at one of the addresses");
        }
    }
}
