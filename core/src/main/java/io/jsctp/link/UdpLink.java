package io.jsctp.link;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * SCTP packets in UDP datagrams (RFC 6951), over NIO, on any operating system.
 *
 * <p>It has one channel for each local address, all on the same port, so that the address that a packet was sent to is
 * known, and so that a packet leaves from the address it shall leave from (RFC 6951 §5.1).
 */
public final class UdpLink implements Link {
    /** The UDP port registered for SCTP (RFC 6951 §7). */
    public static final int DEFAULT_PORT = 9899;

    private static final int MAX_PACKETS_PER_POLL = 64;
    private static final int SOCKET_BUFFER_BYTES = 4 << 20;
    private static final int PORT_ATTEMPTS = 32;
    private static final int UDP_HEADER_BYTES = 8;

    /** The channels by address; others when the host has other addresses. */
    private volatile Channels channels;

    private final boolean ofHost;
    private final boolean trafficClasses;
    private final boolean dontFragment;
    private final int port;
    private final Selector selector;
    private final ByteBuffer receiveBuffer = ByteBuffer.allocateDirect(1 << 16);
    private final SocketAddresses targets = new SocketAddresses();
    private final LongAdder sendFailures = new LongAdder();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final long originNs = System.nanoTime();

    // Owned by the thread in poll: a field, so that the lambda for the selector is made once.
    private @Nullable PacketReceiver receiver;
    private int received;
    private final java.util.function.Consumer<SelectionKey> drain = this::drain;

    private UdpLink(Channels channels, boolean ofHost, int port, Selector selector) {
        this.channels = channels;
        this.ofHost = ofHost;
        this.port = port;
        this.selector = selector;
        boolean all = true;
        boolean whole = true;
        for (UdpChannel sender : channels.senders) {
            all &= sender.takesTrafficClasses();
            whole &= sender.forbidsFragments();
        }
        trafficClasses = all;
        dontFragment = whole;
    }

    /** One channel for each address; not changed any more. */
    private static final class Channels {
        final LinkAddresses addresses;
        final DatagramChannel[] channels;
        final UdpChannel[] senders;

        Channels(LinkAddresses addresses, List<DatagramChannel> channels, List<UdpChannel> senders) {
            this.addresses = addresses;
            this.channels = channels.toArray(new DatagramChannel[0]);
            this.senders = senders.toArray(new UdpChannel[0]);
        }

        static Channels of(LinkAddresses addresses, List<DatagramChannel> channels) {
            return new Channels(
                    addresses, channels, channels.stream().map(UdpChannel::new).toList());
        }
    }

    /**
     * Opens a link on all addresses of this host, except IPv6 link-local ones, on port 9899 or, if that is taken, on an
     * ephemeral one.
     *
     * @return the link
     * @throws IOException if no port can be bound
     */
    public static UdpLink open() throws IOException {
        return open(List.of(), DEFAULT_PORT, false);
    }

    /**
     * Opens a link.
     *
     * @param localAddresses the addresses to use; empty for all of this host except IPv6 link-local ones
     * @param udpPort the port to bind on each of them; 0 for an ephemeral one
     * @param strict true to fail if the port is taken; false to take an ephemeral one then
     * @return the link
     * @throws BindException if the port is taken, naming address, port and who may hold it; or an address is not local
     * @throws IOException if something else failed
     */
    public static UdpLink open(List<InetAddress> localAddresses, int udpPort, boolean strict) throws IOException {
        LinkAddresses addresses = LinkAddresses.of(localAddresses, UDP_HEADER_BYTES);
        List<DatagramChannel> channels = new ArrayList<>();
        Selector selector = Selector.open();
        boolean opened = false;
        try {
            bindAll(addresses.all(), udpPort, strict, channels);
            for (int i = 0; i < channels.size(); i++) {
                channels.get(i)
                        .register(
                                selector, SelectionKey.OP_READ, addresses.all().get(i));
            }
            int bound = ((InetSocketAddress) channels.get(0).getLocalAddress()).getPort();
            UdpLink link = new UdpLink(Channels.of(addresses, channels), localAddresses.isEmpty(), bound, selector);
            opened = true;
            return link;
        } finally {
            if (!opened) {
                closeAll(channels);
                selector.close();
            }
        }
    }

