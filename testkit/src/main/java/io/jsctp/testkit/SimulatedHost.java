package io.jsctp.testkit;

import io.jsctp.engine.Association;
import io.jsctp.engine.AssociationEvent;
import io.jsctp.engine.AssociationSettings;
import io.jsctp.engine.Endpoint;
import io.jsctp.engine.EndpointEnvironment;
import io.jsctp.engine.EndpointLimits;
import io.jsctp.engine.Entropy;
import io.jsctp.engine.LocalBudget;
import io.jsctp.engine.PacketOwner;
import io.jsctp.link.PacketBatch;
import io.jsctp.wire.Crc32c;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A host in a {@link SimulatedNetwork}: one endpoint, driven as the engine's contract asks, and a user who is told what
 * happens. Not thread-safe.
 */
public final class SimulatedHost {
    private static final int BATCH_BYTES = 1 << 18;
    private static final int BATCH_PACKETS = 256;
    private static final int MAX_ASSOCIATIONS = 100_000;

    private final SimulatedNetwork network;
    private final List<InetAddress> addresses;
    private final int port;
    private final int udpPort;
    private final AssociationSettings settings;
    private final EndpointLimits limits;
    private final SeededRandom random;
    private final PacketBatch batch = new PacketBatch(BATCH_BYTES, BATCH_PACKETS);
    private final Crc32c crc = new Crc32c();
    private User user = new User() {};
    private LocalBudget budget = newBudget();
    private Endpoint endpoint;
    private final List<InetAddress> spare = new ArrayList<>();
    private long packetsSent;

    /** Who uses the host's endpoint. Called in the middle of the host's work: do not block, do not step the network. */
    public interface User {
        /**
         * An association came into being because the peer asked for it.
         *
         * @param host the host
         * @param association the association
         */
        default void onAccepted(SimulatedHost host, Association association) {}

        /**
         * Something happened to an association; a message is to be given back with {@link Association#consumed}.
         *
         * @param host the host
         * @param association the association
         * @param event what
         */
        default void onEvent(SimulatedHost host, Association association, AssociationEvent event) {
            if (event instanceof io.jsctp.engine.InboundMessage m) {
                association.consumed(m, host.network().nowNs());
            }
        }

        /**
         * All events are told, and packets are about to leave: a chance to send more.
         *
         * @param host the host
         * @param association the association
         */
        default void onIdle(SimulatedHost host, Association association) {}

        /**
         * All outputs are pulled: a chance to look whether the association's books balance.
         *
         * @param host the host
         * @param association the association, still known to the endpoint even if it is over
         */
        default void onSettled(SimulatedHost host, Association association) {}
    }

    /**
     * Adds a host to a network.
     *
     * @param network the network
     * @param addresses its addresses
     * @param port its SCTP port
     * @param udpPort its UDP port
     * @param settings the parameters of its associations
     * @param seed determines its tags, TSNs and secrets
     */
    public SimulatedHost(
            SimulatedNetwork network,
            List<InetAddress> addresses,
            int port,
            int udpPort,
            AssociationSettings settings,
            long seed) {
        this(network, addresses, port, udpPort, settings, EndpointLimits.DEFAULT, seed);
    }

    /**
     * Adds a host with limits of its own to a network.
     *
     * @param network the network
     * @param addresses its addresses
     * @param port its SCTP port
     * @param udpPort its UDP port
     * @param settings the parameters of its associations
     * @param limits what it uses at most
     * @param seed determines its tags, TSNs and secrets
     */
    public SimulatedHost(
            SimulatedNetwork network,
            List<InetAddress> addresses,
            int port,
            int udpPort,
            AssociationSettings settings,
            EndpointLimits limits,
            long seed) {
        this.network = network;
        this.addresses = List.copyOf(addresses);
        this.port = port;
        this.udpPort = udpPort;
        this.settings = settings;
        this.limits = limits;
        this.random = new SeededRandom(seed);
        this.endpoint = newEndpoint();
        network.add(this);
    }

    private Endpoint newEndpoint() {
        Entropy entropy = new Entropy() {
            @Override
            public int nextInt() {
                return random.nextInt();
            }

            @Override
            public void fillSecret(byte[] secret) {
                random.fill(secret);
            }
        };
        EndpointEnvironment environment = new EndpointEnvironment(limits, budget, entropy);
        return new Endpoint(port, addresses, false, settings, environment, network.nowNs());
    }

    private static LocalBudget newBudget() {
        return new LocalBudget(MAX_ASSOCIATIONS, MAX_ASSOCIATIONS);
    }

    /**
     * Sets who uses it.
     *
     * @param who the user
     */
    public void user(User who) {
        user = who;
    }

