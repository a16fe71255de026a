package io.jsctp;

import io.jsctp.link.Link;
import io.jsctp.link.LinkCapabilities;
import io.jsctp.link.PacketBatch;
import io.jsctp.link.PacketReceiver;
import java.net.InetAddress;
import java.util.List;

/** A link that passes everything on. */
class LinkWrapper implements Link {
    private final Link link;

    LinkWrapper(Link link) {
        this.link = link;
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
    public void send(PacketBatch batch) {
        link.send(batch);
    }

    @Override
    public boolean pollsOnAnyThread() {
        return link.pollsOnAnyThread();
    }

    @Override
    public int queues() {
        return link.queues();
    }

    @Override
    public int poll(int queue, PacketReceiver receiver, long timeoutNs) {
        return queues() == 1 ? poll(receiver, timeoutNs) : link.poll(queue, receiver, timeoutNs);
    }

    @Override
    public void wakeup(int queue) {
        link.wakeup(queue);
    }

    @Override
    public int poll(PacketReceiver receiver, long timeoutNs) {
        return link.poll(receiver, timeoutNs);
    }

    @Override
    public void wakeup() {
        link.wakeup();
    }

    @Override
    public long sendFailures() {
        return link.sendFailures();
    }

    @Override
    public void close() {
        link.close();
    }
}
