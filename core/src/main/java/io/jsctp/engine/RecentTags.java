package io.jsctp.engine;

/**
 * The tags of associations that ended a short while ago, so that a cookie of one of them cannot revive it (RFC 9260
 * §5.3.1). Bounded: the oldest are forgotten first.
 */
final class RecentTags {
    private static final int LIMIT = 256;

    private final int[] local = new int[LIMIT];
    private final int[] peer = new int[LIMIT];
    private final long[] endedNs = new long[LIMIT];
    private int next;
    private int count;

    void add(int localTag, int peerTag, long now) {
        local[next] = localTag;
        peer[next] = peerTag;
        endedNs[next] = now;
        next = (next + 1) % LIMIT;
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
