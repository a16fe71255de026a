package io.jsctp;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How a call waits for what it needs: until another thread signals a condition, or, in a stack without a thread, by
 * running turns of the loop itself.
 */
interface Waiting {
    /** Waits until another thread signals. */
    Waiting SIGNALLED = new Waiting() {
        @Override
        @SuppressWarnings("WaitNotInLoop") // the callers loop
        public void await(ReentrantLock held, Condition condition, String call) throws InterruptedException {
            condition.await();
        }

        @Override
        @SuppressWarnings("WaitNotInLoop") // the callers loop
        public long awaitNanos(ReentrantLock held, Condition condition, long timeoutNs) throws InterruptedException {
            return condition.awaitNanos(timeoutNs);
        }
    };

    /**
     * Waits for progress; the caller then looks whether it is enough.
     *
     * @param held the one lock that the caller holds; not held meanwhile
     * @param condition a condition of that lock
     * @param call the name of the call that waits
     * @throws SctpException EDEADLK if nothing can ever happen any more
     */
    void await(ReentrantLock held, Condition condition, String call) throws InterruptedException, SctpException;

    /**
     * Waits for progress until the time is over, if there is an end to it.
     *
     * @param held the one lock that the caller holds; not held meanwhile
     * @param condition a condition of that lock
     * @param call the name of the call that waits
     * @param deadline until when
     * @return false if the time is over
     * @throws SctpException EDEADLK if there is no end and nothing can ever happen any more
     */
    default boolean awaitUntil(ReentrantLock held, Condition condition, String call, Deadline deadline)
            throws InterruptedException, SctpException {
        if (deadline.isNever()) {
            await(held, condition, call);
            return true;
        }
        long left = deadline.leftNs();
        return left > 0 && awaitNanos(held, condition, left) > 0;
    }

    /**
     * Waits for progress until the time is over.
     *
     * @param held the one lock that the caller holds; not held meanwhile
     * @param condition a condition of that lock
     * @param timeoutNs how long at most
     * @return what is left of the time; 0 or less if it is over, or if nothing can ever happen any more
     */
    long awaitNanos(ReentrantLock held, Condition condition, long timeoutNs) throws InterruptedException;
}
