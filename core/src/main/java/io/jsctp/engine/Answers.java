package io.jsctp.engine;

import io.jsctp.link.PacketBatch;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.CommonHeader;
import io.jsctp.wire.Crc32c;
import io.jsctp.wire.PacketReader;
import io.jsctp.wire.PacketWriter;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Single-chunk packets sent back to where a packet came from, without any association: INIT ACK, ABORT, ERROR and
 * SHUTDOWN COMPLETE of an endpoint that keeps no state (RFC 9260 §5.1, §8.4). At most one for each packet received.
 */
final class Answers {
    private final PacketWriter writer = new PacketWriter();
    private final Crc32c crc = new Crc32c();

    private ByteBuffer packet = ByteBuffer.allocate(0);
    private int offset;
    private int length;
    private InetAddress from = InetAddress.getLoopbackAddress();
    private int udpPort;
    private InetAddress to = from;
    private PacketBatch out;
    private boolean silent;
    private boolean behindAuth;
    private int trafficClass;
    private int flowLabel;

    Answers(PacketBatch none) {
        out = none;
    }

    /** Remembers the packet that is to be answered. */
    void to(
            ByteBuffer received,
            int start,
            int bytes,
            InetAddress source,
            int sourceUdpPort,
            InetAddress local,
            PacketBatch batch) {
        packet = received;
        offset = start;
        length = bytes;
        from = source;
        udpPort = sourceUdpPort;
        to = local;
        out = batch;
        silent = false;
        behindAuth = false;
    }

    /** Says how the IP header of the answers looks: like that of what goes there otherwise (RFC 6458 §8.1.12). */
    void marked(@Nullable Path path, AssociationSettings settings) {
        trafficClass = path == null ? settings.trafficClass() : path.trafficClass;
        flowLabel = path == null ? settings.flowLabel() : path.flowLabel;
    }

    /** The packet must not be answered: it holds an ABORT (RFC 9260 §9.1). */
    void silence() {
        silent = true;
    }

    /** {@return the size of the packet} */
    int receivedBytes() {
        return length;
    }

    /** {@return the SCTP port the packet came from} */
    int peerPort() {
        return CommonHeader.sourcePort(packet, offset);
    }

    /** Lets an association go on with the chunks behind the first of the packet. */
    void walkRest(Association a, Path path, long now) {
        a.walker.walkRest(packet, offset, length, behindAuth, path, now);
    }

    /** Gives an association the whole packet. */
    void walk(Association a, long now) {
        a.walker.receive(packet, offset, length, from, udpPort, to, null, now);
    }

    /** The packet begins with AUTH: judges that by the given keys. */
    boolean isAuthentic(AuthKeys keys, SharedKeys sharedKeys) {
        PacketReader reader = new PacketReader();
        reader.reset(packet, offset, length);
        behindAuth = reader.next() == PacketReader.CHUNK
                && keys.verify(reader, offset + length, sharedKeys) == AuthKeys.Verdict.AUTHENTIC;
        return behindAuth;
    }

    /** Sends one chunk back to the source of the packet; left out if the batch has no room, like a lost packet. */
    void send(Chunk chunk, int verificationTag) {
        sendTo(chunk, verificationTag, from);
    }

    /** Sends one chunk to another address of the peer. */
    void sendTo(Chunk chunk, int verificationTag, InetAddress destination) {
        int answerBytes = CommonHeader.SIZE + ((chunk.encodedLength() + 3) & ~3);
        if (silent || !out.hasRoom(answerBytes)) {
            return;
        }
        int ourPort = CommonHeader.destinationPort(packet, offset);
        writer.begin(out.buffer(), out.nextOffset(), answerBytes, ourPort, peerPort(), verificationTag);
        writer.put(chunk);
        int label = destination instanceof Inet6Address ? flowLabel : 0;
        out.commit(writer.finish(crc), destination, udpPort, to, trafficClass, label);
    }
}
