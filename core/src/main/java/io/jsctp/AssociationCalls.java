package io.jsctp;

import io.jsctp.engine.AbandonedMessages;
import io.jsctp.engine.AddressControl;
import io.jsctp.engine.AddressStatus;
import io.jsctp.engine.Association;
import io.jsctp.engine.AssociationState;
import io.jsctp.engine.Extensions;
import io.jsctp.engine.FailoverThresholds;
import io.jsctp.engine.PathParameters;
import io.jsctp.engine.ReconfigurationControl;
import io.jsctp.engine.ReconfigurationStatus;
import io.jsctp.engine.Reliability;
import io.jsctp.engine.Tally;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What options ask of an association and have done to it, each under the lock of its driver. */
final class AssociationCalls {
    private AssociationCalls() {}

    static void pathParameters(
            AssociationDriver driver, InetAddress path, PathParameters parameters, boolean probeNow) {
        driver.change((a, now) -> {
            a.pathControl().parameters(path, parameters, now);
            if (probeNow) {
                a.pathControl().requestHeartbeat(path, now);
            }
        });
    }

    /** Sets the thresholds of one path, or with null of all of them. */
    static void thresholds(
            AssociationDriver driver, @Nullable InetAddress path, int maxRetrans, FailoverThresholds failover) {
        driver.change((a, now) -> {
            for (InetAddress peer : a.peerAddresses()) {
                if (path == null || path.equals(peer)) {
                    a.pathControl().thresholds(peer, maxRetrans, failover);
                }
            }
        });
    }

    static AbandonedMessages abandoned(AssociationDriver driver, Reliability.@Nullable Policy policy) {
        return driver.ask(a -> a.abandoned(null, policy));
    }

    static AbandonedMessages abandoned(AssociationDriver driver, int streamId, Reliability.@Nullable Policy policy) {
        return driver.ask(a -> a.abandoned(streamId, policy));
    }

    /** {@return the chunk types that the peer takes only if they are authenticated} */
    static List<Integer> chunksRequiredByPeer(AssociationDriver driver) {
        return driver.ask(a -> a.authentication().requiredByPeer());
    }

    /** {@return the chunk types that are taken from the peer only if they are authenticated} */
    static List<Integer> chunksRequired(AssociationDriver driver) {
        return driver.ask(a -> a.authentication().required());
    }

    /** {@return whether a message that is not wholly acknowledged was given with a shared key} */
    static boolean usesKey(AssociationDriver driver, int number) {
        return driver.ask(a -> a.authentication().usesKey(number));
    }

    static ReconfigurationStatus resetStreams(
            AssociationDriver driver, boolean incoming, boolean outgoing, List<Integer> streamIds) {
        return ask(driver, (control, now) -> control.resetStreams(incoming, outgoing, streamIds, now));
    }

    static ReconfigurationStatus resetNumbers(AssociationDriver driver) {
        return ask(driver, ReconfigurationControl::resetNumbers);
    }

    static ReconfigurationStatus addStreams(AssociationDriver driver, int inbound, int outbound) {
        return ask(driver, (control, now) -> control.addStreams(inbound, outbound, now));
    }

    private static ReconfigurationStatus ask(AssociationDriver driver, Reconfiguration request) {
        ReconfigurationStatus[] status = {ReconfigurationStatus.NOT_ESTABLISHED};
        driver.change((a, now) -> status[0] = request.ask(a.reconfigurationControl(), now));
        return status[0];
    }

    /** A request to change streams. */
    private interface Reconfiguration {
        ReconfigurationStatus ask(ReconfigurationControl control, long now);
    }

    /** {@return ACCEPTED, NOT_ESTABLISHED or NOT_SUPPORTED} */
    static AddressStatus mayChangeAddresses(AssociationDriver driver) {
        return driver.ask(a -> a.addressControl().mayChange());
    }

    static AddressStatus changeAddresses(
            AssociationDriver driver, List<InetAddress> add, List<InetAddress> remove, boolean unnamed) {
        return askAddresses(driver, (control, now) -> control.change(add, remove, unnamed, now));
    }

    static AddressStatus peerPrimary(AssociationDriver driver, InetAddress local) {
        return askAddresses(driver, (control, now) -> control.peerPrimary(local, now));
    }

    private static AddressStatus askAddresses(AssociationDriver driver, AddressRequest request) {
        AddressStatus[] status = {AddressStatus.NOT_ESTABLISHED};
        driver.change((a, now) -> status[0] = request.ask(a.addressControl(), now));
        return status[0];
    }

    /** {@return whether packets to a local address may be for an association} */
    static boolean usesAddress(AssociationDriver driver, InetAddress local) {
        return driver.ask(a -> a.addressControl().uses(local));
    }

    /** A request to change addresses. */
    private interface AddressRequest {
        AddressStatus ask(AddressControl control, long now);
    }

    /** {@return what it has counted, also when it is over} */
    static Tally tally(AssociationDriver driver) {
        return driver.ask(Tally::of);
    }

    static AssociationState state(AssociationDriver driver) {
        return driver.ask(Association::state);
    }

    static AssociationStatistics statistics(AssociationDriver driver) {
        return driver.ask(a -> Statistics.of(driver, a.state(), Tally.of(a), Tally.paths(a), Tally.streams(a)));
    }

    /** {@return the extensions that both sides declared} */
    static Extensions extensions(AssociationDriver driver) {
        return driver.ask(Association::extensions);
    }

    /** Turns the discovery of the MTU of one path, or with null of all of them, on or off. */
    static void pathMtu(AssociationDriver driver, @Nullable InetAddress path, boolean discovery, int fixedBytes) {
        driver.change((a, now) -> {
            for (InetAddress peer : a.peerAddresses()) {
                if (path == null || path.equals(peer)) {
                    a.pathControl().pathMtu(peer, discovery, fixedBytes);
                }
            }
        });
    }

    /** Sends to another UDP port of an address; {@return false if the address is not the peer's} */
    static boolean udpPort(AssociationDriver driver, InetAddress path, int port) {
        boolean[] known = {false};
        driver.change((a, now) -> known[0] = a.pathControl().udpPort(path, port));
        return known[0];
    }
}
