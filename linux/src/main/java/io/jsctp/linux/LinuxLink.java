package io.jsctp.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.jsctp.link.Link;
import io.jsctp.link.LinkAddresses;
import io.jsctp.link.LinkCapabilities;
import io.jsctp.link.PacketBatch;
import io.jsctp.link.PacketReceiver;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.BindException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * SCTP packets over native sockets, one for each local address: in UDP datagrams (RFC 6951), of which runs of one size to
 * one destination pass through the kernel as one (UDP_SEGMENT, UDP_GRO), or over raw IP, or both, then two for each: raw IP to
 * whom no UDP port is known of. Waits with the precision of the kernel's timers.
 */
final class LinuxLink implements Link {
    private static final int MAX_PACKETS_PER_POLL = 256;
    private static final int MAX_SEGMENTS = 64;
    private static final int MAX_RUN_BYTES = 65_000;
    private static final int PORT_ATTEMPTS = 32;
    private static final int POLL_ENTRY_BYTES = 8;
    private static final int UDP_HEADER_BYTES = 8;
    private static final long SECOND_NS = 1_000_000_000L;

    private final LinkAddresses addresses;
    private final NativeSocket[] sockets;

    /** How many of them are of UDP, which come first; those behind them are raw. */
    private final int udpSockets;

    private final int port;
    private final int wakeupFd;
    private final Arena arena = Arena.ofShared();
    private final long originNs = System.nanoTime();
    private final ConcurrentLinkedQueue<SendBuffers> spare = new ConcurrentLinkedQueue<>();
    private final LongAdder sendFailures = new LongAdder();
    private final MemorySegment wakeupValue = arena.allocate(JAVA_LONG);
    private final AtomicBoolean wakeupDue = new AtomicBoolean();

    /** Calls under way. The last one to leave a closed link frees what it holds. */
    private final AtomicInteger inside = new AtomicInteger();

    private volatile boolean closed;
    private final AtomicBoolean freed = new AtomicBoolean();

    // Of the thread in poll.
    private final MemorySegment pollEntries;
    private final MemorySegment pollTimeout = arena.allocate(16, 8);
    private final MemorySegment pollState = arena.allocate(Libc.ERRNO);
    private final NativeSocket.ReceiveBuffers receiving = new NativeSocket.ReceiveBuffers(arena);
    private final ByteBuffer received = receiving.payload.asByteBuffer();
    private final SocketAddress senders = new SocketAddress();

    private LinuxLink(LinkAddresses addresses, List<NativeSocket> sockets, int udpSockets) throws IOException {
        this.addresses = addresses;
        this.sockets = sockets.toArray(NativeSocket[]::new);
        this.udpSockets = udpSockets;
        port = udpSockets == 0 ? 0 : sockets.get(0).port();
        wakeupFd = Libc.eventfd(pollState);
        if (wakeupFd < 0) {
            throw new IOException("eventfd: errno " + Libc.errno(pollState));
        }
        wakeupValue.set(JAVA_LONG, 0, 1);
        pollEntries = arena.allocate((long) POLL_ENTRY_BYTES * (sockets.size() + 1), 8);
        for (int i = 0; i <= sockets.size(); i++) {
            long at = (long) i * POLL_ENTRY_BYTES;
            pollEntries.set(JAVA_INT, at, i < sockets.size() ? this.sockets[i].fd : wakeupFd);
            pollEntries.set(JAVA_SHORT, at + 4, (short) Libc.POLLIN);
        }
    }

    static LinuxLink openUdp(List<InetAddress> localAddresses, int udpPort, boolean strict) throws IOException {
        return openUdp(localAddresses, udpPort, strict, false);
    }

    /** Over UDP and raw IP at once. */
    static LinuxLink openBoth(List<InetAddress> localAddresses, int udpPort, boolean strict) throws IOException {
        return openUdp(localAddresses, udpPort, strict, true);
    }

    private static LinuxLink openUdp(List<InetAddress> localAddresses, int udpPort, boolean strict, boolean raw)
            throws IOException {
        LinkAddresses addresses = LinkAddresses.of(localAddresses, UDP_HEADER_BYTES);
        if (udpPort != 0) {
            try {
                return open(addresses, udpPort, true, raw);
            } catch (BindException e) {
                if (strict) {
                    throw e;
                }
            }
        }
        // The first address gets whatever is free; the others must follow, and may find it taken.
        BindException taken = null;
        for (int i = 0; i < PORT_ATTEMPTS; i++) {
            try {
                return open(addresses, 0, true, raw);
            } catch (BindException e) {
                taken = e;
            }
        }
        throw taken == null ? new BindException("no free UDP port") : taken;
    }

