package io.jsctp.linux;

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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * SCTP packets over native sockets, one for each local address and queue: in UDP datagrams (RFC 6951), of which runs of one size
 * to one destination pass through the kernel as one (UDP_SEGMENT, UDP_GRO), or over raw IP, or both, then two for each: raw IP to
 * whom no UDP port is known of. Waits with the precision of the kernel's timers. What comes by several queues is spread by
 * {@link PacketSteering}.
 */
final class LinuxLink implements Link {
    private static final int MAX_SEGMENTS = 64;
    private static final int MAX_RUN_BYTES = 65_000;
    private static final int PORT_ATTEMPTS = 32;
    private static final int UDP_HEADER_BYTES = 8;

    private final LinkAddresses addresses;

    /** In each, the sockets of UDP come first, one for each address; those behind them are raw. */
    private final LinuxQueue[] queues;

    private final boolean udp;
    private final boolean raw;
    private final int port;
    private final Arena arena;
    private final long originNs = System.nanoTime();
    private final LongAdder sendFailures = new LongAdder();

    /** Calls under way. The last one to leave a closed link frees what it holds. */
    private final AtomicInteger inside = new AtomicInteger();

    private volatile boolean closed;
    private final AtomicBoolean freed = new AtomicBoolean();

    private LinuxLink(LinkAddresses addresses, LinuxQueue[] queues, boolean udp, boolean raw, Arena arena) {
        this.addresses = addresses;
        this.queues = queues;
        this.udp = udp;
        this.raw = raw;
        this.arena = arena;
        port = udp ? queues[0].socket(0).port() : 0;
    }

    static LinuxLink openUdp(List<InetAddress> localAddresses, int udpPort, boolean strict, int queues)
            throws IOException {
        return openUdp(localAddresses, udpPort, strict, false, queues);
    }

    /** Over UDP and raw IP at once. */
    static LinuxLink openBoth(List<InetAddress> localAddresses, int udpPort, boolean strict, int queues)
            throws IOException {
        return openUdp(localAddresses, udpPort, strict, true, queues);
    }

    private static LinuxLink openUdp(
            List<InetAddress> localAddresses, int udpPort, boolean strict, boolean raw, int queues) throws IOException {
        LinkAddresses addresses = LinkAddresses.of(localAddresses, UDP_HEADER_BYTES);
        if (udpPort != 0) {
            try {
                return open(addresses, udpPort, true, raw, queues);
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
                return open(addresses, 0, true, raw, queues);
            } catch (BindException e) {
                taken = e;
            }
        }
        throw taken == null ? new BindException("no free UDP port") : taken;
    }

    static LinuxLink openRaw(List<InetAddress> localAddresses, int queues) throws IOException {
        return open(LinkAddresses.of(localAddresses, 0), 0, false, true, queues);
    }

    private static LinuxLink open(LinkAddresses addresses, int udpPort, boolean udp, boolean raw, int queues)
            throws IOException {
        List<NativeSocket> sockets = new ArrayList<>();
        List<Integer> wakeups = new ArrayList<>();
        Arena arena = Arena.ofShared();
        boolean opened = false;
        try {
            int bound = udpPort;
            for (InetAddress address : udp ? addresses.all() : List.<InetAddress>of()) {
                bound = bindUdp(address, bound, queues, sockets);
            }
            for (InetAddress address : raw ? addresses.all() : List.<InetAddress>of()) {
                bindRaw(address, queues, sockets);
            }
            LinuxQueue[] receivers = new LinuxQueue[queues];
            for (int i = 0; i < queues; i++) {
                List<NativeSocket> its = new ArrayList<>();
                for (int j = i; j < sockets.size(); j += queues) {
                    its.add(sockets.get(j));
                }
                wakeups.add(eventFd());
                receivers[i] = new LinuxQueue(its, wakeups.get(i), queues == 1, arena);
            }
            LinuxLink link = new LinuxLink(addresses, receivers, udp, raw, arena);
            opened = true;
            return link;
        } finally {
            if (!opened) {
                MemorySegment state = arena.allocate(Libc.ERRNO);
                sockets.forEach(socket -> socket.close(state));
                wakeups.forEach(fd -> Libc.close(state, fd));
                arena.close();
            }
        }
    }

