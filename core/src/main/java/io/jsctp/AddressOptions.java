package io.jsctp;

import io.jsctp.engine.AddressStatus;
import io.jsctp.engine.Extension;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The options about addresses that change while there is an association (RFC 5061; RFC 6458 §8.1.23, §8.3.1). */
final class AddressOptions {
    private AddressOptions() {}

    static Boolean supported(SocketCore core, OptionTarget target) throws SctpException {
        return ExtensionOptions.supported(core, target, Extension.DYNAMIC_ADDRESSES);
    }

    /** Without authentication anybody could take an association over, so there is no switch to do without. */
    static void supported(SocketCore core, OptionTarget target, Boolean on) throws SctpException {
        if (on && !core.settings().association().extensions().has(Extension.AUTHENTICATION)) {
            throw target.invalid("addresses change by authenticated chunks only: turn on SCTP_AUTH_SUPPORTED first");
        }
        ExtensionOptions.supported(core, target, Extension.DYNAMIC_ADDRESSES, on);
    }

    static Boolean auto(SocketCore core, OptionTarget target) {
        return core.settings().autoAsconf();
    }

    static void auto(SocketCore core, OptionTarget target, Boolean on) throws SctpException {
        EndpointDriver endpoint = core.endpoint();
        if (on && endpoint != null && !endpoint.isWildcard()) {
            throw target.invalid("only for sockets that are bound to all addresses");
        }
        core.settings(s -> s.withAutoAsconf(on));
        if (on) {
            core.runtime().addressesMatter();
        }
    }

    static Boolean unnamed(SocketCore core, OptionTarget target) {
        return core.settings().unnamedAddresses();
    }

    static void unnamed(SocketCore core, OptionTarget target, Boolean on) {
        core.settings(s -> s.withUnnamedAddresses(on));
    }

    static void setPeerPrimary(SocketCore core, OptionTarget target, InetSocketAddress local) throws SctpException {
        if (core.isOneToMany() && (target.isSeveral() || target.isFuture())) {
            throw target.invalid("the option is about one association");
        }
        InetAddress address = Addresses.resolved(local, target.call());
        AssociationDriver driver = core.resolve(target.associationId(), target.call());
        EndpointDriver endpoint = core.endpoint();
        if (driver == null || endpoint == null) {
            throw Errors.of(Errno.ENOTCONN, target.call(), "the socket has no association");
        }
        if (local.getPort() != 0 && local.getPort() != endpoint.port()) {
            throw target.invalid("port " + local.getPort() + " is not that of the socket");
        }
        AddressStatus status = AssociationCalls.peerPrimary(driver, address);
        switch (status) {
            case ACCEPTED -> {
                // the peer is asked
            }
            case NOT_ESTABLISHED -> throw Errors.of(Errno.ENOTCONN, target.call(), "the association is over");
            case NOT_SUPPORTED -> throw target.unsupported("not both sides support ASCONF (RFC 5061)");
            default ->
                throw Errors.of(
                        Errno.EADDRNOTAVAIL,
                        target.call(),
                        address.getHostAddress() + " is not a local address of the association");
        }
    }
}
