package io.jsctp;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Where writers wait for room in the send buffer of an association. Guarded by the association's lock. */
final class SendRoom {
    private final Waiting waiting;
    private final ReentrantLock lock;
    private final Lane lane;
    private final Condition condition;
    private int writers;
    private int leastNeededBytes;

    SendRoom(Waiting waiting, ReentrantLock lock, Lane lane) {
        this.waiting = waiting;
        this.lock = lock;
        this.lane = lane;
        condition = lock.newCondition(); // no answer, but one acknowledgement of many
    }

    /** Waits until there may be room; false if the time is over. */
    boolean await(int neededBytes, Deadline deadline) throws SctpException {
        leastNeededBytes = writers == 0 ? neededBytes : Math.min(leastNeededBytes, neededBytes);
        writers++;
        try {
            return waiting.awaitUntil(lock, condition, "sendv", deadline);
        } catch (InterruptedException e) {
            throw Errors.interrupted("sendv");
        } finally {
            writers--;
        }
    }

    /** Wakes the writers if it is worth it: for every acknowledged packet would cost more than the few bytes are worth. */
    void signal(int usedBytes, int freeBytes) {
        int worthwhileBytes = (usedBytes + freeBytes) / 4;
        if (writers > 0 && (usedBytes == 0 || freeBytes >= Math.max(leastNeededBytes, worthwhileBytes))) {
            condition.signalAll();
        }
        if (usedBytes == 0 || freeBytes >= worthwhileBytes) {
            lane.mark();
        }
    }

    void signalAll() {
        condition.signalAll();
        lane.mark();
    }
}
