package io.jsctp;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Who watches a socket. Whatever makes the socket ready tells it; the lock of a poller is the last one there is, so that
 * it may be told under any other. Costs a read of a field where nobody watches.
 */
final class Watchers {
    private static final Watch[] NONE = {};

    private final AtomicReference<Watch[]> watches = new AtomicReference<>(NONE);

    /** The socket may be ready for these events from now on. */
    void ready(int events) {
        for (Watch watch : watches.get()) {
            if (((watch.events | SctpConstants.POLLERR | SctpConstants.POLLHUP | SctpConstants.POLLNVAL) & events)
                    != 0) {
                watch.poller.mark(watch);
            }
        }
    }

    void add(Watch watch) {
        watches.updateAndGet(all -> {
            Watch[] more = Arrays.copyOf(all, all.length + 1);
            more[all.length] = watch;
            return more;
        });
    }

    void remove(Watch watch) {
        watches.updateAndGet(all -> Arrays.stream(all).filter(w -> w != watch).toArray(Watch[]::new));
    }

    @Nullable
    Watch of(Poller poller) {
        for (Watch watch : watches.get()) {
            if (watch.poller == poller) {
                return watch;
            }
        }
        return null;
    }
}
