package io.jsctp.engine;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** One stream to the peer: its waiting messages, and the next sequence number (RFC 9260 §6.5) or Message Identifiers (RFC 8260 §2.1). */
final class OutboundStream {
    /** No message is held back. */
    static final long NOTHING = Long.MAX_VALUE;

    final int id;
    final ArrayDeque<OutboundMessage> waiting = new ArrayDeque<>(2);

    /** Of the next ordered message; 16 bits, or with I-DATA 32. */
    int nextSsn;

    /** Of the next unordered message, if it is I-DATA. */
    int nextUnordered;

    /** With I-DATA: a message was begun and not ended, so that its fragments come next. */
    boolean amidst;

    /** The number of that message, and of its next fragment if the next part begins with it. */
    int amidstNumber;

    int amidstFsn;

    /** With I-DATA: only what was begun goes on. */
    boolean stopped;

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

    /** The same of its unordered messages in an I-FORWARD-TSN. */
    int unorderedEntry;

    int unorderedForwardNumber;

    /** Its messages that were given up (RFC 7496 §4.3); null if there are none. */
    @Nullable
    AbandonedCounts abandoned;
    /** Messages from this place on, in the order of all, wait until a reset of the stream is answered (RFC 6525 §5.1.2 A1). */
    long heldFrom = NOTHING;

    /** {@return the message that is next, null if none is or it is held back} */
    @Nullable
    OutboundMessage next() {
        OutboundMessage m = waiting.peek();
        return m == null || m.sequence >= heldFrom || (stopped && !amidst) ? null : m;
    }

    /** {@return whether the message that came last is held back} */
    boolean holdsLast() {
        OutboundMessage m = waiting.peekLast();
        return m != null && m.sequence >= heldFrom;
    }

    /** A message is the last one that is not held back, if any is. */
    void holdAfter(OutboundMessage m) {
        if (heldFrom != NOTHING) {
            heldFrom = m.sequence + 1;
        }
    }

    OutboundStream(int id) {
        this.id = id;
    }
}
