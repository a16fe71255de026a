package io.jsctp;

import io.jsctp.link.PacketBatch;
import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Batches for the threads that send: as many as there were senders at one time, but it keeps only a few. Not
 * thread-locals, for there may be a great many virtual threads. Its lock is a leaf.
 */
final class BatchPool {
    private static final int KEPT = 8;

    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<PacketBatch> free = new ArrayDeque<>(KEPT);
    private final int batchBytes;
    private final int batchPackets;
    private final int queue;

    BatchPool(int batchBytes, int batchPackets, int queue) {
        this.batchBytes = batchBytes;
        this.batchPackets = batchPackets;
        this.queue = queue;
    }

    PacketBatch acquire() {
        PacketBatch batch;
        lock.lock();
        try {
            batch = free.pollLast();
        } finally {
            lock.unlock();
        }
        return batch == null ? create() : batch;
    }

    PacketBatch create() {
        return new PacketBatch(batchBytes, batchPackets, queue);
    }

    void release(PacketBatch batch) {
        batch.clear();
        lock.lock();
        try {
            if (free.size() < KEPT) {
                free.addLast(batch);
            }
        } finally {
            lock.unlock();
        }
    }
}
