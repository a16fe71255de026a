package io.jsctp.testkit.campaign;

import io.jsctp.engine.Association;
import io.jsctp.engine.AssociationEvent;
import io.jsctp.engine.EndpointLimits;
import io.jsctp.engine.Limit;
import io.jsctp.engine.LossReason;
import io.jsctp.testkit.Adversary;
import io.jsctp.testkit.LadderTrace;
import io.jsctp.testkit.SeededRandom;
import io.jsctp.testkit.SimulatedHost;
import io.jsctp.testkit.SimulatedNetwork;
import io.jsctp.testkit.campaign.CampaignPlan.Crash;
import io.jsctp.testkit.campaign.CampaignPlan.End;
import io.jsctp.testkit.campaign.CampaignPlan.Side;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of a plan: faults for a while, then healing, then everything must come to its end. */
final class CampaignRun {
    private static final long SECOND = 1_000_000_000L;
    private static final long PATIENCE_NS = 10_000 * SECOND;

    /** Where nobody has to give up a peer first: the slowest transfers need that long. */
    private static final long EASY_PATIENCE_NS = 4000 * SECOND;

    /** The slowest transfers need longer to shut down than a guard of 5 RTO.Max allows. */
    private static final EndpointLimits PATIENT = EndpointLimits.DEFAULT.with(Limit.SHUTDOWN_GUARD_RTOS, 1000);

    private static final long MAX_STEPS = 3_000_000;

    /** Late packets may begin another association after the first ones are ended. */
    private static final int CLEARINGS = 3;

    private final CampaignPlan plan;
    private final SeededRandom random;
    private final SimulatedNetwork network;
    private final CampaignUser a;
    private final CampaignUser b;
    private boolean crashed;
    private boolean partitioned;

    CampaignRun(CampaignPlan plan, int traceLines) {
        this.plan = plan;
        random = new SeededRandom(plan.seed() ^ 0x5EED);
        network = new SimulatedNetwork(plan.seed(), new LadderTrace(traceLines));
        network.conditions(plan.conditions());
        Ledger fromA = new Ledger(random.nextLong());
        Ledger fromB = new Ledger(random.nextLong());
        a = user(plan.a(), 1001, 9899, fromA, fromB);
        b = user(plan.b(), 1002, 9898, fromB, fromA);
        a.addresses.mayMove = true;
        a.peer(b);
        b.peer(a);
    }

    private CampaignUser user(Side side, int port, int udpPort, Ledger sends, Ledger receives) {
        SimulatedHost host = new SimulatedHost(
                network, side.addresses(), port, udpPort, side.settings(), PATIENT, random.nextLong());
        if (side.traffic().movePerMille() > 0) {
            CampaignPlan.spare(side).forEach(host::addAddress);
        }
        return new CampaignUser(host, side.traffic(), sends, receives, random.nextLong());
    }

    SimulatedNetwork network() {
        return network;
    }

    void run() {
        a.shutdownWhenSent = plan.end() == End.SHUTDOWN_A || plan.end() == End.SHUTDOWN_BOTH;
        b.shutdownWhenSent = plan.end() == End.SHUTDOWN_B || plan.end() == End.SHUTDOWN_BOTH;
        switch (plan.end()) {
            case ABORT_A -> network.schedule(plan.endNs(), a::abort);
            case ABORT_B -> network.schedule(plan.endNs(), b::abort);
            case PARTITION -> network.schedule(plan.endNs(), this::partition);
            default -> {
                for (CampaignUser user : List.of(a, b)) {
                    user.shutdownNotBeforeNs = plan.endNs();
                    network.schedule(plan.endNs(), user::goOn);
                }
            }
        }
        plan.faults().forEach(fault -> fault.schedule(network));
        for (Crash crash : plan.crashes()) {
            network.schedule(crash.atNs(), () -> crash(crash.ofA() ? a : b, crash.ofA() ? b : a, crash.comesBack()));
        }
        if (plan.collision()) {
            network.schedule(random.between(0, 30) * 1_000_000L, () -> {
                if (b.association == null) {
                    b.associate();
                }
            });
        }
        Adversary adversary = adversary();
        a.associate();
        network.runUntil(this::isOver, network.nowNs() + CampaignPlan.FAULTS_NS);
        network.heal();
        if (adversary != null) {
            adversary.stop();
        }
        if (!plan.isHonest()) {
            endAll();
            return;
        }
        boolean easy = plan.end().isGraceful() && !crashed && !hasRebinding();
        if (!network.runUntil(this::isOver, network.nowNs() + (easy ? EASY_PATIENCE_NS : PATIENCE_NS))) {
            throw new AssertionError("no end in sight: A: " + a + "; B: " + b);
        }
        checkEnd();
    }

