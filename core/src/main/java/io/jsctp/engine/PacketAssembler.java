package io.jsctp.engine;

import io.jsctp.link.PacketBatch;
import io.jsctp.wire.ChunkType;
import io.jsctp.wire.CommonHeader;
import io.jsctp.wire.Crc32c;
import io.jsctp.wire.PacketWriter;
import io.jsctp.wire.SackView;
import io.jsctp.wire.ShutdownChunk;
import java.net.InetAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts what is due into packets (RFC 9260 §6.10): control chunks first, then a SACK, then data, never more than the
 * path's MTU, straight into the batch.
 */
final class PacketAssembler {
    private final Association association;
    private final PacketWriter writer = new PacketWriter();
    private final Crc32c crc = new Crc32c();

    /** The packet at hand must have its checksum though the peer does without. */
    private boolean needsChecksum;

    /** DATA chunks written before the packet at hand. */
    private long dataChunksBefore;

    PacketAssembler(Association association) {
        this.association = association;
    }

    /** Writes packets until nothing is due or the batch is full; true means it is full and more is due. */
    boolean transmit(PacketBatch batch, long now) {
        association.inputs.transmit(batch, now);
        int before = batch.count();
        boolean more = fill(batch, now);
        association.inputs.wrote(batch, before);
        return more;
    }

    private boolean fill(PacketBatch batch, long now) {
        if (association.state.sendsData()) {
            review(now);
        }
        while (true) {
            ControlQueue.Item item = association.control.peek();
            if (item != null) {
                beginWithoutAuth();
                int packetBytes = CommonHeader.SIZE + ((item.chunk().encodedLength() + 3) & ~3) + authBytesFor(item);
                if (!batch.hasRoom(Math.max(packetBytes, mtuTowards(item.to())))) {
                    if (!batch.isEmpty()) {
                        return true;
                    }
                    association.control.remove(); // larger than any packet we can send
                    continue;
                }
                writeControlPacket(batch, item, packetBytes, now);
                continue;
            }
            Path probed = association.mtuProbes.duePath();
            if (probed != null) {
                if (!batch.isEmpty() && !batch.hasRoom(probed.discovery.dueBytes())) {
                    return true;
                }
                writeProbe(batch, probed, now);
                continue;
            }
            Path path = duePath(now);
            if (path == null) {
                if (association.reconfiguration.prepare(now)) {
                    continue;
                }
                armProbe(now);
                return false;
            }
            int alone = tooLargeChunkFor(path, now);
            if (!batch.hasRoom(Math.max(alone, path.mtuBytes()))) {
                return true;
            }
            if (!(alone > 0 ? writeTooLarge(batch, path, alone, now) : writeDataPacket(batch, path, now))) {
                return false;
            }
        }
    }

    /** What must not leave any more is given up first (RFC 3758 §3.5). */
    private void review(long now) {
        OutboundData outbound = association.outbound;
        if (outbound.abandonment.review(now)) {
            association.shutdown.progress(now);
        }
        outbound.leaveUnusable(association.paths);
        outbound.forward.update(association.paths, now);
    }

    private int mtuTowards(InetAddress to) {
        Path p = association.paths.find(to);
        return p == null ? association.paths.primary().discovery.base() : p.mtuBytes();
    }

    /** {@return the path of the next packet without control chunks, null if none is due} */
    private @Nullable Path duePath(long now) {
        if (sackAllowed() && association.inbound().sackDue() && sackPath().isConfirmed()) {
            return sackPath();
        }
        if (!association.state.sendsData()) {
            return null;
        }
        Path forward = association.outbound.forward.target(association.paths);
        if (forward != null) {
            return forward;
        }
        Path dataPath = association.paths.dataPath();
        if (dataPath.isConfirmed() && dataDue(dataPath, dataPath, now)) {
            return dataPath;
        }
        for (int i = 0; i < association.paths.count(); i++) {
            Path p = association.paths.get(i);
            if (p != dataPath && p.isConfirmed() && dataDue(p, dataPath, now)) {
                return p;
            }
        }
        return null;
    }

    private boolean dataDue(Path p, Path dataPath, long now) {
        return association.outbound.transmission.wantsToSend(p, p == dataPath, fragmentBytes(), now);
    }

    private void armProbe(long now) {
        if (association.state.sendsData()) {
            PathManager paths = association.paths;
            association.outbound.probe.arm(paths.all(), paths.dataPath(), fragmentBytes(), now);
        }
    }

