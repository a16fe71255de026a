package io.jsctp;

import io.jsctp.engine.AssociationSettings;
import io.jsctp.engine.PathInfo;
import io.jsctp.wire.CommonHeader;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** SCTP_PEER_ADDR_PARAMS: heartbeats and failure limit of one path, or of all (RFC 6458 §8.1.12). */
final class PathOptions {
    private static final long NS_PER_MS = 1_000_000;
    private static final long MAX_UINT32 = 0xFFFF_FFFFL;
    private static final int MAX_UINT16 = 0xFFFF;
    private static final int LEAST_PACKET_BYTES = 512;
    private static final int MAX_PACKET_BYTES = 65535;
    private static final int KNOWN_FLAGS = PeerAddressParams.SPP_HB_ENABLE
            | PeerAddressParams.SPP_HB_DISABLE
            | PeerAddressParams.SPP_HB_DEMAND
            | PeerAddressParams.SPP_HB_TIME_IS_ZERO
            | PeerAddressParams.SPP_PMTUD_ENABLE
            | PeerAddressParams.SPP_PMTUD_DISABLE;

    private PathOptions() {}

    static PeerAddressParams read(SocketCore core, OptionTarget target) throws SctpException {
        InetAddress address = address(target);
        AssociationDriver driver = OptionScope.reading(core, target);
        if (address == null || driver == null) {
            AssociationSettings s = OptionScope.settings(core, target);
            int mtuBytes = driver == null ? s.pathMtuBytes() - CommonHeader.SIZE : 0;
            return params(s.heartbeatEnabled(), s.heartbeatIntervalNs(), s.pathMaxRetrans(), mtuBytes);
        }
        PathInfo path = PeerOptions.path(driver, address);
        if (path == null) {
            throw target.invalid(address.getHostAddress() + " is not an address of the peer");
        }
        return params(path.heartbeatEnabled(), path.heartbeatIntervalNs(), path.maxRetrans(), path.mtuBytes());
    }

    private static PeerAddressParams params(boolean on, long intervalNs, int maxRetrans, int mtuBytes) {
        int flag = on ? PeerAddressParams.SPP_HB_ENABLE : PeerAddressParams.SPP_HB_DISABLE;
        return new PeerAddressParams(
                intervalNs / NS_PER_MS, maxRetrans, mtuBytes, flag | PeerAddressParams.SPP_PMTUD_DISABLE);
    }

    static void write(SocketCore core, OptionTarget target, PeerAddressParams params) throws SctpException {
        OptionScope.refuseSeveral(core, target);
        check(target, params);
        checkMtu(core, target, params);
        InetAddress address = address(target);
        if (address == null) {
            if (has(params, PeerAddressParams.SPP_HB_DEMAND)) {
                throw target.invalid("SPP_HB_DEMAND needs one address of the peer");
            }
            OptionScope.changeSettings(
                    core,
                    target,
                    s -> s.toBuilder()
                            .heartbeatEnabled(enabled(params, s.heartbeatEnabled()))
                            .heartbeatIntervalNs(intervalNs(params, s.heartbeatIntervalNs()))
                            .pathMaxRetrans(maxRetrans(params, s.pathMaxRetrans()))
                            .pathMtuBytes(mtuBytes(params, s.pathMtuBytes()))
                            .build());
            return;
        }
        AssociationDriver driver = OptionScope.reading(core, target);
        PathInfo path = driver == null ? null : PeerOptions.path(driver, address);
        if (driver == null || path == null) {
            throw target.invalid(address.getHostAddress() + " is not an address of the peer");
        }
        AssociationCalls.pathParameters(
                driver,
                address,
                enabled(params, path.heartbeatEnabled()),
                intervalNs(params, path.heartbeatIntervalNs()),
                maxRetrans(params, path.maxRetrans()),
                has(params, PeerAddressParams.SPP_HB_DEMAND));
    }

    private static void check(OptionTarget target, PeerAddressParams params) throws SctpException {
        ProtocolOptions.checkRange(target, "heartbeatIntervalMs", params.heartbeatIntervalMs(), MAX_UINT32);
        ProtocolOptions.checkRange(target, "pathMaxRetransmits", params.pathMaxRetransmits(), MAX_UINT16);
        if ((params.flags() & ~KNOWN_FLAGS) != 0) {
            throw target.unsupported("flow label and DSCP cannot be set");
        }
        if (has(params, PeerAddressParams.SPP_PMTUD_ENABLE) && has(params, PeerAddressParams.SPP_PMTUD_DISABLE)) {
            throw target.invalid("SPP_PMTUD_ENABLE and SPP_PMTUD_DISABLE exclude each other");
        }
        if (has(params, PeerAddressParams.SPP_PMTUD_ENABLE)) {
            throw target.unsupported("path MTU discovery is not supported");
        }
        if (has(params, PeerAddressParams.SPP_HB_ENABLE) && has(params, PeerAddressParams.SPP_HB_DISABLE)) {
            throw target.invalid("SPP_HB_ENABLE and SPP_HB_DISABLE exclude each other");
        }
    }

    /** A path MTU is fixed for associations to come: what an existing one has in flight may not fit a smaller one. */
    private static void checkMtu(SocketCore core, OptionTarget target, PeerAddressParams params) throws SctpException {
        int mtuBytes = params.pathMtuBytes();
        if (mtuBytes == 0) {
            return;
        }
        if (!has(params, PeerAddressParams.SPP_PMTUD_DISABLE)) {
            throw target.invalid("a path MTU needs SPP_PMTUD_DISABLE");
        }
        if (OptionScope.reading(core, target) != null || target.address() != null) {
            throw target.unsupported("the path MTU of an existing association can't be changed");
        }
        int most = MAX_PACKET_BYTES;
        for (InetAddress local : core.usableAddresses()) {
            most = Math.min(most, core.runtime().link.mtu(local));
        }
        if (mtuBytes < LEAST_PACKET_BYTES - CommonHeader.SIZE || mtuBytes > most - CommonHeader.SIZE) {
            throw target.invalid("path MTU " + mtuBytes + " is not within " + (LEAST_PACKET_BYTES - CommonHeader.SIZE)
                    + " to " + (most - CommonHeader.SIZE) + ", what the link carries");
        }
    }

    private static int mtuBytes(PeerAddressParams params, int before) {
        return params.pathMtuBytes() == 0 ? before : params.pathMtuBytes() + CommonHeader.SIZE;
    }

    private static boolean has(PeerAddressParams params, int flag) {
        return (params.flags() & flag) != 0;
    }

    private static boolean enabled(PeerAddressParams params, boolean before) {
        return has(params, PeerAddressParams.SPP_HB_ENABLE)
                || (before && !has(params, PeerAddressParams.SPP_HB_DISABLE));
    }

    private static long intervalNs(PeerAddressParams params, long beforeNs) {
        if (has(params, PeerAddressParams.SPP_HB_TIME_IS_ZERO)) {
            return 0;
        }
        boolean given = has(params, PeerAddressParams.SPP_HB_ENABLE) && params.heartbeatIntervalMs() > 0;
        return given ? params.heartbeatIntervalMs() * NS_PER_MS : beforeNs;
    }

    private static int maxRetrans(PeerAddressParams params, int before) {
        return params.pathMaxRetransmits() == 0 ? before : params.pathMaxRetransmits();
    }

    /** The path asked for; null for all. */
    private static @Nullable InetAddress address(OptionTarget target) throws SctpException {
        if (target.address() == null) {
            return null;
        }
        InetAddress address = Addresses.resolved(target.address(), target.call());
        return address.isAnyLocalAddress() ? null : address;
    }
}
