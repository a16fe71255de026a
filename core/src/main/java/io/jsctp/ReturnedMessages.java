package io.jsctp;

import io.jsctp.engine.InboundMessage;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Messages that were read and wait to be given back to their association, until its lock is taken anyway or they are
 * many. What they hold is missing from the window that the peer is told of meanwhile: so little that no update would be due for
 * it. Its lock is a leaf.
 */
final class ReturnedMessages {
    private static final int MANY = 64;
    private static final int MANY_BYTES = 16 << 10;

    private static final InboundMessage[] NONE = {};
    private static final int INITIAL_CAPACITY = 8;

    private final ReentrantLock lock = new ReentrantLock();
    /** None for an association that is idle. */
    private @Nullable InboundMessage[] messages = NONE;

    private volatile int count;
    /** Of all since there was none. */
    private int bytes;

    /** Takes one; {@return true if they are many now} */
    boolean add(InboundMessage message) {
        lock.lock();
        try {
            int index = count;
            if (index == messages.length) {
                messages = Arrays.copyOf(messages, Math.max(INITIAL_CAPACITY, 2 * index));
            }
            messages[index] = message;
            count = index + 1;
            bytes += message.length();
            return index + 1 >= MANY || bytes >= MANY_BYTES;
        } finally {
            lock.unlock();
        }
    }

    /** Takes one out, the latest first; {@return it, null if there is none} */
    @Nullable
    InboundMessage take() {
        if (count == 0) {
            return null;
        }
        lock.lock();
        try {
            int index = count - 1;
            if (index < 0) {
                return null;
            }
            InboundMessage message = messages[index];
            messages[index] = null;
            count = index;
            bytes = index == 0 ? 0 : bytes;
            return message;
        } finally {
            lock.unlock();
        }
    }
}
