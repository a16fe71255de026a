package io.jsctp.conformance.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.testkit.campaign.Campaign;
import io.jsctp.testkit.campaign.Campaign.Outcome;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Thousands of seeded runs under faults. {@code -Djsctp.seed=N} replays one with its trace, {@code -Djsctp.seeds=N} runs
 * the first N, {@code -Djsctp.seeds=A..B} those from A to B.
 */
class CampaignTest {
    private static final int TRACE_LINES = Integer.getInteger("jsctp.trace", 400);
    private static final int FAILURES_TO_STOP_AT = 20;

    @Test
    @DisplayName(
            "OVW-1 OVW-2 OVW-3 OVW-4 STK-1 STK-12 STK-25 9260-6.1-31 9260-9.2-31 RACK-8 IX-22: every run converges after healing")
    void campaign() {
        Queue<Long> failed = new ConcurrentLinkedQueue<>();
        seeds().parallel().forEach(seed -> {
            if (failed.size() < FAILURES_TO_STOP_AT && !Campaign.run(seed, 0).passed()) {
                failed.add(seed);
            }
        });
        assertThat(failed.stream().sorted().limit(3).map(CampaignTest::report)).isEmpty();
    }

    private static LongStream seeds() {
        Long one = Long.getLong("jsctp.seed");
        if (one != null) {
            return LongStream.of(one);
        }
        List<String> bounds = List.of(System.getProperty("jsctp.seeds", "10000").split("\\.\\."));
        long first = bounds.size() == 1 ? 0 : Long.parseLong(bounds.get(0));
        long end = bounds.size() == 1 ? Long.parseLong(bounds.get(0)) : Long.parseLong(bounds.get(1)) + 1;
        return LongStream.range(first, end);
    }

    /** Runs the seed again with a trace: the run is the same, to the byte. */
    private static String report(long seed) {
        Outcome again = Campaign.run(seed, TRACE_LINES);
        String failure = again.failure();
        return "seed " + seed + "\n" + again.plan() + "\n" + again.trace() + "\n"
                + (failure == null ? "the failure did not happen again: the engine is not deterministic" : failure)
                + "\nreplay: mvn -pl conformance -am test -Dtest=CampaignTest -Djsctp.seed=" + seed
                + " -Dsurefire.failIfNoSpecifiedTests=false\n";
    }

    @Test
    @DisplayName("SEC-92: the same seed gives the same packets, byte for byte")
    void determinism() {
        for (long seed = 0; seed < 40; seed++) {
            Outcome first = Campaign.run(seed, 0);
            Outcome second = Campaign.run(seed, 0);
            assertThat(second.hash()).isEqualTo(first.hash());
            assertThat(second.packets()).isEqualTo(first.packets());
        }
    }
}
