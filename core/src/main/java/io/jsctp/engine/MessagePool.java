package io.jsctp.engine;

import io.jsctp.engine.Reliability.Policy;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * The memory of the messages on their way out: each is charged from the moment at which the user gives it until the peer has
 * acknowledged it, or it failed, and is used again after that. It counts those that may be given up meanwhile.
 */
final class MessagePool {
    /** About what a message without its payload takes. */
    private static final int SPARE_BYTES = 96;

    /** How many messages there are of each shared key (RFC 6458 §8.3.5). */
    final KeyUse keyUse = new KeyUse();

    private final PayloadPool pool;
    private final ArrayDeque<OutboundMessage> spare = new ArrayDeque<>(0);
    private int held;
    private int perishable;
    private int ranked;

    MessagePool(PayloadPool pool) {
        this.pool = pool;
    }

    /** Charges a message that is to be {@link #acquire acquired}, with what it costs beside its payload; false if there is no memory. */
    boolean charge(int length, boolean needed) {
        Allowance allowance = pool.allowance();
        long cost = allowance.costOf(length, 1);
        if (!allowance.take(cost, needed) && !(pool.trim() && allowance.take(cost, needed))) {
            return false;
        }
        held++;
        return true;
    }

    /** {@return a message with a copy of a payload} */
    OutboundMessage acquire(ByteBuffer payload, Reliability reliability, long now) {
        OutboundMessage m = spare.poll();
        if (m == null) {
            m = new OutboundMessage();
        } else {
            pool.allowance().unkeep(SPARE_BYTES);
        }
        m.length = payload.remaining();
        m.payload = pool.acquire(m.length);
        payload.get(m.payload, 0, m.length);
        m.policy = reliability.policy();
        m.policyValue = reliability.value();
        m.expiresAtNs = reliability.expiresAtNs(now);
        perishable += m.isPerishable() ? 1 : 0;
        ranked += m.policy == Policy.PRIORITY ? 1 : 0;
        return m;
    }

    /** {@return how much of the send buffer the messages that are held fill} */
    long filledBytes(int payloadBytes) {
        return pool.allowance().filledBytes(payloadBytes, held);
    }

    /** {@return how much more room there would be without some of the payload, and some of the messages} */
    long roomWithout(int payloadBytes, int lessPayload, int lessMessages) {
        return filledBytes(payloadBytes)
                - pool.allowance().filledBytes(payloadBytes - lessPayload, held - lessMessages);
    }

    /** {@return messages held that may be given up after they have left, by time or by count} */
    int perishable() {
        return perishable;
    }

    /** {@return messages held that have a priority} */
    int ranked() {
        return ranked;
    }

    /** A message is over: its memory is used again. */
    void release(OutboundMessage m) {
        if (!m.abandoned) {
            dropPayload(m);
        }
        held--;
        keyUse.released(m.keyNumber);
        pool.allowance().give(pool.allowance().chunkCostBytes());
        m.clear();
        if (pool.allowance().keep(SPARE_BYTES)) {
            spare.push(m);
        }
    }

    /** A message is given up: only what tells the peer of it is kept. */
    void dropPayload(OutboundMessage m) {
        m.abandoned = true;
        perishable -= m.isPerishable() ? 1 : 0;
        ranked -= m.policy == Policy.PRIORITY ? 1 : 0;
        pool.allowance().give(m.length);
        pool.release(m.takePayload());
    }

    /** Gives up what is kept for reuse. */
    void trim() {
        pool.allowance().unkeep(SPARE_BYTES * spare.size());
        spare.clear();
    }
}