    static LinuxLink openRaw(List<InetAddress> localAddresses) throws IOException {
        return open(LinkAddresses.of(localAddresses, 0), 0, false, true);
    }

    private static LinuxLink open(LinkAddresses addresses, int udpPort, boolean udp, boolean raw) throws IOException {
        List<NativeSocket> sockets = new ArrayList<>();
        boolean opened = false;
        try {
            int bound = udpPort;
            for (InetAddress address : udp ? addresses.all() : List.<InetAddress>of()) {
                sockets.add(NativeSocket.open(address, bound, false));
                bound = sockets.get(0).port();
            }
            int udpSockets = sockets.size();
            for (InetAddress address : raw ? addresses.all() : List.<InetAddress>of()) {
                sockets.add(NativeSocket.open(address, 0, true));
            }
            LinuxLink link = new LinuxLink(addresses, sockets, udpSockets);
            opened = true;
            return link;
        } finally {
            if (!opened) {
                try (Arena temporary = Arena.ofConfined()) {
                    MemorySegment state = temporary.allocate(Libc.ERRNO);
                    sockets.forEach(socket -> socket.close(state));
                }
            }
        }
    }

    @Override
    public List<InetAddress> localAddresses() {
        return addresses.all();
    }

    @Override
    public LinkCapabilities capabilities() {
        return new LinkCapabilities(udpSockets > 0, false, true, false, true);
    }

    @Override
    public boolean carries(int remoteUdpPort) {
        return remoteUdpPort == 0 ? udpSockets < sockets.length : udpSockets > 0;
    }

    @Override
    public int udpPort() {
        return port;
    }

    @Override
    public int mtu(InetAddress destination) {
        return addresses.packetBytes(destination);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime() - originNs;
    }

    // ---- Sending.

    @Override
    public void send(PacketBatch batch) {
        if (!enter()) {
            sendFailures.add(batch.count());
            return;
        }
        try {
            SendBuffers buffers = spare.poll();
            if (buffers == null) {
                buffers = new SendBuffers(arena);
            }
            for (int i = 0; i < batch.count(); ) {
                i += sendRun(batch, i, buffers);
            }
            spare.add(buffers);
        } finally {
            leave();
        }
    }

    /** Sends a packet, and with it those behind it that can travel as one; {@return how many} */
    private int sendRun(PacketBatch batch, int first, SendBuffers buffers) {
        InetAddress to = batch.destination(first);
        int index = addresses.indexFor(batch.source(first), to);
        int toPort = udpSockets == 0 ? 0 : batch.destinationPort(first);
        if (index < 0 || !carries(toPort)) {
            sendFailures.increment();
            return 1;
        }
        NativeSocket socket = sockets[toPort == 0 ? udpSockets + index : index];
        buffers.destination(to, toPort);
        int count = socket.segments() ? runLength(batch, first) : 1;
        if (count > 1) {
            int last = first + count - 1;
            int length = batch.offset(last) + batch.length(last) - batch.offset(first);
            buffers.payload(batch.buffer(), batch.offset(first), length);
            if (socket.send(buffers, batch.length(first), batch.trafficClass(first), false)) {
                return count;
            }
        }
        for (int i = first; i < first + count; i++) {
            buffers.payload(batch.buffer(), batch.offset(i), batch.length(i));
            if (!socket.send(buffers, 0, batch.trafficClass(i), batch.mayFragment(i))) {
                // No route, no room, too large for the interface: to SCTP all of it is a lost packet.
                sendFailures.increment();
            }
        }
        return count;
    }

    /** All of a run have one size, but the last may be smaller. */
    private static int runLength(PacketBatch batch, int first) {
        int size = batch.length(first);
        int bytes = size;
        int count = 1;
        if (batch.mayFragment(first)) {
            return 1;
        }
        while (first + count < batch.count() && count < MAX_SEGMENTS) {
            int next = first + count;
            int length = batch.length(next);
            if (length > size || bytes + length > MAX_RUN_BYTES || !travelsWith(batch, first, next)) {
                break;
            }
            count++;
            bytes += length;
            if (length < size) {
                break;
            }
        }
        return count;
    }

    private static boolean travelsWith(PacketBatch batch, int first, int next) {
        InetAddress source = batch.source(first);
        return batch.destinationPort(next) == batch.destinationPort(first)
                && batch.destination(next).equals(batch.destination(first))
                && (source == null ? batch.source(next) == null : source.equals(batch.source(next)))
                && batch.trafficClass(next) == batch.trafficClass(first)
                && !batch.mayFragment(next);
    }

