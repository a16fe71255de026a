package io.jsctp.engine;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** One stream to the peer: its waiting messages, and the next sequence number (RFC 9260 §6.5). */
final class OutboundStream {
    final int id;
    final ArrayDeque<OutboundMessage> waiting = new ArrayDeque<>(2);
    int nextSsn;

    /** True while it stands in the round of streams that have something to send. */
    boolean inRound;

    /** Its priority or weight (RFC 8260 §4.3.3). */
    int value;

    // kept by the scheduler

    long rank;
    long turn;
    int heapIndex;

    /** Its place in the FORWARD TSN that is being written, if that is the one with the given number. */
    int forwardEntry;

    int forwardNumber;

    /** Its messages that were given up (RFC 7496 §4.3); null if there are none. */
    @Nullable
    AbandonedCounts abandoned;

    OutboundStream(int id) {
        this.id = id;
    }
}
