package io.jsctp;

import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Who watches a socket. Whatever makes the socket ready tells it; the lock of a poller is the last one there is, so that
 * it may be told under any other. Costs a read of a field where nobody watches.
 */
final class Watchers {
    private static final Watch[] NONE = {};

    /** Of writers only; readers see the one array or the other. */
    private final ReentrantLock lock = new ReentrantLock();

    private volatile Watch[] watches = NONE;
    private volatile @Nullable Lane incoming;

    /** The socket may be ready for these events from now on. */
    void ready(int events) {
        for (Watch watch : watches) {
            if (((watch.events | SctpConstants.POLLERR | SctpConstants.POLLHUP | SctpConstants.POLLNVAL) & events)
                    != 0) {
                watch.poller.mark(watch);
            }
        }
        Lane lane = incoming;
        if (lane != null && events != SctpConstants.POLLOUT) {
            lane.mark();
        }
    }

    /** Where asynchronous calls wait for something to read or to accept. */
    void incoming(Lane lane) {
        incoming = lane;
    }

    void add(Watch watch) {
        lock.lock();
        try {
            Watch[] more = Arrays.copyOf(watches, watches.length + 1);
            more[more.length - 1] = watch;
            watches = more;
        } finally {
            lock.unlock();
        }
    }

    void remove(Watch watch) {
        lock.lock();
        try {
            watches = Arrays.stream(watches).filter(w -> w != watch).toArray(Watch[]::new);
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    Watch of(Poller poller) {
        for (Watch watch : watches) {
            if (watch.poller == poller) {
                return watch;
            }
        }
        return null;
    }
}
