package io.jsctp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class PacketDissectorTest {
    private static String dissect(byte[] packet) {
        return PacketDissector.dissect(ByteBuffer.wrap(packet), 0, packet.length);
    }

    @Test
    @DisplayName("a line for the common header, then one for each chunk")
    void lines() {
        byte[] packet = Packets.of(
                new SackChunk(-1, 4660, List.of(new SackChunk.GapBlock(2, 3)), List.of(19)),
                new DataChunk(3, 7, 1, 2, 51, new byte[] {1, 2}),
                new AbortChunk(true, List.of(new NoUserData(9))));
        assertThat(dissect(packet).split("\n"))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("1000 > 2000 vtag=0x01020304 length=68")
                                .doesNotContain("("),
                        line -> assertThat(line).isEqualTo("  SACK cum=4294967295 a_rwnd=4660 gap=2-3 dup=19"),
                        line -> assertThat(line).isEqualTo("  DATA BE tsn=7 sid=1 ssn=2 ppid=51 data=2:0102"),
                        line -> assertThat(line).isEqualTo("  ABORT T NoUserData[tsn=9]"));
    }

    @Test
    @DisplayName("what is wrong with a packet is said")
    void faults() {
        assertThat(dissect(new byte[11])).isEqualTo("no SCTP packet: 11 bytes");
        assertThat(dissect(Packets.ofHex("03000008 00000000")))
                .contains("(none)")
                .contains("RFC 9260 section 3.3");
        byte[] packet = Packets.of(new CookieAckChunk());
        packet[0] ^= 1;
        assertThat(dissect(packet)).contains("(wrong)");
        assertThat(dissect(Packets.ofHex("0b000004 0b000003")))
                .contains("COOKIE ACK")
                .endsWith("malformed rest");
    }

    @Test
    @DisplayName("every kind of chunk is named")
    void everyKind() {
        WireGenerators.CHUNKS.forEach((kind, generator) -> {
            Chunk chunk = generator.apply(new SeededRandom(3));
            assertThat(dissect(Packets.of(chunk))).contains("\n  " + ChunkType.name(chunk.type()));
        });
    }
}
