package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RtoEstimatorTest {
    private static final long MS = 1_000_000L;

    private static RtoEstimator estimator() {
        return new RtoEstimator(1000 * MS, 10 * MS, 60_000 * MS);
    }

    @Test
    @DisplayName("9260-6.3.1-1: before the first measurement the RTO is RTO.Initial")
    void initial() {
        assertThat(estimator().rtoNs()).isEqualTo(1000 * MS);
        assertThat(estimator().srttNs()).isZero();
    }

    @Test
    @DisplayName("9260-6.3.1-2: the first measurement gives SRTT = R, RTTVAR = R/2, RTO = SRTT + 4 RTTVAR")
    void first() {
        RtoEstimator e = estimator();
        e.sample(100 * MS);
        assertThat(e.srttNs()).isEqualTo(100 * MS);
        assertThat(e.rtoNs()).isEqualTo(300 * MS);
    }

    @Test
    @DisplayName("9260-6.3.1-3: later ones are smoothed with 1/8 and 1/4, the variance before the mean")
    void later() {
        RtoEstimator e = estimator();
        e.sample(100 * MS);
        e.sample(180 * MS);
        assertThat(e.srttNs()).isEqualTo(110 * MS);
        // RTTVAR = 3/4 * 50 + 1/4 * |100 - 180| = 57.5 ms
        assertThat(e.rtoNs()).isEqualTo(110 * MS + 4 * 57_500_000L);
    }

    @Test
    @DisplayName("RTO-5 9260-6.3.1-10 9260-6.3.1-11: the RTO never leaves its bounds")
    void bounds() {
        RtoEstimator e = estimator();
        e.sample(1 * MS);
        assertThat(e.rtoNs()).isEqualTo(10 * MS);
        e.sample(59_000 * MS);
        e.sample(59_000 * MS);
        assertThat(e.rtoNs()).isEqualTo(60_000 * MS);
    }

    @Test
    @DisplayName("9260-6.3.1-13: a round trip below zero or above RTO.Max is none")
    void senseless() {
        RtoEstimator e = estimator();
        e.backoff();
        e.sample(-1);
        e.sample(60_001 * MS);
        assertThat(e.srttNs()).isZero();
        assertThat(e.rtoNs()).isEqualTo(2000 * MS);
    }

    @Test
    @DisplayName("9260-6.3.1-4 9260-6.3.1-12: a million equal round trips give SRTT = R and RTTVAR = G, which is 1 ms")
    void noDrift() {
        RtoEstimator e = estimator();
        e.sample(700 * MS);
        for (int i = 0; i < 1_000_000; i++) {
            e.sample(100 * MS + 1);
        }
        assertThat(e.srttNs()).isBetween(100 * MS - 7, 100 * MS + 8);
        assertThat(e.rtoNs()).isEqualTo(e.srttNs() + 4 * MS);
    }

    @Test
    @DisplayName("9260-6.3.3-2 9260-6.3.3-6: each expiry doubles it up to RTO.Max, and a measurement ends that")
    void backoff() {
        RtoEstimator e = estimator();
        e.sample(100 * MS);
        e.backoff();
        assertThat(e.rtoNs()).isEqualTo(600 * MS);
        for (int i = 0; i < 20; i++) {
            e.backoff();
        }
        assertThat(e.rtoNs()).isEqualTo(60_000 * MS);
        e.sample(100 * MS);
        assertThat(e.rtoNs()).isLessThan(300 * MS);
    }

    @Test
    @DisplayName("RTO-2: a changed RTO.Initial holds while nothing was measured")
    void changedInitial() {
        RtoEstimator e = estimator();
        e.bounds(200 * MS, 10 * MS, 60_000 * MS);
        assertThat(e.rtoNs()).isEqualTo(200 * MS);
        e.sample(100 * MS);
        e.bounds(5000 * MS, 400 * MS, 60_000 * MS);
        assertThat(e.rtoNs()).isEqualTo(400 * MS);
    }

    @Test
    @DisplayName("RTO-5 9260-6.3.1-10: a round trip of no time gives RTO.Min")
    void nothingMeasurable() {
        RtoEstimator e = estimator();
        e.sample(0);
        assertThat(e.rtoNs()).isEqualTo(10 * MS);
        assertThat(e.srttNs()).as("it was measured").isPositive();
    }

    @Test
    @DisplayName("RTO-2 RTO-5: changed bounds hold at once, also for what was measured and clamped before")
    void changedBounds() {
        RtoEstimator e = new RtoEstimator(1000 * MS, 1000 * MS, 60_000 * MS);
        e.sample(0);
        assertThat(e.rtoNs()).isEqualTo(1000 * MS);
        e.bounds(100 * MS, 100 * MS, 800 * MS);
        assertThat(e.rtoNs()).isEqualTo(100 * MS);
        e.bounds(1000 * MS, 1000 * MS, 60_000 * MS);
        assertThat(e.rtoNs()).isEqualTo(1000 * MS);
    }

    @Test
    @DisplayName("9260-6.3.3-7 9260-6.3.3-6: a back-off stays in force over changed bounds, until the next measurement")
    void backoffIsKept() {
        RtoEstimator e = estimator();
        e.backoff();
        e.backoff();
        e.bounds(100 * MS, 100 * MS, 800 * MS);
        assertThat(e.rtoNs()).isEqualTo(400 * MS);
        e.backoff();
        e.backoff();
        assertThat(e.rtoNs()).isEqualTo(800 * MS);
        e.sample(1);
        assertThat(e.rtoNs()).isEqualTo(100 * MS);
    }
}
