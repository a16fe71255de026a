package io.jsctp.cli;

import io.jsctp.link.Link;
import io.jsctp.link.PacketBatch;
import java.net.InetAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A link as bad as {@link Weather} says: it loses packets, sends them twice, holds one back until others have overtaken
 * it, flips bits, and can be cut. What goes from and to a muted SCTP port is lost.
 */
final class BadLink extends WrappedLink {
    private static final int SCRATCH_BYTES = 1 << 19;
    private static final int SCRATCH_PACKETS = 1024;

    private final Set<Integer> muted = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Held> held = new AtomicReference<>();
    private final ThreadLocal<PacketBatch> scratch =
            ThreadLocal.withInitial(() -> new PacketBatch(SCRATCH_BYTES, SCRATCH_PACKETS));
    private final LongAdder lost = new LongAdder();
    private volatile Weather weather = Weather.FAIR;

    /**
     * What becomes of packets.
     *
     * @param name for a person to read
     * @param lostPerMille packets lost of a thousand
     * @param twicePerMille packets sent twice of a thousand
     * @param heldPerMille packets held back of a thousand
     * @param damagedPerMille packets with a flipped bit of a thousand
     * @param cut an address that nothing passes to or from; null for none
     */
    record Weather(
            String name,
            int lostPerMille,
            int twicePerMille,
            int heldPerMille,
            int damagedPerMille,
            @Nullable InetAddress cut) {
        static final Weather FAIR = new Weather("fair", 0, 0, 0, 0, null);
    }

    @SuppressWarnings("ArrayRecordComponent") // goes from one batch to another
    private record Held(
            byte[] packet,
            InetAddress to,
            int udpPort,
            @Nullable InetAddress from,
            int trafficClass,
            int flowLabel) {}

    BadLink(Link inner) {
        super(inner);
    }

    void weather(Weather next) {
        weather = next;
    }

    /** Loses everything of an SCTP port, or nothing of it any more. */
    void mute(int port, boolean on) {
        if (on) {
            muted.add(port);
        } else {
            muted.remove(port);
        }
    }

    boolean isMuted(int port) {
        return muted.contains(port);
    }

    long packetsLost() {
        return lost.sum();
    }

    @Override
    public void send(PacketBatch batch) {
        Weather now = weather;
        if (now.equals(Weather.FAIR) && muted.isEmpty() && held.get() == null) {
            super.send(batch);
            return;
        }
        PacketBatch out = scratch.get();
        Held overtaken = held.getAndSet(null);
        for (int i = 0; i < batch.count(); i++) {
            carry(batch, i, now, out);
        }
        if (overtaken != null && out.hasRoom(overtaken.packet.length)) {
            out.buffer().put(out.nextOffset(), overtaken.packet);
            out.commit(
                    overtaken.packet.length,
                    overtaken.to,
                    overtaken.udpPort,
                    overtaken.from,
                    overtaken.trafficClass,
                    overtaken.flowLabel);
        }
        flush(out);
    }

    private void flush(PacketBatch out) {
        super.send(out);
        out.clear();
    }

    private void carry(PacketBatch batch, int i, Weather now, PacketBatch out) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        if (isLost(batch, i, now, random)) {
            lost.increment();
            return;
        }
        if (random.nextInt(1000) < now.heldPerMille) {
            byte[] packet = new byte[batch.length(i)];
            batch.buffer().get(batch.offset(i), packet);
            if (held.compareAndSet(
                    null,
                    new Held(
                            packet,
                            batch.destination(i),
                            batch.destinationPort(i),
                            batch.source(i),
                            batch.trafficClass(i),
                            batch.flowLabel(i)))) {
                return;
            }
        }
        for (int copies = random.nextInt(1000) < now.twicePerMille ? 2 : 1; copies > 0; copies--) {
            if (!out.hasRoom(batch.length(i))) {
                flush(out);
            }
            int at = out.nextOffset();
            out.buffer().put(at, batch.buffer(), batch.offset(i), batch.length(i));
            if (random.nextInt(1000) < now.damagedPerMille) {
                int hit = at + random.nextInt(batch.length(i));
                out.buffer().put(hit, (byte) (out.buffer().get(hit) ^ (1 << random.nextInt(8))));
            }
            out.commit(
                    batch.length(i),
                    batch.destination(i),
                    batch.destinationPort(i),
                    batch.source(i),
                    batch.trafficClass(i),
                    batch.flowLabel(i));
        }
    }

    private boolean isLost(PacketBatch batch, int i, Weather now, ThreadLocalRandom random) {
        if (!muted.isEmpty()) {
            int at = batch.offset(i);
            if (muted.contains(batch.buffer().getShort(at) & 0xffff)
                    || muted.contains(batch.buffer().getShort(at + 2) & 0xffff)) {
                return true;
            }
        }
        InetAddress cut = now.cut;
        return (cut != null && (cut.equals(batch.destination(i)) || cut.equals(batch.source(i))))
                || random.nextInt(1000) < now.lostPerMille;
    }
}
