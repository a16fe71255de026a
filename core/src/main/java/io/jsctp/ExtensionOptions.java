package io.jsctp;

import io.jsctp.engine.Extension;
import io.jsctp.engine.Extensions;

/**
 * The options that turn protocol extensions on and off: set for associations to come, and read of an association to learn
 * whether both sides declared it (RFC 7496 §4.5, RFC 8260 §4.3.1).
 */
final class ExtensionOptions {
    /** What is declared unless an option turns it off: nothing comes of it unless a message or a call asks for it. */
    static final Extensions DECLARED =
            Extensions.NONE.with(Extension.PARTIAL_RELIABILITY, true).with(Extension.RECONFIGURATION, true);

    private ExtensionOptions() {}

    static Boolean supported(SocketCore core, OptionTarget target, Extension extension) throws SctpException {
        OptionScope.refuseSeveral(core, target);
        AssociationDriver driver = OptionScope.reading(core, target);
        Extensions extensions =
                driver == null ? core.settings().association().extensions() : AssociationCalls.extensions(driver);
        return extensions.has(extension);
    }

    /** RFC 9653 §7.1: set for associations to come. */
    static void acceptZeroChecksum(SocketCore core, OptionTarget target, Integer method) throws SctpException {
        if (core.isOneToMany() && !target.isFuture()) {
            throw target.invalid("what is declared to peers can be chosen for SCTP_FUTURE_ASSOC only");
        }
        if (method != SctpConstants.SCTP_EDMID_NONE && method != SctpConstants.SCTP_EDMID_LOWER_LAYER_DTLS) {
            throw target.invalid("there is no error detection method " + Integer.toUnsignedString(method));
        }
        if (method != SctpConstants.SCTP_EDMID_NONE
                && method != core.runtime().link.capabilities().errorDetectionMethod()) {
            throw target.unsupported("the link does not carry packets in DTLS");
        }
        core.settings(s -> s.withAssociation(s.association().toBuilder()
                .acceptsZeroChecksum(method != SctpConstants.SCTP_EDMID_NONE)
                .build()));
    }

    /** {@return whether peers of a socket may interleave their messages, or those of associations to come} */
    static boolean interleaves(SocketCore core) throws SctpException {
        boolean any = core.settings().association().extensions().has(Extension.INTERLEAVING);
        for (AssociationDriver driver : core.associations()) {
            any |= AssociationCalls.extensions(driver).has(Extension.INTERLEAVING);
        }
        return any;
    }

    /** Addresses never change without authentication (RFC 5061 §4.1). */
    private static Extensions with(Extensions before, Extension extension, boolean on) {
        Extensions changed = before.with(extension, on);
        return extension == Extension.AUTHENTICATION && !on
                ? changed.with(Extension.DYNAMIC_ADDRESSES, false)
                : changed;
    }

    static void supported(SocketCore core, OptionTarget target, Extension extension, boolean on) throws SctpException {
        if (core.isOneToMany() && !target.isFuture()) {
            throw target.invalid("what is declared to peers can be chosen for SCTP_FUTURE_ASSOC only");
        }
        if (on && extension == Extension.INTERLEAVING && core.settings().fragmentInterleave() < SocketOptions.MIXING) {
            throw target.invalid("set SCTP_FRAGMENT_INTERLEAVE to 2 first (RFC 8260 4.3.1)");
        }
        core.settings(s -> s.withAssociation(s.association().toBuilder()
                .extensions(with(s.association().extensions(), extension, on))
                .build()));
    }
}