    // ---- Receiving.

    @Override
    public int poll(PacketReceiver receiver, long timeoutNs) {
        if (!enter()) {
            return 0;
        }
        try {
            if (!await(timeoutNs)) {
                return 0;
            }
            int packets = 0;
            // Each address has its share of a round, so that a flood on one does not starve the others.
            int share = Math.max(1, MAX_PACKETS_PER_POLL / sockets.length);
            for (int i = 0; i < sockets.length && !closed; i++) {
                if (pollEntries.get(JAVA_SHORT, (long) i * POLL_ENTRY_BYTES + 6) != 0) {
                    packets += drain(sockets[i], receiver, share);
                }
            }
            return packets;
        } finally {
            leave();
        }
    }

    /** Waits; {@return whether there is something to look at} */
    private boolean await(long timeoutNs) {
        MemorySegment timeout = MemorySegment.NULL;
        if (timeoutNs != Long.MAX_VALUE) {
            long wait = Math.max(0, timeoutNs);
            pollTimeout.set(JAVA_LONG, 0, wait / SECOND_NS);
            pollTimeout.set(JAVA_LONG, 8, wait % SECOND_NS);
            timeout = pollTimeout;
        }
        int ready = Libc.ppoll(pollState, pollEntries, sockets.length + 1L, timeout);
        if (pollEntries.get(JAVA_SHORT, (long) sockets.length * POLL_ENTRY_BYTES + 6) != 0) {
            Libc.read(pollState, wakeupFd, pollTimeout.asSlice(0, 8));
            wakeupDue.set(false);
        }
        return ready > 0;
    }

    private int drain(NativeSocket socket, PacketReceiver receiver, int limit) {
        int packets = 0;
        while (packets < limit && !closed) {
            int bytes = receiving.receive(socket);
            if (bytes < 0) {
                // Nothing is left; or an ICMP error was told and is cleared by that, and packets follow at the next
                // poll.
                return packets;
            }
            InetAddress from = senders.address(receiving.address);
            if (socket.raw) {
                deliverRaw(socket, receiver, bytes, from);
                packets++;
                continue;
            }
            int fromPort = SocketAddress.port(receiving.address);
            int size = receiving.segmentBytes();
            int step = size > 0 ? size : Math.max(1, bytes);
            for (int at = 0; at < bytes; at += step) {
                receiver.onPacket(received, at, Math.min(step, bytes - at), from, fromPort, socket.local);
                packets++;
            }
        }
        return packets;
    }

    /** A raw socket of IPv4 gives the IP header, too. What is not a whole one does not come from the kernel. */
    private void deliverRaw(NativeSocket socket, PacketReceiver receiver, int bytes, InetAddress from) {
        int header = socket.ipv6 ? 0 : RawHeader.length(received, bytes);
        if (header >= 0) {
            receiver.onPacket(received, header, bytes - header, from, 0, socket.local);
        }
    }

    @Override
    public void wakeup() {
        if (!wakeupDue.compareAndSet(false, true) || !enter()) {
            return;
        }
        try (Arena temporary = Arena.ofConfined()) {
            Libc.write(temporary.allocate(Libc.ERRNO), wakeupFd, wakeupValue);
        } finally {
            leave();
        }
    }

    @Override
    public long sendFailures() {
        return sendFailures.sum();
    }

    // ---- The end.

    private boolean enter() {
        inside.incrementAndGet();
        if (closed) {
            leave();
            return false;
        }
        return true;
    }

    private void leave() {
        if (inside.decrementAndGet() == 0 && closed) {
            free();
        }
    }

    @Override
    public void close() {
        wakeupDue.set(false);
        wakeup();
        closed = true;
        if (inside.get() == 0) {
            free();
        }
    }

    private void free() {
        if (!freed.compareAndSet(false, true)) {
            return;
        }
        for (NativeSocket socket : sockets) {
            socket.close(pollState);
        }
        Libc.close(pollState, wakeupFd);
        arena.close();
    }

    /** {@return a one-line description: addresses and port} */
    @Override
    public String toString() {
        String udp = udpSockets > 0 ? " over UDP port " + port : "";
        String raw = udpSockets < sockets.length ? (udpSockets > 0 ? " and raw IP" : " over raw IP") : "";
        return "LinuxLink" + addresses + udp + raw;
    }
}