    private static void bindAll(
            List<InetAddress> addresses, int udpPort, boolean strict, List<DatagramChannel> channels)
            throws IOException {
        BindException taken = null;
        if (udpPort != 0) {
            taken = tryBind(addresses, udpPort, channels);
            if (taken == null) {
                return;
            }
            if (strict) {
                throw taken;
            }
        }
        // The first address gets whatever is free; the others must follow, and may find it taken.
        for (int i = 0; i < PORT_ATTEMPTS; i++) {
            taken = tryBind(addresses, 0, channels);
            if (taken == null) {
                return;
            }
        }
        throw taken == null ? new BindException("no free UDP port") : taken;
    }

    /** Binds all addresses to one port; if one fails, none stays bound and the reason is returned. */
    private static @Nullable BindException tryBind(
            List<InetAddress> addresses, int udpPort, List<DatagramChannel> channels) throws IOException {
        int port = udpPort;
        for (InetAddress address : addresses) {
            DatagramChannel channel = channelOf(address);
            channels.add(channel);
            try {
                channel.bind(new InetSocketAddress(address, port));
            } catch (BindException e) {
                closeAll(channels);
                channels.clear();
                return explain(e, address, port);
            }
            port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
        }
        return null;
    }

    private static DatagramChannel channelOf(InetAddress address) throws IOException {
        DatagramChannel channel = DatagramChannel.open(
                address instanceof Inet4Address ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER_BYTES);
        return channel;
    }

    private static BindException explain(BindException e, InetAddress address, int port) {
        String text = String.valueOf(e.getMessage());
        BindException explained = text.contains("assign")
                ? LinkAddresses.notLocal(address)
                : text.contains("in use")
                        ? LinkAddresses.taken(address, port)
                        : new BindException(
                                "UDP port " + port + " of " + address.getHostAddress() + " can't be bound: " + text);
        explained.initCause(e);
        return explained;
    }

    private static void closeAll(List<DatagramChannel> channels) throws IOException {
        for (DatagramChannel channel : channels) {
            channel.close();
        }
    }

    @Override
    public List<InetAddress> localAddresses() {
        return channels.addresses.all();
    }

    /**
     * Opens channels on addresses that the host has got, and closes those of addresses that it has lost, if the link was
     * opened on all of them. An address at which the port is taken is left out.
     */
    @Override
    public synchronized void refreshAddresses() {
        if (!ofHost || closed.get()) {
            return;
        }
        try {
            refresh(LocalAddresses.ofHost());
        } catch (IOException e) {
            return; // the host can't tell its addresses: those that were known stay
        }
    }

    private void refresh(List<InetAddress> now) throws IOException {
        Channels old = channels;
        List<InetAddress> addresses = new ArrayList<>();
        List<DatagramChannel> open = new ArrayList<>();
        List<UdpChannel> senders = new ArrayList<>();
        List<DatagramChannel> lost = new ArrayList<>();
        for (int i = 0; i < old.channels.length; i++) {
            InetAddress address = old.addresses.all().get(i);
            if (now.contains(address)) {
                addresses.add(address);
                open.add(old.channels[i]);
                senders.add(old.senders[i]);
            } else {
                lost.add(old.channels[i]);
            }
        }
        for (InetAddress address : now) {
            DatagramChannel channel = addresses.contains(address) ? null : tryOpen(address);
            if (channel != null) {
                addresses.add(address);
                open.add(channel);
                senders.add(new UdpChannel(channel));
            }
        }
        if (!addresses.isEmpty()) {
            channels = new Channels(LinkAddresses.of(addresses, UDP_HEADER_BYTES), open, senders);
            closeAll(lost);
            selector.wakeup();
        }
    }

