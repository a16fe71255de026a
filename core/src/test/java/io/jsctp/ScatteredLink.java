package io.jsctp;

import io.jsctp.link.Link;
import io.jsctp.link.PacketBatch;
import io.jsctp.link.PacketReceiver;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The worst that a link with several queues can do: each packet comes by another queue than the one before, so that those of one
 * association meet in different loops all the time. One thread takes them from a link with one queue.
 */
final class ScatteredLink extends LinkWrapper {
    private record Packet(ByteBuffer bytes, InetAddress from, int fromPort, InetAddress to) {}

    private static final int MOST_AT_ONCE = 64;
    private static final ByteBuffer WAKE_UP = ByteBuffer.allocate(0);

    private final List<LinkedBlockingQueue<Packet>> queues = new ArrayList<>();
    private final Thread pump;
    private volatile boolean closed;
    private int next;

    ScatteredLink(Link link, int count) {
        super(link);
        for (int i = 0; i < count; i++) {
            queues.add(new LinkedBlockingQueue<>());
        }
        pump = new Thread(this::pump, "scatter");
        pump.setDaemon(true);
        pump.start();
    }

    private void pump() {
        while (!closed) {
            super.poll(
                    (buffer, offset, length, from, fromPort, to) -> {
                        ByteBuffer copy = ByteBuffer.allocateDirect(length);
                        copy.put(0, buffer, offset, length);
                        next = (next + 1) % queues.size();
                        queues.get(next).add(new Packet(copy, from, fromPort, to));
                    },
                    Long.MAX_VALUE);
        }
    }

    @Override
    public int queues() {
        return queues.size();
    }

    @Override
    public int poll(int queue, PacketReceiver receiver, long timeoutNs) {
        LinkedBlockingQueue<Packet> mine = queues.get(queue);
        int packets = 0;
        Packet packet = first(mine, timeoutNs);
        while (packet != null) {
            if (packet.bytes != WAKE_UP) {
                receiver.onPacket(packet.bytes, 0, packet.bytes.limit(), packet.from, packet.fromPort, packet.to);
                packets++;
            }
            packet = packets < MOST_AT_ONCE ? mine.poll() : null;
        }
        return packets;
    }

    private static Packet first(LinkedBlockingQueue<Packet> queue, long timeoutNs) {
        try {
            return timeoutNs <= 0 ? queue.poll() : queue.poll(timeoutNs, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return null;
        }
    }

    @Override
    public void wakeup(int queue) {
        InetAddress nobody = InetAddress.getLoopbackAddress();
        queues.get(queue).add(new Packet(WAKE_UP, nobody, 0, nobody));
    }

    @Override
    public void send(PacketBatch batch) {
        if (batch.queue() < 0 || batch.queue() >= queues.size()) {
            throw new IllegalArgumentException("no queue " + batch.queue());
        }
        super.send(batch);
    }

    @Override
    public void close() {
        closed = true;
        super.close();
        boolean interrupted = false;
        while (pump.isAlive()) {
            super.wakeup();
            try {
                pump.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
