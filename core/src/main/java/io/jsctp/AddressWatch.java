package io.jsctp;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Looks from time to time which addresses the host has, on a thread of its own: to ask the system may take long, and the loop has
 * better things to do. It begins once a socket wants to follow (SCTP_AUTO_ASCONF).
 */
final class AddressWatch implements Runnable {
    private final Runnable look;
    private final long intervalNs;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Thread thread;
    private volatile boolean stopped;

    AddressWatch(Runnable look, Duration interval) {
        this.look = look;
        intervalNs = interval.toNanos();
    }

    /** Begins to look, unless it does already. */
    void start() {
        lock.lock();
        try {
            if (thread == null && !stopped && intervalNs > 0) {
                Thread looking = new Thread(this, "jsctp-addresses");
                looking.setDaemon(true);
                looking.start();
                thread = looking;
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void run() {
        while (!stopped) {
            LockSupport.parkNanos(this, intervalNs);
            if (!stopped) {
                look.run();
            }
        }
    }

    /** It looks no more; a look that is under way may end later. */
    void stop() {
        stopped = true;
        lock.lock();
        try {
            LockSupport.unpark(thread);
        } finally {
            lock.unlock();
        }
    }
}
