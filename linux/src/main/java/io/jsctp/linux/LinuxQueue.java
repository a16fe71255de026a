package io.jsctp.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.jsctp.link.DrainLimit;
import io.jsctp.link.PacketReceiver;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The sockets of a {@link LinuxLink} that one thread receives from. That thread polls; any wakes it, and any sends by the
 * sockets. Who calls has seen to it that the link is not freed meanwhile.
 */
final class LinuxQueue {
    private static final int MAX_PACKETS_PER_POLL = 256;
    private static final int POLL_ENTRY_BYTES = 8;
    private static final long SECOND_NS = 1_000_000_000L;

    private final NativeSocket[] sockets;

    /** A datagram to the socket comes to it, and ends a wait in it. */
    private final boolean mayWaitInSocket;

    private final Arena arena;
    private final ConcurrentLinkedQueue<SendBuffers> spare = new ConcurrentLinkedQueue<>();
    private final int wakeupFd;
    private final MemorySegment wakeupValue;
    private final AtomicBoolean wakeupDue = new AtomicBoolean();
    private volatile boolean closed;

    /** The thread waits in the socket, and does not see that it is woken up otherwise. */
    private volatile boolean waitsInSocket;

    // Of the thread in poll, one after the other.
    private final MemorySegment pollEntries;
    private final MemorySegment pollTimeout;
    private final MemorySegment pollState;
    private final NativeSocket.ReceiveBuffers receiving;
    private final ByteBuffer received;
    private final SocketAddress senders = new SocketAddress();
    private final DrainLimit limit = new DrainLimit();

    /**
     * Makes one.
     *
     * @param wakeupFd an event file descriptor, which ends a wait
     * @param alone whether no other queue has the same ports
     */
    LinuxQueue(List<NativeSocket> sockets, int wakeupFd, boolean alone, Arena arena) {
        this.sockets = sockets.toArray(NativeSocket[]::new);
        mayWaitInSocket = alone && this.sockets.length == 1 && this.sockets[0].endsWaits;
        this.wakeupFd = wakeupFd;
        this.arena = arena;
        pollState = arena.allocate(Libc.ERRNO);
        pollTimeout = arena.allocate(16, 8);
        receiving = new NativeSocket.ReceiveBuffers(arena);
        received = receiving.payload.asByteBuffer();
        wakeupValue = arena.allocate(JAVA_LONG);
        wakeupValue.set(JAVA_LONG, 0, 1);
        pollEntries = arena.allocate((long) POLL_ENTRY_BYTES * (this.sockets.length + 1), 8);
        for (int i = 0; i <= this.sockets.length; i++) {
            long at = (long) i * POLL_ENTRY_BYTES;
            pollEntries.set(JAVA_INT, at, i < this.sockets.length ? this.sockets[i].fd : wakeupFd);
            pollEntries.set(JAVA_SHORT, at + 4, (short) Libc.POLLIN);
        }
    }

    NativeSocket socket(int index) {
        return sockets[index];
    }

    // ---- Sending.

    /** {@return what a thread sends with, until it gives it back} */
    SendBuffers takeBuffers() {
        SendBuffers buffers = spare.poll();
        return buffers == null ? new SendBuffers(arena) : buffers;
    }

    void giveBack(SendBuffers buffers) {
        spare.add(buffers);
    }

    // ---- Receiving.

    int poll(PacketReceiver receiver, long timeoutNs) {
        long beganNs = System.nanoTime();
        limit.begin(beganNs);
        long leftNs = timeoutNs;
        // The kernel counts the wait in ticks: it may take longer by some.
        if (mayWaitInSocket && limit.isDialogue() && timeoutNs >= 2 * NativeSocket.WAIT_NS) {
            int bytes = awaitInSocket();
            if (bytes >= 0) {
                if (bytes == 0 && wakeupDue.get()) {
                    takeWakeup();
                }
                int most = limit.packets(System.nanoTime(), MAX_PACKETS_PER_POLL);
                int packets = deliver(sockets[0], receiver, bytes);
                packets += drain(sockets[0], receiver, most - packets);
                limit.end(packets);
                return packets;
            }
            leftNs = timeoutNs == Long.MAX_VALUE ? timeoutNs : timeoutNs - (System.nanoTime() - beganNs);
        }
        if (!await(Math.max(0, leftNs))) {
            return 0;
        }
        int packets = 0;
        // Each address has its share of a round, so that a flood on one does not starve the others.
        int share = limit.packets(System.nanoTime(), Math.max(1, MAX_PACKETS_PER_POLL / sockets.length));
        for (int i = 0; i < sockets.length && !closed; i++) {
            if (pollEntries.get(JAVA_SHORT, (long) i * POLL_ENTRY_BYTES + 6) != 0) {
                packets += drain(sockets[i], receiver, share);
            }
        }
        limit.end(packets);
        return packets;
    }

    /**
     * Waits where the next packet of a dialogue will be: that saves asking whether there is one, and so a system call in three.
     *
     * @return how many bytes came, 0 if it was woken up; less than 0 if nothing came for a while
     */
    private int awaitInSocket() {
        waitsInSocket = true;
        try {
            return wakeupDue.get() ? -1 : receiving.await(sockets[0]);
        } finally {
            waitsInSocket = false;
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
            takeWakeup();
        }
        return ready > 0;
    }

    private void takeWakeup() {
        Libc.read(pollState, wakeupFd, pollTimeout.asSlice(0, 8));
        wakeupDue.set(false);
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
            packets += Math.max(1, deliver(socket, receiver, bytes)); // an empty datagram counts, too
        }
        return packets;
    }

    /** Hands over what was received; {@return how many packets} */
    private int deliver(NativeSocket socket, PacketReceiver receiver, int bytes) {
        InetAddress from = senders.address(receiving.address);
        if (socket.raw) {
            deliverRaw(socket, receiver, bytes, from);
            return 1;
        }
        int fromPort = SocketAddress.port(receiving.address);
        int size = receiving.segmentBytes();
        int step = size > 0 ? size : Math.max(1, bytes);
        int packets = 0;
        for (int at = 0; at < bytes; at += step) {
            receiver.onPacket(received, at, Math.min(step, bytes - at), from, fromPort, socket.local);
            packets++;
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

    void wakeup() {
        if (wakeupDue.compareAndSet(false, true)) {
            try (Arena temporary = Arena.ofConfined()) {
                Libc.write(temporary.allocate(Libc.ERRNO), wakeupFd, wakeupValue);
            }
            if (waitsInSocket) {
                sockets[0].sendNothingToItself();
            }
        }
    }

    // ---- The end.

    /** Ends a poll under way, and those to come. */
    void end() {
        closed = true;
        wakeupDue.set(false);
        wakeup();
    }

    /** Frees what the system holds for it; nobody uses it any more. */
    void free() {
        for (NativeSocket socket : sockets) {
            socket.close(pollState);
        }
        Libc.close(pollState, wakeupFd);
    }
}
