package io.jsctp;

import io.jsctp.engine.AssociationSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sets up associations (RFC 6458 §3.1.6, §4.1.5, §9.9). */
final class SocketConnecting {
    private final SocketCore core;
    private final SocketBinding binding;

    SocketConnecting(SocketCore core, SocketBinding binding) {
        this.core = core;
        this.binding = binding;
    }

    void connect(InetSocketAddress peer) throws SctpException {
        Errors.present(peer, "connect", "the address");
        AssociationDriver driver = begin(List.of(peer), core.settings().association(), "connect");
        driver.kick();
        if (!core.isBlocking()) {
            throw Errors.of(Errno.EINPROGRESS, "connect", "the set-up goes on in the background");
        }
        await(driver, "connect");
    }

    int connectx(List<InetSocketAddress> peers) throws SctpException {
        AssociationDriver driver = begin(
                Errors.present(peers, "connectx", "the list of addresses"),
                core.settings().association(),
                "connectx");
        driver.kick();
        if (!core.isBlocking()) {
            throw Errors.of(Errno.EAGAIN, "connectx", "the set-up goes on in the background (EWOULDBLOCK)");
        }
        await(driver, "connectx");
        return driver.id;
    }

    /** Begins an association; its INIT leaves when the driver is kicked, or something is sent. */
    AssociationDriver begin(List<InetSocketAddress> peers, AssociationSettings settings, String call)
            throws SctpException {
        List<InetAddress> addresses = check(peers, call);
        int port = peers.get(0).getPort();
        core.lock.lock();
        try {
            core.checkOpen(call);
            if (!core.isOneToMany()) {
                checkFresh(call);
            }
            EndpointDriver endpoint = binding.bindIfNeeded(call);
            List<InetAddress> reachable = reachable(addresses, endpoint, call);
            return associate(endpoint, reachable, port, settings, call);
        } finally {
            core.lock.unlock();
        }
    }

    /** Sockets that share a port can't have the same peer: nobody could tell whose a packet is. */
    private AssociationDriver associate(
            EndpointDriver endpoint, List<InetAddress> peers, int port, AssociationSettings settings, String call)
            throws SctpException {
        if (!endpoint.sharesPort()) {
            return endpoint.associate(peers, port, udpPort(), settings(settings, peers), call);
        }
        StackRuntime runtime = core.runtime();
        runtime.sharing.lock();
        try {
            List<EndpointDriver> others = runtime.endpoints.others(endpoint, endpoint.addresses());
            if (others.stream().anyMatch(o -> peers.stream().anyMatch(peer -> o.associationTo(peer, port) != null))) {
                throw Errors.of(
                        Errno.EADDRINUSE, call, "another socket of the shared port has an association to that peer");
            }
            return endpoint.associate(peers, port, udpPort(), settings(settings, peers), call);
        } finally {
            runtime.sharing.unlock();
        }
    }

    /** Waits for the set-up. */
    void await(AssociationDriver driver, String call) throws SctpException {
        Errno failure;
        try {
            failure = driver.progress.awaitUp(core, call);
        } catch (InterruptedException e) {
            throw Errors.interrupted(call);
        }
        if (failure == null) {
            return;
        }
        throw failed(driver, failure, call);
    }

    /**
     * Tells whether the set-up is done.
     *
     * @return false if it goes on
     * @throws SctpException as {@link #await}, if it has failed
     */
    boolean isDone(AssociationDriver driver, String call) throws SctpException {
        AssociationProgress progress = driver.progress;
        if (progress.wasUp()) {
            return true;
        }
        boolean closed = core.isClosed();
        if (!closed && !progress.isEnded()) {
            return false;
        }
        Errno failure = progress.failure();
        throw failed(driver, failure == null ? Errno.EBADF : failure, call);
    }

    /** Why a set-up failed; to be told here and not to a reader again. */
    private SctpException failed(AssociationDriver driver, Errno failure, String call) {
        driver.removeIfClosed(); // or the next attempt might find it, if it comes before the loop gets there
        if (core.isClosed()) {
            return Errors.of(Errno.EBADF, call, "the socket was closed");
        }
        if (failure == Errno.EAGAIN) {
            Errno told = call.equals("connect") ? Errno.EINPROGRESS : Errno.EAGAIN;
            return Errors.of(told, call, "the set-up takes longer than SO_SNDTIMEO and goes on in the background");
        }
        if (!core.isOneToMany()) {
            core.queue().takeError();
        }
        return Errors.ofSetup(failure, call, driver.peer().toString());
    }

