package io.jsctp.engine;

import java.nio.ByteBuffer;

/** A sender with many chunks outstanding, whose small payload leaves the work on chunks as what is measured. */
final class Outstanding {
    private static final int PAYLOAD_BYTES = 16;

    /** As many as a peer acknowledges with one SACK usually (RFC 9260 §6.2). */
    static final int PER_SACK = 2;

    final HandPeer peer = new HandPeer();

    /** How many chunks are to be outstanding. */
    final int count;

    /** The lowest TSN that is not acknowledged. */
    int firstTsn;

    private final ByteBuffer message = ByteBuffer.allocateDirect(PAYLOAD_BYTES);

    Outstanding(int count) {
        this.count = count;
        firstTsn = peer.firstTsn;
        sendNew(count);
    }

    private void sendNew(int chunks) {
        for (int sent = 0; sent < chunks; sent += PER_SACK) {
            for (int i = 0; i < PER_SACK; i++) {
                peer.send(message);
            }
            peer.transmit();
        }
    }

    /** All up to a TSN arrives, and as many new chunks leave. */
    void acknowledge(int cumulativeTsn) {
        int chunks = cumulativeTsn + 1 - firstTsn;
        peer.now += 1000;
        peer.beginSack(cumulativeTsn);
        peer.endSack();
        firstTsn = cumulativeTsn + 1;
        sendNew(chunks);
    }

    /** Begins a SACK of which the cumulative ack stays where it is. */
    void beginGapSack() {
        peer.now += 1000;
        peer.beginSack(firstTsn - 1);
    }

    /** Adds a gap block; the first TSN not acknowledged is 1. */
    void gapBlock(int start, int end) {
        peer.writer.gapBlock(start, end);
    }

    /** The SACK arrives, and what is due leaves; {@return in how many packets} */
    int endGapSack() {
        peer.endSack();
        return peer.transmit();
    }
}
