package io.jsctp.testkit.script;

import io.jsctp.testkit.script.Layout.Family;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A packet of the stack under test, decoded.
 *
 * @param emitted the packet and its way
 * @param chunks its chunks
 */
record SeenPacket(EmittedPacket emitted, List<Item> chunks) {
    static final int COMMON_HEADER = 12;
    private static final int CHECKSUM_OFFSET = 8;

    static SeenPacket of(EmittedPacket emitted) {
        return new SeenPacket(emitted, ItemDecoder.decodeAll(Family.CHUNK, emitted.packet(), COMMON_HEADER));
    }

    boolean hasHeader() {
        return emitted.packet().length >= COMMON_HEADER;
    }

    int fromPort() {
        return ByteBuffer.wrap(emitted.packet()).getShort(0) & 0xffff;
    }

    int toPort() {
        return ByteBuffer.wrap(emitted.packet()).getShort(2) & 0xffff;
    }

    long tag() {
        return ByteBuffer.wrap(emitted.packet()).getInt(4) & 0xffffffffL;
    }

    /** {@return whether its checksum is that of its bytes} */
    boolean hasGoodChecksum() {
        byte[] bytes = emitted.packet();
        return Integer.reverseBytes(ByteBuffer.wrap(bytes).getInt(CHECKSUM_OFFSET)) == checksum(bytes);
    }

    /** Writes a checksum into a packet. */
    static void seal(byte[] packet, Action.Checksum how) {
        int checksum = how == Action.Checksum.ZERO ? 0 : checksum(packet);
        ByteBuffer.wrap(packet)
                .putInt(CHECKSUM_OFFSET, Integer.reverseBytes(how == Action.Checksum.BAD ? ~checksum : checksum));
    }

    private static int checksum(byte[] packet) {
        CRC32C crc = new CRC32C();
        crc.update(packet, 0, CHECKSUM_OFFSET);
        crc.update(new byte[4]);
        crc.update(packet, COMMON_HEADER, packet.length - COMMON_HEADER);
        return (int) crc.getValue();
    }
}
