package io.jsctp;

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
            SocketCore own = driver == null ? null : driver.endpoint.peelOff(driver);
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
}
