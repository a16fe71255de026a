package io.jsctp;

import java.util.concurrent.Future;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How a call waits for what it needs: until another thread signals a condition, or by running turns of the loop itself, in a
 * stack without a thread always, in one with a thread where that saves being woken up.
 */
interface Waiting {
    /**
     * Refuses a wait on the loop's thread, on which what is waited for would have to happen.
     *
     * @param call the name of the call that would wait
     * @throws SctpException EDEADLK if this is the loop's thread
     */
    void checkMayWait(String call) throws SctpException;

    /** The calling thread has sent a message: what it waits for next may be the answer. */
    default void spoke() {}

    /**
     * Makes a condition to wait for, signalled when a packet brings what is waited for.
     *
     * @param lock its lock
     */
    default Condition newCondition(ReentrantLock lock) {
        return lock.newCondition();
    }

    /**
     * Waits for progress; the caller then looks whether it is enough.
     *
     * @param held the one lock that the caller holds; not held meanwhile
     * @param condition a condition of that lock, made here
     * @param call the name of the call that waits
     * @throws SctpException EDEADLK if nothing can ever happen any more, or this is the loop's thread
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
     * @throws SctpException EDEADLK if there is no end and nothing can ever happen any more, or this is the loop's thread
     */
    default boolean awaitUntil(ReentrantLock held, Condition condition, String call, Deadline deadline)
            throws InterruptedException, SctpException {
        if (deadline.isNever()) {
            await(held, condition, call);
            return true;
        }
        checkMayWait(call);
        long left = deadline.leftNs();
        return left > 0 && awaitNanos(held, condition, left) > 0;
    }

    /**
     * Waits for progress until the time is over.
     *
     * @param held the one lock that the caller holds; not held meanwhile
     * @param condition a condition of that lock
     * @param timeoutNs how long at most
     * @return what is left of the time; 0 or less if it is over, or if nothing can ever happen any more or this is the
     *     loop's thread
     */
    long awaitNanos(ReentrantLock held, Condition condition, long timeoutNs) throws InterruptedException;

    /**
     * Lets happen what completes a future, as far as that is the caller's to do; it may not be done when this returns.
     *
     * @param future the future
     * @param call the name of the call that waits
     * @param timeoutNs for how long at most
     * @throws SctpException EDEADLK if this is the loop's thread, or there is no end and nothing can ever happen any more
     */
    void awaitDone(Future<?> future, String call, long timeoutNs) throws SctpException, InterruptedException;
}
