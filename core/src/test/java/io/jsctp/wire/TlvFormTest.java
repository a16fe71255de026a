package io.jsctp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Parameters and causes that nobody knows yet: their form alone is enough to get past them (RFC 9260 §15). */
final class TlvFormTest {
    private static final String FIXED = "00000001000010000001000100000001";

    private static Decoded setupChunk(int chunkType, String parameters) {
        return Packets.decodeHex(
                String.format("%02x00%04x", chunkType, 20 + parameters.length() / 2) + FIXED + parameters);
    }

    @Test
    @DisplayName("9260-15-3 9260-3.2.1-8: a parameter type means the same in INIT and INIT ACK, known or not")
    void parameters() {
        for (int type = 0; type <= 0xFFFF; type++) {
            String parameter = String.format("%04x0007010203", type);
            InitChunk init = setupChunk(1, parameter) instanceof InitChunk i ? i : null;
            InitAckChunk initAck = setupChunk(2, parameter) instanceof InitAckChunk a ? a : null;
            assertThat(init == null).as("type %d", type).isEqualTo(initAck == null);
            if (!ParameterType.known(type)) {
                assertThat(init).as("type %d", type).isNotNull();
            }
            if (init != null && initAck != null) {
                assertThat(init.parameters()).as("type %d", type).isEqualTo(initAck.parameters());
            }
        }
    }

    @Test
    @DisplayName("9260-15-3: an unknown parameter is passed over by its length, whatever it holds")
    void unknownParameterSkipped() {
        for (int type = 0x8000; type <= 0xFFFF; type++) {
            if (ParameterType.known(type)) {
                continue;
            }
            String list = String.format("%04x0007ffffff00", type) + "0009000800000001";
            assertThat(setupChunk(1, list))
                    .as("type %d", type)
                    .isInstanceOfSatisfying(
                            InitChunk.class,
                            i -> assertThat(i.parameters())
                                    .containsExactly(
                                            new UnknownParameter(type(list), new byte[] {-1, -1, -1}),
                                            new CookiePreservativeParameter(1)));
        }
    }

    private static int type(String list) {
        return Integer.parseInt(list.substring(0, 4), 16);
    }

    @Test
    @DisplayName("9260-15-3: an unknown cause is passed over by its length and kept as it is")
    void unknownCauseSkipped() {
        for (int code = 14; code <= 0xFFFF; code++) {
            if (!CauseCode.name(code).startsWith("Cause ")) {
                continue;
            }
            String causes = String.format("%04x0007ffffff00", code) + "00040004";
            assertThat(Packets.decodeHex("09000010" + causes))
                    .as("code %d", code)
                    .isEqualTo(new ErrorChunk(
                            List.of(new UnknownCause(code, new byte[] {-1, -1, -1}), new OutOfResource())));
        }
    }
}