    /** {@return its network} */
    public SimulatedNetwork network() {
        return network;
    }

    /** {@return its addresses} */
    public List<InetAddress> addresses() {
        return addresses;
    }

    /**
     * Gives it one more address, at which it can be reached. Its endpoint is not bound to that: only {@link
     * io.jsctp.engine.AddressControl} brings it into an association.
     *
     * @param address the address
     */
    public void addAddress(InetAddress address) {
        spare.add(address);
        network.addAddress(address, this);
    }

    /** {@return the addresses it has beside {@link #addresses()}} */
    public List<InetAddress> spareAddresses() {
        return List.copyOf(spare);
    }

    /** {@return its UDP port, as it knows it} */
    public int udpPort() {
        return udpPort;
    }

    /** {@return its SCTP port} */
    public int port() {
        return port;
    }

    /** {@return what its endpoint draws from} */
    public LocalBudget budget() {
        return budget;
    }

    /** {@return packets that its associations have sent, those of lives before a crash included} */
    public long packetsSent() {
        return packetsSent;
    }

    /** {@return its endpoint} */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** Loses all its state without a word, as by a power failure, and comes up again. */
    public void crash() {
        budget = newBudget();
        endpoint = newEndpoint();
        endpoint.listening(true);
        network.note(addresses.get(0).getHostAddress() + " crashed");
    }

    /**
     * Sets up an association.
     *
     * @param peer the other host
     * @param targets the addresses of it to try
     * @return the association
     */
    public Association associate(SimulatedHost peer, List<InetAddress> targets) {
        Association a = Objects.requireNonNull(
                endpoint.associate(targets, peer.port, network.udpPort(targets.get(0)), settings, network.nowNs()),
                "no room");
        flush(a);
        return a;
    }

    void receive(ByteBuffer packet, InetAddress from, int fromUdpPort, InetAddress to) {
        int length = packet.limit();
        if (length < 12 || !crc.verify(packet, 0, length)) {
            return;
        }
        Association found = endpoint.lookup(packet, 0, length, from);
        if (found != null && !addresses.contains(to) && !found.addressControl().uses(to)) {
            found = null; // out of the blue: the address is not one of the association
        }
        if (found != null && !PacketOwner.needsEndpoint(packet, 0, length)) {
            found.receive(packet, 0, length, from, fromUdpPort, to, network.nowNs());
            flush(found);
            return;
        }
        Association created = endpoint.receive(found, packet, 0, length, from, fromUdpPort, to, batch, network.nowNs());
        send();
        if (created != null) {
            user.onAccepted(this, created);
        }
        Association touched = created != null ? created : found;
        if (touched != null) {
            flush(touched);
        }
    }

    /** {@return when {@link #timeout} is due} */
    long nextTimeoutNs() {
        long next = Long.MAX_VALUE;
        for (Association a : endpoint.associations()) {
            next = Math.min(next, a.nextTimeoutNs());
        }
        return next;
    }

    void timeout() {
        for (Association a : endpoint.associations()) {
            if (a.nextTimeoutNs() <= network.nowNs()) {
                a.timeout(network.nowNs());
                flush(a);
            }
        }
    }

    /**
     * Pulls what an association has to say, after any call to it: packets, events, its end.
     *
     * @param a the association
     */
    public void flush(Association a) {
        transmit(a);
        AssociationEvent event;
        while ((event = a.pollEvent()) != null) {
            user.onEvent(this, a, event);
        }
        user.onIdle(this, a);
        transmit(a);
        while ((event = a.pollEvent()) != null) {
            user.onEvent(this, a, event);
        }
        transmit(a);
        user.onSettled(this, a);
        if (a.isClosed()) {
            endpoint.remove(a, network.nowNs());
        }
    }

    private void transmit(Association a) {
        boolean more;
        do {
            more = a.transmit(batch, network.nowNs());
            packetsSent += batch.count();
            send();
        } while (more);
    }

    private void send() {
        List<Packet> packets = new ArrayList<>();
        for (int i = 0; i < batch.count(); i++) {
            InetAddress source = batch.source(i);
            packets.add(new Packet(
                    batch.buffer().slice(batch.offset(i), batch.length(i)),
                    source == null ? addresses.get(0) : source,
                    batch.destination(i),
                    batch.destinationPort(i),
                    batch.mayFragment(i)));
        }
        for (Packet p : packets) {
            network.send(p.bytes, p.from, udpPort, p.to, p.toUdpPort, p.mayFragment);
        }
        batch.clear();
    }

    private record Packet(ByteBuffer bytes, InetAddress from, InetAddress to, int toUdpPort, boolean mayFragment) {}
}
