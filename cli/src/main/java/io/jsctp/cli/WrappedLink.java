package io.jsctp.cli;

import io.jsctp.link.Link;
import io.jsctp.link.LinkCapabilities;
import io.jsctp.link.PacketBatch;
import io.jsctp.link.PacketReceiver;
import java.net.InetAddress;
import java.util.List;

/** A link that does what another one does; to be changed in parts. */
abstract class WrappedLink implements Link {
    private final Link inner;

    WrappedLink(Link inner) {
        this.inner = inner;
    }

    @Override
    public void send(PacketBatch batch) {
        inner.send(batch);
    }

    @Override
    public int poll(PacketReceiver receiver, long timeoutNs) {
        return inner.poll(receiver, timeoutNs);
    }

    @Override
    public int queues() {
        return inner.queues();
    }

    @Override
    public int poll(int queue, PacketReceiver receiver, long timeoutNs) {
        return queues() == 1 ? poll(receiver, timeoutNs) : inner.poll(queue, receiver, timeoutNs);
    }

    @Override
    public void wakeup(int queue) {
        inner.wakeup(queue);
    }

    @Override
    public List<InetAddress> localAddresses() {
        return inner.localAddresses();
    }

    @Override
    public LinkCapabilities capabilities() {
        return inner.capabilities();
    }

    @Override
    public boolean carries(int remoteUdpPort) {
        return inner.carries(remoteUdpPort);
    }

    @Override
    public int udpPort() {
        return inner.udpPort();
    }

    @Override
    public int mtu(InetAddress destination) {
        return inner.mtu(destination);
    }

    @Override
    public long nanoTime() {
        return inner.nanoTime();
    }

    @Override
    public void wakeup() {
        inner.wakeup();
    }

    @Override
    public long sendFailures() {
        return inner.sendFailures();
    }

    @Override
    public void close() {
        inner.close();
    }
}
