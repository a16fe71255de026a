package io.jsctp.testkit.campaign;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs seeds. A seed determines a run to the byte; see {@code CONTRIBUTING.md} for what is asked of each. */
public final class Campaign {
    private static final int FRAMES = 8;

    private Campaign() {}

    /**
     * How a run ended.
     *
     * @param seed its seed
     * @param plan what was drawn from the seed
     * @param failure what went wrong, null if nothing did
     * @param packets packets that hosts sent
     * @param virtualNs how long it took in virtual time
     * @param hash a hash of all packets, in their order
     * @param trace the last of what happened, as text
     */
    public record Outcome(
            long seed, String plan, @Nullable String failure, long packets, long virtualNs, long hash, String trace) {

        /** {@return whether everything was as it must be} */
        public boolean passed() {
            return failure == null;
        }
    }

    /**
     * Runs a seed.
     *
     * @param seed the seed
     * @param traceLines how many lines of its trace to keep
     * @return how it ended
     */
    public static Outcome run(long seed, int traceLines) {
        CampaignPlan plan = RecoveryDraw.on(CampaignPlan.fromSeed(seed));
        CampaignRun run = new CampaignRun(plan, traceLines);
        String failure = null;
        try {
            run.run();
        } catch (AssertionError | RuntimeException e) {
            failure = e + "\n  at " + String.join("\n  at ", frames(e));
        }
        return new Outcome(
                seed,
                plan.toString(),
                failure,
                run.network().packets(),
                run.network().elapsedNs(),
                run.network().trace().hash(),
                run.network().trace().toString());
    }

    private static List<String> frames(Throwable e) {
        List<String> result = new ArrayList<>();
        for (StackTraceElement f : e.getStackTrace()) {
            if (result.size() < FRAMES) {
                result.add(f.toString());
            }
        }
        return result;
    }
}
