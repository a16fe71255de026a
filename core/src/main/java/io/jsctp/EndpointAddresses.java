package io.jsctp;

import io.jsctp.engine.Endpoint;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The local addresses of an endpoint: those of associations to come, and beside them those that associations use still, or
 * already, while their peers are asked to change them (RFC 5061 §5.3). All but the questions is called under the endpoint's
 * lock.
 */
final class EndpointAddresses {
    private final EndpointDriver owner;
    private final StackRuntime runtime;
    private volatile List<InetAddress> heard;
    private volatile List<InetAddress> bound;
    private volatile boolean hearsMore;
    private boolean wildcard;

    EndpointAddresses(EndpointDriver owner, StackRuntime runtime, List<InetAddress> addresses, boolean wildcard) {
        this.owner = owner;
        this.runtime = runtime;
        this.wildcard = wildcard;
        heard = addresses;
        bound = addresses;
    }

    /** {@return the addresses that packets are taken at} */
    List<InetAddress> heard() {
        return heard;
    }

    /** {@return the addresses of associations to come} */
    List<InetAddress> bound() {
        return bound;
    }

    /** {@return whether some are heard for the sake of associations only} */
    boolean hearsMore() {
        return hearsMore;
    }

    boolean isWildcard() {
        return wildcard;
    }

    /** Takes other addresses; called under the lock of the stack, so that two endpoints can't take the same. */
    void claim(List<InetAddress> addresses) {
        heard = List.copyOf(addresses);
    }

    /** Gives associations to come other addresses; false, and nothing changed, if another endpoint has one of them. */
    boolean bind(Endpoint endpoint, List<InetAddress> wanted, boolean any) {
        if (!hear(wanted)) {
            return false;
        }
        bound = List.copyOf(wanted);
        wildcard = any;
        endpoint.localAddresses(bound, any);
        return true;
    }

    private boolean hear(List<InetAddress> wanted) {
        Set<InetAddress> all = new LinkedHashSet<>(wanted);
        List<AssociationDriver> drivers = owner.drivers();
        for (InetAddress old : heard) {
            if (!all.contains(old) && drivers.stream().anyMatch(d -> AssociationCalls.usesAddress(d, old))) {
                all.add(old);
            }
        }
        if (!runtime.claim(owner, List.copyOf(all))) {
            return false;
        }
        hearsMore = all.size() > wanted.size();
        return true;
    }

    /** What no association uses any more is not heard any more. */
    void forgetUnused() {
        hear(bound);
    }

    /**
     * Changes addresses of associations, and with {@code boundAfter} those of associations to come.
     *
     * @return false, and nothing has changed, if another endpoint has one of them
     */
    boolean change(
            Endpoint endpoint,
            List<AssociationDriver> drivers,
            @Nullable List<InetAddress> boundAfter,
            List<InetAddress> added,
            List<InetAddress> removed,
            boolean unnamed) {
        List<InetAddress> more = new ArrayList<>(heard);
        more.addAll(added);
        if (!runtime.claim(owner, List.copyOf(new LinkedHashSet<>(more)))) {
            return false;
        }
        for (AssociationDriver driver : drivers) {
            AssociationCalls.changeAddresses(driver, added, removed, unnamed);
        }
        List<InetAddress> wanted = boundAfter == null ? bound : boundAfter;
        return bind(endpoint, wanted, wildcard && owner.standsForAny(wanted));
    }
}
