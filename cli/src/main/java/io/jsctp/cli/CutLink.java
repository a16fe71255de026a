package io.jsctp.cli;

import io.jsctp.link.Link;
import io.jsctp.link.PacketBatch;
import io.jsctp.link.PacketReceiver;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A link with scissors: while an address is cut off, no packet leaves to it or from it, and none that came by it is
 * seen. Counts what is sent to each address.
 */
final class CutLink extends WrappedLink {
    private final Map<InetAddress, LongAdder> sent = new ConcurrentHashMap<>();
    private volatile @Nullable InetAddress cut;

    CutLink(Link inner) {
        super(inner);
    }

    void cut(@Nullable InetAddress address) {
        cut = address;
    }

    long packetsTo(InetAddress address) {
        LongAdder count = sent.get(address);
        return count == null ? 0 : count.sum();
    }

    @Override
    public void send(PacketBatch batch) {
        InetAddress gone = cut;
        boolean touched = false;
        for (int i = 0; i < batch.count(); i++) {
            sent.computeIfAbsent(batch.destination(i), a -> new LongAdder()).increment();
            touched |= gone != null && isOn(gone, batch, i);
        }
        if (gone == null || !touched) {
            super.send(batch);
            return;
        }
        PacketBatch rest = new PacketBatch(batch.nextOffset() + 1, batch.count());
        for (int i = 0; i < batch.count(); i++) {
            if (!isOn(gone, batch, i)) {
                rest.buffer().put(rest.nextOffset(), batch.buffer(), batch.offset(i), batch.length(i));
                rest.commit(
                        batch.length(i),
                        batch.destination(i),
                        batch.destinationPort(i),
                        batch.source(i),
                        batch.trafficClass(i),
                        batch.flowLabel(i));
            }
        }
        super.send(rest);
    }

    private static boolean isOn(InetAddress gone, PacketBatch batch, int i) {
        return gone.equals(batch.destination(i)) || gone.equals(batch.source(i));
    }

    @Override
    public int poll(PacketReceiver receiver, long timeoutNs) {
        return super.poll(
                (buffer, offset, length, from, fromPort, to) -> {
                    InetAddress gone = cut;
                    if (gone == null || !(gone.equals(from) || gone.equals(to))) {
                        receiver.onPacket(buffer, offset, length, from, fromPort, to);
                    }
                },
                timeoutNs);
    }
}
