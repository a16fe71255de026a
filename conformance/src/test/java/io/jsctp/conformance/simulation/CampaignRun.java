package io.jsctp.conformance.simulation;

import io.jsctp.conformance.simulation.CampaignPlan.End;
import io.jsctp.engine.Association;
import io.jsctp.engine.AssociationEvent;
import io.jsctp.engine.LossReason;
import io.jsctp.testkit.LadderTrace;
import io.jsctp.testkit.SeededRandom;
import io.jsctp.testkit.SimulatedHost;
import io.jsctp.testkit.SimulatedNetwork;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of a plan: faults for a while, then healing, then everything must come to its end. */
final class CampaignRun {
    private static final long SECOND = 1_000_000_000L;
    private static final long FAULTS_NS = 40 * SECOND;
    private static final long PATIENCE_NS = 4000 * SECOND;
    private static final long MAX_STEPS = 3_000_000;

    private final CampaignPlan plan;
    private final SeededRandom random;
    private final SimulatedNetwork network;
    private final SimulatedHost hostA;
    private final SimulatedHost hostB;
    private CampaignUser userA;
    private final CampaignUser userB;
    private boolean crashed;

    CampaignRun(CampaignPlan plan, int traceLines) {
        this.plan = plan;
        this.random = new SeededRandom(plan.seed() ^ 0x5EED);
        this.network = new SimulatedNetwork(plan.seed(), new LadderTrace(traceLines));
        network.conditions(plan.conditions());
        hostA = new SimulatedHost(network, plan.addressesA(), 1001, 9899, plan.settingsA(), random.nextLong());
        hostB = new SimulatedHost(network, plan.addressesB(), 1002, 9898, plan.settingsB(), random.nextLong());
        userA = new CampaignUser(plan, random.nextLong(), plan.messagesA());
        userB = new CampaignUser(plan, random.nextLong(), plan.messagesB());
    }

    SimulatedNetwork network() {
        return network;
    }

    void run() {
        share();
        hostA.user(userA);
        hostB.user(userB);
        hostA.endpoint().listening(true);
        hostB.endpoint().listening(true);
        askForEnd();
        userA.association = associate(hostA, hostB);
        if (plan.collision()) {
            network.schedule(random.between(0, 30) * 1_000_000L, () -> {
                if (userB.association == null) {
                    userB.association = associate(hostB, hostA);
                }
            });
        }
        scheduleFaults();
        if (plan.restart()) {
            network.schedule(random.between(1, 20) * SECOND, this::crash);
        }
        network.runUntil(this::isOver, network.nowNs() + FAULTS_NS);
        network.heal();
        if (!network.runUntil(this::isOver, network.nowNs() + PATIENCE_NS)) {
            throw new AssertionError("no end in sight: " + state());
        }
        checkEnd();
    }

    private static @Nullable Association associate(SimulatedHost from, SimulatedHost to) {
        if (from.endpoint()
                        .find(
                                to.addresses().get(0),
                                1002 + 1001 - from.endpoint().localPort())
                != null) {
            return null;
        }
        return from.associate(to, List.of(to.addresses().get(0)));
    }

    /** Each side expects what the other sends; a restart begins new ledgers. */
    private void share() {
        userA.expect(userB.sending);
        userB.expect(userA.sending);
        userB.newLife = () -> userA.expect(userB.sending);
        userA.newLife = () -> userB.expect(userA.sending);
    }

    private void askForEnd() {
        userA.shutdownWhenSent = plan.end() == End.SHUTDOWN_A || plan.end() == End.SHUTDOWN_BOTH;
        userB.shutdownWhenSent = plan.end() == End.SHUTDOWN_B || plan.end() == End.SHUTDOWN_BOTH;
        if (plan.end() == End.ABORT_A) {
            network.schedule(random.between(1, 35) * SECOND, () -> {
                Association a = userA.association;
                if (a != null) {
                    a.abort(new byte[] {1, 2, 3}, network.nowNs());
                    hostA.flush(a);
                }
            });
        }
    }

    private void scheduleFaults() {
        List<InetAddress> all = new ArrayList<>(plan.addressesA());
        all.addAll(plan.addressesB());
        for (int i = 0; i < plan.cuts(); i++) {
            cutForAWhile(List.of(all.get(random.below(all.size()))));
        }
        if (plan.blackout()) {
            cutForAWhile(all);
        }
    }

    private void cutForAWhile(List<InetAddress> addresses) {
        long from = random.between(0, 25_000) * 1_000_000L;
        long until = from + random.between(100, 12_000) * 1_000_000L;
        for (InetAddress a : addresses) {
            network.schedule(from, () -> network.cut(a, true));
            network.schedule(until, () -> network.cut(a, false));
        }
    }

    /** A loses everything and sets up again, with what it had left to send. */
    private void crash() {
        if (isOver() || userA.association == null || userA.association.isClosed()) {
            return;
        }
        crashed = true;
        userA.crashed = true;
        hostA.crash();
        CampaignUser fresh = new CampaignUser(plan, random.nextLong(), userA.toSend);
        userB.newLife = () -> {
            fresh.expect(userB.sending);
            userB.expect(fresh.sending);
        };
        fresh.newLife = () -> userB.expect(fresh.sending);
        if (userB.ups == 0) {
            fresh.expect(userB.sending); // B never was up with the former life
            userB.expect(fresh.sending);
        }
        fresh.shutdownWhenSent = userA.shutdownWhenSent;
        userA = fresh;
        hostA.user(fresh);
        fresh.association = associate(hostA, hostB);
    }

    private boolean isOver() {
        if (network.steps() > MAX_STEPS) {
            throw new AssertionError("livelock: " + state());
        }
        boolean neverMet = plan.end() == End.ABORT_A && userB.association == null;
        return isOver(userA) && (neverMet || isOver(userB));
    }

    private static boolean isOver(CampaignUser user) {
        Association a = user.association;
        return a != null && a.isClosed() && user.last != null;
    }

    private String state() {
        return "A: " + userA.association + " to send " + userA.toSend + " missing "
                + userB.expecting().missing()
                + "; B: " + userB.association + " to send " + userB.toSend + " missing "
                + userA.expecting().missing();
    }

    private void checkEnd() {
        network.run(1000 * SECOND); // slow readers finish, late packets arrive
        for (SimulatedHost host : List.of(hostA, hostB)) {
            if (host.endpoint().associationCount() != 0) {
                throw new AssertionError(
                        "an association is left: " + host.endpoint().associations());
            }
        }
        checkClean(userA);
        checkClean(userB);
        if (plan.end() == End.ABORT_A || crashed) {
            return;
        }
        if (!endedWell(userA, userB) && !endedWell(userB, userA)) {
            throw new AssertionError("the shutdown did not end well: " + userA.last + ", " + userB.last);
        }
        for (CampaignUser user : List.of(userA, userB)) {
            if (user.expecting().missing() != 0 || user.failed != 0) {
                throw new AssertionError(
                        user.expecting().missing() + " messages are missing, " + user.failed + " failed");
            }
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

    private static void checkClean(CampaignUser user) {
        Association a = user.association;
        if (a == null) {
            return;
        }
        if (a.payloadBuffersInUse() != 0) {
            throw new AssertionError(a.payloadBuffersInUse() + " payload buffers leaked");
        }
        if (a.nextTimeoutNs() != Long.MAX_VALUE) {
            throw new AssertionError("a timer runs in a closed association");
        }
    }
}
