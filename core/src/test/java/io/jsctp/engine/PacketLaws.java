package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.wire.ChunkType;
import io.jsctp.wire.SerialNumber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What RFC 9260 asks of every packet that leaves, whatever the occasion. It reads packets by itself, not with the codec
 * that wrote them. One for each association between two ports, which must not restart.
 */
final class PacketLaws {
    private static final Set<Integer> ALONE = Set.of(ChunkType.INIT, ChunkType.INIT_ACK, ChunkType.SHUTDOWN_COMPLETE);
    /** What cannot be cut, and may therefore be larger than the path's MTU. */
    private static final Set<Integer> INDIVISIBLE = Set.of(ChunkType.INIT, ChunkType.INIT_ACK, ChunkType.COOKIE_ECHO);

    private static final int U = 4;
    private static final int B = 2;
    private static final int E = 1;

    private final int mtuBytes;
    private final Map<Integer, Sender> senders = new HashMap<>();
    private int dataChunks;

    PacketLaws(int mtuBytes) {
        this.mtuBytes = mtuBytes;
    }

    /** How many DATA chunks were looked at. */
    int dataChunks() {
        return dataChunks;
    }

    private record Chunk(int type, int flags, ByteBuffer value) {}

    /** What one side has sent so far. */
    private static final class Sender {
        /** The tag that this side gave itself; 0 before its INIT or INIT ACK. */
        int ownTag;

        boolean cookieEchoSent;
        boolean shutdownSent;
        /** By TSN, the first transmission of each chunk: flags less the I bit, then the value. */
        final Map<Integer, byte[]> first = new HashMap<>();

        boolean anyData;
        int highestTsn;
        int lastFlags = E;
        ByteBuffer last = ByteBuffer.allocate(12);
        final Map<Integer, Integer> nextSsn = new HashMap<>();
    }

    void check(ByteBuffer packet) {
        int length = packet.limit();
        int sourcePort = Short.toUnsignedInt(packet.getShort(0));
        int destinationPort = Short.toUnsignedInt(packet.getShort(2));
        assertThat(List.of(sourcePort, destinationPort)).as("9260-3.1-1").doesNotContain(0);
        List<Chunk> chunks = chunks(packet, length);
        assertThat(chunks).as("9260-3-4: a packet without chunks").isNotEmpty();
        Set<Integer> types = Set.copyOf(chunks.stream().map(Chunk::type).toList());
        if (chunks.size() > 1) {
            assertThat(types).as("9260-3-1 9260-6.10-7").doesNotContainAnyElementsOf(ALONE);
        }
        if (chunks.size() > 1 || !INDIVISIBLE.contains(chunks.get(0).type)) {
            assertThat(length).as("9260-3-3 9260-6.10-1 9260-6-12").isLessThanOrEqualTo(mtuBytes);
        }
        Sender sender = senders.computeIfAbsent(sourcePort, ignored -> new Sender());
        Sender peer = senders.computeIfAbsent(destinationPort, ignored -> new Sender());
        tags(packet, chunks.get(0), sender, peer);
        order(chunks, types, sender);
        for (Chunk chunk : chunks) {
            if (chunk.type == ChunkType.DATA) {
                data(chunk, sender);
            }
        }
    }

    /** Whole chunks, one behind the other, with zero bytes in between, to the end of the packet. */
    private static List<Chunk> chunks(ByteBuffer packet, int length) {
        List<Chunk> chunks = new ArrayList<>();
        int at = 12;
        while (at < length) {
            int chunkLength = Short.toUnsignedInt(packet.getShort(at + 2));
            int padded = (chunkLength + 3) & ~3;
            assertThat(chunkLength).as("9260-3.2-10").isGreaterThanOrEqualTo(4);
            assertThat(at + padded).as("9260-6.10-4").isLessThanOrEqualTo(length);
            for (int i = at + chunkLength; i < at + padded; i++) {
                assertThat(packet.get(i)).as("9260-3.2-12").isZero();
            }
            chunks.add(new Chunk(
                    Byte.toUnsignedInt(packet.get(at)),
                    Byte.toUnsignedInt(packet.get(at + 1)),
                    packet.slice(at + 4, chunkLength - 4)));
            at += padded;
        }
        return chunks;
    }

