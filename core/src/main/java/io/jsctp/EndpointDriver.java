package io.jsctp;

import io.jsctp.engine.Association;
import io.jsctp.engine.AssociationSettings;
import io.jsctp.engine.Endpoint;
import io.jsctp.engine.PacketOwner;
import io.jsctp.wire.CommonHeader;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Drives one {@link Endpoint}: a local SCTP port with its addresses, the associations of it, and those of them that
 * wait to be accepted. It lives as long as the socket that bound it or any association of it.
 */
final class EndpointDriver {
    private final StackRuntime runtime;
    private final SocketCore socket;
    private final int port;
    private final boolean sharesPort;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition acceptable;
    /** Changes under the lock. */
    private final TagRoutes<AssociationDriver> routes = new TagRoutes<>();

    // Guarded by the lock. The addresses are also read without it.
    private final Endpoint endpoint;
    private final ArrayDeque<SocketCore> accepted = new ArrayDeque<>(0);
    private final EndpointAddresses addresses;
    private int backlog;
    private boolean abandoned;
    private boolean released;

    EndpointDriver(StackRuntime runtime, SocketCore socket, int port, List<InetAddress> addresses, boolean wildcard) {
        this.runtime = runtime;
        this.socket = socket;
        this.port = port;
        acceptable = runtime.waiting().newCondition(lock);
        sharesPort = socket.settings().reusePort();
        this.addresses = new EndpointAddresses(this, runtime, addresses, wildcard);
        endpoint = newEndpoint(
                runtime, port, addresses, wildcard, socket.settings().association());
    }

    static Endpoint newEndpoint(
            StackRuntime runtime,
            int port,
            List<InetAddress> addresses,
            boolean wildcard,
            AssociationSettings settings) {
        return new Endpoint(port, addresses, wildcard, settings, runtime.environment, runtime.link.nanoTime());
    }

    /** {@return true if the socket bound this endpoint; false if it was accepted from its listener} */
    boolean isOf(SocketCore candidate) {
        return candidate == socket;
    }

    int port() {
        return port;
    }

    /** {@return the addresses that are heard} */
    List<InetAddress> addresses() {
        return addresses.heard();
    }

    /** {@return the addresses of associations to come} */
    List<InetAddress> bound() {
        return addresses.bound();
    }

    /** {@return whether other endpoints that say so, too, may have the same port and address (SCTP_REUSE_PORT)} */
    boolean sharesPort() {
        return sharesPort;
    }

