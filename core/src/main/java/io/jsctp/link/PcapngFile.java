package io.jsctp.link;

import io.jsctp.file.PrivateFile;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A capture file in the format pcapng, which Wireshark opens: one section, one interface of raw IP packets with times in
 * nanoseconds. Packets get the IP and UDP headers they have on the network, or as good as. Not thread-safe; never throws
 * once it is open: a file that can't be written any more ends, and says why.
 */
final class PcapngFile {
    /** Raw IPv4 or IPv6 packets, told apart by their version. */
    private static final int LINKTYPE_RAW = 101;

    private static final int SECTION_HEADER = 0x0A0D0D0A;
    private static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;
    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int INTERFACE_STATISTICS = 5;
    private static final int ENHANCED_PACKET = 6;

    private static final int OPT_COMMENT = 1;
    private static final int OPT_PACKET_FLAGS = 2;
    private static final int OPT_USER_APPLICATION = 4;
    private static final int OPT_TIME_RESOLUTION = 9;
    private static final int NANOSECONDS = 9;

    private static final int OVERHEAD_BYTES = 64;
    private static final int BLOCK_BYTES = 1 << 18;
    private static final int MAX_COMMENT_BYTES = 1024;
    private static final int MAX_COMMENTS = 64;

    /** Which way a packet went, as epb_flags has it. */
    enum Direction {
        IN,
        OUT
    }

    private final OutputStream file;
    private final long maxBytes;
    private final ByteBuffer out = ByteBuffer.allocate(BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final IpHeaders headers = new IpHeaders();
    private final List<byte[]> comments = new ArrayList<>();
    private long writtenBytes;
    private boolean ended;
    private @Nullable IOException failure;

    private PcapngFile(OutputStream file, long maxBytes) {
        this.file = file;
        this.maxBytes = maxBytes;
    }

    /**
     * Begins a file, in place of one that may be there.
     *
     * @param maxBytes where it ends at the latest
     */
    static PcapngFile create(Path path, long maxBytes) throws IOException {
        PcapngFile file = new PcapngFile(PrivateFile.create(path), maxBytes);
        file.begin();
        file.flush();
        IOException failed = file.failure;
        if (failed != null) {
            throw failed;
        }
        return file;
    }

    private void begin() {
        int section = beginBlock(SECTION_HEADER);
        out.putInt(BYTE_ORDER_MAGIC).putShort((short) 1).putShort((short) 0).putLong(-1);
        option(OPT_USER_APPLICATION, "jsctp".getBytes(StandardCharsets.US_ASCII));
        endOptions();
        endBlock(section);
        int description = beginBlock(INTERFACE_DESCRIPTION);
        out.putShort((short) LINKTYPE_RAW).putShort((short) 0).putInt(0);
        option(OPT_TIME_RESOLUTION, new byte[] {NANOSECONDS});
        endOptions();
        endBlock(description);
    }

    /** {@return what ended it before its time; null if nothing did} */
    @Nullable
    IOException failure() {
        return failure;
    }

    /** Something that the next packet is to be marked with. */
    void comment(String text) {
        if (comments.size() < MAX_COMMENTS) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            comments.add(bytes.length <= MAX_COMMENT_BYTES ? bytes : java.util.Arrays.copyOf(bytes, MAX_COMMENT_BYTES));
        }
    }

    /**
     * Adds one SCTP packet.
     *
     * @param epochNs when, in nanoseconds since 1970
     * @param sourcePort the UDP port it comes from, 0 for raw IP
     */
    void packet(
            Direction direction,
            long epochNs,
            InetAddress source,
            int sourcePort,
            InetAddress destination,
            int destinationPort,
            int trafficClass,
            ByteBuffer buffer,
            int offset,
            int length) {
        if (ended) {
            return;
        }
        int optionBytes = OVERHEAD_BYTES + commentBytes();
        int wholeBytes = IpHeaders.MAX_BYTES + length + optionBytes;
        if (wholeBytes > out.remaining()) {
            flush();
        }
        if (writtenBytes + out.position() + wholeBytes > maxBytes) {
            comment("the capture ends here: it has the size it may have");
            end(epochNs);
            return;
        }
        int block = beginBlock(ENHANCED_PACKET);
        out.putInt(0).putInt((int) (epochNs >>> 32)).putInt((int) epochNs);
        int sizes = out.position();
        out.putLong(0);
        int start = out.position();
        out.order(ByteOrder.BIG_ENDIAN);
        headers.write(out, source, sourcePort, destination, destinationPort, trafficClass, buffer, offset, length);
        out.order(ByteOrder.LITTLE_ENDIAN);
        out.put(out.position(), buffer, offset, length).position(out.position() + length);
        int packetBytes = out.position() - start;
        out.putInt(sizes, packetBytes).putInt(sizes + 4, packetBytes);
        pad();
        out.putShort((short) OPT_PACKET_FLAGS).putShort((short) 4).putInt(direction == Direction.IN ? 1 : 2);
        putComments();
        endOptions();
        endBlock(block);
    }

    /** Brings what there is to the file. */
    void flush() {
        out.flip();
        try {
            if (!ended) {
                file.write(out.array(), 0, out.limit());
                writtenBytes += out.limit();
            }
        } catch (IOException e) {
            failure = e;
            ended = true;
            closeQuietly();
        }
        out.clear();
    }

    /** Comments that no packet follows go with the statistics of the interface. */
    void end(long epochNs) {
        if (ended) {
            return;
        }
        if (!comments.isEmpty()) {
            if (out.remaining() < OVERHEAD_BYTES + commentBytes()) {
                flush();
            }
            int block = beginBlock(INTERFACE_STATISTICS);
            out.putInt(0).putInt((int) (epochNs >>> 32)).putInt((int) epochNs);
            putComments();
            endOptions();
            endBlock(block);
        }
        flush();
        ended = true;
        closeQuietly();
    }

    private void closeQuietly() {
        try {
            file.close();
        } catch (IOException e) {
            failure = failure == null ? e : failure;
        }
    }

    private int commentBytes() {
        int bytes = 0;
        for (byte[] comment : comments) {
            bytes += 8 + comment.length;
        }
        return bytes;
    }

    private void putComments() {
        for (byte[] comment : comments) {
            option(OPT_COMMENT, comment);
        }
        comments.clear();
    }

    private int beginBlock(int type) {
        int at = out.position();
        out.putInt(type).putInt(0);
        return at;
    }

    private void endBlock(int at) {
        int bytes = out.position() + 4 - at;
        out.putInt(bytes).putInt(at + 4, bytes);
    }

    private void option(int code, byte[] value) {
        out.putShort((short) code).putShort((short) value.length).put(value);
        pad();
    }

    private void endOptions() {
        out.putInt(0);
    }

    /** Every block of the file is a multiple of four bytes long, so that the buffer's own positions tell. */
    private void pad() {
        while ((out.position() & 3) != 0) {
            out.put((byte) 0);
        }
    }
}
