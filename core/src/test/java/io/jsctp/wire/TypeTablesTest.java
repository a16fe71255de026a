package io.jsctp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class TypeTablesTest {
    @Test
    @DisplayName(
            "9260-15-1 9260-3.2-7: the known chunk types are 0 to 11, 14 and those of extensions; 12 and 13 are not")
    void chunkTypes() {
        List<Integer> known =
                IntStream.range(0, 256).filter(ChunkType::known).boxed().toList();
        assertThat(known)
                .containsExactly(
                        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 14, 0x0F, 0x40, 0x80, 0x82, 0x84, 0xC0, 0xC1, 0xC2);
        assertThat(IntStream.range(0, 256).filter(ChunkType::isBase))
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 14);
        for (int type = 0; type < 256; type++) {
            String value = String.format("%02x000004", type);
            boolean unknown = Packets.decodeHex(value) instanceof UnknownChunk;
            assertThat(unknown).as("type %d", type).isEqualTo(!ChunkType.known(type));
        }
    }

    @Test
    @DisplayName("9260-15-1: the known parameter types are 1, 5 to 9, 11, 12, and those of extensions")
    void parameterTypes() {
        List<Integer> known =
                IntStream.range(0, 0x10000).filter(ParameterType::known).boxed().toList();
        assertThat(known)
                .containsExactly(
                        1, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 0x8001, 0x8002, 0x8003, 0x8004, 0x8005,
                        0x8008, 0xC000, 0xC001, 0xC002, 0xC003, 0xC004, 0xC005, 0xC006);
        assertThat(IntStream.range(0, 0x10000).filter(ParameterType::isBase)).containsExactly(1, 5, 6, 7, 8, 9, 11, 12);
        assertThat(known.stream().map(ParameterType::name)).noneMatch(name -> name.startsWith("Parameter "));
    }

    @Test
    @DisplayName("9260-15-5: names are those of the RFC")
    void names() {
        List<String> chunks = IntStream.range(0, 16).mapToObj(ChunkType::name).toList();
        assertThat(chunks)
                .containsExactly(
                        "DATA",
                        "INIT",
                        "INIT ACK",
                        "SACK",
                        "HEARTBEAT",
                        "HEARTBEAT ACK",
                        "ABORT",
                        "SHUTDOWN",
                        "SHUTDOWN ACK",
                        "ERROR",
                        "COOKIE ECHO",
                        "COOKIE ACK",
                        "ECNE",
                        "CWR",
                        "SHUTDOWN COMPLETE",
                        "AUTH");
        assertThat(ChunkType.name(16)).isEqualTo("CHUNK 16");
        assertThat(ParameterType.name(8)).isEqualTo("Unrecognized Parameter");
        assertThat(ParameterType.name(0x8000)).isEqualTo("Parameter 32768");
        assertThat(CauseCode.name(3)).isEqualTo("Stale Cookie");
        assertThat(CauseCode.name(12)).isEqualTo("User-Initiated Abort");
        assertThat(CauseCode.name(14)).isEqualTo("Cause 14");
        IntStream.rangeClosed(1, 13)
                .forEach(code -> assertThat(CauseCode.name(code)).doesNotStartWith("Cause "));
        IntStream.of(0xA0, 0xA1, 0xA2, 0xA3, 0xA4, 0x0105)
                .forEach(code -> assertThat(CauseCode.name(code)).doesNotStartWith("Cause "));
        IntStream.range(0, 256)
                .filter(ChunkType::known)
                .forEach(type -> assertThat(ChunkType.name(type)).doesNotStartWith("CHUNK "));
    }

    @Test
    @DisplayName("9260-3.2-1..4: what the two high bits of a chunk type say")
    void chunkBits() {
        for (int low = 0; low < 64; low++) {
            assertThat(ChunkType.skipsUnrecognized(low) || ChunkType.reportsUnrecognized(low))
                    .isFalse();
            assertThat(ChunkType.skipsUnrecognized(64 + low)).isFalse();
            assertThat(ChunkType.reportsUnrecognized(64 + low)).isTrue();
            assertThat(ChunkType.skipsUnrecognized(128 + low)).isTrue();
            assertThat(ChunkType.reportsUnrecognized(128 + low)).isFalse();
            assertThat(ChunkType.skipsUnrecognized(192 + low) && ChunkType.reportsUnrecognized(192 + low))
                    .isTrue();
        }
    }

    @Test
    @DisplayName("9260-3.2.1-3..6: what the two high bits of a parameter type say")
    void parameterBits() {
        for (int type = 0; type <= 0xFFFF; type++) {
            assertThat(ParameterType.skipsUnrecognized(type)).isEqualTo(type >= 0x8000);
            assertThat(ParameterType.reportsUnrecognized(type))
                    .isEqualTo((type >= 0x4000 && type < 0x8000) || type >= 0xC000);
        }
    }
}
