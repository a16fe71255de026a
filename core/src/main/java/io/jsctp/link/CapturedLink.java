package io.jsctp.link;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A link that keeps a record of what passes: every packet sent and received goes to a file in the format pcapng, with its
 * addresses, UDP ports and time, for Wireshark and its like. Packets that the link beneath drops are in it, too: they
 * were sent. {@link #comment} marks the packet that follows; a stack does so when an association changes its state.
 *
 * <p>User data is in the file as it was on the network. A file that can't be written, or is as large as it may be, ends
 * there; the link goes on. Thread-safe as any {@link Link}.
 */
public final class CapturedLink implements Link {
    /** The smallest size that a file may be limited to. */
    public static final int LEAST_BYTES = 1024;

    private static final long NS_PER_S = 1_000_000_000L;

    private final Link link;
    private final PcapngFile file;
    private final long epochOffsetNs;
    private final ReentrantLock lock = new ReentrantLock();
    private final QueueRecorder[] recorders;
    private boolean told;

    private CapturedLink(Link link, PcapngFile file, long epochOffsetNs) {
        this.link = link;
        this.file = file;
        this.epochOffsetNs = epochOffsetNs;
        recorders = new QueueRecorder[link.queues()];
        for (int i = 0; i < recorders.length; i++) {
            recorders[i] = new QueueRecorder();
        }
    }

    /** Records what comes by one queue, and passes it on. Of the thread that polls the queue. */
    private final class QueueRecorder implements PacketReceiver {
        private @Nullable PacketReceiver next;

        @Override
        public void onPacket(
                ByteBuffer buffer, int offset, int length, InetAddress from, int fromPort, InetAddress to) {
            received(buffer, offset, length, from, fromPort, to);
            PacketReceiver receiver = next;
            if (receiver != null) {
                receiver.onPacket(buffer, offset, length, from, fromPort, to);
            }
        }
    }

    /**
     * Begins a record.
     *
     * @param link carries the packets; closed with this link
     * @param file where to; what was there is overwritten
     * @param start what the present moment of the link's clock is called in the file
     * @param maxBytes how large the file may become, at least {@link #LEAST_BYTES}
     * @return the link to use instead
     * @throws IOException if the file can't be written
     * @throws IllegalArgumentException if the file would have no room for a packet
     */
    public static CapturedLink open(Link link, Path file, Instant start, long maxBytes) throws IOException {
        if (maxBytes < LEAST_BYTES) {
            throw new IllegalArgumentException("a capture of " + maxBytes + " bytes is too small");
        }
        long startNs = Math.addExact(Math.multiplyExact(start.getEpochSecond(), NS_PER_S), start.getNano());
        return new CapturedLink(link, PcapngFile.create(file, maxBytes), startNs - link.nanoTime());
    }

    /**
     * Marks the packet that follows, whichever way it goes.
     *
     * @param text what to say of it; cut to 1024 bytes
     */
    public void comment(String text) {
        lock.lock();
        try {
            file.comment(text);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void send(PacketBatch batch) {
        lock.lock();
        try {
            for (int i = 0; i < batch.count(); i++) {
                InetAddress destination = batch.destination(i);
                InetAddress source = batch.source(i);
                file.packet(
                        PcapngFile.Direction.OUT,
                        epochNs(),
                        source == null ? anySourceFor(destination) : source,
                        batch.destinationPort(i) == 0 ? 0 : link.udpPort(),
                        destination,
                        batch.destinationPort(i),
                        batch.trafficClass(i),
                        batch.buffer(),
                        batch.offset(i),
                        batch.length(i));
            }
            tellFailure();
        } finally {
            lock.unlock();
        }
        link.send(batch);
    }

    /** The link beneath chooses where such a packet leaves from, and does not say. */
    private InetAddress anySourceFor(InetAddress destination) {
        List<InetAddress> local = link.localAddresses();
        for (InetAddress address : local) {
            if (address.getAddress().length == destination.getAddress().length) {
                return address;
            }
        }
        return local.isEmpty() ? destination : local.get(0);
    }

    @Override
    public int queues() {
        return recorders.length;
    }

    @Override
    public int poll(PacketReceiver to, long timeoutNs) {
        return poll(0, to, timeoutNs);
    }

    @Override
    public int poll(int queue, PacketReceiver to, long timeoutNs) {
        lock.lock();
        try {
            file.flush(); // it may take long until there is more, and the reader wants to see what there was
            tellFailure();
        } finally {
            lock.unlock();
        }
        QueueRecorder recorder = recorders[queue];
        recorder.next = to;
        return link.poll(queue, recorder, timeoutNs);
    }

    private void received(ByteBuffer buffer, int offset, int length, InetAddress from, int fromPort, InetAddress to) {
        lock.lock();
        try {
            int toPort = fromPort == 0 ? 0 : link.udpPort();
            file.packet(PcapngFile.Direction.IN, epochNs(), from, fromPort, to, toPort, 0, buffer, offset, length);
        } finally {
            lock.unlock();
        }
    }

    private long epochNs() {
        return epochOffsetNs + link.nanoTime();
    }

    private void tellFailure() {
        IOException failure = file.failure();
        if (failure != null && !told) {
            told = true;
            System.getLogger("io.jsctp").log(Level.WARNING, "the capture ends: " + failure);
        }
    }

    @Override
    public List<InetAddress> localAddresses() {
        return link.localAddresses();
    }

    @Override
    public void refreshAddresses() {
        link.refreshAddresses();
    }

    @Override
    public LinkCapabilities capabilities() {
        return link.capabilities();
    }

    @Override
    public boolean carries(int remoteUdpPort) {
        return link.carries(remoteUdpPort);
    }

    @Override
    public int udpPort() {
        return link.udpPort();
    }

    @Override
    public int mtu(InetAddress destination) {
        return link.mtu(destination);
    }

    @Override
    public long nanoTime() {
        return link.nanoTime();
    }

    @Override
    public void wakeup() {
        link.wakeup();
    }

    @Override
    public void wakeup(int queue) {
        link.wakeup(queue);
    }

    @Override
    public long sendFailures() {
        return link.sendFailures();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            file.end(epochNs());
            tellFailure();
        } finally {
            lock.unlock();
        }
        link.close();
    }
}
