package io.jsctp.link;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Sends datagrams by a channel, each with its traffic class and with or without DF. A channel has one of each for all it
 * sends, so that they are set anew, by a system call, where one packet's are not those of the packet before. Any thread.
 */
final class UdpChannel {
    /** Some DSCP, AF11, to find out whether the channel takes one. */
    private static final int PROBE_CLASS = 0x28;

    private final DatagramChannel channel;
    private final @Nullable SocketOption<Boolean> dontFragment;
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
        dontFragment = dontFragment(channel);
    }

    /** The option of JDK 19 and later, by its name: this is compiled for JDK 17, which has none. */
    @SuppressWarnings("unchecked") // its type is Boolean, as is checked
    private static @Nullable SocketOption<Boolean> dontFragment(DatagramChannel channel) {
        for (SocketOption<?> option : channel.supportedOptions()) {
            if (option.name().equals("IP_DONTFRAGMENT") && option.type() == Boolean.class) {
                return (SocketOption<Boolean>) option;
            }
        }
        return null;
    }

    /** {@return whether datagrams leave with DF from now on}, to be asked before anything is sent. */
    boolean forbidsFragments() {
        SocketOption<Boolean> option = dontFragment;
        if (option == null) {
            return false;
        }
        try {
            channel.setOption(option, true);
            return channel.getOption(option);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
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
    boolean send(ByteBuffer datagram, InetSocketAddress target, int packetClass, boolean mayFragment)
            throws IOException {
        if (packetClass == 0 && !marks && !mayFragment) {
            return channel.send(datagram, target) != 0;
        }
        lock.lock();
        try {
            SocketOption<Boolean> option = dontFragment;
            if (option != null && mayFragment) {
                // what another thread sends meanwhile leaves without DF, too: that may divide it, and spoil a probe
                channel.setOption(option, false);
                try {
                    return channel.send(datagram, target) != 0;
                } finally {
                    channel.setOption(option, true);
                }
            }
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
