package io.jsctp.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a capture holds, block by block as the format pcapng has it, and what ends it. */
class CapturedLinkTest {
    private static final Instant START = Instant.ofEpochSecond(1_700_000_000L, 5);
    private static final long START_NS = 1_700_000_000L * 1_000_000_000L + 5;

    private final FakeLink beneath = new FakeLink();

    @TempDir
    Path folder;

    /** A link with two addresses whose clock stands, and which loses what is sent. */
    private static final class FakeLink implements Link {
        final List<Integer> sent = new ArrayList<>();
        long nowNs = 1_000;
        byte @Nullable [] arriving;
        int udpPort = 9899;
        boolean closed;

        @Override
        public List<InetAddress> localAddresses() {
            return List.of(address("192.0.2.1"), address("2001:db8::1"));
        }

        @Override
        public LinkCapabilities capabilities() {
            return new LinkCapabilities(true, false);
        }

        @Override
        public int udpPort() {
            return udpPort;
        }

        @Override
        public int mtu(InetAddress destination) {
            return 1452;
        }

        @Override
        public long nanoTime() {
            return nowNs;
        }

        @Override
        public void send(PacketBatch batch) {
            sent.add(batch.count());
        }

        @Override
        public int poll(PacketReceiver receiver, long timeoutNs) {
            byte[] packet = arriving;
            if (packet == null) {
                return 0;
            }
            arriving = null;
            receiver.onPacket(
                    ByteBuffer.wrap(packet), 0, packet.length, address("192.0.2.9"), 5555, address("192.0.2.1"));
            return 1;
        }

        @Override
        public void wakeup() {}

        @Override
        public long sendFailures() {
            return 7;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private record Block(int type, byte[] body) {
        ByteBuffer read() {
            return ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
        }

        long epochNs() {
            return (long) read().getInt(4) << 32 | read().getInt(8) & 0xFFFF_FFFFL;
        }

        byte[] packet() {
            assertThat(read().getInt(12)).isEqualTo(read().getInt(16));
            byte[] packet = new byte[read().getInt(12)];
            read().get(20, packet);
            return packet;
        }

        int flags() {
            ByteBuffer options = options(20 + (packet().length + 3 & ~3));
            assertThat(options.getShort()).as("epb_flags").isEqualTo((short) 2);
            assertThat(options.getShort()).isEqualTo((short) 4);
            return options.getInt();
        }

        List<String> comments() {
            ByteBuffer options = options(type == 6 ? 28 + (packet().length + 3 & ~3) : 12);
            List<String> found = new ArrayList<>();
            while (options.getShort() == 1) {
                byte[] text = new byte[options.getShort()];
                options.get(text);
                options.position(options.position() + 3 & ~3);
                found.add(new String(text, StandardCharsets.UTF_8));
            }
            return found;
        }

        private ByteBuffer options(int at) {
            return ByteBuffer.wrap(body, at, body.length - at).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path file() {
        return folder.resolve("test.pcapng");
    }

    private CapturedLink open(long maxBytes) throws IOException {
        return CapturedLink.open(beneath, file(), START, maxBytes);
    }

    private List<Block> blocks() throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file())).order(ByteOrder.LITTLE_ENDIAN);
        List<Block> blocks = new ArrayList<>();
        while (in.hasRemaining()) {
            int type = in.getInt();
            int length = in.getInt();
            assertThat(length % 4).isZero();
            byte[] body = new byte[length - 12];
            in.get(body);
            assertThat(in.getInt()).as("the length stands at the end, too").isEqualTo(length);
            blocks.add(new Block(type, body));
        }
        return blocks;
    }

    private static PacketBatch batch(byte[] packet, String to, int port, @Nullable String from, int trafficClass) {
        PacketBatch batch = new PacketBatch(1 << 17, 4);
        batch.buffer().put(batch.nextOffset(), packet);
        batch.commit(packet.length, address(to), port, from == null ? null : address(from), trafficClass, 0);
        return batch;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    @DisplayName("a file begins with a section and one interface of raw IP packets with times in nanoseconds")
    void beginning() throws IOException {
        open(1 << 20);
        List<Block> blocks = blocks();
        assertThat(blocks).extracting(Block::type).containsExactly(0x0A0D0D0A, 1);
        assertThat(hex(blocks.get(0).body))
                .isEqualTo("4d3c2b1a" + "01000000" + "ffffffffffffffff" + "04000500" + "6a73637470000000" + "00000000");
        assertThat(hex(blocks.get(1).body)).isEqualTo("65000000" + "00000000" + "09000100" + "09000000" + "00000000");
    }

    @Test
    @DisplayName("a packet that is sent gets the headers it has on the network: UDP in IPv4, with right checksums")
    void sentInUdp() throws IOException {
        CapturedLink link = open(1 << 20);
        beneath.nowNs += 250;
        link.send(batch(new byte[] {1, 2, 3, 4, 5}, "192.0.2.9", 5555, "192.0.2.1", 0xB8));
        link.close();
        Block packet = blocks().get(2);
        assertThat(packet.type).isEqualTo(6);
        assertThat(packet.epochNs()).isEqualTo(START_NS + 250);
        assertThat(packet.flags()).as("outbound").isEqualTo(2);
        byte[] bytes = packet.packet();
        assertThat(hex(bytes)).matches("45b80021000040004011....c0000201c0000209" + "26ab15b3000d....0102030405");
        assertThat(sum(bytes, 0, 20)).as("IPv4 header").isEqualTo(0xFFFF);
        byte[] pseudo = ByteBuffer.allocate(12 + 13)
                .put(bytes, 12, 8)
                .putShort((short) 17)
                .putShort((short) 13)
                .put(bytes, 20, 13)
                .array();
        assertThat(sum(pseudo, 0, pseudo.length)).as("UDP").isEqualTo(0xFFFF);
        assertThat(beneath.sent).containsExactly(1);
        assertThat(beneath.closed).isTrue();
    }

    private static int sum(byte[] bytes, int offset, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            sum += (bytes[offset + i] & 0xFF) << ((i & 1) == 0 ? 8 : 0);
        }
        while (sum > 0xFFFF) {
            sum = (sum & 0xFFFF) + (sum >> 16);
        }
        return sum;
    }

