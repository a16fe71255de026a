package io.jsctp.conformance.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.conformance.interop.Tshark.Verdict;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Proves that the judge of the interop tests can condemn: planted bad packets are found, good ones pass. */
@Tag("interop")
@DisplayName("tshark as the judge")
final class TsharkJudgeTest {

    private static final int PORT = 20001;

    @BeforeEach
    void needsTshark() throws IOException, InterruptedException {
        if (Tshark.version().isEmpty()) {
            throw Interop.missing("there is no tshark to judge captures");
        }
    }

    @Test
    @DisplayName("finds nothing in good packets, and counts them")
    void goodPackets() throws IOException, InterruptedException {
        Verdict verdict = judge("good", PlantedCapture.packet(PlantedCapture.data(1)));

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.packets()).isEqualTo(1);
        assertThat(verdict.ourPackets()).isEqualTo(1);
        assertThat(verdict.ourChunkTypes()).containsExactly(0);
    }

    @Test
    @DisplayName("finds a bad checksum")
    void badChecksum() throws IOException, InterruptedException {
        byte[] bad = PlantedCapture.packet(PlantedCapture.data(2));
        bad[bad.length - 1] ^= 1;

        Verdict verdict = judge("bad-checksum", PlantedCapture.packet(PlantedCapture.data(1)), bad);

        assertThat(verdict.packets()).isEqualTo(2);
        assertThat(verdict.findings()).isNotEmpty().allMatch(line -> line.startsWith("packet 2 (ours)"));
        assertThat(verdict.findings()).anyMatch(line -> line.contains("checksum bad"));
    }

    @Test
    @DisplayName("finds a chunk that claims more bytes than the packet has")
    void malformedChunk() throws IOException, InterruptedException {
        byte[] chunk = PlantedCapture.data(2);
        chunk[2] = 1;

        Verdict verdict =
                judge("malformed", PlantedCapture.packet(PlantedCapture.data(1)), PlantedCapture.packet(chunk));

        assertThat(verdict.packets()).isEqualTo(2);
        assertThat(verdict.findings()).isNotEmpty().allMatch(line -> line.startsWith("packet 2 (ours)"));
        assertThat(verdict.findings()).noneMatch(line -> line.contains("checksum"));
    }

    @Test
    @DisplayName("finds an INIT that is too short for its fixed fields")
    void shortInit() throws IOException, InterruptedException {
        byte[] shortInit = {1, 0, 0, 12, 0, 0, 0, 1, 0, 0, 16, 0};

        Verdict verdict = judge("short-init", PlantedCapture.packet(shortInit));

        assertThat(verdict.findings()).isNotEmpty();
    }

    private static Verdict judge(String name, byte[]... packets) throws IOException, InterruptedException {
        return Tshark.judge(
                PlantedCapture.write(Interop.output().resolve("planted-" + name + ".pcap"), PORT, List.of(packets)),
                List.of(PORT),
                PORT);
    }
}
