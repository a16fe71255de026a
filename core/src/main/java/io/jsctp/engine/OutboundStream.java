package io.jsctp.engine;

import java.util.ArrayDeque;

/** One stream to the peer: its waiting messages, and the next sequence number (RFC 9260 §6.5). */
final class OutboundStream {
    final int id;
    final ArrayDeque<OutboundMessage> waiting = new ArrayDeque<>(2);
    int nextSsn;

    /** True while it stands in the round of streams that have something to send. */
    boolean inRound;

    OutboundStream(int id) {
        this.id = id;
    }
}