    boolean hasAssociationOf(ByteBuffer packet, int offset, int length, InetAddress from) {
        lock.lock();
        try {
            return endpoint.lookup(packet, offset, length, from) != null;
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    AssociationDriver associationTo(InetAddress peer, int peerPort) {
        lock.lock();
        try {
            Association found = endpoint.find(peer, peerPort);
            return found == null ? null : (AssociationDriver) found.attachment();
        } finally {
            lock.unlock();
        }
    }

    boolean hasLocalAddress(InetAddress address) {
        return addresses.heard().contains(address);
    }

    boolean isWildcard() {
        lock.lock();
        try {
            return addresses.isWildcard();
        } finally {
            lock.unlock();
        }
    }

    /** Takes other addresses; called under the lock of the stack, so that two endpoints can't take the same. */
    void claim(List<InetAddress> newAddresses) {
        addresses.claim(newAddresses);
    }

    /** Tells the engine of the addresses that were claimed; returns false if another endpoint has one of them. */
    boolean addresses(List<InetAddress> newAddresses) {
        lock.lock();
        try {
            return addresses.bind(endpoint, newAddresses, false);
        } finally {
            lock.unlock();
        }
    }

    /** A packet, or the end of an association, may have settled that an address is not used any more. Called without locks. */
    private void forgetUnused() {
        if (!addresses.hearsMore()) {
            return;
        }
        lock.lock();
        try {
            addresses.forgetUnused();
        } finally {
            lock.unlock();
        }
    }

    /** As {@link EndpointAddresses#change}. */
    boolean change(
            List<AssociationDriver> drivers,
            @Nullable List<InetAddress> boundAfter,
            List<InetAddress> added,
            List<InetAddress> removed,
            boolean unnamed) {
        lock.lock();
        try {
            return addresses.change(endpoint, drivers, boundAfter, added, removed, unnamed);
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether these are all addresses that the link has for the socket} */
    boolean standsForAny(List<InetAddress> some) {
        return some.equals(socket.usableAddresses());
    }

    void settings(AssociationSettings settings) {
        lock.lock();
        try {
            endpoint.settings(settings);
        } finally {
            lock.unlock();
        }
    }

    // ---- The loop's thread.

    /** {@return whether a packet with a zero checksum is for an association that takes such packets (RFC 9653 §5.3)} */
    boolean takesZeroChecksum(ByteBuffer packet, int offset, int length, InetAddress from) {
        lock.lock();
        try {
            Association association = endpoint.lookup(packet, offset, length, from);
            return association != null
                    && association.takesZeroChecksum()
                    && !PacketOwner.needsEndpoint(packet, offset, length);
        } finally {
            lock.unlock();
        }
    }

    void receive(
            ByteBuffer packet, int offset, int length, InetAddress from, int fromPort, InetAddress to, Round round) {
        AssociationDriver routed = PacketOwner.needsEndpoint(packet, offset, length)
                ? null
                : routes.find(CommonHeader.verificationTag(packet, offset));
        // Nearly all packets go this way, on which loops share no lock.
        if (routed == null || !routed.receive(packet, offset, length, from, fromPort, to, true, round)) {
            receiveLookedUp(packet, offset, length, from, fromPort, to, round);
        }
        forgetUnused();
    }

    private void receiveLookedUp(
            ByteBuffer packet, int offset, int length, InetAddress from, int fromPort, InetAddress to, Round round) {
        AssociationDriver found;
        AssociationDriver created = null;
        boolean here;
        lock.lock();
        try {
            Association association = endpoint.lookup(packet, offset, length, from);
            found = association == null ? null : (AssociationDriver) association.attachment();
            here = found == null || PacketOwner.needsEndpoint(packet, offset, length);
            if (here) {
                created = receiveHere(found, packet, offset, length, from, fromPort, to, round);
            }
        } finally {
            lock.unlock();
        }
        if (found != null && !here) {
            found.receive(packet, offset, length, from, fromPort, to, false, round);
        } else if (found != null) {
            found.removeIfClosed();
        }
        if (created != null) {
            created.removeIfClosed();
        }
    }

    private @Nullable AssociationDriver receiveHere(
            @Nullable AssociationDriver found,
            ByteBuffer packet,
            int offset,
            int length,
            InetAddress from,
            int fromPort,
            InetAddress to,
            Round round) {
        round.makeRoom();
        long now = found == null ? round.nowNs() : found.enter(round.nowNs());
        Association created;
        int before = round.batch.count();
        try {
            created = endpoint.receive(
                    found == null ? null : found.association(),
                    packet,
                    offset,
                    length,
                    from,
                    fromPort,
                    to,
                    round.batch,
                    now);
            runtime.counters.answered(round.batch.count() - before);
        } finally {
            if (found != null) {
                route(found); // a restart gives it another tag
                found.leave(round);
            }
        }
        if (created == null) {
            return null;
        }
        AssociationDriver driver = accept(created);
        driver.enter(now);
        driver.leave(round);
        return driver;
    }

    /** A peer set up an association: it becomes one of the socket, or a socket of its own that waits to be accepted. */
    private AssociationDriver accept(Association created) {
        AssociationDriver driver;
        if (socket.style() == Style.ONE_TO_MANY) {
            driver = adopt(socket, created);
        } else {
            SocketCore own = new SocketCore(runtime, socket.family(), Style.ONE_TO_ONE, socket.settings());
            own.endpoint(this);
            driver = adopt(own, created);
            accepted.addLast(own);
            acceptable.signal();
            socket.watchers().ready(SctpConstants.POLLIN);
        }
        updateCapacity();
        return driver;
    }

    // ---- Users' threads.

    /**
     * Begins the set-up of an association; its INIT leaves when the driver is kicked.
     *
     * @throws SctpException EISCONN or EALREADY if there is one to that peer, ENOBUFS if there are too many
     */
    AssociationDriver associate(
            List<InetAddress> peers, int peerPort, int peerUdpPort, AssociationSettings settings, String call)
            throws SctpException {
        lock.lock();
        try {
            for (InetAddress peer : peers) {
                Association existing = endpoint.find(peer, peerPort);
                if (existing != null && existing.attachment() instanceof AssociationDriver driver) {
                    boolean up = driver.progress.wasUp();
                    throw Errors.of(
                            up ? Errno.EISCONN : Errno.EALREADY,
                            call,
                            "there is an association to " + peer.getHostAddress() + " port " + peerPort
                                    + (up ? "" : ", still being set up"));
                }
            }
            Association made = endpoint.associate(peers, peerPort, peerUdpPort, settings, runtime.link.nanoTime());
            if (made == null) {
                throw Errors.of(Errno.ENOBUFS, call, "the limits of the stack allow no more associations");
            }
            return adopt(socket, made);
        } finally {
            lock.unlock();
        }
    }

    private AssociationDriver adopt(SocketCore by, Association made) {
        AssociationDriver driver = by.adopt(this, made);
        route(driver);
        return driver;
    }

    private void route(AssociationDriver driver) {
        int tag = PacketOwner.tagOf(driver.association());
        if (driver.routedTag != tag) {
            routes.remove(driver.routedTag);
            routes.add(tag, driver);
            driver.routedTag = tag;
        }
    }

    /** Accepts so many associations from now on, within the limits; 0: none. */
    void listen(int newBacklog) {
        lock.lock();
        try {
            backlog = Math.min(newBacklog, runtime.limits.count(StackLimit.BACKLOG));
            endpoint.listening(backlog > 0);
            updateCapacity();
            if (backlog == 0) {
                acceptable.signalAll();
                socket.watchers().ready(SctpConstants.POLLIN);
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isListening() {
        lock.lock();
        try {
            return backlog > 0;
        } finally {
            lock.unlock();
        }
    }

    boolean hasAcceptable() {
        lock.lock();
        try {
            return !accepted.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the next socket that waits to be accepted.
     *
     * @param mayWait whether to wait for it, unless the socket is non-blocking
     * @return null if there is none and it may not wait
     */
    @Nullable
    SocketCore takeAccepted(boolean mayWait) throws SctpException {
        Deadline deadline = socket.receiveDeadline();
        boolean inTime = true;
        lock.lock();
        try {
            while (accepted.isEmpty()) {
                if (socket.isClosed()) {
                    throw Errors.of(Errno.EBADF, "accept", "the socket was closed");
                }
                if (backlog == 0) {
                    throw Errors.of(Errno.EINVAL, "accept", "the socket does not listen");
                }
                if (!mayWait || !socket.isBlocking()) {
                    return null;
                }
                if (!inTime) {
                    throw Errors.of(Errno.EAGAIN, "accept", "no association came within SO_RCVTIMEO");
                }
                inTime = runtime.waiting().awaitUntil(lock, acceptable, "accept", deadline);
            }
            SocketCore next = accepted.peekFirst();
            runtime.register(next, "accept");
            accepted.pollFirst();
            updateCapacity();
            return next;
        } catch (InterruptedException e) {
            throw Errors.interrupted("accept");
        } finally {
            lock.unlock();
        }
    }

    /** Makes an association that of another socket of this endpoint; false, and nothing changed, unless it is established. */
    boolean move(AssociationDriver driver, SocketCore to) {
        lock.lock();
        try {
            return !driver.removed && driver.moveTo(to);
        } finally {
            lock.unlock();
        }
    }

    /** The socket that bound this endpoint is closed: no association is accepted any more, the last one frees it. */
    List<SocketCore> abandon() {
        List<SocketCore> notAccepted;
        lock.lock();
        try {
            abandoned = true;
            backlog = 0;
            endpoint.listening(false);
            endpoint.acceptCapacity(0);
            notAccepted = new ArrayList<>(accepted);
            accepted.clear();
            acceptable.signalAll();
        } finally {
            lock.unlock();
        }
        releaseIfIdle();
        return notAccepted;
    }

    /** Forgets an association that is closed. Called without its lock; does nothing the second time. */
    void remove(AssociationDriver driver) {
        lock.lock();
        try {
            if (driver.removed) {
                return;
            }
            driver.removed = true;
            routes.remove(driver.routedTag);
            endpoint.remove(driver.association(), runtime.link.nanoTime());
            driver.socket.forget(driver);
            updateCapacity();
        } finally {
            lock.unlock();
        }
        driver.share.timers.cancel(driver.timer);
        forgetUnused();
        releaseIfIdle();
        runtime.statistics.ended(driver);
        runtime.associationRemoved();
    }

    List<AssociationDriver> drivers() {
        List<AssociationDriver> drivers = new ArrayList<>();
        lock.lock();
        try {
            for (Association association : endpoint.associations()) {
                if (association.attachment() instanceof AssociationDriver driver) {
                    drivers.add(driver);
                }
            }
        } finally {
            lock.unlock();
        }
        return drivers;
    }

    private void releaseIfIdle() {
        lock.lock();
        try {
            if (!abandoned || released || endpoint.associationCount() > 0) {
                return;
            }
            released = true;
            endpoint.close();
        } finally {
            lock.unlock();
        }
        runtime.release(this);
    }

    private void updateCapacity() {
        if (backlog == 0) {
            endpoint.acceptCapacity(0);
        } else if (socket.style() == Style.ONE_TO_MANY) {
            endpoint.acceptCapacity(Integer.MAX_VALUE);
        } else {
            endpoint.acceptCapacity(Math.max(0, backlog - accepted.size()));
        }
    }
}
