package io.jsctp;

import io.jsctp.engine.Association;
import io.jsctp.engine.PacketOwner;

/**
 * What the associations of one loop share with it and with one another: timers, asynchronous calls to go on with, batches
 * to send with. Those of different loops share nothing of it, so that their threads never wait for one another. Any thread.
 */
final class LoopShare {
    /** The queue of the link that the loop polls. */
    final int queue;

    /** Who runs the loop's turns. */
    final LoopLead lead = new LoopLead();

    final TimerQueue timers = new TimerQueue();
    final Lanes lanes;
    final BatchPool batches;
    private final StackRuntime runtime;

    LoopShare(StackRuntime runtime, int queue) {
        this.runtime = runtime;
        this.queue = queue;
        lanes = new Lanes(runtime, this);
        batches = new BatchPool(StackRuntime.BATCH_BYTES, StackRuntime.BATCH_PACKETS, queue);
    }

    /** Makes those of all loops of a stack. */
    static LoopShare[] all(StackRuntime runtime) {
        int queues = runtime.link.queues();
        if (queues < 1) {
            throw new IllegalArgumentException("a link has a queue at least, not " + queues);
        }
        LoopShare[] shares = new LoopShare[queues];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = new LoopShare(runtime, i);
        }
        return shares;
    }

    /** {@return that of the loop an association belongs to: by its tag, as a link that can choose spreads its packets} */
    static LoopShare of(LoopShare[] shares, Association association) {
        return shares[Integer.remainderUnsigned(PacketOwner.tagOf(association), shares.length)];
    }

    /** Ends the loop's wait for packets; if nobody runs its turns just now, its thread goes on with them. */
    void wake() {
        if (!lead.takeBack()) {
            runtime.link.wakeup(queue);
        }
    }
}
