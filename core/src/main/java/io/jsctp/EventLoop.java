package io.jsctp;

import io.jsctp.engine.Endpoint;
import io.jsctp.link.Link;
import io.jsctp.link.PacketReceiver;
import io.jsctp.wire.CommonHeader;
import io.jsctp.wire.Crc32c;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A loop of a stack: takes packets from a queue of the link, runs the timers of its associations, and sends what both made due.
 * Packets may be those of any association, whose lock keeps loops apart that meet there. Users' calls do not pass through it.
 * A thread of its own runs it, or a {@link SteppedStack} turn by turn; or calls that wait in place of that thread, see
 * {@link LoopLead}.
 */
final class EventLoop implements Runnable, PacketReceiver {
    /**
     * How long the thread sleeps at most while there is something to do. All timers but a few are longer, so that a user's call
     * that arms one need not wake the thread up.
     */
    private static final long NAP_NS = 100_000_000;

    /** Longer than this, a century, is without end. */
    private static final long MOST_NS = Long.MAX_VALUE >> 1;

    private final StackRuntime runtime;
    private final Link link;
    private final LoopShare share;
    private final Round round;
    private final Crc32c crc = new Crc32c();
    private final boolean verifiesChecksum;

    /** How long after it had something to do the thread does not sleep. */
    private final long busyPollNs;

    /** The link finds changed packets itself, so that there are associations that do without a checksum (RFC 9653). */
    private final boolean mayLackChecksum;
    /** Answers packets for ports that no socket has (RFC 9260 §8.4). */
    private final Endpoint outOfTheBlue;

    private volatile boolean stopped;
    /** Who runs a turn now. */
    private volatile @Nullable Thread inside;

    /** The last packets came alone, or two at a time. */
    private volatile boolean dialogue;

    private boolean turning;
    private boolean asleep;

    EventLoop(StackRuntime runtime, LoopShare share, long busyPollNs) {
        this.runtime = runtime;
        this.share = share;
        this.busyPollNs = busyPollNs;
        link = runtime.link;
        round = new Round(link, share.batches.create(), runtime.counters);
        verifiesChecksum = runtime.verifiesTrusted || !link.capabilities().checksumTrusted();
        mayLackChecksum = link.capabilities().errorDetectionMethod() != 0;
        outOfTheBlue =
                EndpointDriver.newEndpoint(runtime, 0, link.localAddresses(), false, runtime.defaults.association());
    }

    @Override
    public void run() {
        boolean looking = false;
        boolean active = false;
        long idleSinceNs = link.nanoTime();
        while (!stopped) {
            try {
                active = turn(looking ? 0 : active ? NAP_NS : Long.MAX_VALUE);
                if (busyPollNs > 0) {
                    long now = link.nanoTime();
                    idleSinceNs = active ? now : idleSinceNs;
                    looking = now - idleSinceNs < busyPollNs;
                }
                // Somebody's interrupt must not turn the wait into a busy loop.
                Thread.interrupted();
            } catch (RuntimeException e) {
                runtime.fault("a turn of the loop", e);
            }
            share.lead.standAside();
        }
        end();
    }

    /**
     * One turn: waits for packets or the next timer, handles what there is, sends, and goes on with asynchronous calls.
     *
     * @param maxWaitNs how long to wait at most, in ns of the link's clock; 0 does not wait
     * @return true if a packet came, a timer went off or asynchronous calls were looked at
     */
    boolean turn(long maxWaitNs) {
        return turn(maxWaitNs, false);
    }

    /** A turn that a waiting call runs in place of the loop's thread, to which it leaves asynchronous calls; never fails. */
    boolean ledTurn(long maxWaitNs) {
        try {
            return turn(maxWaitNs, true);
        } catch (RuntimeException e) {
            runtime.fault("a turn of the loop", e);
            return false;
        }
    }

    private boolean turn(long maxWaitNs, boolean led) {
        if (turning) {
            throw new IllegalStateException("a turn of this stack is under way already");
        }
        turning = true;
        inside = Thread.currentThread();
        try {
            int packets = maxWaitNs > 0 ? pollAsleep(maxWaitNs) : link.poll(share.queue, this, 0);
            if (packets > 0) {
                dialogue = packets <= 2;
            }
            boolean fired = fireTimers();
            round.end();
            // The last of all: the user's actions that follow a result find nothing locked and nothing held back.
            boolean acted = !led && share.lanes.run();
            return packets > 0 || fired || acted;
        } finally {
            inside = null;
            turning = false;
        }
    }

    private int pollAsleep(long maxWaitNs) {
        long now = link.nanoTime();
        long until = share.timers.sleep(maxWaitNs > MOST_NS ? Timer.NONE : now + maxWaitNs);
        boolean idle = share.lanes.sleep();
        asleep = true;
        long waitNs = until == Timer.NONE ? Long.MAX_VALUE : Math.max(0, until - now);
        int packets = link.poll(share.queue, this, idle ? waitNs : 0);
        awake();
        return packets;
    }

    /** {@return whether packets come one by one} */
    boolean isDialogue() {
        return dialogue;
    }

    /** {@return whether the caller is called by this loop} */
    boolean isInside() {
        return inside == Thread.currentThread();
    }

    void checkOutside(String call) throws SctpException {
        if (isInside()) {
            throw Errors.of(
                    Errno.EDEADLK,
                    call,
                    "it would wait on the thread of the stack, which is to bring what it waits for");
        }
    }

    /** What is armed from now on wakes nobody up: the turn ends soon anyway. */
    private void awake() {
        if (asleep) {
            asleep = false;
            share.timers.awake();
            share.lanes.awake();
        }
    }

    /** Makes the thread end; does not wait for it. */
    void stop() {
        stopped = true;
        share.lead.stop();
        share.wake();
    }

    /** There will be no more turns, for whoever ran them is done: tells what is left of asynchronous calls. */
    void end() {
        Thread before = inside;
        inside = Thread.currentThread();
        share.lanes.end();
        inside = before;
    }

    @Override
    public void onPacket(ByteBuffer buffer, int offset, int length, InetAddress from, int fromPort, InetAddress to) {
        awake();
        round.nextPacket();
        runtime.counters.received(length);
        boolean whole = length >= CommonHeader.SIZE;
        boolean right = whole && (!verifiesChecksum || crc.verify(buffer, offset, length));
        if (!right && !(whole && mayLackChecksum && CommonHeader.checksum(buffer, offset) == 0)) {
            runtime.counters.checksumError();
            return;
        }
        try {
            EndpointDriver endpoint = runtime.endpoints.find(buffer, offset, length, from, to);
            if (!right && (endpoint == null || !endpoint.takesZeroChecksum(buffer, offset, length, from))) {
                runtime.counters.checksumError();
            } else if (endpoint != null) {
                endpoint.receive(buffer, offset, length, from, fromPort, to, round);
            } else {
                round.makeRoom();
                int before = round.batch.count();
                outOfTheBlue.receive(null, buffer, offset, length, from, fromPort, to, round.batch, round.nowNs());
                runtime.counters.answered(round.batch.count() - before);
            }
        } catch (RuntimeException e) {
            runtime.fault("a packet from " + from.getHostAddress(), e);
        }
    }

    private boolean fireTimers() {
        long now = round.nowNs();
        boolean fired = false;
        Timer due;
        while ((due = share.timers.pollDue(now)) != null) {
            due.owner.timeout(round);
            fired = true;
        }
        return fired;
    }
}
