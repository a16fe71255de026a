package io.jsctp;

import org.jspecify.annotations.Nullable;

/** A socket that a {@link Poller} watches: for what, and whether it has to be looked at. */
final class Watch {
    final Poller poller;
    final SctpSocket socket;

    /** Read without a lock when something happens to the socket. */
    volatile int events;

    // Guarded by the lock of the poller.
    @Nullable
    Object attachment;

    boolean queued;
    boolean ended;

    Watch(Poller poller, SctpSocket socket) {
        this.poller = poller;
        this.socket = socket;
    }
}
