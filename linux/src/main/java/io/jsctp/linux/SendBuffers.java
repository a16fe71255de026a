package io.jsctp.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What {@code sendmsg} reads: message header, one part, address and control data, and where it leaves errno. One thread uses it at a
 * time.
 */
final class SendBuffers {
    private static final int HEADER_BYTES = 56;
    private static final int CONTROL_BYTES = 48;
    private static final int CONTROL_HEADER_BYTES = 16;
    private static final int CONTROL_STEP_BYTES = 24;

    private final MemorySegment header;
    private final MemorySegment part;
    private final MemorySegment address;
    private final MemorySegment control;
    private final MemorySegment state;

    private @Nullable InetAddress lastTo;
    private int lastPort = -1;
    private @Nullable ByteBuffer lastBuffer;
    private MemorySegment bufferSegment = MemorySegment.NULL;

    SendBuffers(Arena arena) {
        header = arena.allocate(HEADER_BYTES, 8);
        part = arena.allocate(16, 8);
        address = arena.allocate(SocketAddress.BYTES, 8);
        control = arena.allocate(CONTROL_BYTES, 8);
        state = arena.allocate(Libc.ERRNO);
        header.set(ADDRESS, 0, address);
        header.set(ADDRESS, 16, part);
        header.set(JAVA_LONG, 24, 1);
    }

    /** {@return errno after a send that failed} */
    int errno() {
        return Libc.errno(state);
    }

    void destination(InetAddress to, int port) {
        if (port != lastPort || !to.equals(lastTo)) {
            header.set(JAVA_INT, 8, SocketAddress.write(address, to, port));
            lastTo = to;
            lastPort = port;
        }
    }

    void payload(ByteBuffer buffer, int offset, int length) {
        if (buffer != lastBuffer) {
            bufferSegment = MemorySegment.ofBuffer(buffer.duplicate().clear());
            lastBuffer = buffer;
        }
        part.set(ADDRESS, 0, bufferSegment.asSlice(offset, length));
        part.set(JAVA_LONG, 8, length);
    }

    /**
     * Sends it.
     *
     * @param segmentBytes the size of the datagrams it is cut into; 0 for one
     * @param trafficClass of its IP headers
     * @param ipv6 whether it goes over IPv6
     * @return whether it was sent
     */
    boolean send(int fd, int segmentBytes, int trafficClass, boolean ipv6) {
        int used = 0;
        if (segmentBytes > 0) {
            put(used, 2, Libc.IPPROTO_UDP, Libc.UDP_SEGMENT);
            control.set(JAVA_SHORT, used + CONTROL_HEADER_BYTES, (short) segmentBytes);
            used += CONTROL_STEP_BYTES;
        }
        if (trafficClass != 0) {
            put(used, 4, ipv6 ? Libc.IPPROTO_IPV6 : Libc.IPPROTO_IP, ipv6 ? Libc.IPV6_TCLASS : Libc.IP_TOS);
            control.set(JAVA_INT, used + CONTROL_HEADER_BYTES, trafficClass);
            used += CONTROL_STEP_BYTES;
        }
        header.set(ADDRESS, 32, used == 0 ? MemorySegment.NULL : control);
        header.set(JAVA_LONG, 40, used);
        while (Libc.sendmsg(state, fd, header, Libc.MSG_DONTWAIT) < 0) {
            if (errno() != Libc.EINTR) {
                return false;
            }
        }
        return true;
    }

    private void put(int at, int bytes, int level, int type) {
        control.set(JAVA_LONG, at, CONTROL_HEADER_BYTES + bytes);
        control.set(JAVA_INT, at + 8, level);
        control.set(JAVA_INT, at + 12, type);
    }
}
