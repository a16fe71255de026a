package io.jsctp.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RawHeaderTest {
    @ParameterizedTest(name = "first byte {0}, protocol {1}, {2} bytes: {3}")
    @DisplayName(
            "SEC-16: version, length with options and protocol of the IP header are looked at; short packets are dropped")
    @CsvSource({
        "0x45, 132, 52, 20",
        "0x45, 132, 20, 20",
        "0x46, 132, 52, 24",
        "0x4f, 132, 60, 60",
        "0x4f, 132, 59, -1",
        "0x44, 132, 52, -1",
        "0x40, 132, 52, -1",
        "0x65, 132, 52, -1",
        "0x45, 17, 52, -1",
        "0x45, 132, 19, -1",
        "0x45, 132, 0, -1"
    })
    void table(int first, int protocol, int bytes, int expected) {
        ByteBuffer packet = ByteBuffer.allocate(64);
        packet.put(0, (byte) first).put(9, (byte) protocol);
        assertThat(RawHeader.length(packet, bytes)).isEqualTo(expected);
    }
}
