package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SackSchedulerTest {
    private static final long MS = 1_000_000L;

    private final SackScheduler scheduler = new SackScheduler();
    private final AssociationSettings settings = AssociationSettings.defaults();

    /** The first packet of an association is answered at once; the tests are about those after it. */
    @BeforeEach
    void afterTheFirst() {
        scheduler.packetEnd(0, settings, false);
        assertThat(scheduler.due()).as("9260-5.1-19: the first one").isTrue();
        scheduler.sent();
    }

    @Test
    @DisplayName(
            "9260-6.2-12 9260-6.2-14 9260-5.1-19 9260-16-8: the first packet is acknowledged at once, a later one alone after SACK.Delay")
    void delayed() {
        scheduler.packetEnd(1000, settings, false);
        assertThat(scheduler.due()).isFalse();
        assertThat(scheduler.pending()).isTrue();
        assertThat(scheduler.deadlineNs()).isEqualTo(1000 + 200 * MS);
        scheduler.now();
        assertThat(scheduler.due()).isTrue();
        scheduler.sent();
        assertThat(scheduler.due()).isFalse();
        assertThat(scheduler.pending()).isFalse();
        assertThat(scheduler.deadlineNs()).isEqualTo(Path.NONE);
    }

    @Test
    @DisplayName("STK-18 9260-6.2-11: every second packet is acknowledged at once, and the delay counts from the first")
    void everySecond() {
        scheduler.packetEnd(1000, settings, false);
        scheduler.packetEnd(2000, settings, false);
        assertThat(scheduler.due()).isTrue();
        assertThat(scheduler.deadlineNs()).isEqualTo(Path.NONE);
    }

    @Test
    @DisplayName(
            "STK-18 9260-6.2-16 9260-6.2-17 9260-6.2-20 9260-3.3.4-5 9260-6.7-1: the I bit, a duplicate and a gap are answered at once")
    void atOnce() {
        scheduler.urgent();
        scheduler.packetEnd(1, settings, false);
        assertThat(scheduler.due()).isTrue();
        scheduler.sent();
        scheduler.duplicate(77);
        scheduler.packetEnd(2, settings, false);
        assertThat(scheduler.due()).isTrue();
        assertThat(scheduler.duplicateCount()).isEqualTo(1);
        scheduler.sent();
        assertThat(scheduler.duplicateCount()).as("9260-3.3.4-5: told once").isZero();
        scheduler.packetEnd(3, settings, true);
        assertThat(scheduler.due()).isTrue();
        scheduler.sent();
        scheduler.packetEnd(4, settings, false);
        assertThat(scheduler.due()).as("urgency is over with its packet").isFalse();
    }

    @Test
    @DisplayName("9260-5.1-19 9260-5.2.4-7: after a restart the first packet is answered at once again")
    void restart() {
        scheduler.urgent();
        scheduler.restart();
        assertThat(scheduler.due()).isFalse();
        scheduler.packetEnd(1, settings, false);
        assertThat(scheduler.due()).isTrue();
        scheduler.sent();
        scheduler.packetEnd(2, settings, false);
        assertThat(scheduler.due()).isFalse();
    }

    @Test
    @DisplayName("9260-6.2-19: at most 20 duplicates are remembered")
    void manyDuplicates() {
        for (int i = 0; i < 100; i++) {
            scheduler.duplicate(i);
        }
        assertThat(scheduler.duplicateCount()).isEqualTo(20);
    }

    @Test
    @DisplayName("9260-6.2-13: frequency 1 and delay 0 acknowledge every packet")
    void noDelay() {
        scheduler.packetEnd(1, settings.toBuilder().sackFrequency(1).build(), false);
        assertThat(scheduler.due()).isTrue();
        scheduler.sent();
        scheduler.packetEnd(1, settings.toBuilder().sackDelayNs(0).build(), false);
        assertThat(scheduler.due()).isTrue();
    }

    @Test
    @DisplayName("9260-5.2.4-7: an association that begins anew owes its peer no SACK for what came before")
    void owesNothingAfterRestart() {
        scheduler.duplicate(7);
        scheduler.now();
        scheduler.restart();
        assertThat(scheduler.due()).isFalse();
        assertThat(scheduler.pending()).isFalse();
        assertThat(scheduler.duplicateCount()).isZero();
    }
}
