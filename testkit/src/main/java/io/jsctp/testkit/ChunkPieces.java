package io.jsctp.testkit;

import io.jsctp.wire.CommonHeader;
import io.jsctp.wire.Crc32c;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A packet taken apart into chunks that are put together otherwise; nothing is checked, and the checksum is right.
 *
 * @param sourcePort the source port
 * @param destinationPort the destination port
 * @param verificationTag the tag
 * @param chunks each with its padding
 */
record ChunkPieces(int sourcePort, int destinationPort, int verificationTag, List<byte[]> chunks) {
    private static final int LARGEST_PACKET = 65_000;

    static ChunkPieces of(ByteBuffer packet) {
        List<byte[]> chunks = new ArrayList<>();
        int at = CommonHeader.SIZE;
        while (at + 4 <= packet.limit()) {
            int length = Math.max(4, packet.getShort(at + 2) & 0xffff);
            int end = Math.min(at + ((length + 3) & ~3), packet.limit());
            byte[] chunk = new byte[end - at];
            packet.get(at, chunk);
            chunks.add(chunk);
            at = end;
        }
        return new ChunkPieces(
                CommonHeader.sourcePort(packet, 0),
                CommonHeader.destinationPort(packet, 0),
                CommonHeader.verificationTag(packet, 0),
                chunks);
    }

    ChunkPieces withTag(int tag) {
        return new ChunkPieces(sourcePort, destinationPort, tag, chunks);
    }

    /** {@return the packet, as far as it fits one} */
    ByteBuffer toPacket(Crc32c crc) {
        int length = CommonHeader.SIZE;
        int count = 0;
        while (count < chunks.size() && length + chunks.get(count).length <= LARGEST_PACKET) {
            length += chunks.get(count++).length;
        }
        ByteBuffer packet = ByteBuffer.allocate(length);
        CommonHeader.put(packet, 0, sourcePort, destinationPort, verificationTag);
        packet.position(CommonHeader.SIZE);
        for (byte[] chunk : chunks.subList(0, count)) {
            packet.put(chunk);
        }
        crc.fill(packet, 0, length);
        return packet.rewind();
    }

    /** {@return a chunk of these bytes, padded} */
    static byte[] chunk(int type, int flags, byte[] value) {
        byte[] chunk = Arrays.copyOf(new byte[] {(byte) type, (byte) flags}, (4 + value.length + 3) & ~3);
        ByteBuffer.wrap(chunk).putShort(2, (short) (4 + value.length)).put(4, value);
        return chunk;
    }
}
