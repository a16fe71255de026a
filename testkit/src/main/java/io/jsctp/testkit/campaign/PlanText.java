package io.jsctp.testkit.campaign;

import io.jsctp.engine.AssociationSettings;
import io.jsctp.engine.Extension;
import io.jsctp.testkit.PathConditions;
import io.jsctp.testkit.campaign.CampaignPlan.Crash;
import io.jsctp.testkit.campaign.CampaignPlan.Side;
import io.jsctp.testkit.campaign.CampaignPlan.Traffic;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** A plan for a person to read. */
final class PlanText {
    private PlanText() {}

    static String of(CampaignPlan plan) {
        StringJoiner lines = new StringJoiner(System.lineSeparator());
        lines.add("ends by   " + plan.end() + (plan.end().isGraceful() ? " when all is sent, after " : " at ")
                + s(plan.endNs()) + (plan.collision() ? ", both sides set up" : ""));
        lines.add("A         " + side(plan.a()));
        lines.add("B         " + side(plan.b()));
        lines.add("network   " + conditions(plan.conditions()));
        for (Fault f : plan.faults()) {
            lines.add("fault     " + f.kind() + " " + s(f.fromNs()) + " to " + s(f.untilNs()) + " "
                    + names(f.addresses())
                    + (f.value() == 0 ? "" : f.kind() == Fault.Kind.FLAP ? " every " + s(f.value()) : " " + f.value()));
        }
        for (Crash c : plan.crashes()) {
            lines.add("crash     " + (c.ofA() ? "A" : "B") + " at " + s(c.atNs())
                    + (c.comesBack() ? ", sets up again" : ", waits for the peer"));
        }
        if (plan.adversary() != null) {
            lines.add("adversary " + plan.adversary() + ", a packet in " + s(plan.attackEveryNs()));
        }
        return lines.toString();
    }

    private static String side(Side side) {
        AssociationSettings p = side.settings();
        Traffic t = side.traffic();
        StringJoiner text = new StringJoiner(", ");
        text.add(names(side.addresses()) + RecoveryDraw.text(p.recovery()));
        text.add("sends " + t.messages() + " up to " + t.largestBytes() + " B"
                + (t.paceNs() == 0 ? "" : " every " + s(t.paceNs())));
        text.add("streams " + p.outboundStreams() + "/" + p.maxInboundStreams());
        text.add("RTO " + s(p.rtoInitialNs()) + " " + s(p.rtoMinNs()) + " to " + s(p.rtoMaxNs()));
        text.add("buffers " + p.sendBufferBytes() + "/" + p.receiveBufferBytes() + " B");
        text.add("MTU " + p.pathMtuBytes() + (p.pathMtuDiscovery() ? " to be discovered" : ""));
        text.add(p.streamScheduling().policy().toString());
        if (p.extensions().has(Extension.PARTIAL_RELIABILITY)) {
            text.add("partial reliability");
        }
        if (t.partialPerMille() > 0) {
            text.add(t.partialPerMille() + " of a thousand unreliable");
        }
        if (p.extensions().has(Extension.AUTHENTICATION)) {
            text.add("authenticates " + p.auth().chunkTypes());
        }
        if (p.mixesMessages()) {
            text.add(p.extensions().has(Extension.INTERLEAVING) ? "interleaves" : "reads messages mixed");
        }
        if (t.readDelayNs() > 0) {
            text.add("reads after " + s(t.readDelayNs()));
        }
        if (t.stalledUntilNs() > 0) {
            text.add("reads nothing until " + s(t.stalledUntilNs()));
        }
        if (t.reconfigurePerMille() > 0) {
            text.add("resets and adds streams, " + t.reconfigurePerMille() + " of a thousand times");
        }
        if (p.extensions().has(Extension.DYNAMIC_ADDRESSES)) {
            text.add("changes its addresses " + t.movePerMille() + " of a thousand times");
        }
        return text.toString();
    }

    private static String conditions(PathConditions c) {
        return s(c.delayNs()) + (c.jitterNs() > 0 ? " + 0 to " + s(c.jitterNs()) : "") + ", of a thousand "
                + c.lossPerMille() + " lost, " + c.duplicatePerMille() + " duplicated, " + c.reorderPerMille()
                + " reordered, " + c.corruptPerMille() + " damaged"
                + (c.bitsPerSecond() == 0
                        ? ""
                        : ", " + c.bitsPerSecond() / 1000 + " kbit/s, queue " + c.queueBytes() + " B");
    }

    private static String names(List<InetAddress> addresses) {
        StringJoiner text = new StringJoiner(" ");
        addresses.forEach(a -> text.add(a.getHostAddress()));
        return text.toString();
    }

    private static String s(long ns) {
        return String.format(Locale.ROOT, "%.3f s", ns / 1e9);
    }
}