    private @Nullable DatagramChannel tryOpen(InetAddress address) throws IOException {
        DatagramChannel channel = channelOf(address);
        try {
            channel.bind(new InetSocketAddress(address, port));
            channel.register(selector, SelectionKey.OP_READ, address);
            return channel;
        } catch (IOException | ClosedSelectorException e) {
            channel.close();
            return null;
        }
    }

    @Override
    public LinkCapabilities capabilities() {
        return new LinkCapabilities(true, false, trafficClasses, false, dontFragment);
    }

    @Override
    public int udpPort() {
        return port;
    }

    @Override
    public int mtu(InetAddress destination) {
        return channels.addresses.packetBytes(destination);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime() - originNs;
    }

    @Override
    public void send(PacketBatch batch) {
        ByteBuffer buffer = batch.buffer();
        Channels all = channels;
        for (int i = 0; i < batch.count(); i++) {
            InetAddress destination = batch.destination(i);
            int channel = all.addresses.indexFor(batch.source(i), destination);
            int destinationPort = batch.destinationPort(i);
            boolean sent = false;
            if (channel >= 0 && destinationPort != 0) {
                buffer.limit(batch.offset(i) + batch.length(i)).position(batch.offset(i));
                try {
                    sent = all.senders[channel].send(
                            buffer,
                            targets.of(destination, destinationPort),
                            batch.trafficClass(i),
                            batch.mayFragment(i));
                } catch (IOException | SecurityException | IllegalArgumentException e) {
                    // Too large, no route, closed, address not usable: to SCTP all of it is a lost packet.
                    sent = false;
                }
            }
            if (!sent) {
                sendFailures.increment();
            }
        }
        buffer.clear();
    }

    @Override
    public int poll(PacketReceiver packetReceiver, long timeoutNs) {
        receiver = packetReceiver;
        received = 0;
        try {
            if (timeoutNs <= 0) {
                selector.selectNow(drain);
            } else if (timeoutNs == Long.MAX_VALUE) {
                selector.select(drain);
            } else {
                // Rounded up: waking too early would only wait again.
                selector.select(drain, TimeUnit.NANOSECONDS.toMillis(timeoutNs) + 1);
            }
        } catch (IOException | ClosedSelectorException e) {
            return received;
        } finally {
            receiver = null;
        }
        return received;
    }

    private void drain(SelectionKey key) {
        PacketReceiver to = receiver;
        if (to == null || !(key.channel() instanceof DatagramChannel channel)) {
            return;
        }
        InetAddress local = (InetAddress) key.attachment();
        // Each channel has its share of a round, so that a flood on one address does not starve the others.
        int limit = received + Math.max(1, MAX_PACKETS_PER_POLL / channels.channels.length);
        try {
            while (received < limit) {
                receiveBuffer.clear();
                InetSocketAddress from = (InetSocketAddress) channel.receive(receiveBuffer);
                if (from == null) {
                    return;
                }
                received++;
                // What a longer datagram left behind it is out of reach.
                receiveBuffer.flip();
                to.onPacket(receiveBuffer, 0, receiveBuffer.limit(), from.getAddress(), from.getPort(), local);
            }
        } catch (IOException e) {
            // A pending socket error (ICMP) was reported and is cleared by that; packets follow at the next poll.
            return;
        }
    }

    @Override
    public void wakeup() {
        selector.wakeup();
    }

    @Override
    public long sendFailures() {
        return sendFailures.sum();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            // Closing the selector first would leave the channels' sockets open until its next select.
            closeAll(List.of(channels.channels));
            selector.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** {@return a one-line description: addresses and port} */
    @Override
    public String toString() {
        List<String> texts = new ArrayList<>();
        for (InetAddress address : channels.addresses.all()) {
            texts.add(address.getHostAddress());
        }
        return "UdpLink" + texts + ":" + port;
    }
}
