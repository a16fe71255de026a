package io.jsctp.testkit.campaign;

import io.jsctp.engine.AssociationSettings;
import io.jsctp.engine.AuthSettings;
import io.jsctp.engine.Extension;
import io.jsctp.engine.Extensions;
import io.jsctp.engine.SharedKeys;
import io.jsctp.engine.StreamScheduling;
import io.jsctp.testkit.Adversary;
import io.jsctp.testkit.PathConditions;
import io.jsctp.testkit.SeededRandom;
import io.jsctp.testkit.campaign.Fault.Kind;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole configuration of one simulated run, drawn from its seed. Each run has only some of all features, at random:
 * what hides behind one is seen in a run without it.
 *
 * @param seed the seed
 * @param a the host that sets up
 * @param b the other host
 * @param conditions how paths behave until they are healed
 * @param faults what goes wrong besides
 * @param crashes who loses all its state, and when
 * @param collision whether both sides set up at once
 * @param end how the association ends
 * @param endNs when it ends if somebody ends it whatever is under way; a shutdown is not asked for earlier
 * @param adversary who means harm; null for nobody
 * @param attackEveryNs how long from one hostile packet to the next, on average
 */
record CampaignPlan(
        long seed,
        Side a,
        Side b,
        PathConditions conditions,
        List<Fault> faults,
        List<Crash> crashes,
        boolean collision,
        End end,
        long endNs,
        Adversary.@Nullable Power adversary,
        long attackEveryNs) {

    private static final long MS = 1_000_000L;

    private static final long EXTENSIONS = 0x3758;

    /** DATA, SACK, HEARTBEAT, HEARTBEAT ACK, SHUTDOWN, SHUTDOWN ACK, ERROR, COOKIE ACK, and those of extensions. */
    private static final int[] REQUIRED_AT_WILL = {0, 3, 4, 5, 7, 8, 9, 11, 0x40, 0x80, 0x82, 0xC0, 0xC1, 0xC2};

    /** When all faults are over at the latest. */
    static final long FAULTS_NS = 40_000 * MS;

    enum End {
        SHUTDOWN_A,
        SHUTDOWN_B,
        SHUTDOWN_BOTH,
        ABORT_A,
        ABORT_B,
        /** The hosts never hear of each other again. */
        PARTITION;

        boolean isGraceful() {
            return this == SHUTDOWN_A || this == SHUTDOWN_B || this == SHUTDOWN_BOTH;
        }
    }

    /**
     * One host.
     *
     * @param addresses its addresses
     * @param settings its parameters
     * @param traffic what its user does
     */
    record Side(List<InetAddress> addresses, AssociationSettings settings, Traffic traffic) {}

    /**
     * What a user does.
     *
     * @param messages how many it sends
     * @param largestBytes the largest of them
     * @param unorderedPerMille unordered messages of a thousand
     * @param mortalPerMille messages with a life time of a thousand
     * @param partialPerMille messages of a thousand that may be given up after they have left, by any policy
     * @param pinnedPerMille messages of a thousand that ask for a certain path
     * @param paceNs time between two messages; 0: as fast as they are taken
     * @param readDelayNs how slowly it reads
     * @param stalledUntilNs until when it reads nothing at all
     * @param reconfigurePerMille of a thousand times that it could reset or add streams, how often it does
     * @param movePerMille of a thousand times that it could change its addresses, how often it does
     */
    record Traffic(
            int messages,
            int largestBytes,
            int unorderedPerMille,
            int mortalPerMille,
            int partialPerMille,
            int pinnedPerMille,
            long paceNs,
            long readDelayNs,
            long stalledUntilNs,
            int reconfigurePerMille,
            int movePerMille) {
        Traffic withPartial(int perMille) {
            return new Traffic(
                    messages,
                    largestBytes,
                    unorderedPerMille,
                    mortalPerMille,
                    perMille,
                    pinnedPerMille,
                    paceNs,
                    readDelayNs,
                    stalledUntilNs,
                    reconfigurePerMille,
                    movePerMille);
        }

        Traffic withReconfiguration(int perMille) {
            return new Traffic(
                    messages,
                    largestBytes,
                    unorderedPerMille,
                    mortalPerMille,
                    partialPerMille,
                    pinnedPerMille,
                    paceNs,
                    readDelayNs,
                    stalledUntilNs,
                    perMille,
                    movePerMille);
        }

        Traffic withMoves(int perMille) {
            return new Traffic(
                    messages,
                    largestBytes,
                    unorderedPerMille,
                    mortalPerMille,
                    partialPerMille,
                    pinnedPerMille,
                    paceNs,
                    readDelayNs,
                    stalledUntilNs,
                    reconfigurePerMille,
                    perMille);
        }
    }

    /**
     * A host loses all its state without a word.
     *
     * @param ofA which host
     * @param atNs when
     * @param comesBack whether it sets up again at once; if not, the peer does when it finds out
     */
    record Crash(boolean ofA, long atNs, boolean comesBack) {}

    static CampaignPlan fromSeed(long seed) {
        SeededRandom r = new SeededRandom(seed);
        SeededRandom streams = new SeededRandom(seed ^ 0x6525);
        int reconfigurePerMille = streams.chance(500) ? 0 : streams.between(1, 200);
        boolean v6 = r.chance(300);
        End end = r.chance(80) ? End.PARTITION : End.values()[r.below(End.PARTITION.ordinal())];
        List<InetAddress> a = addresses(1, r.chance(400) ? 1 : r.between(1, 4), v6);
        List<InetAddress> b = addresses(2, r.chance(400) ? 1 : r.between(1, 4), v6);
        // Of their own, so that the rest of the plan is as it was without them.
        SeededRandom extensions = new SeededRandom(seed ^ EXTENSIONS);
        SeededRandom keys = new SeededRandom(~seed);
        SeededRandom interleaving = new SeededRandom(seed ^ 0x8260);
        boolean interleaved = interleaving.chance(400);
        Side first = mixing(interleaving, interleaved, extended(extensions, side(r, a, end)));
        Side second = mixing(interleaving, interleaved, extended(extensions, side(r, b, end)));
        boolean authentic = keys.chance(250);
        Side third = withStreams(streams, authentic ? authenticating(keys, first) : first, reconfigurePerMille);
        Side fourth = withStreams(streams, authentic ? authenticating(keys, second) : second, reconfigurePerMille);
        PathConditions conditions = conditions(r);
        List<Fault> faults = faults(r, a, b);
        List<Crash> crashes = crashes(r);
        SeededRandom moves = new SeededRandom(seed ^ 0x5061);
        // Who forgets its addresses comes back with some that the association has not, and is refused for long (RFC
        // 9260
        // §5.2.4.1); and what a NAT did to an address that says nothing nobody finds out.
        boolean moving = moves.chance(300)
                && crashes.isEmpty()
                && faults.stream().noneMatch(fault -> fault.kind() == Kind.REBIND);
        CampaignPlan still = new CampaignPlan(
                seed,
                third,
                fourth,
                conditions,
                faults,
                crashes,
                end.isGraceful() && r.chance(150), // after an abort the other side's own set-up would go on
                end,
                end.isGraceful() && r.chance(400) ? 0 : r.between(100, r.chance(600) ? 5000 : 35_000) * MS,
                r.chance(750) ? null : Adversary.Power.values()[r.below(Adversary.Power.values().length)],
                (r.chance(500) ? r.between(1, 20) : r.between(20, 500)) * MS);
        // What a listener plays again from an address that was deleted is out of the blue, and the answer ends the
        // association.
        return moving && still.adversary != Adversary.Power.LISTENING
                ? still.with(
                        moving(moves, authentic ? third : authenticating(moves, third)),
                        moving(moves, authentic ? fourth : authenticating(moves, fourth)))
                : still;
    }

    private CampaignPlan with(Side first, Side second) {
        return new CampaignPlan(
                seed, first, second, conditions, faults, crashes, collision, end, endNs, adversary, attackEveryNs);
    }

    /** {@return whether what arrives is what was sent} */
    boolean isHonest() {
        return adversary != Adversary.Power.ON_PATH;
    }

    @Override
    public String toString() {
        return PlanText.of(this);
    }

    private static List<InetAddress> addresses(int host, int count, boolean v6) {
        List<InetAddress> result = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] bytes = v6 && i % 2 == 0
                    ? new byte[] {0x20, 1, 0xd, (byte) 0xb8, 0, (byte) i, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) host}
                    : new byte[] {10, (byte) i, 0, (byte) host};
            try {
                result.add(InetAddress.getByAddress(bytes));
            } catch (UnknownHostException e) {
                throw new IllegalStateException(e);
            }
        }
        return result;
    }

    private static Side side(SeededRandom r, List<InetAddress> addresses, End end) {
        int largest = r.chance(700) ? r.between(1, 3000) : r.between(3000, 100_000);
        int most = (largest > 20_000 ? 12 : 80) * (r.chance(150) ? 5 : 1);
        Traffic traffic = new Traffic(
                r.chance(250) ? 0 : r.between(1, most),
                largest,
                r.chance(500) ? 0 : r.between(0, 1000),
                r.chance(800) ? 0 : r.between(1, 500),
                0,
                r.chance(800) ? 0 : r.between(1, 1000),
                r.chance(600) ? 0 : r.between(1, 600) * MS,
                r.chance(600) ? 0 : r.between(1, 400) * MS,
                r.chance(850) ? 0 : r.between(100, 20_000) * MS,
                0,
                0);
        return new Side(addresses, settings(r, largest, end), traffic);
    }

    /** Which protocol extensions a side declares, and what its user makes of them. */
    private static Side extended(SeededRandom r, Side side) {
        boolean partial = r.chance(700);
        int perMille = r.chance(400) ? 0 : r.between(1, 1000);
        AssociationSettings declaring = side.settings().toBuilder()
                .extensions(side.settings().extensions().with(Extension.PARTIAL_RELIABILITY, partial))
                .streamScheduling(scheduling(r))
                .build();
        return new Side(side.addresses(), declaring, side.traffic().withPartial(perMille));
    }

    /** Whether a side declares I-DATA, and lets messages of other streams come between the parts of one. */
    private static Side mixing(SeededRandom r, boolean interleaved, Side side) {
        boolean declares = interleaved && r.chance(900);
        boolean mixing = declares || r.chance(300);
        AssociationSettings s = side.settings();
        return new Side(
                side.addresses(),
                s.toBuilder()
                        .extensions(s.extensions().with(Extension.INTERLEAVING, declares))
                        .partialDelivery(s.partialDeliveryPointBytes(), mixing)
                        .initStaggerNs(r.chance(300) ? r.between(10, 500) * MS : 0)
                        .build(),
                side.traffic());
    }

    private static StreamScheduling scheduling(SeededRandom r) {
        StreamScheduling.Policy[] all = StreamScheduling.Policy.values();
        StreamScheduling scheduling = StreamScheduling.DEFAULT.with(all[r.below(all.length)]);
        for (int i = r.below(10); i > 0; i--) {
            scheduling = scheduling.with(r.below(20), r.below(10));
        }
        return scheduling;
    }

    /**
     * Authentication with keys that both know, of chunks of any types but those that a host which crashed could not get
     * through: COOKIE ECHO and ABORT (RFC 4895 §6.3).
     */
    private static Side authenticating(SeededRandom r, Side side) {
        AuthSettings auth = AuthSettings.DEFAULT;
        SharedKeys keys = auth.keys();
        for (int i = 1; i <= CampaignUser.KEYS; i++) {
            keys = keys.with(i, new byte[] {(byte) i, 2, 3});
        }
        auth = auth.keys(keys).hmacIds(r.chance(500) ? List.of(3, 1) : List.of(1, 3));
        int perMille = r.chance(500) ? 1000 : r.between(0, 500);
        for (int type : REQUIRED_AT_WILL) {
            auth = r.chance(perMille) ? auth.require(type) : auth;
        }
        AssociationSettings settings = side.settings();
        Extensions extensions = settings.extensions().with(Extension.AUTHENTICATION, true);
        return new Side(
                side.addresses(),
                settings.toBuilder().extensions(extensions).auth(auth).build(),
                side.traffic());
    }

    /** A host that declares dynamic addresses, and a user that may make use of it (RFC 5061). */
    private static Side moving(SeededRandom r, Side side) {
        Extensions extensions = side.settings().extensions().with(Extension.DYNAMIC_ADDRESSES, true);
        Traffic traffic = side.traffic().withMoves(r.chance(300) ? 0 : r.between(1, 200));
        return new Side(
                side.addresses(),
                side.settings().toBuilder().extensions(extensions).build(),
                traffic);
    }

    /** {@return addresses that a host has beside those it is bound to, of the family that both hosts have} */
    static List<InetAddress> spare(Side side) {
        byte[] bytes = side.addresses().get(0).getAddress();
        List<InetAddress> spare = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            bytes[bytes.length == 4 ? 1 : 5] = (byte) (100 + i);
            try {
                spare.add(InetAddress.getByAddress(bytes));
            } catch (UnknownHostException e) {
                throw new IllegalStateException(e);
            }
        }
        return spare;
    }

    /** What a host declares and allows of stream reconfiguration (RFC 6525). */
    private static Side withStreams(SeededRandom r, Side side, int perMille) {
        AssociationSettings settings = side.settings().toBuilder()
                .extensions(side.settings().extensions().with(Extension.RECONFIGURATION, r.chance(900)))
                .allowedRequests(r.chance(700) ? 7 : r.below(8))
                .build();
        Traffic traffic = side.traffic().withReconfiguration(r.chance(700) ? perMille : 0);
        return new Side(side.addresses(), settings, traffic);
    }

    private static AssociationSettings settings(SeededRandom r, int largest, End end) {
        long rtoMin = r.between(50, 1000) * MS;
        boolean discovers = rtoMin / MS % 2 == 0; // half of the hosts; not drawn, so that seeds stay what they are
        int streams = r.chance(300) ? 1 : r.chance(50) ? r.between(1000, 5000) : r.between(1, 100);
        // only where nobody is to come back may an association give up early
        int retrans = end == End.PARTITION ? r.between(1, 12) : 60;
        return AssociationSettings.defaults().toBuilder()
                .rtoMinNs(rtoMin)
                .rtoInitialNs(rtoMin + r.between(0, 2000) * MS)
                .rtoMaxNs(rtoMin + r.between(15_000, 40_000) * MS)
                .associationMaxRetrans(retrans)
                .pathMaxRetrans(r.between(0, 8))
                .maxInitRetransmits(retrans)
                .heartbeatIntervalNs(r.between(100, 30_000) * MS)
                .sackDelayNs(r.between(0, 500) * MS)
                .sackFrequency(r.between(1, 4))
                .maxBurstPackets(r.chance(200) ? 0 : r.between(1, 16))
                .initialCwndPackets(r.chance(800) ? 0 : r.between(1, 20))
                .outboundStreams(streams)
                .maxInboundStreams(r.chance(50) ? r.between(1000, 5000) : r.between(1, 100))
                .receiveBufferBytes(
                        r.chance(100) ? 4096 : r.chance(300) ? r.between(4096, 20_000) : r.between(20_000, 300_000))
                .sendBufferBytes(Math.max(largest, r.chance(100) ? 1 : r.between(1000, 200_000)))
                .noDelay(r.chance(500))
                .pathMtuBytes(r.between(512, 1480))
                .pathMtuDiscovery(discovers)
                .maxSegmentBytes(r.chance(900) ? 0 : r.between(50, 1000))
                .partialDelivery(r.chance(800) ? 0 : r.between(1000, 50_000), false)
                .build();
    }

    private static PathConditions conditions(SeededRandom r) {
        boolean clean = r.chance(200);
        long delay = r.between(1, r.chance(800) ? 50 : 400) * MS;
        return new PathConditions(
                delay,
                r.chance(500) ? 0 : r.between(1, 50) * MS,
                clean ? 0 : r.between(0, r.chance(700) ? 50 : 200),
                clean ? 0 : r.between(0, 50),
                clean ? 0 : r.between(0, 100),
                clean ? 0 : r.between(0, 30),
                r.chance(500) ? 0 : r.between(200, 20_000) * 1000L,
                r.between(20_000, 200_000),
                0);
    }

    private static List<Fault> faults(SeededRandom r, List<InetAddress> a, List<InetAddress> b) {
        List<Fault> faults = new ArrayList<>();
        List<InetAddress> all = new ArrayList<>(a);
        all.addAll(b);
        int horizon = r.chance(500) ? 3000 : 25_000; // most runs have nothing more to do after a few seconds
        if (r.chance(400)) {
            for (int i = r.between(1, 4); i > 0; i--) {
                faults.add(fault(r, Kind.CUT, horizon, List.of(pick(r, all)), 0));
            }
        }
        if (r.chance(100)) {
            faults.add(fault(r, Kind.CUT, horizon, List.copyOf(all), 0));
        }
        if (r.chance(200)) {
            for (int i = r.between(1, 4); i > 0; i--) {
                InetAddress x = pick(r, a);
                InetAddress y = pick(r, b);
                faults.add(fault(r, Kind.ONE_WAY, horizon, r.chance(500) ? List.of(x, y) : List.of(y, x), 0));
            }
        }
        if (r.chance(200)) {
            faults.add(fault(r, Kind.FLAP, horizon, List.of(pick(r, all)), r.between(50, 2000) * MS));
        }
        if (r.chance(150)) {
            faults.add(fault(r, Kind.MTU_HOLE, horizon, List.of(pick(r, all)), r.between(200, 1400)));
        }
        if (r.chance(150)) {
            // only what A sends from: an address that never says anything could not be found again
            List<InetAddress> sources = a.subList(0, Math.min(a.size(), b.size()));
            for (int i = r.between(1, 3); i > 0; i--) {
                faults.add(fault(r, Kind.REBIND, horizon, List.of(pick(r, sources)), r.between(1024, 65_535)));
            }
        }
        return faults;
    }

    private static Fault fault(SeededRandom r, Kind kind, int horizonMs, List<InetAddress> addresses, long value) {
        long from = r.between(0, horizonMs) * MS;
        return new Fault(kind, from, from + r.between(100, 12_000) * MS, addresses, value);
    }

    private static InetAddress pick(SeededRandom r, List<InetAddress> from) {
        return from.get(r.below(from.size()));
    }

    private static List<Crash> crashes(SeededRandom r) {
        List<Crash> crashes = new ArrayList<>();
        if (r.chance(150)) {
            for (int i = r.chance(700) ? 1 : r.between(2, 3); i > 0; i--) {
                crashes.add(new Crash(r.chance(500), r.between(100, 20_000) * MS, r.chance(600)));
            }
        }
        return crashes;
    }
}
