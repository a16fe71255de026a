package io.jsctp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The chunks of extensions that {@link PacketWriter} writes in place equal the same ones as values. */
final class ExtensionWriterTest {
    private static final int RUNS = 2_000;

    private final ByteBuffer buf = ByteBuffer.allocate(400);
    private final PacketWriter writer = new PacketWriter();

    private void begin(int maxLength) {
        Arrays.fill(buf.array(), (byte) 0xFF);
        writer.begin(buf, 4, maxLength, 1000, 2000, 0x01020304);
    }

    private byte[] packet() {
        return Arrays.copyOfRange(buf.array(), 4, 4 + writer.finish());
    }

    private static byte[] withoutChecksum(Chunk chunk) {
        byte[] packet = Packets.of(chunk);
        Arrays.fill(packet, 8, 12, (byte) 0);
        return packet;
    }

    private static <T extends Chunk> T chunk(Class<T> kind, SeededRandom random) {
        return kind.cast(WireGenerators.of(WireGenerators.CHUNKS, kind).apply(random));
    }

    @Test
    @DisplayName("8260-2.1-1 8260-2.1-2: I-DATA written in place, its reserved field and padding zero")
    void interleavedData() {
        SeededRandom.forAll(RUNS, random -> {
            IDataChunk chunk = chunk(IDataChunk.class, random);
            byte[] source = new byte[chunk.payload().length + 10];
            System.arraycopy(chunk.payload(), 0, source, 7, chunk.payload().length);
            begin(390);
            writer.putIData(
                    chunk.flags(),
                    chunk.tsn(),
                    chunk.streamId(),
                    chunk.messageId(),
                    chunk.ppidOrFsn(),
                    source,
                    7,
                    chunk.payload().length);
            assertThat(packet()).isEqualTo(withoutChecksum(chunk));
            begin(390);
            int at = writer.putIDataHeader(
                    chunk.flags(),
                    chunk.tsn(),
                    chunk.streamId(),
                    chunk.messageId(),
                    chunk.ppidOrFsn(),
                    chunk.payload().length);
            assertThat(at).isEqualTo(4 + 12 + IDataView.HEADER_SIZE);
            buf.put(at, chunk.payload());
            assertThat(packet()).isEqualTo(withoutChecksum(chunk));
        });
    }

    @Test
    @DisplayName("3758-3.2-1: FORWARD TSN written piecemeal, read back through the view")
    void forwardTsn() {
        SeededRandom.forAll(RUNS, random -> {
            ForwardTsnChunk chunk = chunk(ForwardTsnChunk.class, random);
            begin(390);
            writer.forwardTsnHeader(chunk.newCumulativeTsn());
            for (ForwardTsnChunk.Skipped s : chunk.skipped()) {
                assertThat(writer.forwardTsnEntry(s.streamId(), s.streamSequenceNumber()))
                        .isTrue();
            }
            writer.endForwardTsn();
            byte[] packet = packet();
            assertThat(packet).isEqualTo(withoutChecksum(chunk));
            PacketReader r = Packets.first(packet);
            assertThat(ForwardTsnView.valid(r)).isTrue();
            assertThat(ForwardTsnView.newCumulativeTsn(r)).isEqualTo(chunk.newCumulativeTsn());
            assertThat(ForwardTsnView.entryCount(r)).isEqualTo(chunk.skipped().size());
            for (int i = 0; i < chunk.skipped().size(); i++) {
                assertThat(new ForwardTsnChunk.Skipped(
                                ForwardTsnView.streamId(r, i), ForwardTsnView.streamSequenceNumber(r, i)))
                        .isEqualTo(chunk.skipped().get(i));
            }
        });
    }

    @Test
    @DisplayName("8260-2.3.1-1: I-FORWARD-TSN written piecemeal, read back through the view")
    void interleavedForwardTsn() {
        SeededRandom.forAll(RUNS, random -> {
            IForwardTsnChunk chunk = chunk(IForwardTsnChunk.class, random);
            begin(390);
            writer.iForwardTsnHeader(chunk.newCumulativeTsn());
            for (IForwardTsnChunk.Skipped s : chunk.skipped()) {
                assertThat(writer.iForwardTsnEntry(s.streamId(), s.unordered(), s.messageId()))
                        .isTrue();
            }
            writer.endIForwardTsn();
            byte[] packet = packet();
            assertThat(packet).isEqualTo(withoutChecksum(chunk));
            PacketReader r = Packets.first(packet);
            assertThat(IForwardTsnView.valid(r)).isTrue();
            assertThat(IForwardTsnView.newCumulativeTsn(r)).isEqualTo(chunk.newCumulativeTsn());
            assertThat(IForwardTsnView.entryCount(r)).isEqualTo(chunk.skipped().size());
            for (int i = 0; i < chunk.skipped().size(); i++) {
                assertThat(new IForwardTsnChunk.Skipped(
                                IForwardTsnView.streamId(r, i),
                                IForwardTsnView.unordered(r, i),
                                IForwardTsnView.messageId(r, i)))
                        .isEqualTo(chunk.skipped().get(i));
            }
        });
    }

