package io.jsctp;

import io.jsctp.engine.Association;
import io.jsctp.engine.AssociationState;
import io.jsctp.engine.AssociationStatus;
import io.jsctp.engine.PathInfo;
import io.jsctp.engine.PathState;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options about associations, peers and paths (RFC 6458 §8.1.9, §8.2, RFC 6951 §6.1). */
final class PeerOptions {
    private static final long NS_PER_MS = 1_000_000;
    private static final int MAX_UINT16 = 0xFFFF;

    private PeerOptions() {}

    static Status status(SocketCore core, OptionTarget target) throws SctpException {
        if (core.isOneToMany() && target.isFuture()) {
            throw target.invalid("SCTP_FUTURE_ASSOC has no status");
        }
        AssociationDriver driver = core.resolve(target.associationId(), target.call());
        if (driver == null) {
            return new Status(0, stateOf(core), 0, 0, 0, 0, 0, 0, null);
        }
        AssociationStatus status = driver.status();
        return new Status(
                driver.id,
                stateOf(status.state()),
                status.peerRwnd(),
                Math.min(MAX_UINT16, status.unacknowledgedChunks()),
                Math.min(MAX_UINT16, status.pendingChunks()),
                status.inboundStreams(),
                status.outboundStreams(),
                status.fragmentationPoint(),
                info(driver, status.primary()));
    }

    static PeerAddressInfo peerAddressInfo(SocketCore core, OptionTarget target) throws SctpException {
        InetAddress address = peerAddress(target);
        AssociationDriver driver =
                core.isOneToMany() && target.isFuture() ? byAddress(core, target, address) : required(core, target);
        PathInfo path = path(driver, address);
        if (path == null) {
            throw target.invalid(address.getHostAddress() + " is not an address of the peer");
        }
        return info(driver, path);
    }

    static InetSocketAddress primaryAddress(SocketCore core, OptionTarget target) throws SctpException {
        AssociationDriver driver = required(core, target);
        return new InetSocketAddress(driver.status().primary().address(), driver.peerPort());
    }

    static void primaryAddress(SocketCore core, OptionTarget target, InetSocketAddress given) throws SctpException {
        OptionScope.refuseSeveral(core, target);
        InetAddress address = Addresses.resolved(given, target.call());
        AssociationDriver driver = required(core, target);
        boolean fits = !address.isAnyLocalAddress() && (given.getPort() == 0 || given.getPort() == driver.peerPort());
        if (!fits || !driver.primary(address)) {
            throw target.invalid(given + " is not a confirmed address of the peer");
        }
    }

    static Integer remoteUdpPort(SocketCore core, OptionTarget target) throws SctpException {
        if (target.address() == null) {
            return core.settings().peerUdpPort();
        }
        InetAddress address = peerAddress(target);
        PathInfo path = path(required(core, target), address);
        if (path == null) {
            throw target.invalid(address.getHostAddress() + " is not an address of the peer");
        }
        return path.udpPort();
    }

    static void remoteUdpPort(SocketCore core, OptionTarget target, Integer port) throws SctpException {
        OptionScope.refuseSeveral(core, target);
        if (port < 0 || port > MAX_UINT16 || !core.runtime().link.carries(port)) {
            boolean udp = core.runtime().link.capabilities().udpEncapsulation();
            throw target.invalid("port " + port + (udp ? " is not within 1 to 65535" : ": this link does not use UDP"));
        }
        InetSocketAddress address = target.address();
        InetAddress peer = address == null ? null : Addresses.resolved(address, target.call());
        if (peer != null && !peer.isAnyLocalAddress()) {
            if (!AssociationCalls.udpPort(required(core, target), peer, port)) {
                throw target.invalid(peer.getHostAddress() + " is not an address of the peer");
            }
            return;
        }
        if (core.isOneToMany() && !target.isFuture()) {
            throw target.unsupported("paths to come of an association get the port of the packet that tells of them");
        }
        core.settings(s -> s.withPeerUdpPort(port));
    }

    static Integer associationCount(SocketCore core, OptionTarget target) throws SctpException {
        return associationIds(core, target).size();
    }

    static List<Integer> associationIds(SocketCore core, OptionTarget target) throws SctpException {
        if (!core.isOneToMany()) {
            throw target.unsupported("only one-to-many sockets have association ids");
        }
        return core.associations().stream().map(driver -> driver.id).toList();
    }

    private static AssociationDriver required(SocketCore core, OptionTarget target) throws SctpException {
        AssociationDriver driver = core.resolve(target.associationId(), target.call());
        if (driver == null) {
            throw Errors.of(Errno.ENOTCONN, target.call(), "the socket has no association");
        }
        return driver;
    }

    private static InetAddress peerAddress(OptionTarget target) throws SctpException {
        InetSocketAddress address = target.address();
        if (address == null) {
            throw target.invalid("the option needs a peer address");
        }
        return Addresses.resolved(address, target.call());
    }

    private static AssociationDriver byAddress(SocketCore core, OptionTarget target, InetAddress address)
            throws SctpException {
        InetSocketAddress wanted = target.address();
        EndpointDriver endpoint = core.endpoint();
        AssociationDriver driver =
                endpoint == null || wanted == null ? null : endpoint.associationTo(address, wanted.getPort());
        if (driver != null && core.association(driver.id) == driver) {
            return driver;
        }
        throw target.invalid(wanted + " is not the address of a peer");
    }

    static @Nullable PathInfo path(AssociationDriver driver, InetAddress address) {
        for (PathInfo path : driver.ask(Association::paths)) {
            if (path.address().equals(address)) {
                return path;
            }
        }
        return null;
    }

    private static PeerAddressInfo info(AssociationDriver driver, PathInfo path) {
        return new PeerAddressInfo(
                driver.id,
                new InetSocketAddress(path.address(), driver.peerPort()),
                stateOf(driver, path.state()),
                path.cwnd(),
                path.srttNs() / NS_PER_MS,
                path.rtoNs() / NS_PER_MS,
                path.mtuBytes());
    }

    private static PeerAddressInfo.State stateOf(AssociationDriver driver, PathState state) {
        return switch (state) {
            case ACTIVE -> PeerAddressInfo.State.ACTIVE;
            case INACTIVE -> PeerAddressInfo.State.INACTIVE;
            case UNCONFIRMED -> PeerAddressInfo.State.UNCONFIRMED;
            case POTENTIALLY_FAILED ->
                driver.options.exposesPotentiallyFailed()
                        ? PeerAddressInfo.State.POTENTIALLY_FAILED
                        : PeerAddressInfo.State.ACTIVE;
        };
    }

    static SctpState stateOf(AssociationState state) {
        return switch (state) {
            case CLOSED -> SctpState.IDLE;
            case COOKIE_WAIT -> SctpState.COOKIE_WAIT;
            case COOKIE_ECHOED -> SctpState.COOKIE_ECHOED;
            case ESTABLISHED -> SctpState.ESTABLISHED;
            case SHUTDOWN_PENDING -> SctpState.SHUTDOWN_PENDING;
            case SHUTDOWN_SENT -> SctpState.SHUTDOWN_SENT;
            case SHUTDOWN_RECEIVED -> SctpState.SHUTDOWN_RECEIVED;
            case SHUTDOWN_ACK_SENT -> SctpState.SHUTDOWN_ACK_SENT;
        };
    }

    private static SctpState stateOf(SocketCore core) {
        EndpointDriver endpoint = core.endpoint();
        if (endpoint == null) {
            return SctpState.IDLE;
        }
        return endpoint.isListening() && endpoint.isOf(core) ? SctpState.LISTEN : SctpState.BOUND;
    }
}
