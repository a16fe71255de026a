package io.jsctp;

import io.jsctp.engine.Association;
import io.jsctp.engine.AssociationSettings;
import io.jsctp.engine.PathInfo;
import io.jsctp.engine.PathParameters;
import io.jsctp.link.LinkCapabilities;
import io.jsctp.wire.CommonHeader;
import java.net.Inet6Address;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** SCTP_PEER_ADDR_PARAMS: what one path does, or all (RFC 6458 §8.1.12). */
final class PathOptions {
    private static final long NS_PER_MS = 1_000_000;
    private static final long MAX_UINT32 = 0xFFFF_FFFFL;
    private static final int MAX_UINT16 = 0xFFFF;
    private static final int LEAST_PACKET_BYTES = 512;
    private static final int MAX_PACKET_BYTES = 65535;
    private static final int MAX_UINT8 = 0xFF;

    /** The bits that a traffic class has for the DSCP; the two others are those of ECN. */
    private static final int DSCP_BITS = 0xFC;

    private static final int FLOW_LABEL_BITS = 0xFFFFF;
    private static final int KNOWN_FLAGS = PeerAddressParams.SPP_HB_ENABLE
            | PeerAddressParams.SPP_HB_DISABLE
            | PeerAddressParams.SPP_HB_DEMAND
            | PeerAddressParams.SPP_HB_TIME_IS_ZERO
            | PeerAddressParams.SPP_PMTUD_ENABLE
            | PeerAddressParams.SPP_PMTUD_DISABLE
            | PeerAddressParams.SPP_IPV6_FLOWLABEL
            | PeerAddressParams.SPP_DSCP;

    private PathOptions() {}

    static PeerAddressParams read(SocketCore core, OptionTarget target) throws SctpException {
        InetAddress address = address(target);
        AssociationDriver driver = OptionScope.reading(core, target);
        if (address == null || driver == null) {
            AssociationSettings s = OptionScope.settings(core, target);
            int mtuBytes = driver == null ? s.pathMtuBytes() - CommonHeader.SIZE : 0;
            PathParameters set = new PathParameters(
                    s.heartbeatEnabled(), s.heartbeatIntervalNs(), s.pathMaxRetrans(), s.trafficClass(), s.flowLabel());
            return params(set, mtuBytes, s.pathMtuDiscovery(), readable(core, core.family() == Family.IPV6));
        }
        PathInfo path = path(target, driver, address);
        return params(
                parameters(path),
                path.mtuBytes(),
                path.mtuDiscovery(),
                readable(core, address instanceof Inet6Address));
    }

    /** The flags that tell which of flow label and DSCP count: those that the link can give to packets. */
    private static int readable(SocketCore core, boolean ipv6) {
        LinkCapabilities link = core.runtime().link.capabilities();
        return (link.trafficClasses() ? PeerAddressParams.SPP_DSCP : 0)
                | (link.flowLabels() && ipv6 ? PeerAddressParams.SPP_IPV6_FLOWLABEL : 0);
    }

    private static PathParameters parameters(PathInfo path) {
        return new PathParameters(
                path.heartbeatEnabled(),
                path.heartbeatIntervalNs(),
                path.maxRetrans(),
                path.trafficClass(),
                path.flowLabel());
    }

    private static PeerAddressParams params(PathParameters set, int mtuBytes, boolean discovery, int readable) {
        int flag = set.heartbeatEnabled() ? PeerAddressParams.SPP_HB_ENABLE : PeerAddressParams.SPP_HB_DISABLE;
        int mtuFlag = discovery ? PeerAddressParams.SPP_PMTUD_ENABLE : PeerAddressParams.SPP_PMTUD_DISABLE;
        return new PeerAddressParams(
                set.heartbeatIntervalNs() / NS_PER_MS,
                set.maxRetrans(),
                mtuBytes,
                flag | mtuFlag | readable,
                (readable & PeerAddressParams.SPP_IPV6_FLOWLABEL) == 0 ? 0 : set.flowLabel(),
                (readable & PeerAddressParams.SPP_DSCP) == 0 ? 0 : set.trafficClass());
    }

