package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AssociationSettingsTest {
    private final AssociationSettings standard = AssociationSettings.defaults();

    private static Duration ns(long value) {
        return Duration.ofNanos(value);
    }

    @Test
    @DisplayName("STK-26 9260-16-1 9260-16-2 9260-16-3: RTO.Initial 1 s, RTO.Min 1 s, RTO.Max 60 s")
    void rto() {
        assertThat(ns(standard.rtoInitialNs())).hasSeconds(1);
        assertThat(ns(standard.rtoMinNs())).hasSeconds(1);
        assertThat(ns(standard.rtoMaxNs())).hasSeconds(60);
    }

    @Test
    @DisplayName("STK-26 9260-16-4 9260-16-5: Max.Burst 4, Valid.Cookie.Life 60 s")
    void burstAndCookie() {
        assertThat(standard.maxBurstPackets()).isEqualTo(4);
        assertThat(ns(standard.cookieLifeNs())).hasSeconds(60);
        assertThat(standard.initialCwndPackets()).as("that of §7.2.1").isZero();
    }

    @Test
    @DisplayName("STK-26 9260-16-6: Association.Max.Retrans 10, Path.Max.Retrans 5, Max.Init.Retransmits 8")
    void limits() {
        assertThat(standard.associationMaxRetrans()).isEqualTo(10);
        assertThat(standard.pathMaxRetrans()).isEqualTo(5);
        assertThat(standard.maxInitRetransmits()).isEqualTo(8);
        assertThat(standard.maxInitTimeoutNs()).as("RTO.Max").isZero();
    }

    @Test
    @DisplayName("STK-26 9260-16-7 9260-16-8: HB.interval 30 s, SACK.Delay 200 ms and every second packet, Nagle on")
    void pace() {
        assertThat(standard.heartbeatEnabled()).isTrue();
        assertThat(ns(standard.heartbeatIntervalNs())).hasSeconds(30);
        assertThat(ns(standard.sackDelayNs())).hasMillis(200);
        assertThat(standard.sackFrequency()).isEqualTo(2);
        assertThat(standard.noDelay()).isFalse();
    }

    private void refused(UnaryOperator<AssociationSettingsBuilder> change) {
        assertThatThrownBy(() -> change.apply(standard.toBuilder()).build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("9260-16-9 9260-6.2-13: RTO.Min <= RTO.Initial <= RTO.Max, SACK.Delay at most 500 ms, sizes in range")
    void contradictions() {
        refused(b -> b.rtoMinNs(2_000_000_000L));
        refused(b -> b.rtoMaxNs(999_999_999L));
        refused(b -> b.rtoInitialNs(60_000_000_001L));
        refused(b -> b.sackDelayNs(500_000_001L));
        refused(b -> b.initialCwndPackets(-1));
        refused(b -> b.initialCwndPackets(1001));
        refused(b -> b.pathMtuBytes(511));
        AssociationSettings changed = standard.toBuilder()
                .sackDelayNs(500_000_000L)
                .initialCwndPackets(1000)
                .build();
        assertThat(changed.initialCwndPackets()).isEqualTo(1000);
        assertThat(changed.toBuilder().build().initialCwndPackets()).isEqualTo(1000);
    }
}
