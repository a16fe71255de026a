package io.jsctp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class PacketWriterTest {
    private final ByteBuffer buf = ByteBuffer.allocate(200);
    private final PacketWriter writer = new PacketWriter();

    private void begin(int maxLength) {
        Arrays.fill(buf.array(), (byte) 0xFF);
        writer.begin(buf, 4, maxLength, 1000, 2000, 0x01020304);
    }

    private byte[] packet() {
        return Arrays.copyOfRange(buf.array(), 4, 4 + writer.finish());
    }

    @Test
    @DisplayName("a packet begins with its common header and no chunk")
    void begin() {
        begin(100);
        assertThat(writer.isEmpty()).isTrue();
        assertThat(writer.length()).isEqualTo(12);
        assertThat(writer.bytesRemaining()).isEqualTo(88);
        assertThat(CommonHeader.sourcePort(buf, 4)).isEqualTo(1000);
        assertThat(CommonHeader.destinationPort(buf, 4)).isEqualTo(2000);
        assertThat(CommonHeader.verificationTag(buf, 4)).isEqualTo(0x01020304);
        assertThat(CommonHeader.checksum(buf, 4)).isZero();
        writer.put(new CookieAckChunk());
        assertThat(writer.isEmpty()).isFalse();
        assertThat(writer.length()).isEqualTo(16);
    }

    @Test
    @DisplayName("9260-3.2-12: a chunk fits only with its padding; nothing is written past the packet")
    void fits() {
        begin(12 + 11); // a multiple of four, less the rest: 8 bytes for chunks
        assertThat(writer.bytesRemaining()).isEqualTo(8);
        assertThat(writer.fits(8)).isTrue();
        assertThat(writer.fits(9)).isFalse();
        assertThat(writer.fits(Integer.MAX_VALUE)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> writer.put(new CookieEchoChunk(new byte[5])));
        writer.put(new CookieEchoChunk(new byte[] {1}));
        assertThat(writer.bytesRemaining()).isZero();
        assertThat(writer.fits(4)).isFalse();
        assertThat(buf.get(4 + 20)).isEqualTo((byte) 0xFF);
        assertThat(packet()).endsWith(10, 0, 0, 5, 1, 0, 0, 0);
    }

    @Test
    @DisplayName("a chunk longer than its length field can tell does not fit, whatever the room")
    void longest() {
        ByteBuffer large = ByteBuffer.allocate(200_000);
        writer.begin(large, 0, 200_000, 1, 2, 3);
        assertThat(writer.fits(65_535)).isTrue();
        assertThat(writer.fits(65_536)).isFalse();
        ErrorChunk tooLong = new ErrorChunk(
                List.of(new ProtocolViolation(new byte[40_000]), new ProtocolViolation(new byte[40_000])));
        assertThatIllegalArgumentException().isThrownBy(() -> writer.put(tooLong));
        writer.put(new CookieEchoChunk(new byte[65_531]));
        assertThat(writer.length()).isEqualTo(12 + 65_536);
    }

    @Test
    @DisplayName("9260-3.3.1-7: DATA written in place equals DATA as a value, padding zeroed")
    void data() {
        SeededRandom.forAll(2_000, random -> {
            byte[] payload = random.someBytes(120);
            DataChunk chunk = new DataChunk(
                    random.below(16), random.anyInt(), random.anyU16(), random.anyU16(), random.anyInt(), payload);
            byte[] expected = Packets.of(chunk);
            byte[] source = new byte[payload.length + 10];
            System.arraycopy(payload, 0, source, 7, payload.length);
            Arrays.fill(expected, 8, 12, (byte) 0);
            begin(180);
            writer.putData(
                    chunk.flags(),
                    chunk.tsn(),
                    chunk.streamId(),
                    chunk.streamSequenceNumber(),
                    chunk.payloadProtocolId(),
                    source,
                    7,
                    payload.length);
            assertThat(packet()).isEqualTo(expected);
            begin(180);
            int at = writer.putDataHeader(
                    chunk.flags(),
                    chunk.tsn(),
                    chunk.streamId(),
                    chunk.streamSequenceNumber(),
                    chunk.payloadProtocolId(),
                    payload.length);
            assertThat(at).isEqualTo(4 + 12 + 16);
            buf.put(at, payload);
            assertThat(packet()).isEqualTo(expected);
        });
    }

    @Test
    @DisplayName("9260-3.3.4-1: SACK written piecemeal equals SACK as a value, and reads back through the view")
    void sack() {
        SeededRandom.forAll(2_000, random -> {
            SackChunk chunk = (SackChunk)
                    WireGenerators.of(WireGenerators.CHUNKS, SackChunk.class).apply(random);
            byte[] expected = Packets.of(chunk);
            Arrays.fill(expected, 8, 12, (byte) 0);
            begin(180);
            writer.sackHeader(chunk.cumulativeTsnAck(), chunk.advertisedReceiverWindow());
            for (SackChunk.GapBlock block : chunk.gapBlocks()) {
                assertThat(writer.gapBlock(block.start(), block.end())).isTrue();
            }
            for (int tsn : chunk.duplicateTsns()) {
                assertThat(writer.duplicate(tsn)).isTrue();
            }
            writer.endSack();
            assertThat(packet()).isEqualTo(expected);
            PacketReader reader = Packets.first(expected);
            assertThat(SackView.valid(reader)).isTrue();
            assertThat(SackView.cumulativeTsnAck(reader)).isEqualTo(chunk.cumulativeTsnAck());
            assertThat(SackView.advertisedReceiverWindow(reader)).isEqualTo(chunk.advertisedReceiverWindow());
            assertThat(ChunkDecoder.decode(reader)).isEqualTo(chunk);
        });
    }

    @Test
    @DisplayName("SACK entries that find no room are left out, and the counts tell the truth")
    void sackWithoutRoom() {
        begin(12 + 16 + 8 + 3);
        writer.sackHeader(1, 2);
        assertThat(writer.gapBlock(2, 3)).isTrue();
        assertThat(writer.duplicate(9)).isTrue();
        assertThat(writer.duplicate(10)).isFalse();
        writer.endSack();
        assertThat(Packets.decodeFirst(packet()))
                .isEqualTo(new SackChunk(1, 2, List.of(new SackChunk.GapBlock(2, 3)), List.of(9)));
        begin(12 + 16);
        writer.sackHeader(1, 2);
        assertThat(writer.gapBlock(2, 3)).isFalse();
        writer.endSack();
        assertThat(Packets.decodeFirst(packet())).isEqualTo(new SackChunk(1, 2, List.of(), List.of()));
    }

    @Test
    @DisplayName("SACK stops growing where its length field ends")
    void longestSack() {
        ByteBuffer large = ByteBuffer.allocate(100_000);
        writer.begin(large, 0, 100_000, 1, 2, 3);
        writer.sackHeader(1, 2);
        int blocks = 0;
        while (writer.gapBlock(blocks, blocks)) {
            blocks++;
        }
        writer.endSack();
        assertThat(blocks).isEqualTo((65_532 - 16) / 4);
        PacketReader reader = new PacketReader();
        reader.reset(large, 0, writer.finish());
        assertThat(reader.next()).isEqualTo(PacketReader.CHUNK);
        assertThat(SackView.valid(reader)).isTrue();
        assertThat(SackView.gapBlockCount(reader)).isEqualTo(blocks);
    }

    @Test
    @DisplayName("calls out of order are refused")
    void outOfOrder() {
        begin(100);
        assertThatIllegalStateException().isThrownBy(() -> writer.gapBlock(1, 1));
        assertThatIllegalStateException().isThrownBy(() -> writer.duplicate(1));
        assertThatIllegalStateException().isThrownBy(writer::endSack);
        writer.sackHeader(1, 2);
        writer.duplicate(5);
        assertThatIllegalStateException().isThrownBy(() -> writer.gapBlock(1, 1));
        assertThatIllegalStateException().isThrownBy(() -> writer.put(new CookieAckChunk()));
        assertThatIllegalStateException().isThrownBy(writer::finish);
        begin(100);
        assertThat(writer.finish()).isEqualTo(12);
        assertThatIllegalArgumentException().isThrownBy(() -> writer.putDataHeader(0, 1, 2, 3, 4, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> writer.begin(buf, 0, 11, 1, 2, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> writer.begin(buf, 190, 12, 1, 2, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> writer.begin(buf, -1, 12, 1, 2, 3));
        writer.begin(buf, 188, 12, 1, 2, 3);
        assertThat(writer.bytesRemaining()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> new PacketWriter().put(new CookieAckChunk()));
    }

    @Test
    @DisplayName("finish fills in the checksum, at any offset")
    void checksum() {
        begin(100);
        writer.put(new ShutdownChunk(77));
        Crc32c crc = new Crc32c();
        int length = writer.finish(crc);
        assertThat(length).isEqualTo(20);
        assertThat(crc.verify(buf, 4, length)).isTrue();
    }
}
