package io.jsctp.conformance.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Thousands of seeded runs under faults. {@code -Djsctp.seed=N} replays one with its trace, {@code -Djsctp.seeds=N} changes
 * how many are run.
 */
class CampaignTest {
    private static final int SEEDS = Integer.getInteger("jsctp.seeds", 10_000);
    private static final int TRACE_LINES = Integer.getInteger("jsctp.trace", 400);

    @Test
    @DisplayName("OVW-1 OVW-2 OVW-3 OVW-4 STK-12 STK-25 9260-6.1-31 9260-9.2-31: every run converges after healing")
    void campaign() {
        Long one = Long.getLong("jsctp.seed");
        List<String> failures = Collections.synchronizedList(new ArrayList<>());
        if (one != null) {
            run(one, failures);
        } else {
            LongStream.range(0, SEEDS).parallel().forEach(seed -> run(seed, failures));
        }
        assertThat(failures.stream().limit(3)).isEmpty();
    }

    private static void run(long seed, List<String> failures) {
        if (failures.size() >= 20) {
            return;
        }
        try {
            new CampaignRun(CampaignPlan.fromSeed(seed), 0).run();
        } catch (AssertionError | RuntimeException e) {
            failures.add(report(seed, e));
        }
    }

    /** Runs the seed again with a trace: the run is the same, to the byte. */
    private static String report(long seed, Throwable failure) {
        CampaignPlan plan = CampaignPlan.fromSeed(seed);
        CampaignRun again = new CampaignRun(plan, TRACE_LINES);
        String outcome = "the failure did not happen again: the engine is not deterministic";
        try {
            again.run();
        } catch (AssertionError | RuntimeException e) {
            outcome = e.toString() + "\n  at " + String.join("\n  at ", frames(e));
        }
        return "seed " + seed + ": " + failure.getMessage() + "\n" + plan + "\n"
                + again.network().trace() + "\n" + outcome
                + "\nreplay: mvn -pl conformance -am test -Dtest=CampaignTest -Djsctp.seed=" + seed
                + " -Dsurefire.failIfNoSpecifiedTests=false\n";
    }

    private static List<String> frames(Throwable e) {
        List<String> result = new ArrayList<>();
        for (StackTraceElement f : e.getStackTrace()) {
            if (result.size() < 8) {
                result.add(f.toString());
            }
        }
        return result;
    }

    @Test
    @DisplayName("SEC-92: the same seed gives the same packets, byte for byte")
    void determinism() {
        for (long seed = 0; seed < 40; seed++) {
            CampaignRun first = new CampaignRun(CampaignPlan.fromSeed(seed), 0);
            CampaignRun second = new CampaignRun(CampaignPlan.fromSeed(seed), 0);
            first.run();
            second.run();
            assertThat(second.network().trace().hash())
                    .isEqualTo(first.network().trace().hash());
            assertThat(second.network().packets()).isEqualTo(first.network().packets());
        }
    }
}