    static void write(SocketCore core, OptionTarget target, PeerAddressParams params) throws SctpException {
        OptionScope.refuseSeveral(core, target);
        check(target, params);
        InetAddress address = address(target);
        checkMarks(
                core, target, params, address == null ? core.family() == Family.IPV6 : address instanceof Inet6Address);
        checkMtu(core, target, params);
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
                            .pathMtuDiscovery(discovery(params, s.pathMtuDiscovery()))
                            .pathMtuBytes(mtuBytes(params, s.pathMtuBytes()))
                            .trafficClass(trafficClass(params, s.trafficClass()))
                            .flowLabel(flowLabel(params, s.flowLabel()))
                            .build());
            markAll(core, target, params);
            for (AssociationDriver each : OptionScope.drivers(core, target)) {
                setMtu(each, null, params);
            }
            return;
        }
        AssociationDriver driver = OptionScope.reading(core, target);
        PathInfo path = driver == null ? null : PeerOptions.path(driver, address);
        if (driver == null || path == null) {
            throw target.invalid(address.getHostAddress() + " is not an address of the peer");
        }
        AssociationCalls.pathParameters(
                driver, address, changed(path, params), has(params, PeerAddressParams.SPP_HB_DEMAND));
        setMtu(driver, address, params);
    }

    /** Without an address it is for all paths. */
    private static void setMtu(AssociationDriver driver, @Nullable InetAddress address, PeerAddressParams params) {
        if (has(params, PeerAddressParams.SPP_PMTUD_ENABLE | PeerAddressParams.SPP_PMTUD_DISABLE)) {
            AssociationCalls.pathMtu(driver, address, discovery(params, false), mtuBytes(params, 0));
        }
    }

    private static boolean discovery(PeerAddressParams params, boolean before) {
        return has(params, PeerAddressParams.SPP_PMTUD_ENABLE)
                || (before && !has(params, PeerAddressParams.SPP_PMTUD_DISABLE));
    }

    private static PathParameters changed(PathInfo path, PeerAddressParams params) {
        return new PathParameters(
                enabled(params, path.heartbeatEnabled()),
                intervalNs(params, path.heartbeatIntervalNs()),
                maxRetrans(params, path.maxRetrans()),
                trafficClass(params, path.trafficClass()),
                flowLabel(params, path.flowLabel()));
    }

    /** Without an address it is for all paths, those too that had a value of their own. */
    private static void markAll(SocketCore core, OptionTarget target, PeerAddressParams params) throws SctpException {
        int flags = params.flags() & (PeerAddressParams.SPP_DSCP | PeerAddressParams.SPP_IPV6_FLOWLABEL);
        if (flags == 0) {
            return;
        }
        PeerAddressParams marks = new PeerAddressParams(0, 0, 0, flags, params.ipv6FlowLabel(), params.dscp());
        for (AssociationDriver driver : OptionScope.drivers(core, target)) {
            for (PathInfo path : driver.ask(Association::paths)) {
                AssociationCalls.pathParameters(driver, path.address(), changed(path, marks), false);
            }
        }
    }

    private static void check(OptionTarget target, PeerAddressParams params) throws SctpException {
        ProtocolOptions.checkRange(target, "heartbeatIntervalMs", params.heartbeatIntervalMs(), MAX_UINT32);
        ProtocolOptions.checkRange(target, "pathMaxRetransmits", params.pathMaxRetransmits(), MAX_UINT16);
        if ((params.flags() & ~KNOWN_FLAGS) != 0) {
            throw target.invalid("flags 0x" + Integer.toHexString(params.flags()) + " are not all known");
        }
        if (has(params, PeerAddressParams.SPP_PMTUD_ENABLE) && has(params, PeerAddressParams.SPP_PMTUD_DISABLE)) {
            throw target.invalid("SPP_PMTUD_ENABLE and SPP_PMTUD_DISABLE exclude each other");
        }
        if (has(params, PeerAddressParams.SPP_HB_ENABLE) && has(params, PeerAddressParams.SPP_HB_DISABLE)) {
            throw target.invalid("SPP_HB_ENABLE and SPP_HB_DISABLE exclude each other");
        }
    }

    /** What the link can't give to packets is refused: nobody would get it. */
    private static void checkMarks(SocketCore core, OptionTarget target, PeerAddressParams params, boolean ipv6)
            throws SctpException {
        ProtocolOptions.checkRange(target, "ipv6FlowLabel", params.ipv6FlowLabel(), MAX_UINT32);
        ProtocolOptions.checkRange(target, "dscp", params.dscp(), MAX_UINT8);
        LinkCapabilities link = core.runtime().link.capabilities();
        if (has(params, PeerAddressParams.SPP_DSCP) && !link.trafficClasses()) {
            throw target.unsupported("the link can't set the DSCP of packets");
        }
        if (has(params, PeerAddressParams.SPP_IPV6_FLOWLABEL) && !(link.flowLabels() && ipv6)) {
            throw target.unsupported(
                    ipv6 ? "the link can't set the flow label of packets" : "IPv4 packets have no flow label");
        }
    }

    /** Discovery takes packets that are never divided on their way; a fixed size, one that the link takes. */
    private static void checkMtu(SocketCore core, OptionTarget target, PeerAddressParams params) throws SctpException {
        if (has(params, PeerAddressParams.SPP_PMTUD_ENABLE)) {
            if (!core.runtime().link.capabilities().dontFragment()) {
                throw target.unsupported(
                        "the link can't keep packets from being divided, so that no MTU can be discovered");
            }
            return;
        }
        int mtuBytes = params.pathMtuBytes();
        if (mtuBytes == 0) {
            return;
        }
        if (!has(params, PeerAddressParams.SPP_PMTUD_DISABLE)) {
            throw target.invalid("a path MTU needs SPP_PMTUD_DISABLE");
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
        boolean given = params.pathMtuBytes() != 0 && !has(params, PeerAddressParams.SPP_PMTUD_ENABLE);
        return given ? params.pathMtuBytes() + CommonHeader.SIZE : before;
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

    private static int trafficClass(PeerAddressParams params, int before) {
        return has(params, PeerAddressParams.SPP_DSCP) ? params.dscp() & DSCP_BITS : before;
    }

    private static int flowLabel(PeerAddressParams params, int before) {
        return has(params, PeerAddressParams.SPP_IPV6_FLOWLABEL)
                ? (int) (params.ipv6FlowLabel() & FLOW_LABEL_BITS)
                : before;
    }

    /** The path to an address that has to be one of the peer's. */
    static PathInfo path(OptionTarget target, @Nullable AssociationDriver driver, InetAddress address)
            throws SctpException {
        PathInfo path = driver == null ? null : PeerOptions.path(driver, address);
        if (path == null) {
            throw target.invalid(address.getHostAddress() + " is not an address of the peer");
        }
        return path;
    }

    /** The path asked for; null for all. */
    static @Nullable InetAddress address(OptionTarget target) throws SctpException {
        if (target.address() == null) {
            return null;
        }
        InetAddress address = Addresses.resolved(target.address(), target.call());
        return address.isAnyLocalAddress() ? null : address;
    }
}
