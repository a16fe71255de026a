package io.jsctp;

import io.jsctp.link.Link;
import io.jsctp.link.PacketBatch;
import java.util.ArrayList;
import java.util.List;

/**
 * What one turn of the loop collects: the packets that answer what was received, sent together at its end. Belongs to
 * whoever runs the turn.
 *
 * <p>Packets of an association in the batch must not be overtaken by packets that a user's thread sends for it: so the
 * association is held, its users' data waits in it, and the end of the round sends that too.
 */
final class Round {
    private static final int MAX_PACKET_BYTES = 65535;

    final PacketBatch batch;
    private final Link link;
    private final StackCounting counters;
    private final List<AssociationDriver> held = new ArrayList<>();
    private final List<ReceiveQueue> wakes = new ArrayList<>();
    private long nowNs = -1;

    Round(Link link, PacketBatch batch, StackCounting counters) {
        this.link = link;
        this.batch = batch;
        this.counters = counters;
    }

    /** Another packet came: a round may take long, and what it acknowledges must not seem to have arrived before it left. */
    void nextPacket() {
        nowNs = -1;
    }

    /** One time for all that a packet does. */
    long nowNs() {
        if (nowNs < 0) {
            nowNs = link.nanoTime();
        }
        return nowNs;
    }

    /** Sees to it that one answer of the endpoint fits. */
    void makeRoom() {
        if (!batch.hasRoom(MAX_PACKET_BYTES)) {
            send();
        }
    }

    void hold(AssociationDriver driver) {
        held.add(driver);
    }

    /** At its end a reader of the queue is woken; {@return true} */
    boolean wakes(ReceiveQueue queue) {
        return wakes.add(queue);
    }

    /** Sends what is in the batch and empties it. */
    void send() {
        if (!batch.isEmpty()) {
            counters.sent(batch.count(), batch.nextOffset());
            try {
                link.send(batch);
            } finally {
                batch.clear();
            }
        }
    }

    void end() {
        nowNs = -1;
        try {
            for (int i = 0; i < wakes.size(); i++) {
                wakes.get(i).wake();
            }
            wakes.clear();
            send();
        } finally {
            for (int i = 0; i < held.size(); i++) {
                held.get(i).release();
            }
            held.clear();
        }
    }
}
