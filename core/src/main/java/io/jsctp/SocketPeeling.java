package io.jsctp;

import io.jsctp.engine.AssociationSettings;
import org.jspecify.annotations.Nullable;

/** Gives an association of a one-to-many socket a socket of its own (RFC 6458 §9.2). */
final class SocketPeeling {
    private SocketPeeling() {}

    /** As {@link SctpSocket#peeloff}. */
    static SocketCore peelOff(SocketCore core, int associationId) throws SctpException {
        core.lock.lock();
        try {
            core.checkOpen("peeloff");
            if (!core.isOneToMany()) {
                throw Errors.of(Errno.EOPNOTSUPP, "peeloff", "the association of a one-to-one socket stays with it");
            }
            AssociationDriver driver = core.association(associationId);
            SocketCore own = driver == null ? null : peelOff(core, driver);
            if (own == null) {
                throw Errors.of(
                        Errno.EINVAL,
                        "peeloff",
                        "the socket has no established association " + Integer.toUnsignedString(associationId));
            }
            return own;
        } finally {
            core.lock.unlock();
        }
    }

    /** {@return its new socket; null if it is not established} */
    private static @Nullable SocketCore peelOff(SocketCore core, AssociationDriver driver) throws SctpException {
        StackRuntime runtime = core.runtime();
        SocketSettings settings = core.settings();
        SocketCore own = new SocketCore(
                runtime,
                core.family(),
                Style.ONE_TO_ONE,
                settings.withAssociation(withoutAutoClose(settings.association())));
        own.endpoint(driver.endpoint);
        runtime.register(own, "peeloff");
        boolean moved = false;
        try {
            moved = driver.endpoint.move(driver, own);
        } finally {
            if (!moved) {
                runtime.unregister(own);
            }
        }
        if (moved) {
            driver.settings(SocketPeeling::withoutAutoClose);
        }
        return moved ? own : null;
    }

    /** SCTP_AUTOCLOSE is of one-to-many sockets only. */
    private static AssociationSettings withoutAutoClose(AssociationSettings settings) {
        return settings.toBuilder().idleTimeoutNs(0).build();
    }
}
