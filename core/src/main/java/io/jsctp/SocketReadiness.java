package io.jsctp;

import static io.jsctp.SctpConstants.POLLERR;
import static io.jsctp.SctpConstants.POLLHUP;
import static io.jsctp.SctpConstants.POLLIN;
import static io.jsctp.SctpConstants.POLLNVAL;
import static io.jsctp.SctpConstants.POLLOUT;

/** What a socket is ready for at the moment, in the events of {@link Poller}. */
final class SocketReadiness {
    private SocketReadiness() {}

    /** The events that hold, of those asked for and those that are always told. */
    static int of(SocketCore core, int asked) {
        if (core.isClosed()) {
            return POLLNVAL;
        }
        int ready = core.queue().readiness();
        EndpointDriver endpoint = core.endpoint();
        if (endpoint != null && endpoint.isOf(core) && endpoint.hasAcceptable()) {
            ready |= POLLIN;
        }
        // Only if asked for: each association has to be asked in turn.
        if ((asked & POLLOUT) != 0 && isWritable(core)) {
            ready |= POLLOUT;
        }
        return ready & (asked | POLLERR | POLLHUP);
    }

    private static boolean isWritable(SocketCore core) {
        if (!core.isOneToMany()) {
            AssociationDriver only = core.only();
            return only == null ? core.queue().hasError() : only.progress.isEnded() || only.isWritable();
        }
        for (AssociationDriver driver : core.associations()) {
            if (driver.isWritable()) {
                return true;
            }
        }
        return false;
    }
}