    private @Nullable Adversary adversary() {
        if (plan.adversary() == null) {
            return null;
        }
        Adversary adversary = new Adversary(a.host, b.host, plan.adversary(), random.nextLong());
        adversary.start(plan.attackEveryNs());
        a.trusting = plan.isHonest();
        b.trusting = plan.isHonest();
        return adversary;
    }

    /** Nobody knows what somebody on the path has made of the associations; but they can be ended, and nothing is left. */
    private void endAll() {
        for (int i = 0; i < CLEARINGS; i++) {
            network.run(100 * SECOND);
            a.endAll();
            b.endAll();
        }
        network.run(1000 * SECOND);
        a.checkClean();
        b.checkClean();
    }

    private void partition() {
        partitioned = true;
        a.giveUp();
        b.giveUp();
        for (InetAddress address : plan.b().addresses()) {
            network.remove(address);
        }
        b.host.spareAddresses().forEach(network::remove);
    }

    private void crash(CampaignUser who, CampaignUser other, boolean comesBack) {
        if (!isAlive(who) || (other.association != null && !isAlive(other))) {
            return;
        }
        crashed = true;
        a.persistent = plan.end().isGraceful();
        b.persistent = plan.end().isGraceful();
        who.crash();
        if (comesBack || other.association == null) {
            who.associate();
        } else {
            other.callAgain = !partitioned;
        }
    }

    private static boolean isAlive(CampaignUser user) {
        Association association = user.association;
        return association != null && !association.isClosed();
    }

    private boolean isOver() {
        if (network.steps() > MAX_STEPS) {
            throw new AssertionError("livelock: A: " + a + "; B: " + b);
        }
        boolean mayNeverMeet = !plan.end().isGraceful();
        boolean overA = a.isOver() || (mayNeverMeet && a.association == null && b.isOver());
        boolean overB = b.isOver() || (mayNeverMeet && b.association == null && a.isOver());
        return overA && overB;
    }

    private boolean isDeserted() {
        return a.host.endpoint().associationCount() + b.host.endpoint().associationCount() == 0;
    }

    private void checkEnd() {
        network.run(1000 * SECOND); // slow readers finish, late packets arrive
        if (!plan.end().isGraceful()) { // who was just coming up when the peer aborted has to find out
            network.runUntil(this::isDeserted, network.nowNs() + PATIENCE_NS);
        }
        a.checkClean();
        b.checkClean();
        a.sent.checkComplete(false);
        b.sent.checkComplete(false);
        if (!plan.end().isGraceful() || crashed || (hasRebinding() && (isLost(a) || isLost(b)))) {
            return;
        }
        if (!endedWell(a, b) && !endedWell(b, a)) {
            throw new AssertionError("the shutdown did not end well: " + a.last + ", " + b.last);
        }
        for (CampaignUser user : List.of(a, b)) {
            user.sent.checkComplete(true);
            user.checkStreams();
            if (user.ups != 1 || user.restarts != 0) {
                throw new AssertionError(user.ups + " times up, " + user.restarts + " restarts");
            }
        }
    }

    /**
     * Both sides end gracefully; or the one that waits for SHUTDOWN COMPLETE loses it and has a late packet of its own
     * answered as out of the blue: then an ABORT ends it (RFC 9260 §8.4), with everything delivered.
     */
    private static boolean endedWell(CampaignUser one, CampaignUser other) {
        return one.last instanceof AssociationEvent.ShutdownComplete
                && (other.last instanceof AssociationEvent.ShutdownComplete
                        || (other.last instanceof AssociationEvent.CommunicationLost lost
                                && lost.reason() == LossReason.PEER_ABORT));
    }

    /** A NAT that gives a new port during a shutdown may leave one side talking to nobody: no heartbeat shows the new one. */
    private boolean hasRebinding() {
        return plan.faults().stream().anyMatch(fault -> fault.kind() == Fault.Kind.REBIND);
    }

    private static boolean isLost(CampaignUser user) {
        return user.last instanceof AssociationEvent.CommunicationLost;
    }
}
