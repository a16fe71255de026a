package io.jsctp.testkit.campaign;

import io.jsctp.testkit.SimulatedNetwork;
import java.net.InetAddress;
import java.util.List;

/**
 * Something that goes wrong for a while.
 *
 * @param kind what
 * @param fromNs when it begins, counted from the run's begin
 * @param untilNs when it ends
 * @param addresses whom it befalls; for {@link Kind#ONE_WAY} source and destination
 * @param value the kind's parameter: nanoseconds of a flap, bytes of an MTU, a port; 0 without one
 */
record Fault(Kind kind, long fromNs, long untilNs, List<InetAddress> addresses, long value) {

    enum Kind {
        /** Nothing passes to or from the addresses. */
        CUT,
        /** Nothing passes in one direction between two addresses. */
        ONE_WAY,
        /** An address goes and comes many times. */
        FLAP,
        /** Large packets to and from an address vanish. */
        MTU_HOLE,
        /** A NAT gives the address another UDP port, for good. */
        REBIND
    }

    void schedule(SimulatedNetwork network) {
        switch (kind) {
            case CUT -> {
                for (InetAddress a : addresses) {
                    between(network, () -> network.cut(a, true), () -> network.cut(a, false));
                }
            }
            case ONE_WAY -> {
                InetAddress from = addresses.get(0);
                InetAddress to = addresses.get(1);
                between(network, () -> network.cut(from, to, true), () -> network.cut(from, to, false));
            }
            case FLAP -> {
                InetAddress a = addresses.get(0);
                boolean off = true;
                for (long at = fromNs; at < untilNs; at += value) {
                    boolean now = off;
                    network.schedule(at, () -> network.cut(a, now));
                    off = !off;
                }
                network.schedule(untilNs, () -> network.cut(a, false));
            }
            case MTU_HOLE -> {
                InetAddress a = addresses.get(0);
                between(network, () -> network.mtuHole(a, (int) value), () -> network.mtuHole(a, 0));
            }
            case REBIND -> network.schedule(fromNs, () -> network.rebind(addresses.get(0), (int) value));
        }
    }

    private void between(SimulatedNetwork network, Runnable begin, Runnable end) {
        network.schedule(fromNs, begin);
        network.schedule(untilNs, end);
    }
}
