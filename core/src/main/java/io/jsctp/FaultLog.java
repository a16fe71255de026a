package io.jsctp;

import java.lang.System.Logger.Level;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Tells an operator of faults of this library, but never so often that whoever causes them fills a disk: ten in a second,
 * then how many were left out. What peers sent is not among it. Any thread.
 */
final class FaultLog {
    private static final int PER_SECOND = 10;
    private static final long SECOND_NS = 1_000_000_000L;

    private final System.Logger logger;
    private final ReentrantLock lock = new ReentrantLock();
    private long secondBeganNs = Long.MIN_VALUE / 2;
    private int told;
    private long leftOut;

    FaultLog(System.Logger logger) {
        this.logger = logger;
    }

    void tell(String what, RuntimeException e, long now) {
        String text = null;
        lock.lock();
        try {
            text = textFor(what, now);
        } finally {
            lock.unlock();
        }
        if (text != null) {
            logger.log(Level.ERROR, text, e);
        }
    }

    private @Nullable String textFor(String what, long now) {
        if (now - secondBeganNs >= SECOND_NS) {
            secondBeganNs = now;
            told = 0;
        }
        if (told == PER_SECOND) {
            leftOut++;
            return null;
        }
        told++;
        String before = leftOut == 0 ? "" : leftOut + " faults were not told; then: ";
        leftOut = 0;
        return before + "internal error while handling " + what;
    }
}
