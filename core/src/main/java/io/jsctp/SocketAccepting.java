package io.jsctp;

import org.jspecify.annotations.Nullable;

/** Takes associations that peers set up (RFC 6458 §4.1.4). */
final class SocketAccepting {
    private SocketAccepting() {}

    /** As {@link SctpSocket#accept}. */
    static SocketCore accept(SocketCore core) throws SctpException {
        SocketCore taken = listening(core).takeAccepted(true);
        if (taken == null) {
            throw Errors.of(Errno.EAGAIN, "accept", "no association waits on a non-blocking socket");
        }
        return taken;
    }

    /** The same, but does not wait: null if there is none. */
    static @Nullable SocketCore tryAccept(SocketCore core) throws SctpException {
        return listening(core).takeAccepted(false);
    }

    private static EndpointDriver listening(SocketCore core) throws SctpException {
        core.checkOpen("accept");
        if (core.isOneToMany()) {
            throw Errors.of(Errno.EOPNOTSUPP, "accept", "a one-to-many socket accepts by itself (RFC 6458 §3.1.3)");
        }
        EndpointDriver endpoint = core.endpoint();
        if (endpoint == null || !endpoint.isOf(core)) {
            throw Errors.of(Errno.EINVAL, "accept", "the socket does not listen");
        }
        return endpoint;
    }
}
