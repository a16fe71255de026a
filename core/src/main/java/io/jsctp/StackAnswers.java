package io.jsctp;

import io.jsctp.engine.AnswerRates;
import io.jsctp.engine.EndpointLimits;
import io.jsctp.engine.Entropy;
import io.jsctp.engine.SharedBudget;
import java.net.InetAddress;
import java.util.concurrent.locks.ReentrantLock;

/** How often the loops of a stack together answer strangers. Any thread; its lock is a leaf, and no association's packet takes it. */
final class StackAnswers extends AnswerRates {
    private final ReentrantLock lock = new ReentrantLock();

    StackAnswers(EndpointLimits limits, Entropy entropy, boolean silent) {
        super(limits, entropy, silent);
    }

    @Override
    public boolean takesInit(InetAddress source, SharedBudget budget, long now) {
        lock.lock();
        try {
            return super.takesInit(source, budget, now);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean answersOutOfTheBlue(SharedBudget budget, long now) {
        lock.lock();
        try {
            return super.answersOutOfTheBlue(budget, now);
        } finally {
            lock.unlock();
        }
    }
}
