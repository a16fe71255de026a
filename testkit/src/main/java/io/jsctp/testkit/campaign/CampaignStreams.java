package io.jsctp.testkit.campaign;

import io.jsctp.engine.Association;
import io.jsctp.engine.ReconfigurationControl;
import io.jsctp.engine.ReconfigurationStatus;
import io.jsctp.testkit.SeededRandom;
import java.util.ArrayList;
import java.util.List;

/** What a user does to its streams now and then (RFC 6525): any request, at any time, whatever becomes of it. */
final class CampaignStreams {
    private static final int MOST_REQUESTS = 25;
    private static final int MOST_ADDED = 5;
    private static final int MOST_NAMED = 4;

    private final SeededRandom random;
    private final int perMille;
    private int left = MOST_REQUESTS;

    CampaignStreams(int perMille, long seed) {
        this.perMille = perMille;
        random = new SeededRandom(seed);
    }

    void mayAsk(Association a, long now) {
        if (perMille == 0 || left == 0 || !random.chance(perMille)) {
            return;
        }
        ReconfigurationControl control = a.reconfigurationControl();
        ReconfigurationStatus status = switch (random.below(4)) {
            case 0 -> control.resetNumbers(now);
            case 1 -> {
                int incoming = random.below(MOST_ADDED);
                yield control.addStreams(incoming, random.below(MOST_ADDED) + (incoming == 0 ? 1 : 0), now);
            }
            default -> {
                boolean incoming = random.chance(500);
                boolean outgoing = !incoming || random.chance(500);
                yield control.resetStreams(incoming, outgoing, some(a, incoming), now);
            }
        };
        if (status == ReconfigurationStatus.ACCEPTED) {
            left--;
        }
    }

    private List<Integer> some(Association a, boolean incoming) {
        int streams = incoming ? Math.min(a.inboundStreams(), a.outboundStreams()) : a.outboundStreams();
        List<Integer> ids = new ArrayList<>();
        for (int i = random.below(MOST_NAMED); i > 0; i--) {
            ids.add(random.below(streams));
        }
        return ids;
    }
}