    private void checkFresh(String call) throws SctpException {
        AssociationDriver only = core.only();
        EndpointDriver endpoint = core.endpoint();
        if (only != null) {
            boolean pending = !only.progress.wasUp();
            throw Errors.of(
                    pending ? Errno.EALREADY : Errno.EISCONN,
                    call,
                    pending ? "the set-up is under way" : "the socket has, or had, its association");
        }
        if (endpoint != null && endpoint.isListening()) {
            throw Errors.of(Errno.EOPNOTSUPP, call, "a listening one-to-one socket can't connect");
        }
        // POSIX: a failure of the attempt before, if not told yet, is told by the next one.
        Errno before = core.queue().takeError();
        if (before != null) {
            throw Errors.ofSetup(before, call, "the peer of the attempt before");
        }
    }

    private List<InetAddress> check(List<InetSocketAddress> peers, String call) throws SctpException {
        core.checkOpen(call);
        if (peers.isEmpty()) {
            throw Errors.of(Errno.EINVAL, call, "no address given");
        }
        Set<InetAddress> addresses = new LinkedHashSet<>();
        int port = Errors.present(peers.get(0), call, "an address").getPort();
        for (InetSocketAddress peer : peers) {
            InetAddress address = Addresses.resolved(peer, call);
            if (peer.getPort() != port) {
                throw Errors.of(Errno.EINVAL, call, "port " + peer.getPort() + " differs from port " + port);
            }
            if (address.isAnyLocalAddress() || address.isMulticastAddress() || port == 0) {
                throw Errors.of(Errno.EINVAL, call, peer + " is not the address of a peer");
            }
            if (!core.fits(address)) {
                throw Errors.of(Errno.EAFNOSUPPORT, call, address.getHostAddress() + " does not fit an IPv4 socket");
            }
            addresses.add(address);
        }
        return List.copyOf(addresses);
    }

    /** Those of the peer's addresses that one of ours could reach: same family. */
    private List<InetAddress> reachable(List<InetAddress> peers, EndpointDriver endpoint, String call)
            throws SctpException {
        List<InetAddress> reachable = peers.stream()
                .filter(peer -> endpoint.addresses().stream().anyMatch(own -> own.getClass() == peer.getClass()))
                .toList();
        if (reachable.isEmpty() && call.equals("sendv") && !hasFamilyOf(peers)) {
            // Only this call has an error for it; without a local address there is no route (RFC 6458 §9.12).
            throw Errors.of(Errno.ENETUNREACH, call, "the stack has no address of the family of " + peers);
        }
        if (reachable.isEmpty()) {
            throw Errors.of(Errno.EADDRNOTAVAIL, call, "no local address of the family of " + peers + " is bound");
        }
        return reachable;
    }

    private boolean hasFamilyOf(List<InetAddress> peers) {
        return core.runtime().link.localAddresses().stream()
                .anyMatch(own -> peers.stream().anyMatch(peer -> own.getClass() == peer.getClass()));
    }

    private int udpPort() {
        return core.runtime().link.capabilities().udpEncapsulation()
                ? core.settings().peerUdpPort()
                : 0;
    }

    /** No path MTU is larger than what the link can carry to every one of the addresses. */
    private AssociationSettings settings(AssociationSettings settings, List<InetAddress> peers) {
        int link = Integer.MAX_VALUE;
        for (InetAddress peer : peers) {
            link = Math.min(link, core.runtime().link.mtu(peer));
        }
        link = Math.max(SctpStackBuilder.LEAST_PACKET_BYTES, link);
        return settings.toBuilder()
                .linkMtuBytes(Math.min(SctpStackBuilder.LARGEST_PACKET_BYTES, link))
                .pathMtuBytes(Math.min(settings.pathMtuBytes(), link))
                .build();
    }

    /** What a call that needs an association says if there is none. */
    static SctpException notConnected(String call, @Nullable Errno failure) {
        return failure == null
                ? Errors.of(Errno.ENOTCONN, call, "the socket has no association")
                : Errors.ofSetup(failure, call, "the peer");
    }
}
