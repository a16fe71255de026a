package io.jsctp.record;

import io.jsctp.engine.InboundMessage;
import io.jsctp.wire.CommonHeader;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;

/** What a recording keeps of what came out of the engine, in order to see that the same comes out again. */
public final class Digests {
    private static final int CHECKSUM_AT = 8;

    private Digests() {}

    /**
     * Of a packet, without its checksum.
     *
     * @param packet its bytes; they are changed
     * @param to where it goes
     * @param udpPort to which UDP port, 0 for raw IP
     * @param redacts whether users' data is out of it
     * @return a few words
     */
    public static String packet(byte[] packet, InetAddress to, int udpPort, boolean redacts) {
        if (packet.length >= CommonHeader.SIZE) {
            Arrays.fill(packet, CHECKSUM_AT, CHECKSUM_AT + Integer.BYTES, (byte) 0);
        }
        if (redacts) {
            Redaction.redact(packet);
        }
        return Values.format(to, false) + " " + udpPort + " " + packet.length + " " + crc(packet);
    }

    /**
     * Of a message that an association hands out.
     *
     * @param message the message; it is not read
     * @param ordinal which of the association's it is, from 0
     * @param redacts whether users' data is out of it
     * @return a few words
     */
    public static String message(InboundMessage message, long ordinal, boolean redacts) {
        byte[] bytes = new byte[message.remaining()];
        if (!redacts) {
            message.peek(0, ByteBuffer.wrap(bytes));
        }
        return "InboundMessage " + ordinal + " " + bytes.length + " " + crc(bytes);
    }

    private static String crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return Long.toHexString(crc.getValue());
    }
}
