package io.jsctp.link;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sends datagrams by a channel, each with its traffic class. A channel has one for all it sends, so that it is set anew, by
 * a system call, where one packet's is not that of the packet before. Any thread.
 */
final class UdpChannel {
    /** Some DSCP, AF11, to find out whether the channel takes one. */
    private static final int PROBE_CLASS = 0x28;

    private final DatagramChannel channel;
    private final ReentrantLock lock = new ReentrantLock();

    /** What the channel is set to, under the lock. */
    private int trafficClass;

    /**
     * Set for good by the first packet with a traffic class: until then nobody takes the lock. What is sent at that very
     * moment by another thread may leave with that class.
     */
    private volatile boolean marks;

    UdpChannel(DatagramChannel channel) {
        this.channel = channel;
    }

    /** {@return whether packets can be given a traffic class}, to be asked before anything is sent. */
    boolean takesTrafficClasses() {
        try {
            channel.setOption(StandardSocketOptions.IP_TOS, PROBE_CLASS);
            boolean taken = channel.getOption(StandardSocketOptions.IP_TOS) == PROBE_CLASS;
            channel.setOption(StandardSocketOptions.IP_TOS, 0);
            return taken;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** {@return whether the datagram was sent} */
    boolean send(ByteBuffer datagram, InetSocketAddress target, int packetClass) throws IOException {
        if (packetClass == 0 && !marks) {
            return channel.send(datagram, target) != 0;
        }
        lock.lock();
        try {
            marks = true;
            if (packetClass != trafficClass) {
                channel.setOption(StandardSocketOptions.IP_TOS, packetClass);
                trafficClass = packetClass;
            }
            return channel.send(datagram, target) != 0;
        } finally {
            lock.unlock();
        }
    }
}
