package io.jsctp;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Waits for any of many sockets of one stack to be ready, as poll(2) does (RFC 6458 §3.2): level-triggered, so that what
 * was not read or written is told again. Its work depends on how many sockets have something to tell, not on how many are
 * watched.
 *
 * <p>What the events mean:
 *
 * <ul>
 *   <li>{@link SctpConstants#POLLIN}: {@code recvv} would not wait, for there is a message, a notification, the end of the
 *       association or an error; on a listening one-to-one socket {@code accept} would not.
 *   <li>{@link SctpConstants#POLLPRI}: what is read next is a notification.
 *   <li>{@link SctpConstants#POLLOUT}: a third of the send buffer is free; on a one-to-many socket that of some
 *       association. Also once a set-up has failed, so that whoever waits for it learns it.
 *   <li>{@link SctpConstants#POLLERR}, told whether asked for or not: an error waits to be read.
 *   <li>{@link SctpConstants#POLLHUP}, likewise: the association of a one-to-one socket is over.
 *   <li>{@link SctpConstants#POLLNVAL}, likewise, once: the socket was closed and is no more watched.
 * </ul>
 *
 * <p>Thread-safe. Several threads may poll; each may be told of the same socket.
 */
public final class Poller implements AutoCloseable {
    private static final int ASKED = SctpConstants.POLLIN | SctpConstants.POLLPRI | SctpConstants.POLLOUT;

    private final StackRuntime runtime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition marked;

    // Guarded by the lock, under which no other lock is taken.
    private final ArrayDeque<Watch> toLookAt = new ArrayDeque<>();
    private final Set<Watch> watched = new LinkedHashSet<>();
    private boolean woken;
    private boolean closed;

    Poller(StackRuntime runtime) {
        this.runtime = runtime;
        marked = runtime.waiting().newCondition(lock);
    }

    /**
     * Watches a socket from now on, or changes what it is watched for.
     *
     * @param socket a socket of this poller's stack
     * @param events an OR of POLLIN, POLLPRI and POLLOUT; 0 for what is told in any case
     * @param attachment anything, given back with the results
     * @throws SctpException EBADF if the poller or the socket is closed; EINVAL if the events are others or the socket is
     *     another stack's
     */
    public void watch(SctpSocket socket, int events, @Nullable Object attachment) throws SctpException {
        SocketCore core = Errors.present(socket, "watch", "the socket").core();
        if ((events & ~ASKED) != 0) {
            throw Errors.of(Errno.EINVAL, "watch", "events 0x" + Integer.toHexString(events) + " can't be asked for");
        }
        if (core.runtime() != runtime) {
            throw Errors.of(Errno.EINVAL, "watch", "the socket belongs to another stack");
        }
        lock.lock();
        try {
            checkOpen("watch");
            core.checkOpen("watch");
            Watch watch = core.watchers().of(this);
            if (watch == null) {
                watch = new Watch(this, socket);
                core.watchers().add(watch);
                watched.add(watch);
            }
            watch.events = events;
            watch.attachment = attachment;
            mark(watch);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Watches a socket no more; does nothing if it was not watched. A thread in {@link #poll} may still be told of it.
     *
     * @param socket the socket
     * @throws SctpException EFAULT if it is null
     */
    public void forget(SctpSocket socket) throws SctpException {
        SocketCore core = Errors.present(socket, "forget", "the socket").core();
        lock.lock();
        try {
            Watch watch = core.watchers().of(this);
            if (watch != null) {
                end(watch);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Tells which sockets are ready, and waits until one is.
     *
     * @param timeout how long to wait at most; zero not to wait, null for ever
     * @return the sockets that are ready; none if the time is over or {@link #wakeup} was called
     * @throws SctpException EBADF if the poller is or gets closed; EINTR if the thread is interrupted; EDEADLK if it would
     *     wait on the thread of the stack, see {@link AsyncSocket}, or in a stack without a thread for ever for nothing
     */
    public List<PollResult> poll(@Nullable Duration timeout) throws SctpException {
        long endNs = timeout == null ? Long.MAX_VALUE : runtime.link.nanoTime() + Math.max(0, timeout.toNanos());
        while (true) {
            List<PollResult> results = look(takeMarked(timeout == null, endNs));
            if (!results.isEmpty() || isOver(timeout == null, endNs)) {
                return results;
            }
        }
    }

    /** Lets a thread that waits in {@link #poll}, or the next one that would, return at once. */
    public void wakeup() {
        lock.lock();
        try {
            woken = true;
            marked.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Watches nothing any more; whoever waits is told (EBADF). The sockets stay open. Idempotent. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            for (Watch watch : List.copyOf(watched)) {
                end(watch);
            }
            marked.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Something happened to the socket. Any thread, under any lock but a poller's. */
    void mark(Watch watch) {
        lock.lock();
        try {
            if (!watch.queued && !watch.ended) {
                watch.queued = true;
                toLookAt.addLast(watch);
                marked.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void checkOpen(String call) throws SctpException {
        if (closed) {
            throw Errors.of(Errno.EBADF, call, "the poller is closed");
        }
    }

    private void end(Watch watch) {
        watch.ended = true;
        watched.remove(watch);
        watch.socket.core().watchers().remove(watch);
    }

    private boolean isOver(boolean forEver, long endNs) throws SctpException {
        lock.lock();
        try {
            checkOpen("poll");
            boolean over = woken || (!forEver && runtime.link.nanoTime() - endNs >= 0);
            woken = false;
            return over;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for sockets to look at; none if there is no more to wait for. */
    private List<Watch> takeMarked(boolean forEver, long endNs) throws SctpException {
        lock.lock();
        try {
            while (toLookAt.isEmpty() && !woken && !closed) {
                if (forEver) {
                    runtime.waiting().await(lock, marked, "poll");
                    continue;
                }
                long left = endNs - runtime.link.nanoTime();
                if (left <= 0) {
                    break;
                }
                runtime.waiting().checkMayWait("poll");
                if (runtime.waiting().awaitNanos(lock, marked, left) <= 0) {
                    break;
                }
            }
            checkOpen("poll");
            List<Watch> taken = new ArrayList<>(toLookAt);
            toLookAt.clear();
            for (Watch watch : taken) {
                watch.queued = false;
            }
            return taken;
        } catch (InterruptedException e) {
            throw Errors.interrupted("poll");
        } finally {
            lock.unlock();
        }
    }

    /** Asks each socket, without the lock: theirs come first. Those that are ready are looked at next time, too. */
    private List<PollResult> look(List<Watch> candidates) {
        List<PollResult> results = new ArrayList<>();
        for (Watch watch : candidates) {
            int ready = SocketReadiness.of(watch.socket.core(), watch.events);
            if (ready == 0) {
                continue;
            }
            lock.lock();
            try {
                if (watch.ended) {
                    continue;
                }
                results.add(new PollResult(watch.socket, ready, watch.attachment));
                if ((ready & SctpConstants.POLLNVAL) != 0) {
                    end(watch);
                } else {
                    mark(watch);
                }
            } finally {
                lock.unlock();
            }
        }
        return results;
    }
}
