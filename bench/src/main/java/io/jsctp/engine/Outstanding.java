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

    private int firstTsn;
    private int acknowledged;

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

    /** Begins a SACK that acknowledges so many chunks more cumulatively. */
    void beginSack(int chunks) {
        peer.now += 1000;
        firstTsn += chunks;
        acknowledged = chunks;
        peer.beginSack(firstTsn - 1);
    }

    /** Adds a gap block; the first TSN that is not acknowledged is 1. */
    void gapBlock(int start, int end) {
        peer.writer.gapBlock(start, end);
    }

    /** The SACK arrives, what is due again leaves, and as many new chunks as it acknowledged cumulatively. */
    void endSack() {
        peer.endSack();
        peer.transmit();
        sendNew(acknowledged);
    }
}
