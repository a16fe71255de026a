package io.jsctp.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class Crc32cTest {
    private final Crc32c crc = new Crc32c();

    /** Bit by bit from the polynomial, to compare with. */
    private static int reference(byte[] bytes) {
        int crc = 0xFFFFFFFF;
        for (byte b : bytes) {
            crc ^= b & 0xFF;
            for (int i = 0; i < 8; i++) {
                crc = (crc >>> 1) ^ ((crc & 1) != 0 ? 0x82F63B78 : 0);
            }
        }
        return ~crc;
    }

    @Test
    @DisplayName("9260-A-1: the reference of this test gives the published values")
    void referenceIsRight() {
        assertThat(reference("123456789".getBytes(US_ASCII))).isEqualTo(0xE3069283);
        assertThat(reference(new byte[32])).isEqualTo(0x8A9136AA);
    }

    @Test
    @DisplayName("9260-6.8-3: a packet with bytes behind its end, or short of some, fails the check")
    void trailingBytes() {
        ByteBuffer packet = ByteBuffer.allocate(64);
        crc.fill(packet, 0, 32);
        for (int length = 12; length <= 64; length += 4) {
            assertThat(crc.verify(packet, 0, length)).as("%d bytes", length).isEqualTo(length == 32);
        }
    }

    @Test
    @DisplayName("9260-A-1 9260-6.8-1: 32 zero bytes: 0x8A9136AA, least significant byte first on the wire")
    void knownVector() {
        ByteBuffer packet = ByteBuffer.allocate(32);
        crc.fill(packet, 0, 32);
        assertThat(packet.slice(8, 4))
                .isEqualTo(ByteBuffer.wrap(new byte[] {(byte) 0xAA, 0x36, (byte) 0x91, (byte) 0x8A}));
        assertThat(crc.verify(packet, 0, 32)).isTrue();
    }

    @Test
    @DisplayName("9260-A-1 9260-6.8-1: agrees with the bitwise reference over heap, direct and read-only buffers")
    void agreesWithReference() {
        SeededRandom.forAll(3_000, random -> {
            byte[] bytes = random.bytes(12 + random.below(random.below(10) == 0 ? 6000 : 200));
            byte[] zeroed = bytes.clone();
            for (int i = 8; i < 12; i++) {
                zeroed[i] = 0;
            }
            int expected = Integer.reverseBytes(reference(zeroed));
            int offset = random.below(9);
            ByteBuffer heap = ByteBuffer.allocate(offset + bytes.length + random.below(9));
            heap.put(offset, bytes);
            ByteBuffer direct = ByteBuffer.allocateDirect(heap.capacity());
            direct.put(offset, bytes);
            assertThat(crc.compute(heap, offset, bytes.length)).isEqualTo(expected);
            assertThat(crc.compute(direct, offset, bytes.length)).isEqualTo(expected);
            assertThat(crc.compute(heap.asReadOnlyBuffer(), offset, bytes.length))
                    .isEqualTo(expected);
            assertThat(crc.compute(direct.asReadOnlyBuffer(), offset, bytes.length))
                    .isEqualTo(expected);
            assertThat(crc.compute(heap.slice(offset, bytes.length), 0, bytes.length))
                    .isEqualTo(expected);
        });
    }

    @Test
    @DisplayName("9260-6.8-6: any single flipped bit is found")
    void flippedBits() {
        SeededRandom random = new SeededRandom(1);
        byte[] packet = random.bytes(60);
        ByteBuffer buf = ByteBuffer.wrap(packet);
        crc.fill(buf, 0, packet.length);
        for (int bit = 0; bit < 8 * packet.length; bit++) {
            packet[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(crc.verify(buf, 0, packet.length)).as("bit %d", bit).isFalse();
            packet[bit / 8] ^= (byte) (1 << bit % 8);
        }
        assertThat(crc.verify(buf, 0, packet.length)).isTrue();
    }

    @Test
    @DisplayName("9260-6.8-4: position, limit and bytes stay as they were")
    void leavesBufferAlone() {
        ByteBuffer direct = ByteBuffer.allocateDirect(100);
        direct.position(5).limit(90);
        crc.compute(direct, 10, 80);
        assertThat(direct.position()).isEqualTo(5);
        assertThat(direct.limit()).isEqualTo(90);
        assertThat(direct.slice(0, 90)).isEqualTo(ByteBuffer.allocate(90));
    }

    @Test
    @DisplayName("9260-3-4: a packet too short for a checksum is not right, and none can be computed")
    void tooShort() {
        ByteBuffer buf = ByteBuffer.allocate(20);
        assertThat(crc.verify(buf, 0, 11)).isFalse();
        crc.fill(buf, 0, 12);
        assertThat(crc.verify(buf, 0, 12)).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> crc.compute(buf, 0, 11));
        assertThatIllegalArgumentException().isThrownBy(() -> crc.compute(buf, 9, 12));
        assertThatIllegalArgumentException().isThrownBy(() -> crc.fill(buf, -1, 12));
    }
}
