package io.jsctp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PacketReaderTest {
    private static void assertMalformedFromHere(PacketReader reader) {
        assertThat(reader.next()).isEqualTo(PacketReader.MALFORMED);
        assertThat(reader.next()).isEqualTo(PacketReader.MALFORMED);
    }

    private static void assertEndFromHere(PacketReader reader) {
        assertThat(reader.next()).isEqualTo(PacketReader.END);
        assertThat(reader.next()).isEqualTo(PacketReader.END);
    }

    @Test
    @DisplayName("9260-3-4: shorter than a common header is malformed; a header alone has no chunks")
    void shortPackets() {
        for (int length = -1; length < 12; length++) {
            PacketReader reader = new PacketReader();
            reader.reset(ByteBuffer.allocate(40), 3, length);
            assertMalformedFromHere(reader);
        }
        assertEndFromHere(Packets.reader(new byte[12]));
        assertMalformedFromHere(new PacketReader());
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 14, 15})
    @DisplayName("9260-3-4: one to three bytes where a chunk header should be are malformed")
    void strayBytes(int length) {
        assertMalformedFromHere(Packets.reader(new byte[length]));
        byte[] afterChunk = Arrays.copyOf(Packets.of(new CookieAckChunk()), length + 4);
        PacketReader reader = Packets.first(afterChunk);
        assertMalformedFromHere(reader);
    }

    @Test
    @DisplayName("a region outside the buffer is malformed, not an exception")
    void outsideBuffer() {
        ByteBuffer buf = ByteBuffer.allocate(40).putInt(32, 0x0B000004);
        PacketReader reader = new PacketReader();
        reader.reset(buf, 20, 20);
        assertThat(reader.next()).isEqualTo(PacketReader.CHUNK);
        reader.reset(buf, 20, 21);
        assertMalformedFromHere(reader);
        reader.reset(buf, -1, 20);
        assertMalformedFromHere(reader);
        reader.reset(buf, Integer.MAX_VALUE, 20);
        assertMalformedFromHere(reader);
        reader.reset(buf, 20, Integer.MAX_VALUE);
        assertMalformedFromHere(reader);
        buf.limit(39);
        reader.reset(buf, 20, 20);
        assertMalformedFromHere(reader);
    }

    @Test
    @DisplayName("a little-endian buffer is refused")
    void littleEndian() {
        ByteBuffer buf = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
        assertThatIllegalArgumentException().isThrownBy(() -> new PacketReader().reset(buf, 0, 40));
        assertThatIllegalArgumentException().isThrownBy(() -> new PacketWriter().begin(buf, 0, 40, 1, 2, 3));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    @DisplayName("9260-3.2-14: chunk length below 4: what precedes is read, the rest is malformed")
    void lengthBelowFour(int length) {
        PacketReader reader = Packets.first(Packets.ofHex("0b000004 0b00000" + length + " 0b000004"));
        assertMalformedFromHere(reader);
    }

    @Test
    @DisplayName("9260-3.2-14: chunk length past the packet: what precedes is read, the rest is malformed")
    void lengthPastPacket() {
        PacketReader reader = Packets.first(Packets.ofHex("0b000004 0700000d 00000001 00000000"));
        assertMalformedFromHere(reader);
        assertMalformedFromHere(Packets.reader(Packets.ofHex("0700ffff 00000001")));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    @DisplayName("9260-3.2-15: padding missing at the end of the packet is tolerated, wholly or in part")
    void missingPadding(int present) {
        byte[] packet = Packets.ofHex("0b000004 0a000005 aa000000");
        PacketReader reader = Packets.first(Arrays.copyOf(packet, packet.length - 3 + present));
        assertThat(reader.next()).isEqualTo(PacketReader.CHUNK);
        assertThat(ChunkDecoder.decode(reader)).isEqualTo(new CookieEchoChunk(new byte[] {(byte) 0xAA}));
        assertEndFromHere(reader);
    }

    @Test
    @DisplayName("9260-3.2-13: the bytes of the padding are ignored")
    void paddingIgnored() {
        assertThat(Packets.decodeAll(Packets.ofHex("0a000005 aaffffff 0b000004")))
                .containsExactly(new CookieEchoChunk(new byte[] {(byte) 0xAA}), new CookieAckChunk());
    }

    @Test
    @DisplayName("the accessors describe the chunk, at any offset in the buffer")
    void accessors() {
        byte[] packet = Packets.ofHex("0b000004 fe7f0006 abcd0000");
        ByteBuffer buf = ByteBuffer.allocateDirect(100).put(10, packet);
        PacketReader reader = new PacketReader();
        reader.reset(buf.asReadOnlyBuffer(), 10, packet.length);
        assertThat(reader.next()).isEqualTo(PacketReader.CHUNK);
        assertThat(reader.next()).isEqualTo(PacketReader.CHUNK);
        assertThat(reader.type()).isEqualTo(254);
        assertThat(reader.flags()).isEqualTo(0x7F);
        assertThat(reader.chunkOffset()).isEqualTo(26);
        assertThat(reader.chunkLength()).isEqualTo(6);
        assertThat(reader.valueOffset()).isEqualTo(30);
        assertThat(reader.valueLength()).isEqualTo(2);
        assertThat(reader.buffer().get(reader.valueOffset())).isEqualTo((byte) 0xAB);
        assertEndFromHere(reader);
    }

    @Test
    @DisplayName("9260-3-2: the common header is big-endian, ports are unsigned")
    void commonHeader() {
        ByteBuffer buf = ByteBuffer.allocate(20);
        CommonHeader.put(buf, 3, 65535, 9899, 0xDEADBEEF);
        buf.putInt(11, 0x80000001);
        assertThat(CommonHeader.sourcePort(buf, 3)).isEqualTo(65535);
        assertThat(CommonHeader.destinationPort(buf, 3)).isEqualTo(9899);
        assertThat(CommonHeader.verificationTag(buf, 3)).isEqualTo(0xDEADBEEF);
        assertThat(CommonHeader.checksum(buf, 3)).isEqualTo(0x80000001);
        CommonHeader.put(buf, 3, 1, 2, 3);
        assertThat(CommonHeader.checksum(buf, 3)).isZero();
        assertThat(buf.slice(3, 12)).isEqualTo(ByteBuffer.wrap(new byte[] {0, 1, 0, 2, 0, 0, 0, 3, 0, 0, 0, 0}));
    }
}
