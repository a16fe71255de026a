package io.jsctp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class SerialNumberTest {
    private static final int RUNS = 50_000;

    @Test
    @DisplayName("9260-1.6-1: 0 follows 4294967295, and 0 follows 65535")
    void wrap() {
        assertThat(SerialNumber.lt(0xFFFFFFFF, 0)).isTrue();
        assertThat(SerialNumber.gt(0, 0xFFFFFFFF)).isTrue();
        assertThat(SerialNumber.lt(0x7FFFFFFF, 0x80000000)).isTrue();
        assertThat(SerialNumber.max(0xFFFFFFFE, 1)).isEqualTo(1);
        assertThat(SerialNumber.max(1, 0xFFFFFFFE)).isEqualTo(1);
        assertThat(SerialNumber.lt16(0xFFFF, 0)).isTrue();
        assertThat(SerialNumber.gt16(0, 0xFFFF)).isTrue();
        assertThat(SerialNumber.next16(0xFFFF)).isZero();
        assertThat(SerialNumber.next16(0)).isEqualTo(1);
    }

    @Test
    @DisplayName("SEC-13 9260-1.6-2: 32 bits: order follows the shorter way round, from any point")
    void order32() {
        SeededRandom.forAll(RUNS, random -> {
            int a = random.anyInt();
            int step = 1 + random.below(Integer.MAX_VALUE); // 1 to 2^31 - 1
            int b = a + step;
            assertThat(SerialNumber.lt(a, b)).isTrue();
            assertThat(SerialNumber.lte(a, b)).isTrue();
            assertThat(SerialNumber.gt(a, b)).isFalse();
            assertThat(SerialNumber.gte(a, b)).isFalse();
            assertThat(SerialNumber.lt(b, a)).isFalse();
            assertThat(SerialNumber.lte(b, a)).isFalse();
            assertThat(SerialNumber.gt(b, a)).isTrue();
            assertThat(SerialNumber.gte(b, a)).isTrue();
            assertThat(SerialNumber.max(a, b)).isEqualTo(b);
            assertThat(SerialNumber.max(b, a)).isEqualTo(b);
        });
    }

    @Test
    @DisplayName("SEC-13 9260-1.6-2: 16 bits: order follows the shorter way round, from every point")
    void order16() {
        SeededRandom random = new SeededRandom(16);
        for (int a = 0; a <= 0xFFFF; a++) {
            int b = (a + 1 + random.below(0x7FFF)) & 0xFFFF; // 1 to 2^15 - 1 ahead
            assertThat(SerialNumber.lt16(a, b) && SerialNumber.lte16(a, b)).isTrue();
            assertThat(SerialNumber.gt16(b, a) && SerialNumber.gte16(b, a)).isTrue();
            assertThat(SerialNumber.lt16(b, a) || SerialNumber.lte16(b, a)).isFalse();
            assertThat(SerialNumber.gt16(a, b) || SerialNumber.gte16(a, b)).isFalse();
            assertThat(SerialNumber.lt16(a, SerialNumber.next16(a))).isTrue();
        }
    }

    @Test
    @DisplayName("9260-1.6-2: a number is equal to itself, and a pair half the space apart has no order")
    void equalAndOpposite() {
        SeededRandom.forAll(RUNS, random -> {
            int a = random.anyInt();
            int opposite = a + Integer.MIN_VALUE;
            assertThat(SerialNumber.lte(a, a) && SerialNumber.gte(a, a)).isTrue();
            assertThat(SerialNumber.lt(a, a) || SerialNumber.gt(a, a)).isFalse();
            assertThat(SerialNumber.max(a, a)).isEqualTo(a);
            assertThat(SerialNumber.lt(a, opposite) || SerialNumber.lte(a, opposite))
                    .isFalse();
            assertThat(SerialNumber.gt(a, opposite) || SerialNumber.gte(a, opposite))
                    .isFalse();
            assertThat(SerialNumber.max(a, opposite)).isEqualTo(a);
            int s = a & 0xFFFF;
            int far = (s + 0x8000) & 0xFFFF;
            assertThat(SerialNumber.lte16(s, s) && SerialNumber.gte16(s, s)).isTrue();
            assertThat(SerialNumber.lt16(s, s) || SerialNumber.gt16(s, s)).isFalse();
            assertThat(SerialNumber.lt16(s, far) || SerialNumber.lte16(s, far)).isFalse();
            assertThat(SerialNumber.gt16(s, far) || SerialNumber.gte16(s, far)).isFalse();
        });
    }
}
