package io.jsctp;

import java.util.concurrent.locks.Condition;

/** Where writers wait for room in the send buffer of an association. Guarded by the association's lock. */
final class SendRoom {
    private final Condition condition;
    private int writers;
    private int leastNeededBytes;

    SendRoom(Condition condition) {
        this.condition = condition;
    }

    /** Waits until there may be room. */
    @SuppressWarnings("WaitNotInLoop") // the caller loops
    void await(int neededBytes) throws SctpException {
        leastNeededBytes = writers == 0 ? neededBytes : Math.min(leastNeededBytes, neededBytes);
        writers++;
        try {
            condition.await();
        } catch (InterruptedException e) {
            throw Errors.interrupted("sendv");
        } finally {
            writers--;
        }
    }

    /** Wakes the writers if it is worth it: for every acknowledged packet would cost more than the few bytes are worth. */
    void signal(int usedBytes, int freeBytes) {
        if (writers > 0 && (usedBytes == 0 || freeBytes >= Math.max(leastNeededBytes, (usedBytes + freeBytes) / 4))) {
            condition.signalAll();
        }
    }

    void signalAll() {
        condition.signalAll();
    }
}
