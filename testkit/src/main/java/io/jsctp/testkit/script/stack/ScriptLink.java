package io.jsctp.testkit.script.stack;

import io.jsctp.link.Link;
import io.jsctp.link.LinkCapabilities;
import io.jsctp.link.PacketBatch;
import io.jsctp.link.PacketReceiver;
import io.jsctp.testkit.script.EmittedPacket;
import io.jsctp.testkit.script.ScriptSetup;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** A link in virtual time that ends in a script: what is sent is stamped and kept, what arrives was put in by hand. */
final class ScriptLink implements Link {
    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;

    private final ScriptSetup setup;
    private final ArrayDeque<Arrival> arrivals = new ArrayDeque<>();
    private List<EmittedPacket> emitted = new ArrayList<>();
    private long nowNs;
    private boolean closed;

    @SuppressWarnings("ArrayRecordComponent") // moves bytes from one place to one other
    private record Arrival(byte[] packet, InetAddress from, int fromUdpPort, InetAddress to) {}

    ScriptLink(ScriptSetup setup, long startNs) {
        this.setup = setup;
        nowNs = startNs;
    }

    /** Lets time pass; never backwards. */
    void advance(long toNs) {
        nowNs = Math.max(nowNs, toNs);
    }

    /** Puts in a packet; the next poll hands it over. */
    void arrive(byte[] packet, InetAddress from, int fromUdpPort, InetAddress to) {
        arrivals.add(new Arrival(packet.clone(), from, fromUdpPort, to));
    }

    List<EmittedPacket> drain() {
        List<EmittedPacket> taken = emitted;
        emitted = new ArrayList<>();
        return taken;
    }

    @Override
    public List<InetAddress> localAddresses() {
        return setup.localAddresses();
    }

    @Override
    public LinkCapabilities capabilities() {
        return new LinkCapabilities(setup.localUdpPort() != 0, false, false, false, setup.dontFragment());
    }

    @Override
    public int udpPort() {
        return setup.localUdpPort();
    }

    /** UDP headers do not count: scripts are written for SCTP right over IP. */
    @Override
    public int mtu(InetAddress destination) {
        return setup.mtu() - (destination instanceof Inet4Address ? IPV4_HEADER : IPV6_HEADER);
    }

    @Override
    public long nanoTime() {
        return nowNs;
    }

    @Override
    public void send(PacketBatch batch) {
        for (int i = 0; i < batch.count() && !closed; i++) {
            byte[] packet = new byte[batch.length(i)];
            batch.buffer().get(batch.offset(i), packet);
            InetAddress source = batch.source(i);
            emitted.add(new EmittedPacket(
                    nowNs,
                    packet,
                    source == null ? sourceFor(batch.destination(i)) : source,
                    setup.localUdpPort(),
                    batch.destination(i),
                    batch.destinationPort(i)));
        }
    }

    private InetAddress sourceFor(InetAddress destination) {
        for (InetAddress local : setup.localAddresses()) {
            if (local.getClass() == destination.getClass()) {
                return local;
            }
        }
        return setup.localAddresses().get(0);
    }

    /** Never lets time pass: in a script nothing waits. */
    @Override
    public int poll(PacketReceiver receiver, long timeoutNs) {
        int taken = 0;
        Arrival next;
        while ((next = arrivals.poll()) != null) {
            receiver.onPacket(
                    ByteBuffer.wrap(next.packet), 0, next.packet.length, next.from, next.fromUdpPort, next.to);
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
        arrivals.clear();
    }
}
