package io.jsctp.conformance.interop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Writes a capture of SCTP packets of our making, good and bad, to try the judge with.
 *
 * <p>The checksum is computed here, apart from the stack under test.
 */
final class PlantedCapture {

    private static final int LINK_TYPE_RAW_IP = 101;
    private static final int IP_BYTES = 20;
    private static final int UDP_BYTES = 8;
    private static final int COMMON_HEADER_BYTES = 12;
    private static final int CHECKSUM_OFFSET = 8;

    private PlantedCapture() {}

    /** An SCTP packet with the given chunks and a right checksum. */
    static byte[] packet(byte... chunks) {
        ByteBuffer packet = ByteBuffer.allocate(COMMON_HEADER_BYTES + chunks.length);
        packet.putShort((short) 5000)
                .putShort((short) 5001)
                .putInt(0x01020304)
                .putInt(0)
                .put(chunks);
        CRC32C crc = new CRC32C();
        crc.update(packet.array());
        packet.order(ByteOrder.LITTLE_ENDIAN).putInt(CHECKSUM_OFFSET, (int) crc.getValue());
        return packet.array();
    }

    /** A DATA chunk with eight bytes of user data. */
    static byte[] data(int tsn) {
        return ByteBuffer.allocate(24)
                .putInt(0x00030018)
                .putInt(tsn)
                .putInt(0)
                .putInt(0)
                .putLong(0x6162636465666768L)
                .array();
    }

    static Path write(Path file, int udpPort, List<byte[]> packets) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(1 << 16);
        out.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4).putInt(0).putInt(0);
        out.putInt(1 << 16).putInt(LINK_TYPE_RAW_IP);
        int second = 0;
        for (byte[] packet : packets) {
            int length = IP_BYTES + UDP_BYTES + packet.length;
            out.putInt(second++).putInt(0).putInt(length).putInt(length);
            out.putShort((short) 0x4500).putShort((short) length).putInt(0).putInt(0x40110000);
            out.putInt(0x7f000001).putInt(0x7f000001);
            out.putShort((short) udpPort).putShort((short) (udpPort + 1));
            out.putShort((short) (UDP_BYTES + packet.length))
                    .putShort((short) 0)
                    .put(packet);
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        return Files.write(file, Arrays.copyOf(out.array(), out.position()));
    }
}