    @Test
    @DisplayName(
            "4895-5.1-1 4895-5.1-2 4895-6.2-3: AUTH is written with its HMAC and padding zero; the HMAC comes later")
    void auth() {
        SeededRandom.forAll(RUNS, random -> {
            AuthChunk chunk = chunk(AuthChunk.class, random);
            int length = chunk.hmac().length;
            begin(390);
            int at = writer.putAuth(chunk.sharedKeyId(), chunk.hmacId(), length);
            assertThat(packet())
                    .isEqualTo(withoutChecksum(new AuthChunk(chunk.sharedKeyId(), chunk.hmacId(), new byte[length])));
            writer.put(new CookieAckChunk());
            buf.put(at, chunk.hmac());
            byte[] packet = packet();
            assertThat(Packets.decodeAll(packet)).containsExactly(chunk, new CookieAckChunk());
            PacketReader r = Packets.first(packet);
            assertThat(AuthView.valid(r)).isTrue();
            assertThat(AuthView.sharedKeyId(r)).isEqualTo(chunk.sharedKeyId());
            assertThat(AuthView.hmacId(r)).isEqualTo(chunk.hmacId());
            assertThat(AuthView.hmacOffset(r)).isEqualTo(at - 4);
            assertThat(AuthView.hmacLength(r)).isEqualTo(length);
        });
    }

    @Test
    @DisplayName("4820-3-1: PAD of any length from 4 on, full of zeros")
    void pad() {
        for (int length = 4; length <= 300; length++) {
            begin(390);
            writer.putPad(length);
            assertThat(packet()).isEqualTo(withoutChecksum(new PadChunk(new byte[length - 4])));
        }
        begin(390);
        assertThatIllegalArgumentException().isThrownBy(() -> writer.putPad(3));
        assertThatIllegalArgumentException().isThrownBy(() -> writer.putAuth(0, 1, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> writer.putIDataHeader(0, 1, 2, 3, 4, -1));
    }

    @Test
    @DisplayName("streams that find no room in (I-)FORWARD TSN are left out")
    void noRoom() {
        begin(12 + 8 + 4 + 3);
        writer.forwardTsnHeader(1);
        assertThat(writer.forwardTsnEntry(2, 3)).isTrue();
        assertThat(writer.forwardTsnEntry(4, 5)).isFalse();
        writer.endForwardTsn();
        assertThat(Packets.decodeFirst(packet()))
                .isEqualTo(new ForwardTsnChunk(1, List.of(new ForwardTsnChunk.Skipped(2, 3))));
        begin(12 + 8 + 8 + 4);
        writer.iForwardTsnHeader(1);
        assertThat(writer.iForwardTsnEntry(2, true, 3)).isTrue();
        assertThat(writer.iForwardTsnEntry(4, true, 5)).isFalse();
        writer.endIForwardTsn();
        assertThat(Packets.decodeFirst(packet()))
                .isEqualTo(new IForwardTsnChunk(1, List.of(new IForwardTsnChunk.Skipped(2, true, 3))));
    }

    @Test
    @DisplayName("(I-)FORWARD TSN stops growing where its length field ends")
    void longest() {
        ByteBuffer large = ByteBuffer.allocate(100_000);
        writer.begin(large, 0, 100_000, 1, 2, 3);
        writer.forwardTsnHeader(1);
        int entries = 0;
        while (writer.forwardTsnEntry(1, 2)) {
            entries++;
        }
        writer.endForwardTsn();
        assertThat(entries).isEqualTo((65_532 - 8) / 4);
        writer.begin(large, 0, 100_000, 1, 2, 3);
        writer.iForwardTsnHeader(1);
        entries = 0;
        while (writer.iForwardTsnEntry(1, false, 2)) {
            entries++;
        }
        writer.endIForwardTsn();
        assertThat(entries).isEqualTo((65_535 - 8) / 8);
    }

    @Test
    @DisplayName("pieces of one kind of chunk do not go into another")
    void outOfOrder() {
        begin(390);
        assertThatIllegalStateException().isThrownBy(() -> writer.forwardTsnEntry(1, 1));
        assertThatIllegalStateException().isThrownBy(() -> writer.iForwardTsnEntry(1, true, 1));
        assertThatIllegalStateException().isThrownBy(writer::endForwardTsn);
        assertThatIllegalStateException().isThrownBy(writer::endIForwardTsn);
        writer.forwardTsnHeader(1);
        assertThatIllegalStateException().isThrownBy(() -> writer.gapBlock(1, 1));
        assertThatIllegalStateException().isThrownBy(() -> writer.iForwardTsnEntry(1, true, 1));
        assertThatIllegalStateException().isThrownBy(writer::endSack);
        assertThatIllegalStateException().isThrownBy(writer::endIForwardTsn);
        assertThatIllegalStateException().isThrownBy(writer::finish).withMessageContaining("FORWARD TSN");
        assertThatIllegalStateException().isThrownBy(() -> writer.putAuth(0, 1, 20));
        writer.endForwardTsn();
        assertThat(writer.finish()).isEqualTo(20);
    }
}
