package io.jsctp.engine;

import io.jsctp.engine.Reliability.Policy;
import org.jspecify.annotations.Nullable;

/** Counts the messages that were given up, by policy (RFC 7496 §4.3, §4.4). */
final class AbandonedCounts {
    private static final int POLICIES = Policy.values().length;

    private final long[] unsent = new long[POLICIES];
    private final long[] sent = new long[POLICIES];

    void count(OutboundMessage m) {
        (m.begun() ? sent : unsent)[m.policy.ordinal()]++;
    }

    /** {@return those of one policy; of all that are policies of partial reliability if none is given} */
    AbandonedMessages of(@Nullable Policy policy) {
        if (policy != null) {
            return new AbandonedMessages(unsent[policy.ordinal()], sent[policy.ordinal()]);
        }
        long allUnsent = 0;
        long allSent = 0;
        for (int i = Policy.TIMED.ordinal(); i < POLICIES; i++) {
            allUnsent += unsent[i];
            allSent += sent[i];
        }
        return new AbandonedMessages(allUnsent, allSent);
    }
}
