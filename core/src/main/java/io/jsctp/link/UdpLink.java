package io.jsctp.link;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * SCTP packets in UDP datagrams (RFC 6951), over NIO, on any operating system.
 *
 * <p>It has one channel for each local address, all on the same port, so that the address that a packet was sent to is
 * known, and so that a packet leaves from the address it shall leave from (RFC 6951 §5.1). With several queues it is so many
 * for each address; the operating system decides by addresses and UDP ports which of them a packet comes to, so that those
 * of one peer's UDP port all come to one.
 */
public final class UdpLink implements Link {
    /** The UDP port registered for SCTP (RFC 6951 §7). */
    public static final int DEFAULT_PORT = 9899;

    private static final int PORT_ATTEMPTS = 32;
    private static final int UDP_HEADER_BYTES = 8;

    /** The channels by address; others when the host has other addresses. */
    private volatile Channels channels;

    private final boolean ofHost;
    private final boolean trafficClasses;
    private final boolean dontFragment;
    private final int port;
    private final UdpQueue[] queues;
    private final SocketAddresses targets = new SocketAddresses();
    private final LongAdder sendFailures = new LongAdder();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final long originNs = System.nanoTime();

    private UdpLink(Channels channels, boolean ofHost, int port, UdpQueue[] queues) {
        this.channels = channels;
        this.ofHost = ofHost;
        this.port = port;
        this.queues = queues;
        boolean all = true;
        boolean whole = true;
        for (UdpChannel sender : channels.senders) {
            all &= sender.takesTrafficClasses();
            whole &= sender.forbidsFragments();
        }
        trafficClasses = all;
        dontFragment = whole;
    }

    /** The channels of each address, one for each queue, one address behind the other; not changed any more. */
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
        return open(localAddresses, udpPort, strict, 1);
    }

    /**
     * Opens a link with several queues. Only Linux spreads packets over sockets of one port: elsewhere it has one.
     *
     * @param localAddresses the addresses to use; empty for all of this host except IPv6 link-local ones
     * @param udpPort the port to bind on each of them; 0 for an ephemeral one
     * @param strict true to fail if the port is taken; false to take an ephemeral one then
     * @param queues how many, at least 1
     * @return the link
     * @throws BindException if the port is taken, naming address, port and who may hold it; or an address is not local
     * @throws IOException if something else failed
     */
    public static UdpLink open(List<InetAddress> localAddresses, int udpPort, boolean strict, int queues)
            throws IOException {
        LinkAddresses addresses = LinkAddresses.of(localAddresses, UDP_HEADER_BYTES);
        List<DatagramChannel> channels = new ArrayList<>();
        List<UdpQueue> receivers = new ArrayList<>();
        boolean opened = false;
        try {
            for (int i = 0; i < (SharedUdpPort.isSpread() ? queues : 1); i++) {
                receivers.add(new UdpQueue());
            }
            UdpQueue[] all = receivers.toArray(new UdpQueue[0]);
            bindAll(addresses.all(), udpPort, strict, all.length, channels);
            for (int i = 0; i < channels.size(); i++) {
                all[i % all.length].add(channels.get(i), addresses.all().get(i / all.length));
            }
            int bound = ((InetSocketAddress) channels.get(0).getLocalAddress()).getPort();
            UdpLink link = new UdpLink(Channels.of(addresses, channels), localAddresses.isEmpty(), bound, all);
            opened = true;
            return link;
        } finally {
            if (!opened) {
                closeAll(channels);
                for (UdpQueue receiver : receivers) {
                    receiver.close();
                }
            }
        }
    }

    private static void bindAll(
            List<InetAddress> addresses, int udpPort, boolean strict, int queues, List<DatagramChannel> channels)
            throws IOException {
        BindException taken = null;
        if (udpPort != 0) {
            taken = tryBind(addresses, udpPort, queues, channels);
            if (taken == null) {
                return;
            }
            if (strict) {
                throw taken;
            }
        }
        // The first address gets whatever is free; the others must follow, and may find it taken.
        for (int i = 0; i < PORT_ATTEMPTS; i++) {
            taken = tryBind(addresses, 0, queues, channels);
            if (taken == null) {
                return;
            }
        }
        throw taken == null ? new BindException("no free UDP port") : taken;
    }

    /** Binds all addresses to one port; if one fails, none stays bound and the reason is returned. */
    private static @Nullable BindException tryBind(
            List<InetAddress> addresses, int udpPort, int queues, List<DatagramChannel> channels) throws IOException {
        int port = udpPort;
        for (InetAddress address : addresses) {
            try {
                port = SharedUdpPort.bind(address, port, queues, channels);
            } catch (BindException e) {
                closeAll(channels);
                channels.clear();
                return explain(e, address, port);
            }
        }
        return null;
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
        for (int i = 0; i < old.addresses.count(); i++) {
            InetAddress address = old.addresses.all().get(i);
            List<DatagramChannel> its = List.of(old.channels).subList(i * queues.length, (i + 1) * queues.length);
            if (now.contains(address)) {
                addresses.add(address);
                open.addAll(its);
                senders.addAll(List.of(old.senders).subList(i * queues.length, (i + 1) * queues.length));
            } else {
                lost.addAll(its);
            }
        }
        for (InetAddress address : now) {
            List<DatagramChannel> its = addresses.contains(address) ? List.of() : tryOpen(address);
            if (!its.isEmpty()) {
                addresses.add(address);
                open.addAll(its);
                its.forEach(channel -> senders.add(new UdpChannel(channel)));
            }
        }
        if (!addresses.isEmpty()) {
            channels = new Channels(LinkAddresses.of(addresses, UDP_HEADER_BYTES), open, senders);
            closeAll(lost);
            for (UdpQueue queue : queues) {
                queue.wakeup();
            }
        }
    }

    /** {@return the channels of an address that is new; none if it can't be bound} */
    private List<DatagramChannel> tryOpen(InetAddress address) throws IOException {
        List<DatagramChannel> opened = new ArrayList<>();
        try {
            SharedUdpPort.bind(address, port, queues.length, opened);
            for (int i = 0; i < opened.size(); i++) {
                queues[i].add(opened.get(i), address);
            }
            return opened;
        } catch (IOException | ClosedSelectorException e) {
            closeAll(opened);
            return List.of();
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
        int queue = batch.queue() % queues.length;
        for (int i = 0; i < batch.count(); i++) {
            InetAddress destination = batch.destination(i);
            int channel = all.addresses.indexFor(batch.source(i), destination);
            int destinationPort = batch.destinationPort(i);
            boolean sent = false;
            if (channel >= 0 && destinationPort != 0) {
                buffer.limit(batch.offset(i) + batch.length(i)).position(batch.offset(i));
                try {
                    sent = all.senders[channel * queues.length + queue].send(
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
        return queues[queue].poll(receiver, timeoutNs);
    }

    @Override
    public void wakeup() {
        wakeup(0);
    }

    @Override
    public void wakeup(int queue) {
        queues[queue].wakeup();
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
            closeAll(List.of(channels.channels));
            for (UdpQueue queue : queues) {
                queue.close();
            }
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
