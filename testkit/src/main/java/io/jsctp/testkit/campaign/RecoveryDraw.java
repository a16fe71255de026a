package io.jsctp.testkit.campaign;

import io.jsctp.congestion.StandardCongestion;
import io.jsctp.engine.RecoverySettings;
import io.jsctp.testkit.SeededRandom;
import io.jsctp.testkit.campaign.CampaignPlan.Side;

/**
 * Draws how each side of a plan finds losses, and what it may have in flight. It has a source of chance of its own, so that what
 * else is drawn from a seed stays what it was.
 */
final class RecoveryDraw {
    private static final long OWN_CHANCE = 0x4EC0;

    private RecoveryDraw() {}

    static CampaignPlan on(CampaignPlan plan) {
        SeededRandom r = new SeededRandom(plan.seed() ^ OWN_CHANCE);
        return new CampaignPlan(
                plan.seed(),
                side(r, plan.a()),
                side(r, plan.b()),
                plan.conditions(),
                plan.faults(),
                plan.crashes(),
                plan.collision(),
                plan.end(),
                plan.endNs(),
                plan.adversary(),
                plan.attackEveryNs());
    }

    private static Side side(SeededRandom r, Side side) {
        return new Side(
                side.addresses(),
                side.settings().toBuilder().recovery(recovery(r)).build(),
                side.traffic());
    }

    private static RecoverySettings recovery(SeededRandom r) {
        if (r.chance(400)) {
            return RecoverySettings.RFC9260;
        }
        StandardCongestion[] algorithms = StandardCongestion.values();
        boolean byTime = r.chance(700);
        boolean probes = byTime && r.chance(700);
        return new RecoverySettings(algorithms[r.below(algorithms.length)], byTime, probes, r.chance(400));
    }

    /** {@return what was drawn, for a person to read; empty if nothing beyond RFC 9260} */
    static String text(RecoverySettings drawn) {
        return drawn.equals(RecoverySettings.RFC9260)
                ? ""
                : ", " + drawn.congestion()
                        + (drawn.timeBasedLoss() ? ", losses by time" : "")
                        + (drawn.tailLossProbe() ? ", tail probes" : "")
                        + (drawn.pacing() ? ", paced" : "");
    }
}