    /** {@return whether a packet leaves from where all others do to its path, so that whatever is due may go with it} */
    private boolean isUsual(ControlQueue.Item first, Path path) {
        return !first.alone()
                && first.verificationTag() == association.peerTag
                && Objects.equals(first.from(), path.source);
    }

    private Path sackPath() {
        return association.paths.sackPath();
    }

    private boolean sackAllowed() {
        return association.state.receivesData() && association.hasInbound();
    }

    private int fragmentBytes() {
        return association.fragmentBytes();
    }

    private void writeControlPacket(PacketBatch batch, ControlQueue.Item first, int packetBytes, long now) {
        int limit = Math.max(packetBytes, mtuTowards(first.to()));
        begin(batch, limit, first.verificationTag());
        ControlQueue.Item item = first;
        needsChecksum = first.verificationTag() != association.peerTag;
        do {
            announce(item);
            needsChecksum |= needsChecksum(item.chunk().type());
            if (sackGoesBefore(item)) {
                int bytes = item.chunk().encodedLength();
                writer.withhold(bytes);
                association.inbound().writeSack(writer);
                writer.giveBack(bytes);
            }
            writer.put(item.chunk());
            association.control.remove();
            item = association.control.peek();
        } while (item != null && item.goesWith(first) && fits(item));
        Path path = association.paths.find(first.to());
        if (path != null && isUsual(first, path) && item == null) {
            addSackAndData(path, now);
        }
        finish(batch, first.to(), first.udpPort(), first.from(), path);
        if (writer.length() > mtuTowards(first.to())) {
            batch.allowFragmentation(); // one chunk that cannot be smaller
        }
    }

    /** A SHUTDOWN stands behind the SACK that tells what its cumulative ack cannot (RFC 9260 §9.2). */
    private boolean sackGoesBefore(ControlQueue.Item item) {
        return item.chunk() instanceof ShutdownChunk
                && sackAllowed()
                && (association.inbound().sackDue() || association.inbound().hasUnacknowledgedGaps());
    }

    private boolean fits(ControlQueue.Item item) {
        int bytes = item.chunk().encodedLength() + authBytesFor(item);
        return writer.fits(sackGoesBefore(item) ? SackView.HEADER_SIZE + bytes : bytes);
    }

    /** Chunks of which the receiver may not know yet to whom they belong (RFC 9653 §5.2). */
    private static boolean needsChecksum(int chunkType) {
        return chunkType == ChunkType.INIT || chunkType == ChunkType.COOKIE_ECHO || chunkType == ChunkType.ASCONF;
    }

    private boolean writeDataPacket(PacketBatch batch, Path path, long now) {
        beginWithoutAuth();
        needsChecksum = false;
        begin(batch, path.mtuBytes(), association.peerTag);
        addSackAndData(path, now);
        if (writer.isEmpty()) {
            return false;
        }
        finish(batch, path.address, path.udpPort, path.source, path);
        return true;
    }

    /** A SACK goes with any data (RFC 9260 §6.1); data goes where rules A to E of §6.1 allow. */
    private void addSackAndData(Path path, long now) {
        Path dataPath = association.paths.dataPath();
        boolean data = association.state.sendsData() && path.isConfirmed() && dataDue(path, dataPath, now);
        if (sackAllowed() && path == sackPath() && path.isConfirmed()) {
            InboundData inbound = association.inbound();
            if ((inbound.sackDue() || (data && inbound.sackPending())) && announceSack()) {
                inbound.writeSack(writer);
            }
        }
        if (association.state.sendsData() && association.outbound.forward.target(association.paths) == path) {
            association.outbound.forward.write(writer, path, association.establishment.authenticator(), now);
        }
        if (data) {
            path.beforeData(now);
            boolean hurry = association.state == AssociationState.SHUTDOWN_PENDING;
            int before = writer.length();
            association.outbound.transmission.fill(writer, path, path == dataPath, fragmentBytes(), hurry, now);
            if (writer.length() > before) {
                path.discovery.onDataSent(writer.length());
            }
            association.outbound.sentOn(path, now);
        }
    }

    /** A probe stands alone in its packet (RFC 8899 §6.2). */
    private void writeProbe(PacketBatch batch, Path path, long now) {
        beginWithoutAuth();
        begin(batch, path.discovery.dueBytes(), association.peerTag);
        Authenticator auth = association.establishment.authenticator();
        if (auth != null && auth.extraBytes(ChunkType.HEARTBEAT) + auth.extraBytes(ChunkType.PAD) > 0) {
            auth.announce(writer);
        }
        association.mtuProbes.write(writer, path, now);
        finish(batch, path.address, path.udpPort, path.source, path);
    }

