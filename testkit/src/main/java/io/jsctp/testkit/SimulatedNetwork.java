package io.jsctp.testkit;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A network in virtual time. Packets travel between the addresses of {@link SimulatedHost}s under {@link PathConditions};
 * time jumps from event to event and never lands exactly on a timer's deadline, but a nanosecond after it. Everything is
 * determined by the seed and the calls. Not thread-safe.
 */
public final class SimulatedNetwork {
    private static final long START_NS = 1_000_000_007L;

    private final SeededRandom random;
    private final LadderTrace trace;
    private final List<SimulatedHost> hosts = new ArrayList<>();
    private final Map<InetAddress, SimulatedHost> byAddress = new HashMap<>();
    private final Map<Direction, PathConditions> conditions = new HashMap<>();
    private final Map<Direction, Long> busyUntilNs = new HashMap<>();
    private final Map<Direction, Direction> queues = new HashMap<>();
    private final Set<InetAddress> cut = new HashSet<>();
    private final Set<Direction> cutDirections = new HashSet<>();
    private final Map<InetAddress, Integer> mtuHoles = new HashMap<>();
    private final Map<InetAddress, Integer> natPorts = new HashMap<>();
    private final Set<InetAddress> gone = new HashSet<>();
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::atNs).thenComparingLong(Event::order));
    private PathConditions usual = PathConditions.clean(5_000_000L);
    private Predicate<ByteBuffer> filter = packet -> true;
    private @Nullable PacketTap tap;
    private long nowNs = START_NS;
    private long order;
    private long steps;
    private long packets;

    private record Direction(InetAddress from, InetAddress to) {}

    private record Event(long atNs, long order, Runnable action) {}

    /**
     * Makes a network without hosts.
     *
     * @param seed determines every chance event
     * @param trace where packets are noted
     */
    public SimulatedNetwork(long seed, LadderTrace trace) {
        this.random = new SeededRandom(seed);
        this.trace = trace;
    }

    /** {@return the virtual time in nanoseconds} */
    public long nowNs() {
        return nowNs;
    }

    /** {@return how much virtual time has passed} */
    public long elapsedNs() {
        return nowNs - START_NS;
    }

    /** {@return events handled so far: a measure of work that catches livelocks} */
    public long steps() {
        return steps;
    }

    /** {@return packets that hosts have sent} */
    public long packets() {
        return packets;
    }

    /**
     * Adds a line to the trace.
     *
     * @param text what happened
     */
    public void note(String text) {
        trace.note(elapsedNs(), text);
    }

    /** {@return the trace} */
    public LadderTrace trace() {
        return trace;
    }

    /**
     * Sets how paths behave unless something else is set for them.
     *
     * @param with the conditions
     */
    public void conditions(PathConditions with) {
        usual = with;
    }

    /**
     * Sets how one path behaves, one way.
     *
     * @param from its source address
     * @param to its destination address
     * @param with the conditions
     */
    public void conditions(InetAddress from, InetAddress to, PathConditions with) {
        conditions.put(new Direction(from, to), with);
    }

    /**
     * Lets one way share the bottleneck and the queue of another one. Both need the same rate and queue.
     *
     * @param from its source address
     * @param to its destination address
     * @param otherFrom the source address of the other way
     * @param otherTo the destination address of the other way
     */
    public void share(InetAddress from, InetAddress to, InetAddress otherFrom, InetAddress otherTo) {
        queues.put(new Direction(from, to), new Direction(otherFrom, otherTo));
    }

    /** Ends all faults: cuts are mended, paths only delay, nobody listens in any more. Ports that a NAT gave stay. */
    public void heal() {
        cut.clear();
        cutDirections.clear();
        mtuHoles.clear();
        tap = null;
        usual = usual.healed();
        conditions.replaceAll((d, c) -> c.healed());
        note("healed");
    }

    /**
     * Cuts an address off: nothing reaches it or leaves it.
     *
     * @param address the address
     * @param off true to cut, false to mend
     */
    public void cut(InetAddress address, boolean off) {
        if (off) {
            cut.add(address);
        } else {
            cut.remove(address);
        }
        note((off ? "cut " : "mended ") + address.getHostAddress());
    }

    /**
     * Cuts one way between two addresses: what goes back still arrives.
     *
     * @param from the source address
     * @param to the destination address
     * @param off true to cut, false to mend
     */
    public void cut(InetAddress from, InetAddress to, boolean off) {
        Direction direction = new Direction(from, to);
        if (off) {
            cutDirections.add(direction);
        } else {
            cutDirections.remove(direction);
        }
        note((off ? "cut " : "mended ") + from.getHostAddress() + " -> " + to.getHostAddress());
    }

    /**
     * Lets larger packets to and from an address vanish without a word, as a router does that fragments nothing and
     * reports nothing.
     *
     * @param address the address
     * @param mtuBytes the largest SCTP packet that passes; 0 ends it
     */
    public void mtuHole(InetAddress address, int mtuBytes) {
        if (mtuBytes > 0) {
            mtuHoles.put(address, mtuBytes);
        } else {
            mtuHoles.remove(address);
        }
        note("MTU of " + address.getHostAddress() + ": " + (mtuBytes > 0 ? mtuBytes + " bytes" : "usual"));
    }

    /**
     * A NAT before an address gives it another UDP port: its packets come from there, and what goes to the old port is
     * lost.
     *
     * @param address the address
     * @param udpPort its new port
     */
    public void rebind(InetAddress address, int udpPort) {
        natPorts.put(address, udpPort);
        note("NAT maps " + address.getHostAddress() + " to UDP port " + udpPort);
    }

    /**
     * {@return the UDP port under which an address is seen}
     *
     * @param address the address of a host
     */
    public int udpPort(InetAddress address) {
        SimulatedHost host = byAddress.get(address);
        return natPorts.getOrDefault(address, host == null ? 0 : host.udpPort());
    }

    /**
     * Takes an address off the network for ever: no healing brings it back.
     *
     * @param address the address
     */
    public void remove(InetAddress address) {
        gone.add(address);
        note(address.getHostAddress() + " is gone");
    }

    /**
     * Lets a test drop packets of its choice.
     *
     * @param passes tells for each packet whether it may travel
     */
    public void filter(Predicate<ByteBuffer> passes) {
        filter = passes;
    }

    /**
     * Shows every packet that a host sends to somebody who may hold it back.
     *
     * @param who sees them until the network heals; null for nobody
     */
    public void tap(@Nullable PacketTap who) {
        tap = who;
    }

    void add(SimulatedHost host) {
        hosts.add(host);
        trace.host(host.addresses(), host.udpPort());
        for (InetAddress a : host.addresses()) {
            byAddress.put(a, host);
        }
    }

    /** A host has one more address than it was made with. */
    void addAddress(InetAddress address, SimulatedHost host) {
        byAddress.put(address, host);
    }

    /**
     * Does something at a later time.
     *
     * @param delayNs how much later, in nanoseconds
     * @param action what
     */
    public void schedule(long delayNs, Runnable action) {
        events.add(new Event(nowNs + Math.max(0, delayNs), order++, action));
    }

    /** Sends a packet of a host; one that may be divided is not too large for any path. */
    void send(
            ByteBuffer packet, InetAddress from, int fromUdpPort, InetAddress to, int toUdpPort, boolean mayFragment) {
        packets++;
        int seenPort = natPorts.getOrDefault(from, fromUdpPort);
        PacketTap who = tap;
        if (who != null && !who.passes(packet, from, seenPort, to, toUdpPort)) {
            trace.packet(elapsedNs(), from, to, packet, "held back", "");
            return;
        }
        carry(packet, from, seenPort, to, toUdpPort, mayFragment, "");
    }

    /**
     * Sends a packet that no host has sent.
     *
     * @param packet the SCTP packet, from position 0 to the limit
     * @param from its source address
     * @param fromUdpPort its source UDP port
     * @param to its destination address
     * @param toUdpPort its destination UDP port
     */
    public void inject(ByteBuffer packet, InetAddress from, int fromUdpPort, InetAddress to, int toUdpPort) {
        carry(packet, from, fromUdpPort, to, toUdpPort, false, "forged");
    }

    private void carry(
            ByteBuffer packet,
            InetAddress from,
            int fromUdpPort,
            InetAddress to,
            int toUdpPort,
            boolean mayFragment,
            String origin) {
        Direction direction = new Direction(from, to);
        PathConditions c = conditions.getOrDefault(direction, usual);
        String fate = fate(packet, direction, toUdpPort, mayFragment, c);
        long departsNs = fate.isEmpty() ? departure(direction, packet.limit(), c) : -1;
        if (departsNs < 0) {
            String why = fate.isEmpty() ? "queue full" : fate;
            trace.packet(elapsedNs(), from, to, packet, origin.isEmpty() ? why : origin + ", " + why, "");
            return;
        }
        StringBuilder arrivals = new StringBuilder();
        int copies = random.chance(c.duplicatePerMille()) ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            long delay = c.delayNs() + (c.jitterNs() > 0 ? (random.nextLong() >>> 1) % c.jitterNs() : 0);
            if (random.chance(c.reorderPerMille())) {
                delay += 3 * c.delayNs() + 1;
            }
            ByteBuffer copy = copyOf(packet);
            boolean damaged = random.chance(c.corruptPerMille());
            if (damaged) {
                int bit = random.below(8 * copy.limit());
                copy.put(bit / 8, (byte) (copy.get(bit / 8) ^ (1 << (bit % 8))));
            }
            long travelNs = departsNs - nowNs + delay;
            if (trace.isKept()) {
                arrivals.append(String.format(Locale.ROOT, i == 0 ? "+%.1f ms" : " and +%.1f ms", travelNs / 1e6));
                arrivals.append(damaged ? " damaged" : "");
            }
            schedule(travelNs, () -> deliver(copy, from, fromUdpPort, to, toUdpPort));
        }
        trace.packet(elapsedNs(), from, to, packet, origin, arrivals.toString());
    }

    /** {@return why the packet does not travel; empty if it does} */
    private String fate(ByteBuffer packet, Direction direction, int toUdpPort, boolean mayFragment, PathConditions c) {
        InetAddress from = direction.from;
        InetAddress to = direction.to;
        if (isGone(from, to) || cut.contains(from) || cut.contains(to) || cutDirections.contains(direction)) {
            return "cut";
        }
        if (random.chance(c.lossPerMille()) || !filter.test(packet)) {
            return "lost";
        }
        if (toUdpPort != udpPort(to)) {
            return "no such UDP port";
        }
        boolean tooLarge = (c.mtuBytes() > 0 && packet.limit() > c.mtuBytes())
                || packet.limit() > mtuHoles.getOrDefault(from, Integer.MAX_VALUE)
                || packet.limit() > mtuHoles.getOrDefault(to, Integer.MAX_VALUE);
        return tooLarge && !mayFragment ? "too large" : "";
    }

    private boolean isGone(InetAddress from, InetAddress to) {
        return !gone.isEmpty() && (gone.contains(from) || gone.contains(to));
    }

    /** When the packet has passed the bottleneck; negative if the queue before it is full. */
    private long departure(Direction direction, int bytes, PathConditions c) {
        if (c.bitsPerSecond() == 0) {
            return nowNs;
        }
        Direction queue = queues.getOrDefault(direction, direction);
        long free = Math.max(nowNs, busyUntilNs.getOrDefault(queue, nowNs));
        long queuedBytes = (free - nowNs) * c.bitsPerSecond() / 8_000_000_000L;
        if (queuedBytes + bytes > c.queueBytes()) {
            return -1;
        }
        long done = free + bytes * 8_000_000_000L / c.bitsPerSecond();
        busyUntilNs.put(queue, done);
        return done;
    }

    private static ByteBuffer copyOf(ByteBuffer packet) {
        ByteBuffer copy = ByteBuffer.allocate(packet.limit());
        for (int i = 0; i < packet.limit(); i++) {
            copy.put(i, packet.get(i));
        }
        return copy;
    }

    private void deliver(ByteBuffer packet, InetAddress from, int fromUdpPort, InetAddress to, int toUdpPort) {
        SimulatedHost host = byAddress.get(to);
        if (host != null && !cut.contains(to) && !gone.contains(to) && toUdpPort == udpPort(to)) {
            host.receive(packet, from, fromUdpPort, to);
        }
    }

    /**
     * Handles events until a condition holds.
     *
     * @param done the condition
     * @param untilNs the virtual time at which to stop in any case
     * @return true if the condition holds
     */
    public boolean runUntil(java.util.function.BooleanSupplier done, long untilNs) {
        while (!done.getAsBoolean()) {
            if (!step(untilNs)) {
                nowNs = Math.max(nowNs, untilNs);
                return done.getAsBoolean();
            }
        }
        return true;
    }

    /**
     * Lets time pass.
     *
     * @param durationNs how much, in nanoseconds
     */
    public void run(long durationNs) {
        runUntil(() -> false, nowNs + durationNs);
    }

    /** Handles the next event before a time; false if there is none. */
    private boolean step(long untilNs) {
        Event next = events.peek();
        SimulatedHost timed = earliest();
        long timerNs = timed == null ? Long.MAX_VALUE : timed.nextTimeoutNs();
        long eventNs = next == null ? Long.MAX_VALUE : next.atNs;
        if (Math.min(timerNs, eventNs) > untilNs) {
            return false;
        }
        steps++;
        if (next != null && eventNs <= timerNs) {
            events.remove();
            nowNs = Math.max(nowNs, eventNs);
            next.action.run();
        } else if (timed != null) {
            nowNs = Math.max(nowNs, timerNs) + 1;
            timed.timeout();
        }
        return true;
    }

    private @Nullable SimulatedHost earliest() {
        SimulatedHost best = null;
        for (SimulatedHost host : hosts) {
            long t = host.nextTimeoutNs();
            if (t != Long.MAX_VALUE && (best == null || t < best.nextTimeoutNs())) {
                best = host;
            }
        }
        return best;
    }
}