    @Test
    @DisplayName("without a UDP port the packet is SCTP in IP; a source that the link chooses is one of its addresses")
    void sentRaw() throws IOException {
        CapturedLink link = open(1 << 20);
        beneath.udpPort = 0;
        link.send(batch(new byte[] {1, 2, 3, 4}, "192.0.2.9", 0, null, 0));
        link.send(batch(new byte[] {1, 2, 3, 4}, "2001:db8::9", 0, null, 0x28));
        link.close();
        assertThat(hex(blocks().get(2).packet())).matches("45000018000040004084....c0000201c0000209" + "01020304");
        assertThat(hex(blocks().get(3).packet()))
                .isEqualTo("62800000" + "00048440" + "20010db8000000000000000000000001"
                        + "20010db8000000000000000000000009" + "01020304");
    }

    @Test
    @DisplayName("a packet that comes is kept and handed on; the comments before it stand with it, once")
    void received() throws IOException {
        CapturedLink link = open(1 << 20);
        link.comment("association 3: up");
        link.comment("später");
        beneath.arriving = new byte[] {9, 8, 7};
        List<String> handedOn = new ArrayList<>();
        int count = link.poll(
                (buffer, offset, length, from, port, to) -> handedOn.add(
                        length + " from " + from.getHostAddress() + ":" + port + " to " + to.getHostAddress()),
                0);
        assertThat(count).isEqualTo(1);
        assertThat(handedOn).containsExactly("3 from 192.0.2.9:5555 to 192.0.2.1");
        beneath.arriving = new byte[] {6};
        link.poll((buffer, offset, length, from, port, to) -> {}, 0);
        link.close();
        Block packet = blocks().get(2);
        assertThat(packet.flags()).as("inbound").isEqualTo(1);
        assertThat(hex(packet.packet()))
                .endsWith("15b326ab000b" + hex(packet.packet()).substring(52, 56) + "090807");
        assertThat(packet.comments()).containsExactly("association 3: up", "später");
        assertThat(blocks().get(3).comments()).isEmpty();
    }

    @Test
    @DisplayName("what was there is in the file before the link waits again; what no packet follows stands at the end")
    void flushed() throws IOException {
        CapturedLink link = open(1 << 20);
        link.send(batch(new byte[] {1, 2, 3, 4}, "192.0.2.9", 1, null, 0));
        assertThat(blocks()).hasSize(2);
        link.poll((buffer, offset, length, from, port, to) -> {}, 0);
        assertThat(blocks()).hasSize(3);
        link.comment("lost");
        link.close();
        Block last = blocks().get(3);
        assertThat(last.type).isEqualTo(5);
        assertThat(last.comments()).containsExactly("lost");
    }

    @Test
    @DisplayName("a file ends where it may grow no more, and says so; the link goes on")
    void full() throws IOException {
        CapturedLink link = open(2048);
        for (int i = 0; i < 10; i++) {
            link.send(batch(new byte[500], "192.0.2.9", 1, null, 0));
        }
        link.comment("of no use");
        link.close();
        List<Block> blocks = blocks();
        assertThat(Files.size(file())).isBetween(1500L, 2048L);
        assertThat(blocks.get(blocks.size() - 1).comments())
                .containsExactly("the capture ends here: it has the size it may have");
        assertThat(beneath.sent).hasSize(10);
        assertThatThrownBy(() -> open(100)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("a thread that was interrupted can send, and the capture goes on")
    void interrupted() throws IOException {
        CapturedLink link = open(1 << 20);
        Thread.currentThread().interrupt();
        for (int i = 0; i < 100; i++) {
            link.send(batch(new byte[1000], "192.0.2.9", 5555, "192.0.2.1", 0));
        }
        link.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(blocks()).hasSize(102);
    }

    @Test
    @DisplayName("the largest packets fit, and comments are bounded in number and size")
    void large() throws IOException {
        CapturedLink link = open(1 << 24);
        for (int i = 0; i < 1000; i++) {
            link.comment("x".repeat(3000));
        }
        for (int i = 0; i < 5; i++) {
            link.send(batch(new byte[65535], "2001:db8::9", 1, null, 0));
        }
        link.close();
        List<Block> blocks = blocks();
        assertThat(blocks).hasSize(7);
        assertThat(blocks.get(2).comments()).hasSize(64).allMatch(text -> text.length() == 1024);
        assertThat(blocks.get(6).packet()).hasSize(65535 + 48);
    }

    @Test
    @DisplayName("a file that can't be opened is refused")
    void refused() {
        assertThatThrownBy(() -> CapturedLink.open(beneath, folder, START, 4096))
                .isInstanceOf(IOException.class);
    }

    @Test
    @DisplayName("everything else is the link's own")
    void passedOn() throws IOException {
        CapturedLink link = open(4096);
        assertThat(link.localAddresses()).isEqualTo(beneath.localAddresses());
        assertThat(link.udpPort()).isEqualTo(9899);
        assertThat(link.mtu(address("192.0.2.9"))).isEqualTo(1452);
        assertThat(link.nanoTime()).isEqualTo(1000);
        assertThat(link.sendFailures()).isEqualTo(7);
        assertThat(link.capabilities()).isEqualTo(beneath.capabilities());
    }
}