    /** {@return the size of the packet that the next chunk of a path needs if it has become too large for it, else 0} */
    private int tooLargeChunkFor(Path path, long now) {
        OutboundData outbound = association.outbound;
        if (!outbound.transmission.hasMarkedFor(path) || !association.state.sendsData() || !path.isConfirmed()) {
            return 0;
        }
        int tsn = outbound.outstanding.nextMarked(outbound.outstanding.firstTsn, path);
        Authenticator auth = association.establishment.authenticator();
        int authBytes =
                auth == null ? 0 : auth.bytesFor(outbound.transmission.chunkType(), outbound.outstanding.message(tsn));
        int bytes = CommonHeader.SIZE + authBytes + outbound.outstanding.chunkBytes(tsn);
        return bytes > path.mtuBytes() && dataDue(path, association.paths.dataPath(), now) ? bytes : 0;
    }

    /**
     * A chunk that has its TSN cannot be divided any more when the path carries less: it goes alone, and IP may divide it (RFC
     * 9260 §6.9, RFC 8899 §4.4).
     */
    private boolean writeTooLarge(PacketBatch batch, Path path, int bytes, long now) {
        beginWithoutAuth();
        begin(batch, bytes, association.peerTag);
        path.beforeData(now);
        association.outbound.transmission.fill(
                writer, path, path == association.paths.dataPath(), fragmentBytes(), false, now);
        association.outbound.sentOn(path, now);
        finish(batch, path.address, path.udpPort, path.source, path);
        batch.allowFragmentation();
        return true;
    }

    private void beginWithoutAuth() {
        Authenticator auth = association.establishment.authenticator();
        if (auth != null) {
            auth.beginPacket();
        }
    }

    /** {@return what AUTH takes if it has to stand before a control chunk, and is not there yet (RFC 4895 §6.2)} */
    private int authBytesFor(ControlQueue.Item item) {
        Authenticator auth = association.establishment.authenticator();
        if (auth == null || item.verificationTag() != association.peerTag) {
            return 0; // out of the blue, as for the peer
        }
        int bytes = auth.extraBytes(item.chunk().type());
        return sackGoesBefore(item) ? Math.max(bytes, auth.extraBytes(ChunkType.SACK)) : bytes;
    }

    private void announce(ControlQueue.Item item) {
        Authenticator auth = association.establishment.authenticator();
        if (auth != null && authBytesFor(item) > 0) {
            auth.announce(writer);
        }
    }

    /** {@return whether a SACK fits, with AUTH before it if it has to be; then that is there} */
    private boolean announceSack() {
        Authenticator auth = association.establishment.authenticator();
        int authBytes = auth == null ? 0 : auth.extraBytes(ChunkType.SACK);
        if (!writer.fits(SackView.HEADER_SIZE + authBytes)) {
            return false;
        }
        if (auth != null && authBytes > 0) {
            auth.announce(writer);
        }
        return true;
    }

    private void begin(PacketBatch batch, int limit, int verificationTag) {
        dataChunksBefore = association.outbound.transmission.counters.dataChunks;
        writer.begin(
                batch.buffer(),
                batch.nextOffset(),
                limit,
                association.localPort,
                association.peerPort,
                verificationTag);
    }

    private void finish(
            PacketBatch batch, InetAddress to, int udpPort, @Nullable InetAddress from, @Nullable Path path) {
        Authenticator auth = association.establishment.authenticator();
        if (auth != null) {
            auth.seal(batch.buffer(), batch.nextOffset() + writer.length());
        }
        boolean zero = association.establishment.sendsZeroChecksum() && !needsChecksum;
        int length = zero ? writer.finish() : writer.finish(crc);
        int trafficClass = path == null ? association.settings.trafficClass() : path.trafficClass;
        batch.commit(length, to, udpPort, from, trafficClass, path == null ? 0 : path.flowLabel);
        association.counters.packetsSent++;
        long dataChunks = association.outbound.transmission.counters.dataChunks - dataChunksBefore;
        association.counters.controlChunksSent += writer.chunkCount() - dataChunks;
        if (path != null) {
            path.packetsSent++;
        }
    }
}
