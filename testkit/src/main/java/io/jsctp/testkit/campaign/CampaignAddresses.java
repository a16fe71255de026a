package io.jsctp.testkit.campaign;

import io.jsctp.engine.AddressControl;
import io.jsctp.engine.AddressStatus;
import io.jsctp.engine.Association;
import io.jsctp.testkit.SeededRandom;
import io.jsctp.testkit.SimulatedHost;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * What a user does to the addresses of its host now and then (RFC 5061): adds some, takes some out, moves from one to another,
 * and asks the peer to send to one of them.
 */
final class CampaignAddresses {
    private static final int MOST_REQUESTS = 20;

    private final SeededRandom random;
    private final int perMille;
    private int left = MOST_REQUESTS;

    /** It may give all addresses up for a new one. Two sides that do so at once may lose each other (RFC 5061 §5.3.2). */
    boolean mayMove;

    CampaignAddresses(int perMille, long seed) {
        this.perMille = perMille;
        random = new SeededRandom(seed);
    }

    void mayAsk(SimulatedHost host, Association a) {
        if (perMille == 0 || left == 0 || !random.chance(perMille)) {
            return;
        }
        List<InetAddress> pool = new ArrayList<>(host.addresses());
        pool.addAll(host.spareAddresses());
        InetAddress one = pool.get(random.below(pool.size()));
        List<InetAddress> used = a.localAddresses();
        AddressControl control = a.addressControl();
        long now = host.network().nowNs();
        AddressStatus status;
        if (random.chance(200)) {
            status = control.peerPrimary(one, now);
        } else if (!used.contains(one)) {
            List<InetAddress> remove =
                    mayMove && random.chance(300) && hasFamily(List.of(one), pool) ? used : List.of();
            status = control.change(List.of(one), remove, false, now);
        } else {
            List<InetAddress> stay = new ArrayList<>(used);
            stay.remove(one);
            // of the family that both hosts have one stays
            status = hasFamily(stay, pool)
                    ? control.change(List.of(), List.of(one), false, now)
                    : AddressStatus.LAST_ADDRESS;
        }
        if (status == AddressStatus.ACCEPTED) {
            left--;
        }
    }

    private static boolean hasFamily(List<InetAddress> some, List<InetAddress> pool) {
        return some.stream().anyMatch(a -> a.getClass() == pool.get(0).getClass());
    }
}
