package io.jsctp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes end in values; nothing throws and nothing is read outside the packet. */
final class HostileInputTest {
    private static final int RANDOM_PACKETS = 100_000;
    private static final int MUTATED_PACKETS = 100_000;

    /** Reads everything there is to read; what lies outside the packet is out of the buffer, so a stray read throws. */
    private static int exercise(byte[] packet, boolean dissect) {
        PacketReader reader = Packets.reader(packet);
        int chunks = 0;
        int result = reader.next();
        while (result == PacketReader.CHUNK) {
            chunks++;
            assertThat(reader.chunkOffset() + reader.chunkLength()).isLessThanOrEqualTo(packet.length);
            exerciseViews(reader);
            Decoded decoded = ChunkDecoder.decode(reader);
            if (decoded instanceof Chunk chunk) {
                assertThat(chunk.type()).isEqualTo(reader.type());
                assertThat(chunk.encodedLength()).isLessThanOrEqualTo(reader.chunkLength());
                assertThat(Packets.decodeFirst(Packets.of(chunk))).isEqualTo(chunk);
            }
            result = reader.next();
        }
        assertThat(4 * chunks).isLessThanOrEqualTo(packet.length);
        if (dissect) {
            assertThat(PacketDissector.dissect(ByteBuffer.wrap(packet), 0, packet.length))
                    .isNotEmpty();
        }
        return chunks;
    }

    private static void exerciseViews(PacketReader reader) {
        if (reader.type() == ChunkType.DATA && DataView.valid(reader)) {
            int end = DataView.payloadOffset(reader) + DataView.payloadLength(reader);
            assertThat(end).isEqualTo(reader.chunkOffset() + reader.chunkLength());
            assertThat(DataView.streamId(reader) | DataView.streamSequenceNumber(reader))
                    .isBetween(0, 0xFFFF);
        }
        if (reader.type() == ChunkType.I_DATA && IDataView.valid(reader)) {
            int end = IDataView.payloadOffset(reader) + IDataView.payloadLength(reader);
            assertThat(end).isEqualTo(reader.chunkOffset() + reader.chunkLength());
            assertThat(IDataView.streamId(reader)).isBetween(0, 0xFFFF);
        }
        if (reader.type() == ChunkType.AUTH && AuthView.valid(reader)) {
            int end = AuthView.hmacOffset(reader) + AuthView.hmacLength(reader);
            assertThat(end).isEqualTo(reader.chunkOffset() + reader.chunkLength());
        }
        if (reader.type() == ChunkType.FORWARD_TSN && ForwardTsnView.valid(reader)) {
            for (int i = 0; i < ForwardTsnView.entryCount(reader); i++) {
                assertThat(ForwardTsnView.streamId(reader, i) | ForwardTsnView.streamSequenceNumber(reader, i))
                        .isBetween(0, 0xFFFF);
            }
        }
        if (reader.type() == ChunkType.I_FORWARD_TSN && IForwardTsnView.valid(reader)) {
            for (int i = 0; i < IForwardTsnView.entryCount(reader); i++) {
                assertThat(IForwardTsnView.streamId(reader, i)).isBetween(0, 0xFFFF);
                IForwardTsnView.messageId(reader, i);
            }
        }
        if (reader.type() == ChunkType.SACK && SackView.valid(reader)) {
            for (int i = 0; i < SackView.gapBlockCount(reader); i++) {
                assertThat(SackView.gapStart(reader, i) | SackView.gapEnd(reader, i))
                        .isBetween(0, 0xFFFF);
            }
            for (int i = 0; i < SackView.duplicateCount(reader); i++) {
                SackView.duplicateTsn(reader, i);
            }
        }
    }

    private static byte[] validPacket(SeededRandom random) {
        Chunk[] chunks = new Chunk[1 + random.below(4)];
        for (int i = 0; i < chunks.length; i++) {
            chunks[i] = WireGenerators.chunk(random);
        }
        return Packets.of(chunks);
    }

    private static byte[] mutate(SeededRandom random, byte[] packet) {
        byte[] mutated = packet;
        for (int i = 1 + random.below(4); i > 0 && mutated.length > 0; i--) {
            int at = random.below(mutated.length);
            switch (random.below(5)) {
                case 0 -> mutated[at] = (byte) random.nextLong();
                case 1 -> mutated[at] ^= (byte) (1 << random.below(8));
                case 2 -> mutated[at] = (byte) (random.flip() ? 0 : 0xFF);
                case 3 -> mutated = Arrays.copyOf(mutated, at);
                default -> { // what stands here stands there as well
                    int to = random.below(mutated.length);
                    int length = random.below(mutated.length - Math.max(at, to));
                    System.arraycopy(mutated.clone(), at, mutated, to, length);
                }
            }
        }
        return mutated;
    }