    private static int eventFd() throws IOException {
        try (Arena temporary = Arena.ofConfined()) {
            MemorySegment state = temporary.allocate(Libc.ERRNO);
            int fd = Libc.eventfd(state);
            if (fd < 0) {
                throw new IOException("eventfd: errno " + Libc.errno(state));
            }
            return fd;
        }
    }

    /** Binds a socket for each queue to one port; {@return the port} */
    private static int bindUdp(InetAddress address, int port, int queues, List<NativeSocket> sockets)
            throws IOException {
        NativeSocket first = NativeSocket.open(address, port, false, false);
        sockets.add(first);
        int bound = first.port();
        if (queues > 1) {
            first.share();
            for (int i = 1; i < queues; i++) {
                sockets.add(NativeSocket.open(address, bound, false, true));
            }
            // If the kernel does not take it, it spreads them by addresses and ports.
            PacketSteering.spreadUdp(first, queues);
        }
        return bound;
    }

    private static void bindRaw(InetAddress address, int queues, List<NativeSocket> sockets) throws IOException {
        for (int i = 0; i < queues; i++) {
            NativeSocket socket = NativeSocket.open(address, 0, true, true);
            sockets.add(socket);
            if (queues > 1 && !PacketSteering.spreadRaw(socket, i, queues)) {
                throw new IOException("raw IP has one loop here: the kernel takes no packet filter");
            }
        }
    }

    @Override
    public List<InetAddress> localAddresses() {
        return addresses.all();
    }

    @Override
    public LinkCapabilities capabilities() {
        return new LinkCapabilities(udp, false, true, false, true);
    }

    @Override
    public boolean carries(int remoteUdpPort) {
        return remoteUdpPort == 0 ? raw : udp;
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
            LinuxQueue queue = queues[batch.queue() % queues.length];
            SendBuffers buffers = queue.takeBuffers();
            for (int i = 0; i < batch.count(); ) {
                i += sendRun(batch, i, queue, buffers);
            }
            queue.giveBack(buffers);
        } finally {
            leave();
        }
    }

    /** Sends a packet, and with it those behind it that can travel as one; {@return how many} */
    private int sendRun(PacketBatch batch, int first, LinuxQueue queue, SendBuffers buffers) {
        InetAddress to = batch.destination(first);
        int index = addresses.indexFor(batch.source(first), to);
        int toPort = udp ? batch.destinationPort(first) : 0;
        if (index < 0 || !carries(toPort)) {
            sendFailures.increment();
            return 1;
        }
        NativeSocket socket = queue.socket(toPort == 0 && udp ? addresses.count() + index : index);
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
    public boolean pollsOnAnyThread() {
        return true;
    }

    @Override
    public int queues() {
        return queues.length;
    }

    @Override
    public int poll(PacketReceiver receiver, long timeoutNs) {
        return poll(0, receiver, timeoutNs);
    }

    @Override
    public int poll(int queue, PacketReceiver receiver, long timeoutNs) {
        if (!enter()) {
            return 0;
        }
        try {
            return queues[queue].poll(receiver, timeoutNs);
        } finally {
            leave();
        }
    }

    @Override
    public void wakeup() {
        wakeup(0);
    }

    @Override
    public void wakeup(int queue) {
        if (enter()) {
            try {
                queues[queue].wakeup();
            } finally {
                leave();
            }
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
        if (!enter()) {
            return;
        }
        try {
            closed = true;
            for (LinuxQueue queue : queues) {
                queue.end();
            }
        } finally {
            leave();
        }
    }

    private void free() {
        if (!freed.compareAndSet(false, true)) {
            return;
        }
        for (LinuxQueue queue : queues) {
            queue.free();
        }
        arena.close();
    }

    /** {@return a one-line description: addresses and port} */
    @Override
    public String toString() {
        String overUdp = udp ? " over UDP port " + port : "";
        String overRaw = raw ? (udp ? " and raw IP" : " over raw IP") : "";
        return "LinuxLink" + addresses + overUdp + overRaw;
    }
}
