package io.jsctp;

import io.jsctp.engine.Entropy;
import java.security.SecureRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * The entropy of a stack. Any thread: associations draw from it under their own locks. Numbers come from a buffer, so
 * that a packet does not cost a call of the secure generator; secrets are drawn apart from it.
 */
final class StackEntropy implements Entropy {
    private static final int BUFFER_BYTES = 4096;

    private final ReentrantLock lock = new ReentrantLock();
    private final RandomGenerator random;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int next = BUFFER_BYTES;

    StackEntropy() {
        this(new SecureRandom());
    }

    StackEntropy(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public int nextInt() {
        lock.lock();
        try {
            if (next + Integer.BYTES > BUFFER_BYTES) {
                random.nextBytes(buffer);
                next = 0;
            }
            int value = 0;
            for (int i = 0; i < Integer.BYTES; i++) {
                value = (value << Byte.SIZE) | (buffer[next] & 0xFF);
                // What was given away must not be found in memory later.
                buffer[next++] = 0;
            }
            return value;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void fillSecret(byte[] secret) {
        lock.lock();
        try {
            random.nextBytes(secret);
        } finally {
            lock.unlock();
        }
    }
}