    private static void tags(ByteBuffer packet, Chunk first, Sender sender, Sender peer) {
        int tag = packet.getInt(4);
        if (first.type == ChunkType.INIT || first.type == ChunkType.INIT_ACK) {
            int own = first.value.getInt(0);
            assertThat(own).as("9260-3.3.2-7").isNotZero();
            if (sender.ownTag != 0) {
                assertThat(own).as("9260-5.3.1-2").isEqualTo(sender.ownTag);
            }
            sender.ownTag = own;
        }
        if (first.type == ChunkType.INIT) {
            assertThat(tag).as("9260-3.1-3").isZero();
        } else {
            assertThat(tag).as("9260-3.1-2 9260-3.3.2-5 9260-3.3.3-3").isEqualTo(peer.ownTag);
        }
    }

    private static void order(List<Chunk> chunks, Set<Integer> types, Sender sender) {
        boolean dataSeen = false;
        int tsn = 0;
        int sacks = 0;
        for (Chunk chunk : chunks) {
            if (chunk.type == ChunkType.DATA) {
                int next = chunk.value.getInt(0);
                assertThat(!dataSeen || SerialNumber.lt(tsn, next))
                        .as("9260-6.10-2")
                        .isTrue();
                tsn = next;
                dataSeen = true;
            } else {
                assertThat(dataSeen).as("9260-6-12: control chunks first").isFalse();
            }
            sacks += chunk.type == ChunkType.SACK ? 1 : 0;
        }
        assertThat(sacks).as("9260-6.2-15").isLessThanOrEqualTo(1);
        if (types.contains(ChunkType.ABORT)) {
            assertThat(dataSeen).as("9260-3.3.7-1 9260-9.1-2").isFalse();
            assertThat(chunks.get(chunks.size() - 1).type).as("9260-3.3.7-2").isEqualTo(ChunkType.ABORT);
        }
        int first = chunks.get(0).type;
        if (types.contains(ChunkType.COOKIE_ECHO)) {
            assertThat(first).as("9260-3.2.2-5").isEqualTo(ChunkType.COOKIE_ECHO);
            assertThat(sender.anyData && !sender.cookieEchoSent)
                    .as("9260-3.3.11-1")
                    .isFalse();
            sender.cookieEchoSent = true;
        }
        if (types.contains(ChunkType.COOKIE_ACK)) {
            assertThat(first).as("9260-3.3.12-1").isEqualTo(ChunkType.COOKIE_ACK);
        }
        sender.shutdownSent |= types.contains(ChunkType.SHUTDOWN) || types.contains(ChunkType.SHUTDOWN_ACK);
        assertThat(dataSeen && sender.shutdownSent).as("9260-6-1 9260-6.10-3").isFalse();
    }

    private void data(Chunk chunk, Sender sender) {
        dataChunks++;
        int tsn = chunk.value.getInt(0);
        byte[] image = new byte[chunk.value.limit() + 1];
        chunk.value.get(0, image, 1, chunk.value.limit());
        image[0] = (byte) (chunk.flags & 7);
        byte[] before = sender.first.putIfAbsent(tsn, image);
        if (before != null) {
            assertThat(Arrays.equals(before, image))
                    .as("9260-6.9-7: a chunk sent again is the same")
                    .isTrue();
            return;
        }
        assertThat(chunk.value.limit()).as("9260-6.2-10").isGreaterThan(12);
        if (sender.anyData) {
            assertThat(tsn).as("9260-3.3.1-9 9260-6.9-5").isEqualTo(sender.highestTsn + 1);
        }
        sender.anyData = true;
        sender.highestTsn = tsn;
        fragment(chunk, sender);
    }

    /** New chunks come in the order of their TSNs, so those of one message stand together. */
    private static void fragment(Chunk chunk, Sender sender) {
        ByteBuffer value = chunk.value;
        boolean beginning = (chunk.flags & B) != 0;
        assertThat(beginning).as("9260-3.3.1-8 9260-6.9-5: B behind E only").isEqualTo((sender.lastFlags & E) != 0);
        int stream = Short.toUnsignedInt(value.getShort(4));
        int ssn = Short.toUnsignedInt(value.getShort(6));
        boolean unordered = (chunk.flags & U) != 0;
        if (!beginning) {
            assertThat(unordered).as("9260-3.3.1-3").isEqualTo((sender.lastFlags & U) != 0);
            assertThat(value.getLong(4)).as("9260-3.3.1-5: stream, SSN, PPID").isEqualTo(sender.last.getLong(4));
        } else if (!unordered) {
            assertThat(ssn).as("9260-6.5-5").isEqualTo(sender.nextSsn.getOrDefault(stream, 0));
            sender.nextSsn.put(stream, ssn + 1 & 0xffff);
        }
        sender.lastFlags = chunk.flags;
        sender.last = value;
    }
}
