package io.jsctp.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.jsctp.link.LinkAddresses;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.concurrent.locks.ReentrantLock;

/** A socket that is bound to one local address: of UDP, or a raw one of protocol 132. Any thread sends, one receives. */
final class NativeSocket {
    /** How long {@link ReceiveBuffers#await} waits at most; calls that poll in place of the loop wait twice as long and more. */
    static final long WAIT_NS = 4_000_000;

    private static final int BUFFER_BYTES = 4 << 20;

    final InetAddress local;
    final boolean ipv6;
    final int fd;
    final boolean raw;

    /** Whether {@link ReceiveBuffers#await} ends after a while, or sooner by {@link #sendNothingToItself}. */
    boolean endsWaits;

    /** Sends with another option than the others do one after the other. */
    private final ReentrantLock fragmenting = new ReentrantLock();

    /** The path below says so once: then each datagram is sent by itself. */
    private volatile boolean segments;

    private NativeSocket(InetAddress local, int fd, boolean raw) {
        this.local = local;
        this.fd = fd;
        this.raw = raw;
        ipv6 = !(local instanceof Inet4Address);
        segments = !raw;
    }

    /**
     * Opens one.
     *
     * @param port the UDP port; 0 for any; with a raw one it counts for nothing
     * @param joins whether others have the port that {@link #share} it
     * @throws BindException if the port is taken or the address is not local
     * @throws IOException if sockets of that kind are not allowed
     */
    static NativeSocket open(InetAddress local, int port, boolean raw, boolean joins) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Libc.ERRNO);
            boolean ipv6 = !(local instanceof Inet4Address);
            int type = (raw ? Libc.SOCK_RAW : Libc.SOCK_DGRAM) | Libc.SOCK_CLOEXEC;
            int fd = Libc.socket(
                    state, ipv6 ? Libc.AF_INET6 : Libc.AF_INET, type, raw ? Libc.IPPROTO_SCTP : Libc.IPPROTO_UDP);
            if (fd < 0) {
                int errno = Libc.errno(state);
                throw new IOException(
                        errno == Libc.EPERM || errno == Libc.EACCES
                                ? "raw sockets are not allowed: it takes CAP_NET_RAW"
                                : "socket: errno " + errno);
            }
            NativeSocket socket = new NativeSocket(local, fd, raw);
            boolean bound = false;
            try {
                socket.prepare(arena, state);
                if (joins && !raw) {
                    socket.share();
                }
                MemorySegment address = arena.allocate(SocketAddress.BYTES, 8);
                if (Libc.bind(state, fd, address, SocketAddress.write(address, local, raw ? 0 : port)) < 0) {
                    int errno = Libc.errno(state);
                    throw errno == Libc.EADDRINUSE
                            ? LinkAddresses.taken(local, port)
                            : errno == Libc.EADDRNOTAVAIL
                                    ? LinkAddresses.notLocal(local)
                                    : new BindException("bind: errno " + errno);
                }
                bound = true;
                return socket;
            } finally {
                if (!bound) {
                    Libc.close(state, fd);
                }
            }
        }
    }

    /** Lets others of the same user have the port, too: not before it is bound, or it would join those of another stack. */
    void share() {
        try (Arena arena = Arena.ofConfined()) {
            set(arena.allocate(Libc.ERRNO), arena.allocate(JAVA_INT), Libc.SOL_SOCKET, Libc.SO_REUSEPORT, 1);
        }
    }

    private void prepare(Arena arena, MemorySegment state) {
        MemorySegment value = arena.allocate(JAVA_INT);
        set(state, value, Libc.SOL_SOCKET, Libc.SO_RCVBUF, BUFFER_BYTES);
        set(state, value, Libc.SOL_SOCKET, Libc.SO_SNDBUF, BUFFER_BYTES);
        if (ipv6) {
            set(state, value, Libc.IPPROTO_IPV6, Libc.IPV6_V6ONLY, 1);
        }
        discover(state, value, Libc.PMTUDISC_PROBE);
        MemorySegment time = arena.allocate(16, 8);
        time.set(JAVA_LONG, 8, WAIT_NS / 1000);
        endsWaits = Libc.setsockopt(state, fd, Libc.SOL_SOCKET, Libc.SO_RCVTIMEO, time) == 0 && !raw;
        if (!raw) {
            set(state, value, Libc.IPPROTO_UDP, Libc.UDP_GRO, 1);
        }
    }

    private void discover(MemorySegment state, MemorySegment value, int how) {
        set(
                state,
                value,
                ipv6 ? Libc.IPPROTO_IPV6 : Libc.IPPROTO_IP,
                ipv6 ? Libc.IPV6_MTU_DISCOVER : Libc.IP_MTU_DISCOVER,
                how);
    }

    /** What cannot be set does without: buffers are smaller, packets come one by one. */
    private void set(MemorySegment state, MemorySegment value, int level, int option, int to) {
        value.set(JAVA_INT, 0, to);
        Libc.setsockopt(state, fd, level, option, value);
    }

    /** {@return the UDP port it is bound to} */
    int port() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(SocketAddress.BYTES, 8);
            MemorySegment length = arena.allocate(JAVA_INT);
            length.set(JAVA_INT, 0, SocketAddress.BYTES);
            Libc.getsockname(arena.allocate(Libc.ERRNO), fd, address, length);
            return SocketAddress.port(address);
        }
    }

    /** {@return whether it cuts a run of datagrams up itself} */
    boolean segments() {
        return segments;
    }

    /** Sends what the buffers hold; {@return whether it was sent} */
    boolean send(SendBuffers buffers, int segmentBytes, int trafficClass, boolean mayFragment) {
        if (mayFragment) {
            return sendFragmentable(buffers, trafficClass);
        }
        if (buffers.send(fd, segmentBytes, trafficClass, ipv6)) {
            return true;
        }
        if (segmentBytes > 0 && buffers.errno() == Libc.EIO) {
            segments = false; // the interface cannot compute checksums, and then the kernel does not cut
        }
        return false;
    }

    private boolean sendFragmentable(SendBuffers buffers, int trafficClass) {
        fragmenting.lock();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Libc.ERRNO);
            MemorySegment value = arena.allocate(JAVA_INT);
            // what another thread sends meanwhile may be divided, too: that spoils a probe at worst
            discover(state, value, Libc.PMTUDISC_DONT);
            try {
                return buffers.send(fd, 0, trafficClass, ipv6);
            } finally {
                discover(state, value, Libc.PMTUDISC_PROBE);
            }
        } finally {
            fragmenting.unlock();
        }
    }

    /** Ends a wait in it, by a datagram that holds nothing. */
    void sendNothingToItself() {
        try (Arena arena = Arena.ofConfined()) {
            SendBuffers buffers = new SendBuffers(arena);
            buffers.destination(local, port());
            buffers.send(fd, 0, 0, ipv6);
        }
    }

    void close(MemorySegment state) {
        Libc.close(state, fd);
    }

    /** Where {@code recvmsg} puts a packet, or a run of them. */
    static final class ReceiveBuffers {
        static final int BYTES = 1 << 16;
        private static final int CONTROL_BYTES = 128;

        final MemorySegment payload;
        final MemorySegment address;
        private final MemorySegment header;
        private final MemorySegment control;
        private final MemorySegment state;

        ReceiveBuffers(Arena arena) {
            payload = arena.allocate(BYTES, 64);
            address = arena.allocate(SocketAddress.BYTES, 8);
            header = arena.allocate(56, 8);
            control = arena.allocate(CONTROL_BYTES, 8);
            state = arena.allocate(Libc.ERRNO);
            MemorySegment part = arena.allocate(16, 8);
            part.set(ADDRESS, 0, payload);
            part.set(JAVA_LONG, 8, BYTES);
            header.set(ADDRESS, 0, address);
            header.set(ADDRESS, 16, part);
            header.set(JAVA_LONG, 24, 1);
            header.set(ADDRESS, 32, control);
        }

        /** {@return how many bytes came; less than 0 if nothing is there} */
        int receive(NativeSocket socket) {
            return receive(socket, Libc.MSG_DONTWAIT);
        }

        /** Waits for something; {@return how many bytes came; less than 0 if nothing did within {@link NativeSocket#WAIT_NS}} */
        int await(NativeSocket socket) {
            return receive(socket, 0);
        }

        private int receive(NativeSocket socket, int flags) {
            header.set(JAVA_INT, 8, SocketAddress.BYTES);
            header.set(JAVA_LONG, 40, CONTROL_BYTES);
            return (int) Libc.recvmsg(state, socket.fd, header, flags);
        }

        /** {@return the size of the datagrams of a run that was received as one; 0 if it is a single one} */
        int segmentBytes() {
            long length = header.get(JAVA_LONG, 40);
            for (long at = 0; at + 16 <= length; ) {
                long step = control.get(JAVA_LONG, at);
                if (step < 16) {
                    return 0;
                }
                if (control.get(JAVA_INT, at + 8) == Libc.IPPROTO_UDP
                        && control.get(JAVA_INT, at + 12) == Libc.UDP_GRO) {
                    return control.get(JAVA_INT, at + 16);
                }
                at += (step + 7) & ~7L;
            }
            return 0;
        }
    }
}
