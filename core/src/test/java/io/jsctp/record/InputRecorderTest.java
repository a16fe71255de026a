package io.jsctp.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jsctp.Errno;
import io.jsctp.SctpException;
import io.jsctp.SctpStack;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class InputRecorderTest {
    @TempDir
    private Path folder;

    private SctpStack open(Path file) throws SctpException {
        return SctpStack.builder()
                .localAddresses(List.of(InetAddress.getLoopbackAddress()))
                .udpPort(0)
                .recording(file, 1 << 20, true)
                .open();
    }

    @Test
    @DisplayName("a file that can't be made is EIO, and the ports are free again; a size without room is refused")
    void cannot() {
        assertThatThrownBy(() -> open(folder.resolve("none/file")))
                .isInstanceOfSatisfying(
                        SctpException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EIO))
                .hasMessageContaining("the recording can't be written");
        assertThatThrownBy(() -> SctpStack.builder().recording(folder.resolve("file"), 4095, true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("a recording tells the limits first, and is whole once its stack is closed")
    void whole() throws Exception {
        Path file = folder.resolve("file");
        open(file).close();
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.get(0)).isEqualTo(InputRecorder.TITLE);
        assertThat(lines.get(1)).startsWith("stack f ").contains(" INITS_PER_SECOND=20000");
        assertThat(lines).anyMatch(line -> line.startsWith("i 1 1 endpoint 0 [@7f000001] f {rtoInitialNs="));
    }

    @Test
    @DisplayName("what users send, and say when they abort, is zeros in a redacted packet; all else stays")
    void redaction() {
        byte[] packet = {
            1,
            2,
            3,
            4,
            5,
            6,
            7,
            8,
            9,
            10,
            11,
            12, // common header
            3,
            0,
            0,
            8,
            1,
            2,
            3,
            4, // SACK, as good as one
            0,
            3,
            0,
            18,
            1,
            1,
            1,
            1,
            2,
            2,
            3,
            3,
            4,
            4,
            4,
            4,
            77,
            78,
            0,
            0, // DATA
            64,
            3,
            0,
            21,
            1,
            1,
            1,
            1,
            2,
            2,
            0,
            0,
            3,
            3,
            3,
            3,
            4,
            4,
            4,
            4,
            79,
            0,
            0,
            0, // I-DATA
            6,
            0,
            0,
            16,
            0,
            13,
            0,
            4,
            0,
            12,
            0,
            6,
            80,
            81,
            0,
            0, // ABORT
            0,
            3,
            0,
            99,
            1,
            1,
            1,
            1,
            2,
            2,
            3,
            3,
            4,
            4,
            4,
            4,
            82 // broken off
        };
        byte[] expected = packet.clone();
        for (int i = 0; i < expected.length; i++) {
            expected[i] = expected[i] >= 77 && expected[i] <= 82 ? 0 : expected[i];
        }
        Redaction.redact(packet);
        assertThat(packet).isEqualTo(expected);
        for (int length = 0; length < 30; length++) {
            Redaction.redact(new byte[length]); // whatever it is
        }
    }
}
