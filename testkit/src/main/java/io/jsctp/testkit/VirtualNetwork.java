package io.jsctp.testkit;

import io.jsctp.SctpException;
import io.jsctp.SctpStack;
import io.jsctp.SctpStackBuilder;
import io.jsctp.SteppedStack;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Stacks with their sockets in virtual time, to test what is built on them: a test makes two stacks, lets its program use
 * their sockets, and hours pass in milliseconds, in the same way each time. ({@link SimulatedNetwork} is for associations
 * without sockets, and has more faults to offer.)
 *
 * <p>All belongs to the test's thread. Time passes in two ways. {@link #run} lets it, and every stack does what is due. A
 * call that blocks, as connecting or receiving, lets it until it has what it waits for; a call that waits for what can
 * never come fails with EDEADLK. A thread other than the test's must not use the sockets.
 */
public final class VirtualNetwork implements AutoCloseable {
    private static final long START_NS = 1_000_000_000L;

    /** Decides what becomes of a packet. */
    @FunctionalInterface
    public interface PacketFate {
        /** Instead of a delay: the packet is lost. */
        long LOST = -1;

        /**
         * Looks at a packet that is sent.
         *
         * @param packet the SCTP packet, its common header first; a copy, changes count for nothing
         * @param from its source address
         * @param to its destination address
         * @return after how many ns it arrives, or {@link #LOST}
         */
        long delayNs(byte[] packet, InetAddress from, InetAddress to);

        /**
         * Looks at a packet that is sent, and at its IP header; without a definition of its own the header does not count.
         *
         * @param packet the SCTP packet, its common header first; a copy, changes count for nothing
         * @param from its source address
         * @param to its destination address
         * @param trafficClass its traffic class, in IPv4 its type of service: the DSCP in the six high bits of an octet
         * @param flowLabel its IPv6 flow label; 0 for IPv4
         * @return after how many ns it arrives, or {@link #LOST}
         */
        default long delayNs(byte[] packet, InetAddress from, InetAddress to, int trafficClass, int flowLabel) {
            return delayNs(packet, from, to);
        }
    }

    private final long seed;
    private final List<VirtualLink> links = new ArrayList<>();
    private final Map<InetAddress, VirtualLink> byAddress = new HashMap<>();
    private PacketFate fate;
    private long nowNs = START_NS;

    /**
     * Makes a network without stacks, where every packet arrives.
     *
     * @param seed determines tags, TSNs and secrets of the stacks
     * @param delay how long each packet travels
     */
    public VirtualNetwork(long seed, Duration delay) {
        this.seed = seed;
        long delayNs = delay.toNanos();
        fate = (packet, from, to) -> delayNs;
    }

    /**
     * Opens a stack with its usual settings.
     *
     * @param addresses its addresses, which no other stack here has
     * @return the stack
     * @throws SctpException as {@link SctpStackBuilder#openStepped}
     * @throws IllegalArgumentException if there is no address, or another stack has one of them
     */
    public SteppedStack open(InetAddress... addresses) throws SctpException {
        return open(List.of(addresses), builder -> builder);
    }

    /**
     * Opens a stack.
     *
     * @param addresses its addresses, which no other stack here has
     * @param settings changes the stack's description; link and randomness are set already
     * @return the stack
     * @throws SctpException as {@link SctpStackBuilder#openStepped}
     * @throws IllegalArgumentException if there is no address, or another stack has one of them
     */
    public SteppedStack open(List<InetAddress> addresses, UnaryOperator<SctpStackBuilder> settings)
            throws SctpException {
        if (addresses.isEmpty() || addresses.stream().anyMatch(byAddress::containsKey)) {
            throw new IllegalArgumentException("no address, or one that another stack has: " + addresses);
        }
        VirtualLink link = new VirtualLink(this, addresses);
        SplittableRandom random = new SplittableRandom(seed + links.size());
        SctpStackBuilder builder = SctpStack.builder().link(link).random(random);
        SteppedStack stack = settings.apply(builder).openStepped();
        link.attach(stack);
        links.add(link);
        for (InetAddress address : addresses) {
            byAddress.put(address, link);
        }
        return stack;
    }

    /**
     * Decides otherwise about packets from now on.
     *
     * @param newFate loses some, or delays them
     */
    public void fate(PacketFate newFate) {
        fate = newFate;
    }

    /** {@return the virtual time in ns} */
    public long nowNs() {
        return nowNs;
    }

    /**
     * Lets time pass.
     *
     * @param duration how much
     */
    public void run(Duration duration) {
        long endNs = nowNs + duration.toNanos();
        VirtualLink next;
        while ((next = earliest(null)) != null && next.dueNs() <= endNs) {
            nowNs = Math.max(nowNs, next.dueNs());
            next.step();
        }
        nowNs = endNs;
    }

    /** A stack waits: the others do what is due, until a packet reaches it or the time has come. */
    void await(VirtualLink waiting, long endNs) {
        while (waiting.arrivesNs() > nowNs && nowNs < endNs) {
            VirtualLink other = earliest(waiting);
            long othersNs = other == null ? Long.MAX_VALUE : other.dueNs();
            long next = Math.min(endNs, Math.min(waiting.arrivesNs(), othersNs));
            if (next == Long.MAX_VALUE) {
                return;
            }
            nowNs = Math.max(nowNs, next);
            if (other != null && othersNs <= nowNs) {
                other.step();
            }
        }
    }

    private @Nullable VirtualLink earliest(@Nullable VirtualLink except) {
        VirtualLink best = null;
        for (VirtualLink link : links) {
            if (link != except && link.dueNs() != Long.MAX_VALUE && (best == null || link.dueNs() < best.dueNs())) {
                best = link;
            }
        }
        return best;
    }

    void send(byte[] packet, InetAddress from, InetAddress to, int trafficClass, int flowLabel) {
        VirtualLink link = byAddress.get(to);
        long delayNs = link == null ? PacketFate.LOST : fate.delayNs(packet.clone(), from, to, trafficClass, flowLabel);
        if (link != null && delayNs >= 0) {
            link.arrive(packet, from, to, nowNs + delayNs);
        }
    }

    /** Closes all stacks. Nothing that they still have to say to each other arrives. */
    @Override
    public void close() {
        fate = (packet, from, to) -> PacketFate.LOST;
        for (VirtualLink link : links) {
            link.closeStack();
        }
    }
}