    @Test
    @DisplayName("SEC-1: 100,000 random byte strings: any of n bytes is walked in n / 4 steps")
    void randomBytes() {
        SeededRandom.forAll(RANDOM_PACKETS, random -> exercise(random.someBytes(150), random.below(20) == 0));
    }

    @Test
    @DisplayName("random chunks with plausible types and lengths: the deep branches are reached")
    void plausibleBytes() {
        int[] chunks = {0};
        SeededRandom.forAll(RANDOM_PACKETS, random -> {
            byte[] packet = random.bytes(12 + random.below(120));
            for (int at = 12; at + 4 <= packet.length; at += 4) {
                if (random.below(3) == 0) { // a small type and a small length, for chunk, parameter or cause
                    packet[at] = (byte) random.below(16);
                    packet[at + 1] = (byte) random.below(16);
                    packet[at + 2] = 0;
                    packet[at + 3] = (byte) random.below(48);
                    if (random.below(3) == 0) { // the high bits that types of extensions have
                        packet[at] |= (byte) (random.below(4) << 6);
                    }
                }
            }
            chunks[0] += exercise(packet, random.below(20) == 0);
        });
        assertThat(chunks[0]).isGreaterThan(RANDOM_PACKETS / 5);
    }

    @Test
    @DisplayName("SEC-3 SEC-7: 100,000 valid packets with a few bytes changed, cut or copied about")
    void mutatedPackets() {
        SeededRandom.forAll(MUTATED_PACKETS, random -> {
            byte[] packet = mutate(random, validPacket(random));
            exercise(packet, random.below(20) == 0);
        });
    }

    static Class<?>[] chunkKinds() {
        return Chunk.class.getPermittedSubclasses();
    }

    @ParameterizedTest
    @MethodSource("chunkKinds")
    @DisplayName("9260-3.2-14 9260-3.2-15 SEC-3: the packet cut at every byte of every kind of chunk")
    void cutPacket(Class<?> kind) {
        Function<SeededRandom, Chunk> generator = WireGenerators.of(WireGenerators.CHUNKS, kind);
        SeededRandom.forAll(50, random -> {
            Chunk chunk = generator.apply(random);
            byte[] packet = Packets.of(chunk);
            int end = CommonHeader.SIZE + chunk.encodedLength();
            for (int length = 0; length <= packet.length; length++) {
                PacketReader reader = Packets.reader(Arrays.copyOf(packet, length));
                int result = reader.next();
                if (length == CommonHeader.SIZE) {
                    assertThat(result).isEqualTo(PacketReader.END);
                } else if (length < end) {
                    assertThat(result).as("%d of %d bytes", length, end).isEqualTo(PacketReader.MALFORMED);
                } else {
                    assertThat(result).isEqualTo(PacketReader.CHUNK);
                    assertThat(ChunkDecoder.decode(reader)).isEqualTo(chunk);
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("chunkKinds")
    @DisplayName("9260-3.2-16 9260-3.2.1-10 SEC-4: the chunk cut at every byte, its length field telling the truth")
    void cutChunk(Class<?> kind) {
        Function<SeededRandom, Chunk> generator = WireGenerators.of(WireGenerators.CHUNKS, kind);
        SeededRandom.forAll(50, random -> {
            byte[] packet = Packets.of(generator.apply(random));
            int chunkAt = CommonHeader.SIZE;
            for (int length = 4; length <= packet.length - chunkAt; length++) {
                byte[] cut = Arrays.copyOf(packet, chunkAt + length);
                cut[chunkAt + 2] = (byte) (length >> 8);
                cut[chunkAt + 3] = (byte) length;
                assertThat(exercise(cut, true)).isEqualTo(1);
            }
        });
    }

    @Test
    @DisplayName("the largest chunks: as many parameters, causes or blocks as 65535 bytes hold")
    void largest() {
        byte[] packet = new byte[CommonHeader.SIZE + 65_536];
        for (int type : new int[] {1, 2, 4, 6, 9}) {
            int valueAt = CommonHeader.SIZE + (type <= 2 ? InitView.HEADER_SIZE : 4);
            Arrays.fill(packet, (byte) 0);
            for (int at = valueAt; at + 4 <= CommonHeader.SIZE + 65_532; at += 4) {
                packet[at] = (byte) 0xC0;
                packet[at + 3] = 4;
            }
            packet[CommonHeader.SIZE] = (byte) type;
            packet[CommonHeader.SIZE + 2] = (byte) (65_532 >> 8);
            packet[CommonHeader.SIZE + 3] = (byte) 65_532;
            Decoded decoded = Packets.decodeFirst(packet);
            if (type == ChunkType.HEARTBEAT) {
                assertThat(decoded).isEqualTo(DecodeError.HEARTBEAT_INFO_MISSING);
            } else {
                assertThat(((Chunk) decoded).encodedLength()).isEqualTo(65_532);
            }
            assertThat(PacketDissector.dissect(ByteBuffer.wrap(packet), 0, packet.length))
                    .hasSizeLessThan(5_000);
        }
    }
}
