package io.jsctp.engine;

import java.util.Arrays;

/**
 * The tags of associations that ended a short while ago, so that a cookie of one of them cannot revive it (RFC 9260
 * §5.3.1). Bounded: the oldest are forgotten first.
 */
final class RecentTags {
    private static final int LIMIT = 256;

    private static final int INITIAL = 2;

    private int[] local = new int[INITIAL];
    private int[] peer = new int[INITIAL];
    private long[] endedNs = new long[INITIAL];
    private int next;
    private int count;

    void add(int localTag, int peerTag, long now) {
        if (count == local.length && count < LIMIT) {
            local = Arrays.copyOf(local, 2 * count);
            peer = Arrays.copyOf(peer, 2 * count);
            endedNs = Arrays.copyOf(endedNs, 2 * count);
            next = count;
        }
        local[next] = localTag;
        peer[next] = peerTag;
        endedNs[next] = now;
        next = (next + 1) % local.length;
        count = Math.min(count + 1, LIMIT);
    }

    boolean holds(int localTag, int peerTag, long lifeNs, long now) {
        for (int i = 0; i < count; i++) {
            if (local[i] == localTag && peer[i] == peerTag && now - endedNs[i] <= lifeNs) {
                return true;
            }
        }
        return false;
    }

    boolean holdsLocal(int localTag) {
        for (int i = 0; i < count; i++) {
            if (local[i] == localTag) {
                return true;
            }
        }
        return false;
    }
}
