package io.jsctp;

import io.jsctp.engine.AssociationSettings;
import io.jsctp.engine.FailoverThresholds;
import io.jsctp.engine.PathInfo;
import java.net.InetAddress;

/** The options about potentially failed paths and the switchover of the primary one (RFC 7829 §7). */
final class FailoverOptions {
    private static final int MAX_UINT16 = 0xFFFF;

    private FailoverOptions() {}

    static PeerAddressThresholds thresholds(SocketCore core, OptionTarget target) throws SctpException {
        InetAddress address = PathOptions.address(target);
        AssociationDriver driver = OptionScope.reading(core, target);
        if (address == null) {
            AssociationSettings s = OptionScope.settings(core, target);
            return of(s.pathMaxRetrans(), s.failover());
        }
        PathInfo path = PathOptions.path(target, driver, address);
        return of(path.maxRetrans(), path.failover());
    }

    private static PeerAddressThresholds of(int maxRetrans, FailoverThresholds failover) {
        return new PeerAddressThresholds(
                maxRetrans, failover.potentiallyFailedMaxRetrans(), failover.primarySwitchoverMaxRetrans());
    }

    /** Without an address it is for all paths there are and will be, those too that had values of their own. */
    static void thresholds(SocketCore core, OptionTarget target, PeerAddressThresholds given) throws SctpException {
        OptionScope.refuseSeveral(core, target);
        ProtocolOptions.checkRange(target, "pathMaxRetransmits", given.pathMaxRetransmits(), MAX_UINT16);
        // what else there is to check, the engine checks
        FailoverThresholds failover = new FailoverThresholds(given.potentiallyFailed(), given.primaryChange());
        InetAddress address = PathOptions.address(target);
        AssociationDriver driver = OptionScope.reading(core, target);
        if (address != null) {
            PathOptions.path(target, driver, address);
        } else {
            OptionScope.changeSettings(
                    core,
                    target,
                    s -> s.toBuilder()
                            .pathMaxRetrans(given.pathMaxRetransmits())
                            .failover(failover)
                            .build());
        }
        if (driver != null) {
            AssociationCalls.thresholds(driver, address, given.pathMaxRetransmits(), failover);
        }
    }

    static Boolean exposed(SocketCore core, OptionTarget target) throws SctpException {
        return OptionScope.options(core, target).exposesPotentiallyFailed();
    }

    static void exposed(SocketCore core, OptionTarget target, Boolean on) throws SctpException {
        OptionScope.refuseSeveral(core, target);
        OptionScope.changeOptions(core, target, options -> options.withPotentiallyFailedExposed(on));
    }
}
