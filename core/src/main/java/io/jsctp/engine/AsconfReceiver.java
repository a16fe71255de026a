package io.jsctp.engine;

import io.jsctp.wire.AsconfAckChunk;
import io.jsctp.wire.AsconfChunk;
import io.jsctp.wire.ChunkDecoder;
import io.jsctp.wire.ChunkType;
import io.jsctp.wire.PacketReader;
import io.jsctp.wire.Parameter;
import io.jsctp.wire.SerialNumber;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the peer's ASCONFs, each once and in order, and answers them (RFC 5061 §5.2). The answers to the last packet with a
 * new one are kept, to be sent again if they got lost; no more than one packet holds, so that nothing grows.
 */
final class AsconfReceiver {
    private static final int ACK_BYTES = 8;

    private final Association association;

    /** The number of the last ASCONF that was carried out (RFC 5061 §5.2: Peer-Sequence-Number). */
    private int peerNumber;

    private final List<AsconfAckChunk> cache = new ArrayList<>();
    private final List<AsconfAckChunk> answers = new ArrayList<>();

    /** The present packet had no ASCONF yet. */
    private boolean firstOfPacket;

    AsconfReceiver(Association association) {
        this.association = association;
    }

    void start(int peerInitialTsn) {
        peerNumber = peerInitialTsn - 1;
        cache.clear();
        answers.clear();
    }

    /** A packet is about to be walked. */
    void beginPacket() {
        answers.clear();
        firstOfPacket = true;
    }

    void onChunk(AsconfChunk asconf, InetAddress from, int udpPort, AssociationTable table, int chunkBytes, long now) {
        boolean first = firstOfPacket;
        firstOfPacket = false;
        int number = asconf.sequenceNumber();
        if (number == peerNumber + 1) {
            if (first) {
                cache.clear();
            }
            AsconfAckChunk answer = carryOut(asconf, from, udpPort, table, chunkBytes, now);
            peerNumber = number;
            cache.add(answer);
            while (cache.size() > 1 && bytes(cache) > mostBytes()) {
                cache.remove(0);
            }
            answers.add(answer);
        } else if (SerialNumber.lt(number, peerNumber + 1)) {
            for (AsconfAckChunk cached : cache) {
                if (cached.sequenceNumber() == number && !answers.contains(cached)) {
                    answers.add(cached);
                }
            }
        }
    }

    private AsconfAckChunk carryOut(
            AsconfChunk asconf, InetAddress from, int udpPort, AssociationTable table, int chunkBytes, long now) {
        AsconfExecution execution =
                new AsconfExecution(association, table, from, udpPort, mostBytes() - ACK_BYTES, chunkBytes, now);
        for (Parameter request : asconf.parameters()) {
            if (!execution.take(request)) {
                break;
            }
        }
        return new AsconfAckChunk(asconf.sequenceNumber(), execution.responses());
    }

    private static int bytes(List<AsconfAckChunk> chunks) {
        int sum = 0;
        for (AsconfAckChunk chunk : chunks) {
            sum += (chunk.encodedLength() + 3) & ~3;
        }
        return sum;
    }

    private int mostBytes() {
        return association.control.roomIn(association.paths.primary());
    }

    /** The packet was walked: what it asked for is answered in one packet to where it came from (RFC 5061 §5.2 E6, E7). */
    void sendAnswers(InetAddress from, int udpPort) {
        if (answers.isEmpty() || association.isClosed()) {
            return;
        }
        association.control.removeAll(AsconfAckChunk.class);
        Path path = association.paths.find(from);
        int left = mostBytes();
        InetAddress moving = path == null ? null : association.addresses.sender.bundleWithAnswers(path);
        for (int i = 0; i < answers.size(); i++) {
            AsconfAckChunk answer = answers.get(i);
            left -= (answer.encodedLength() + 3) & ~3;
            if (i > 0 && left < 0) {
                break;
            }
            if (path != null && moving != null) {
                association.control.send(answer, path, moving, false);
            } else if (path != null) {
                association.control.send(answer, path);
            } else {
                InetAddress source = association.local.sourceFor(from);
                association.control.send(
                        answer, from, udpPort, source == null ? association.addresses.formerSource(from) : source);
            }
        }
        answers.clear();
    }

    /**
     * A packet from an address that is not the peer's so far, with the right tag: of all that is in it only ASCONF and ASCONF
     * ACK chunks behind AUTH count, and nothing is believed of the address unless they add it (RFC 5061 §5.2 D2, §5.3.2).
     */
    void fromStranger(
            ByteBuffer packet,
            int offset,
            int length,
            InetAddress from,
            int udpPort,
            AssociationTable table,
            long now) {
        Authenticator auth = association.establishment.authenticator();
        if (auth == null || !association.extensions().has(Extension.DYNAMIC_ADDRESSES)) {
            return;
        }
        PacketReader reader = new PacketReader();
        reader.reset(packet, offset, length);
        if (OutOfTheBlue.abortFollows(reader)) {
            return;
        }
        reader.reset(packet, offset, length);
        beginPacket();
        boolean authentic = false;
        while (!association.isClosed() && reader.next() == PacketReader.CHUNK) {
            if (reader.type() == ChunkType.AUTH) {
                if (authentic || auth.verify(reader, offset + length) != AuthKeys.Verdict.AUTHENTIC) {
                    break;
                }
                authentic = true;
            } else if (reader.type() == ChunkType.ASCONF) {
                boolean taken = authentic
                        && association.addresses.onAsconf(
                                ChunkDecoder.decode(reader), from, udpPort, table, reader.chunkLength(), now);
                if (!taken) {
                    association.counters.chunksUnauthentic++;
                    break;
                }
            } else if (reader.type() == ChunkType.ASCONF_ACK && authentic) {
                association.addresses.onAsconfAck(ChunkDecoder.decode(reader), now);
            }
        }
        association.counters.packetsReceived++;
        sendAnswers(from, udpPort);
        association.addresses.sender.begin(now);
    }
}
