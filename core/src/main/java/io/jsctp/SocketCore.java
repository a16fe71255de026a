package io.jsctp;

import io.jsctp.engine.Association;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of a socket share: its options, its endpoint, its associations and its receive queue. The socket's lock
 * serialises binding, listening, connecting, changing options and closing; nobody waits for the network while holding
 * it, and the packet path never takes it.
 */
final class SocketCore {
    /** The ids below are SCTP_FUTURE_ASSOC, SCTP_CURRENT_ASSOC and SCTP_ALL_ASSOC. */
    private static final int FIRST_ID = 3;

    final ReentrantLock lock = new ReentrantLock();
    private final StackRuntime runtime;
    private final Family family;
    private final Style style;
    private final Watchers watchers = new Watchers();
    private final ReceiveQueue queue;
    private final ConcurrentMap<Integer, AssociationDriver> associations = new ConcurrentHashMap<>();
    private final AtomicInteger nextId = new AtomicInteger(FIRST_ID);

    private volatile SocketSettings settings;
    private volatile boolean blocking = true;
    private volatile boolean closed;
    private volatile boolean writeShutdown;
    private volatile @Nullable EndpointDriver endpoint;
    /** The association of a one-to-one socket, also when it is over; null again if its set-up failed. */
    private volatile @Nullable AssociationDriver only;

    SocketCore(StackRuntime runtime, Family family, Style style, SocketSettings settings) {
        this.runtime = runtime;
        this.family = family;
        this.style = style;
        this.settings = settings;
        queue = new ReceiveQueue(runtime, style == Style.ONE_TO_MANY, watchers);
        queue.interleave(settings.fragmentInterleave());
    }

    StackRuntime runtime() {
        return runtime;
    }

    Family family() {
        return family;
    }

    Style style() {
        return style;
    }

    boolean isOneToMany() {
        return style == Style.ONE_TO_MANY;
    }

    Watchers watchers() {
        return watchers;
    }

    ReceiveQueue queue() {
        return queue;
    }

    SocketSettings settings() {
        return settings;
    }

    /** Changes the options for future associations. */
    void settings(UnaryOperator<SocketSettings> change) {
        lock.lock();
        try {
            settings = change.apply(settings);
            EndpointDriver bound = endpoint;
            if (bound != null && bound.isOf(this)) {
                bound.settings(settings.association());
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isBlocking() {
        return blocking;
    }

    void blocking(boolean on) {
        blocking = on;
    }

    /** For a call that waits to receive. */
    Deadline receiveDeadline() {
        return new Deadline(runtime.link, settings.receiveTimeoutNs());
    }

    /** For a call that waits to send or to connect. */
    Deadline sendDeadline() {
        return new Deadline(runtime.link, settings.sendTimeoutNs());
    }

    boolean isClosed() {
        return closed;
    }

    /** Closes for every call that follows; false if that was done before. */
    boolean markClosed() {
        lock.lock();
        try {
            boolean first = !closed;
            closed = true;
            watchers.ready(SctpConstants.POLLNVAL);
            return first;
        } finally {
            lock.unlock();
        }
    }

    void checkOpen(String call) throws SctpException {
        if (closed) {
            throw Errors.of(Errno.EBADF, call, "the socket is closed");
        }
    }

    boolean isWriteShutdown() {
        return writeShutdown;
    }

    void shutdownWrites() {
        writeShutdown = true;
    }

    @Nullable
    EndpointDriver endpoint() {
        return endpoint;
    }

    void endpoint(EndpointDriver bound) {
        endpoint = bound;
    }

    @Nullable
    AssociationDriver only() {
        return only;
    }

    @Nullable
    AssociationDriver association(int id) {
        return associations.get(id);
    }

    List<AssociationDriver> associations() {
        List<AssociationDriver> drivers = new ArrayList<>(associations.values());
        drivers.sort((a, b) -> Integer.compare(a.id, b.id));
        return drivers;
    }

    /**
     * The association that a call is about: the only one of a one-to-one socket, whatever the id; else that with the id.
     *
     * @return null if a one-to-one socket has none
     * @throws SctpException EINVAL if a one-to-many socket has none with the id
     */
    @Nullable
    AssociationDriver resolve(int id, String call) throws SctpException {
        if (!isOneToMany()) {
            return only;
        }
        AssociationDriver driver = associations.get(id);
        if (driver == null) {
            throw Errors.of(Errno.EINVAL, call, "the socket has no association " + Integer.toUnsignedString(id));
        }
        return driver;
    }

    /** Makes a new association one of this socket. Called under the lock of the endpoint. */
    AssociationDriver adopt(EndpointDriver on, Association created) {
        AssociationDriver driver = new AssociationDriver(runtime, on, this, newId(), created);
        take(driver);
        runtime.associationAdded();
        runtime.statistics.began(driver);
        return driver;
    }

    /** Makes an association one of this socket, under the id that it has. Called under the lock of the endpoint. */
    void take(AssociationDriver driver) {
        associations.put(driver.id, driver);
        if (!isOneToMany()) {
            only = driver;
            queue.connected();
        }
    }

    private int newId() {
        int id = nextId.getAndIncrement();
        while (id < FIRST_ID || associations.containsKey(id)) {
            nextId.compareAndSet(id + 1, id < FIRST_ID ? FIRST_ID : id + 1);
            id = nextId.getAndIncrement();
        }
        return id;
    }

    /** The association is over. Called under its lock. */
    void associationEnded(AssociationDriver driver, @Nullable Errno why) {
        if (isOneToMany()) {
            return;
        }
        if (driver.progress.wasUp() || why == null) {
            queue.ended(why);
        } else {
            only = null;
            queue.setupFailed(why);
        }
    }

    /** The association is gone, or another socket's. Called under the lock of the endpoint. */
    void forget(AssociationDriver driver) {
        associations.remove(driver.id, driver);
    }

    /** Tells whether the socket can use the address. */
    boolean fits(InetAddress address) {
        return family == Family.IPV6 || address instanceof java.net.Inet4Address;
    }

    /** The link's addresses that the socket can use, as many as the limits allow: what a wildcard stands for. */
    List<InetAddress> usableAddresses() {
        int most = runtime.limits.count(StackLimit.LOCAL_ADDRESSES);
        List<InetAddress> usable = new ArrayList<>();
        for (InetAddress address : runtime.link.localAddresses()) {
            if (fits(address) && usable.size() == most) {
                runtime.counters.reached(StackLimit.LOCAL_ADDRESSES);
                break;
            }
            if (fits(address)) {
                usable.add(address);
            }
        }
        return usable;
    }
}
