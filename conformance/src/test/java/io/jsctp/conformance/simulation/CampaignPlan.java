package io.jsctp.conformance.simulation;

import io.jsctp.engine.AssociationSettings;
import io.jsctp.testkit.PathConditions;
import io.jsctp.testkit.SeededRandom;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole configuration of one simulated run, drawn from its seed.
 *
 * @param seed the seed
 * @param addressesA addresses of host A
 * @param addressesB addresses of host B
 * @param settingsA parameters of host A
 * @param settingsB parameters of host B
 * @param conditions how paths behave until they are healed
 * @param messagesA messages that A sends
 * @param messagesB messages that B sends
 * @param largestMessage the largest message in bytes
 * @param unorderedPerMille unordered messages of a thousand
 * @param readDelayNs how slowly the users read
 * @param collision whether both sides set up at once
 * @param cuts how often an address is cut off
 * @param blackout whether everything is cut for a while
 * @param restart whether A crashes and comes again
 * @param end how the association ends
 */
record CampaignPlan(
        long seed,
        List<InetAddress> addressesA,
        List<InetAddress> addressesB,
        AssociationSettings settingsA,
        AssociationSettings settingsB,
        PathConditions conditions,
        int messagesA,
        int messagesB,
        int largestMessage,
        int unorderedPerMille,
        long readDelayNs,
        boolean collision,
        int cuts,
        boolean blackout,
        boolean restart,
        End end) {

    private static final long MS = 1_000_000L;

    enum End {
        SHUTDOWN_A,
        SHUTDOWN_B,
        SHUTDOWN_BOTH,
        ABORT_A
    }

    static CampaignPlan fromSeed(long seed) {
        SeededRandom r = new SeededRandom(seed);
        int largest = r.chance(700) ? r.between(1, 3000) : r.between(3000, 100_000);
        boolean v6 = r.chance(300);
        End end = End.values()[r.below(End.values().length)];
        return new CampaignPlan(
                seed,
                addresses(1, r.between(1, r.chance(500) ? 1 : 4), v6),
                addresses(2, r.between(1, r.chance(500) ? 1 : 4), v6),
                settings(r, largest),
                settings(r, largest),
                conditions(r),
                r.chance(200) ? 0 : r.between(1, largest > 20_000 ? 12 : 80),
                r.chance(400) ? 0 : r.between(1, largest > 20_000 ? 12 : 80),
                largest,
                r.chance(500) ? 0 : r.between(0, 1000),
                r.chance(600) ? 0 : r.between(1, 400) * MS,
                end != End.ABORT_A && r.chance(150), // after an abort the other side's own set-up would go on
                r.chance(500) ? 0 : r.between(1, 4),
                r.chance(100),
                r.chance(150),
                end);
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

    private static AssociationSettings settings(SeededRandom r, int largest) {
        long rtoMin = r.between(50, 1000) * MS;
        return AssociationSettings.defaults().toBuilder()
                .rtoMinNs(rtoMin)
                .rtoInitialNs(rtoMin + r.between(0, 2000) * MS)
                .rtoMaxNs(
                        rtoMin + r.between(15_000, 40_000) * MS) // five of them outlast every fault (T5, RFC 9260 §9.2)
                .associationMaxRetrans(60)
                .pathMaxRetrans(r.between(1, 8))
                .maxInitRetransmits(60)
                .heartbeatIntervalNs(r.between(100, 30_000) * MS)
                .sackDelayNs(r.between(0, 500) * MS)
                .sackFrequency(r.between(1, 4))
                .maxBurstPackets(r.chance(200) ? 0 : r.between(4, 16))
                .outboundStreams(r.chance(300) ? 1 : r.between(1, 100))
                .maxInboundStreams(r.between(1, 100))
                .receiveBufferBytes(r.chance(300) ? r.between(4096, 20_000) : r.between(20_000, 300_000))
                .sendBufferBytes(Math.max(largest, r.between(1000, 200_000)))
                .noDelay(r.chance(500))
                .pathMtuBytes(r.between(576, 1480))
                .partialDeliveryPointBytes(r.chance(800) ? 0 : r.between(1000, 50_000))
                .build();
    }

    private static PathConditions conditions(SeededRandom r) {
        boolean clean = r.chance(150);
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
}
