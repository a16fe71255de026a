package io.jsctp.testkit;

import io.jsctp.SteppedStack;
import io.jsctp.link.Link;
import io.jsctp.link.LinkCapabilities;
import io.jsctp.link.PacketBatch;
import io.jsctp.link.PacketReceiver;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Where one stack is joined to a {@link VirtualNetwork}. */
final class VirtualLink implements Link {
    private static final int UDP_PORT = 9899;
    private static final int ETHERNET_MTU = 1500;
    private static final int IPV4_UDP_HEADERS = 28;
    private static final int IPV6_UDP_HEADERS = 48;

    private final VirtualNetwork network;
    private final List<InetAddress> addresses;
    private final PriorityQueue<Arrival> arriving =
            new PriorityQueue<>(Comparator.comparingLong(Arrival::atNs).thenComparingLong(Arrival::order));
    private @Nullable SteppedStack stack;
    private long order;
    private boolean closed;

    @SuppressWarnings("ArrayRecordComponent") // moves bytes from one place to one other
    private record Arrival(long atNs, long order, byte[] packet, InetAddress from, InetAddress to) {}

    VirtualLink(VirtualNetwork network, List<InetAddress> addresses) {
        this.network = network;
        this.addresses = List.copyOf(addresses);
    }

    void attach(SteppedStack opened) {
        stack = opened;
    }

    /** {@return when the next packet arrives; Long.MAX_VALUE if none is on its way} */
    long arrivesNs() {
        Arrival first = arriving.peek();
        return first == null ? Long.MAX_VALUE : first.atNs;
    }

    /** {@return when the stack has something to do; Long.MAX_VALUE if never} */
    long dueNs() {
        return closed || stack == null ? Long.MAX_VALUE : Math.min(arrivesNs(), stack.nextTimeoutNs());
    }

    void step() {
        if (stack != null) {
            stack.step();
        }
    }

    void closeStack() {
        if (stack != null) {
            stack.close();
        }
    }

    void arrive(byte[] packet, InetAddress from, InetAddress to, long atNs) {
        if (!closed) {
            arriving.add(new Arrival(atNs, order++, packet, from, to));
        }
    }

    @Override
    public List<InetAddress> localAddresses() {
        return addresses;
    }

    @Override
    public LinkCapabilities capabilities() {
        return new LinkCapabilities(true, false, true, true, false);
    }

    @Override
    public int udpPort() {
        return UDP_PORT;
    }

    @Override
    public int mtu(InetAddress destination) {
        return ETHERNET_MTU - (destination instanceof Inet4Address ? IPV4_UDP_HEADERS : IPV6_UDP_HEADERS);
    }

    @Override
    public long nanoTime() {
        return network.nowNs();
    }

    @Override
    public void send(PacketBatch batch) {
        for (int i = 0; i < batch.count() && !closed; i++) {
            byte[] packet = new byte[batch.length(i)];
            batch.buffer().get(batch.offset(i), packet);
            InetAddress source = batch.source(i);
            network.send(
                    packet,
                    source == null ? sourceFor(batch.destination(i)) : source,
                    batch.destination(i),
                    batch.trafficClass(i),
                    batch.flowLabel(i));
        }
    }

    private InetAddress sourceFor(InetAddress destination) {
        for (InetAddress address : addresses) {
            if (address.getClass() == destination.getClass()) {
                return address;
            }
        }
        return addresses.get(0);
    }

    @Override
    public int poll(PacketReceiver receiver, long timeoutNs) {
        long now = network.nowNs();
        if (timeoutNs > 0) {
            network.await(this, timeoutNs > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + timeoutNs);
        }
        int taken = 0;
        while (arrivesNs() <= network.nowNs()) {
            Arrival a = arriving.remove();
            receiver.onPacket(ByteBuffer.wrap(a.packet), 0, a.packet.length, a.from, UDP_PORT, a.to);
            taken++;
        }
        return taken;
    }

    @Override
    public void wakeup() {
        // nobody sleeps
    }

    @Override
    public long sendFailures() {
        return 0;
    }

    @Override
    public void close() {
        closed = true;
        arriving.clear();
    }

    /** {@return one line: the addresses} */
    @Override
    public String toString() {
        return "VirtualLink" + addresses;
    }
}
