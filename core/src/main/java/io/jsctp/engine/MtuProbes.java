package io.jsctp.engine;

import io.jsctp.wire.CommonHeader;
import io.jsctp.wire.HeartbeatChunk;
import io.jsctp.wire.PacketWriter;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Probes how large packets may be on the paths of an association: sends what {@link PathMtuDiscovery} wants to know, and
 * tells it what came back (RFC 8899 §6.2). A probe is a HEARTBEAT, which is answered, and a PAD chunk (RFC 4820), which
 * makes it as long as the size that is probed. Whether one is lost says nothing of the path.
 */
final class MtuProbes {
    private static final int FIXED_BYTES = 20;

    private final Association association;
    private boolean running;

    MtuProbes(Association association) {
        this.association = association;
    }

    /** Begins to probe; the association is established. */
    void start() {
        running = true;
        PathManager paths = association.paths;
        for (int i = 0; i < paths.count(); i++) {
            begin(paths.get(i));
        }
    }

    /** Ends it; SHUTDOWN or SHUTDOWN ACK leaves, or the association is over. */
    void stop() {
        running = false;
        PathManager paths = association.paths;
        for (int i = 0; i < paths.count(); i++) {
            paths.get(i).discovery.suspend();
        }
    }

    /** A path can be used: it is confirmed, active again, or the user wants it to be probed. */
    void begin(Path p) {
        if (running && p.isConfirmed() && p.state != PathState.INACTIVE) {
            p.discovery.begin();
            p.onMtuChanged();
        }
    }

    /** A path is not used any more. */
    void suspend(Path p) {
        p.discovery.suspend();
        p.onMtuChanged();
    }

    void onDeadline(Path p, long now) {
        p.discovery.onDeadline(now);
        p.onMtuChanged();
    }

    /** T3 expired on a path: if that happens again with large packets, it may be for their size (RFC 8899 §4.3). */
    void onDataTimeout(Path p) {
        int largest = association.outbound.outstanding.largestInFlight(p);
        if (p.discovery.onDataTimeout(CommonHeader.SIZE + largest)) {
            association.counters.blackHoles++;
            p.onMtuChanged();
        }
    }

    /** {@return a path to which a probe is to leave now, null if there is none} */
    @Nullable
    Path duePath() {
        PathManager paths = association.paths;
        for (int i = 0; running && i < paths.count(); i++) {
            if (paths.get(i).discovery.dueBytes() > 0) {
                return paths.get(i);
            }
        }
        return null;
    }

    /** Writes the probe that is due, behind the common header of a packet that has room for it and holds nothing else. */
    void write(PacketWriter writer, Path p, long now) {
        int bytes = p.discovery.dueBytes();
        long nonce = ((long) association.environment.entropy().nextInt() << 32)
                | (association.environment.entropy().nextInt() & 0xffffffffL)
                | 1; // 0 stands for no probe
        writer.put(new HeartbeatChunk(info(p, nonce, bytes, now)));
        writer.putPadding(bytes - writer.length());
        p.discovery.sent(nonce, now);
        association.counters.mtuProbesSent++;
        p.mtuProbes++;
    }

    private byte[] info(Path p, long nonce, int bytes, long now) {
        byte[] address = p.address.getAddress();
        return ByteBuffer.allocate(FIXED_BYTES + address.length)
                .putLong(nonce)
                .putInt(bytes)
                .putLong(now + association.environment.wireEpochNs())
                .put(address)
                .array();
    }

    /** A HEARTBEAT ACK came that answers no HEARTBEAT of the usual kind; {@return the path whose probe it answers} */
    @Nullable
    Path onAck(byte[] info, long now) {
        if (info.length < FIXED_BYTES) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(info);
        long nonce = in.getLong();
        int bytes = in.getInt();
        PathManager paths = association.paths;
        for (int i = 0; i < paths.count(); i++) {
            Path p = paths.get(i);
            int size = p.discovery.sizeOf(nonce);
            if (size > 0 && size == bytes && info.length == FIXED_BYTES + p.address.getAddress().length) {
                p.discovery.onAnswer(size, now);
                p.onMtuChanged();
                return p;
            }
        }
        return null;
    }
}
