package io.jsctp;

import io.jsctp.link.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Ends a socket and its associations (RFC 6458 §3.1.5, §4.1.6, §4.1.7, §8.1.4). */
final class SocketClosing {
    private static final byte[] NO_REASON = {};

    private SocketClosing() {}

    /** As {@link SctpSocket#close()}. */
    static void close(SocketCore core) {
        if (!core.markClosed()) {
            return;
        }
        Linger linger = core.settings().linger();
        boolean abort = linger.on() && linger.seconds() == 0;
        List<AssociationDriver> drivers = end(core, abort);
        if (linger.on() && linger.seconds() > 0) {
            await(core.runtime().link, drivers, TimeUnit.SECONDS.toNanos(linger.seconds()));
        }
    }

    /** The stack is closed: no graceful end. */
    static void abort(SocketCore core) {
        if (core.markClosed()) {
            end(core, true);
        }
    }

    private static List<AssociationDriver> end(SocketCore core, boolean abort) {
        List<SocketCore> notAccepted = List.of();
        EndpointDriver endpoint = core.endpoint();
        if (endpoint != null && endpoint.isOf(core)) {
            // First, so that no association comes up behind our back.
            notAccepted = endpoint.abandon();
        }
        List<Unread> unread = core.queue().close();
        List<AssociationDriver> drivers = new ArrayList<>(core.associations());
        for (AssociationDriver driver : drivers) {
            driver.detach();
        }
        giveBack(unread);
        for (AssociationDriver driver : drivers) {
            if (abort) {
                driver.abort(NO_REASON);
            } else {
                driver.shutdown();
            }
        }
        for (SocketCore waiting : notAccepted) {
            abort(waiting);
        }
        core.runtime().unregister(core);
        return drivers;
    }

    static void shutdown(SocketCore core, ShutdownHow how) throws SctpException {
        ShutdownHow given = Errors.present(how, "shutdown", "how");
        core.checkOpen("shutdown");
        if (core.isOneToMany()) {
            throw Errors.of(
                    Errno.EOPNOTSUPP,
                    "shutdown",
                    "only for one-to-one sockets; send with SCTP_EOF to end an association");
        }
        AssociationDriver driver = core.only();
        if (driver == null) {
            throw Errors.of(Errno.ENOTCONN, "shutdown", "the socket has no association");
        }
        if (given != ShutdownHow.SHUT_WR) {
            giveBack(core.queue().stop());
        }
        if (given != ShutdownHow.SHUT_RD) {
            core.shutdownWrites();
            driver.shutdown();
        }
    }

    /** What nobody will read must not keep the peer's window closed. */
    private static void giveBack(List<Unread> unread) {
        for (Unread one : unread) {
            one.owner().consumed(one.message(), true);
        }
    }

    private static void await(Link clock, List<AssociationDriver> drivers, long timeoutNs) {
        long end = clock.nanoTime() + timeoutNs;
        try {
            for (AssociationDriver driver : drivers) {
                driver.progress.awaitEnd(end - clock.nanoTime());
            }
        } catch (InterruptedException e) {
            // Lingering ends early; the associations end in the background.
            Thread.currentThread().interrupt();
        }
    }
}
