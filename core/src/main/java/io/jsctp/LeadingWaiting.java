package io.jsctp;

import io.jsctp.link.Link;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How a call of a stack with one loop waits: until the loop's thread signals, or, in a dialogue, by running the turns of the loop
 * itself ({@link LoopLead}), so that no thread has to wake another one. A dialogue is when packets come one by one and the same
 * thread says something and waits, again and again, each time for a moment. Where much goes one way two threads do more than one.
 * Actions of asynchronous calls are left to the loop's own thread all the same.
 */
final class LeadingWaiting implements Waiting {
    /** So many short waits of one thread in a row make it lead; more, up to that, if it never did so for long. */
    private static final int ENOUGH = 16;

    private static final int MOST = 1 << 10;

    private static final long SHORT_WAIT_NS = 2_000_000;
    /** Whoever does other things for longer would keep packets waiting. */
    private static final long SHORT_ABSENCE_NS = 200_000;
    /** So many turns in a row that were not of a dialogue end the lead. */
    private static final int MOST_STRAYS = 4;
    /** How long to wait for packets before the loop's thread does that again. */
    private static final long PATIENCE_NS = 10_000_000;

    private static final long FOR_EVER = Long.MAX_VALUE;
    /** No thread has this id. */
    private static final long NOBODY = 0;

    private final EventLoop loop;
    private final LoopShare share;
    private final Link link;
    private final AtomicInteger shortWaits = new AtomicInteger();
    // Threads by their ids.
    /** Whose wait was over last, led or not. Another one's ends the lead. */
    private volatile long last = NOBODY;

    private volatile long lastEndNs;
    /** Who sent something since the last wait; a guess where several do. */
    private volatile long speaker = NOBODY;

    // Of the one who leads.
    private volatile int needed = ENOUGH;
    private volatile int ledTurns;
    private volatile int strays;

    LeadingWaiting(EventLoop loop, LoopShare share, Link link) {
        this.loop = loop;
        this.share = share;
        this.link = link;
    }

    @Override
    public void spoke() {
        long self = Thread.currentThread().getId();
        if (speaker != self) {
            speaker = self;
        }
    }

    @Override
    public Condition newCondition(ReentrantLock lock) {
        return new LedCondition(lock.newCondition(), share);
    }

    @Override
    public void checkMayWait(String call) throws SctpException {
        loop.checkOutside(call);
    }

    @Override
    public void await(ReentrantLock held, Condition condition, String call) throws InterruptedException, SctpException {
        checkMayWait(call);
        long unused = await(held, condition, FOR_EVER);
    }

    @Override
    public long awaitNanos(ReentrantLock held, Condition condition, long timeoutNs) throws InterruptedException {
        return loop.isInside() ? 0 : await(held, condition, timeoutNs);
    }

    @Override
    public void awaitDone(Future<?> future, String call, long timeoutNs) throws SctpException {
        checkMayWait(call); // else the future itself waits
    }

    /** {@return what is left of the time} */
    private long await(ReentrantLock held, Condition condition, long timeoutNs) throws InterruptedException {
        long beginNs = link.nanoTime();
        long self = Thread.currentThread().getId();
        LedCondition answer = condition instanceof LedCondition led && !isVirtual() ? led : null;
        boolean back = answer != null
                && speaker == self
                && last == self
                && beginNs - lastEndNs < SHORT_ABSENCE_NS
                && loop.isDialogue();
        if (answer == null || !lead(held, answer, Math.min(timeoutNs, PATIENCE_NS), back)) {
            if (back && shortWaits.get() >= needed && share.lead.mayBeAsked()) {
                ask(held);
            } else {
                awaitSignal(condition, timeoutNs);
                count(back && link.nanoTime() - beginNs < SHORT_WAIT_NS);
            }
        }
        speaker = speaker == self ? NOBODY : speaker;
        last = self;
        lastEndNs = link.nanoTime();
        return timeoutNs == FOR_EVER ? FOR_EVER : timeoutNs - (lastEndNs - beginNs);
    }

    @SuppressWarnings("WaitNotInLoop") // the callers loop
    private static void awaitSignal(Condition condition, long timeoutNs) throws InterruptedException {
        if (timeoutNs == FOR_EVER) {
            condition.await();
        } else {
            long unused = condition.awaitNanos(timeoutNs);
        }
    }

    private void count(boolean isShort) {
        if (isShort) {
            shortWaits.incrementAndGet();
        } else if (shortWaits.get() != 0) {
            shortWaits.set(0);
        }
    }

    /** One that waits for packets would keep others from the thread that carries it. */
    private static boolean isVirtual() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        return group != null && group.getName().equals("VirtualThreads");
    }

    /** The caller looks once more before it leads: the loop's last turn may have brought what it waits for. */
    private void ask(ReentrantLock held) {
        shortWaits.set(0);
        ledTurns = 0;
        strays = 0;
        held.unlock();
        try {
            share.lead.ask(share);
        } finally {
            held.lock();
        }
    }

    /** Runs a turn without the lock that is held; false if turns are not the caller's. */
    private boolean lead(ReentrantLock held, LedCondition condition, long maxWaitNs, boolean back)
            throws InterruptedException {
        if (!share.lead.take()) {
            return false;
        }
        boolean comesBack = false;
        try {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            comesBack = ledTurn(held, condition, maxWaitNs, back);
        } finally {
            share.lead.end(comesBack);
            if (comesBack && !share.lanes.isEmpty()) {
                share.lead.takeBack(); // that came as the turn ended
            }
        }
        return true;
    }

    /** {@return whether the caller is to run the next turn, too} */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one caller at a time
    private boolean ledTurn(ReentrantLock held, LedCondition condition, long maxWaitNs, boolean back)
            throws InterruptedException {
        Thread self = Thread.currentThread();
        long beginNs = link.nanoTime();
        last = self.getId();
        condition.leader = self;
        held.unlock();
        boolean goesOn;
        try {
            boolean busy = loop.ledTurn(maxWaitNs);
            boolean idle = !busy && link.nanoTime() - beginNs >= maxWaitNs / 2;
            strays = busy && back && loop.isDialogue() ? 0 : strays + 1;
            ledTurns++;
            // Whether it sleeps on is for its owner to say: before the turns are given to somebody else.
            goesOn = !idle && strays < MOST_STRAYS && last == self.getId() && share.lanes.sleep();
            if (!goesOn) {
                // Each change costs a moment.
                needed = ledTurns >= ENOUGH * ENOUGH ? ENOUGH : Math.min(MOST, 2 * needed);
            }
        } finally {
            held.lock();
            condition.leader = null;
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return goesOn;
    }
}
