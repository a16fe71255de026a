package io.jsctp;

import io.jsctp.engine.Association;
import io.jsctp.engine.AssociationEvent;
import io.jsctp.engine.AssociationSettings;
import io.jsctp.engine.AssociationState;
import io.jsctp.engine.AssociationStatus;
import io.jsctp.engine.InboundMessage;
import io.jsctp.engine.PacketOwner;
import io.jsctp.engine.Reliability;
import io.jsctp.engine.SendStatus;
import io.jsctp.link.PacketBatch;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Drives one {@link Association}: holds its lock, gives it time and packets, sends what it transmits and hands its
 * events to the socket. Others in this package reach an association only through it.
 *
 * <p>A user's thread does all the work of its call itself, sending included. While packets of this association wait in
 * the batch of the loop's {@link Round}, a user's thread sends nothing, or its packets would overtake those: the end of
 * the round sends for it.
 */
final class AssociationDriver implements TimerTarget {
    private static final byte[] INTERNAL_ERROR = "internal error".getBytes(StandardCharsets.US_ASCII);

    final int id;
    final EndpointDriver endpoint;
    /** Whose association it is; another one after peeloff. Changes under the lock. */
    volatile SocketCore socket;

    final Timer timer = new Timer(this);
    volatile AssociationOptions options;
    /** That of the loop it belongs to. */
    final LoopShare share;

    private final StackRuntime runtime;
    private final Association association;
    private final ReentrantLock lock = new ReentrantLock();
    /** Asynchronous calls that wait for the set-up, or for room to send. */
    final Lane lane;

    final AssociationProgress progress;
    private final SendRoom room;
    private final ReturnedMessages returned = new ReturnedMessages();

    // Guarded by the lock. Those that are volatile are read without it, too.
    private long lastNs;
    /** In whose batch packets of it wait; null if none do. */
    private @Nullable Round heldBy;

    private boolean detached;
    private boolean transmitAgain;
    private volatile boolean closed;
    private volatile boolean windowLow;
    private volatile InetSocketAddress peer;

    /** Guarded by the lock of the endpoint. */
    boolean removed;

    /** The tag that leads to it; 0 before there is one. Guarded by the lock of the endpoint. */
    int routedTag;

    AssociationDriver(
            StackRuntime runtime, EndpointDriver endpoint, SocketCore socket, int id, Association association) {
        this.runtime = runtime;
        this.endpoint = endpoint;
        this.socket = socket;
        this.id = id;
        this.association = association;
        share = LoopShare.of(runtime.loops, association);
        lane = new Lane(runtime, share);
        progress = new AssociationProgress(runtime.waiting(), lock, lane);
        room = new SendRoom(runtime.waiting(), lock, lane);
        options = socket.settings().perAssociation();
        peer = new InetSocketAddress(association.primaryAddress(), association.peerPort());
        association.attach(this);
    }

    Association association() {
        return association;
    }

    // ---- The loop's thread.

    /** Takes a packet; false if only its tag has led it here ({@code routed}), and the endpoint has to look whose it is. */
    boolean receive(
            ByteBuffer packet,
            int offset,
            int length,
            InetAddress from,
            int fromPort,
            InetAddress to,
            boolean routed,
            Round round) {
        lock.lock();
        try {
            if (routed && !PacketOwner.isSurelyOf(association, packet, offset, from)) {
                return false;
            }
            giveBack(now(round.nowNs()));
            association.receive(packet, offset, length, from, fromPort, to, lastNs);
            settle(round);
        } catch (RuntimeException e) {
            giveUp(e);
        } finally {
            lock.unlock();
        }
        removeIfClosed();
        return true;
    }

    /** For packets that concern the endpoint as well, whose lock the caller holds: takes this lock, too, and tells the time. */
    long enter(long readNs) {
        lock.lock();
        return now(readNs);
    }

    void leave(Round round) {
        try {
            settle(round);
        } catch (RuntimeException e) {
            giveUp(e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void timeout(Round round) {
        lock.lock();
        try {
            long now = now(round.nowNs());
            if (association.nextTimeoutNs() <= now) {
                association.timeout(now);
            }
            settle(round);
        } catch (RuntimeException e) {
            giveUp(e);
        } finally {
            lock.unlock();
        }
        removeIfClosed();
    }

    /** The round's packets are sent: what users' threads left behind follows. */
    void release() {
        lock.lock();
        try {
            heldBy = null;
            now(runtime.link.nanoTime());
            settle();
        } catch (RuntimeException e) {
            giveUp(e);
        } finally {
            lock.unlock();
        }
        removeIfClosed();
    }

    private void settle(Round round) {
        if (heldBy != null && heldBy != round) {
            drainEvents(round); // another loop's round has packets of it: its end sends
            return;
        }
        do {
            int before = round.batch.count();
            while (association.transmit(round.batch, lastNs)) {
                round.send();
                before = 0;
            }
            if (round.batch.count() != before && heldBy == null) {
                heldBy = round;
                round.hold(this);
            }
            drainEvents(round);
        } while (transmitAgain);
    }

    /** After a fault of ours the association can't be trusted any more: it ends, but the stack goes on. */
    private void giveUp(RuntimeException fault) {
        runtime.fault("association " + this, fault);
        try {
            association.abort(INTERNAL_ERROR, lastNs);
            settle();
        } catch (RuntimeException again) {
            runtime.fault("the end of association " + this, again);
        }
        closed = true;
        if (!progress.isEnded()) {
            progress.end(progress.wasUp() ? Errno.ECONNRESET : Errno.ECONNABORTED);
            progress.tell();
            room.signalAll();
            if (!detached) {
                socket.associationEnded(this, progress.failure());
            }
        }
    }

    // ---- Users' threads.

    /** Sends what is due. */
    void kick() {
        change((a, now) -> {});
    }

    /** Queues a message and sends what may leave; waits for room until the deadline, if there is one. */
    SendStatus send(
            ByteBuffer payload,
            SendInfo info,
            Reliability reliability,
            @Nullable InetAddress destination,
            @Nullable Deadline deadline)
            throws SctpException {
        SendStatus status;
        lock.lock();
        try {
            status = offer(payload, info, reliability, destination);
            boolean inTime = true;
            while (status == SendStatus.BUFFER_FULL && deadline != null && inTime) {
                inTime = room.await(payload.remaining(), deadline);
                status = offer(payload, info, reliability, destination);
            }
            if (status == SendStatus.ACCEPTED) {
                settle();
                runtime.waiting().spoke();
            }
        } finally {
            lock.unlock();
        }
        removeIfClosed();
        return status;
    }

    private SendStatus offer(
            ByteBuffer payload, SendInfo info, Reliability reliability, @Nullable InetAddress destination)
            throws SctpException {
        if (detached) {
            throw Errors.of(Errno.EBADF, "sendv", "the socket was closed");
        }
        SendStatus status = association.send(
                payload,
                info.streamId(),
                SocketSending.engineFlags(info.flags(), socket.settings().explicitEor()),
                info.payloadProtocolId(),
                info.context(),
                reliability,
                destination,
                now(runtime.link.nanoTime()));
        Errno failure = progress.failure();
        if (status == SendStatus.CLOSED && failure != null && !progress.wasUp()) {
            throw Errors.ofSetup(failure, "sendv", peer.toString());
        }
        return status;
    }

    /** {@return true if a sender would find a third of the buffer free} */
    boolean isWritable() {
        lock.lock();
        try {
            return !progress.isEnded() && hasRoomToSend();
        } finally {
            lock.unlock();
        }
    }

    private boolean hasRoomToSend() {
        return progress.wasUp() && 2L * association.sendBufferFree() >= association.sendBufferUsed();
    }

    /**
     * A message was read. It is given back with those that follow, if some do and the peer is not short of window: whoever
     * reads fast would else meet the loop at the lock with each one.
     *
     * @param last whether nothing else is there to be read
     */
    void consumed(InboundMessage message, boolean last) {
        if (!returned.add(message) && !last && !windowLow && !closed) {
            return;
        }
        lock.lock();
        try {
            giveBack(now(runtime.link.nanoTime()));
            settle();
        } finally {
            lock.unlock();
        }
        removeIfClosed();
    }

    private void giveBack(long now) {
        for (InboundMessage message = returned.take(); message != null; message = returned.take()) {
            association.consumed(message, now);
        }
    }

    void shutdown() {
        change(Association::shutdown);
    }

    void abort(byte[] reason) {
        change((a, now) -> a.abort(reason, now));
    }

    /** The socket is closed: nobody reads what still comes, and whoever waits must learn it. */
    void detach() {
        lock.lock();
        try {
            detached = true;
            progress.tell();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Makes it the association of another socket, which gets what the present one has to read of it.
     *
     * @return false, and nothing changed, unless it is established
     */
    boolean moveTo(SocketCore other) {
        lock.lock();
        try {
            if (detached || association.state() != AssociationState.ESTABLISHED) {
                return false;
            }
            SocketCore before = socket;
            socket = other;
            other.take(this);
            before.forget(this);
            before.queue().moveTo(other.queue(), this);
            return true;
        } finally {
            lock.unlock();
        }
    }

    AssociationStatus status() {
        change((a, now) -> giveBack(now));
        return ask(Association::status);
    }

    void settings(UnaryOperator<AssociationSettings> change) {
        change((a, now) -> a.settings(change.apply(a.settings()), now));
    }

    /** Asks the association something under its lock. */
    <T> T ask(Function<Association, T> question) {
        lock.lock();
        try {
            return question.apply(association);
        } finally {
            lock.unlock();
        }
    }

    /** Has something done to the association, and sends and delivers what follows from it. */
    void change(ObjLongConsumer<Association> action) {
        lock.lock();
        try {
            action.accept(association, now(runtime.link.nanoTime()));
            settle();
        } finally {
            lock.unlock();
        }
        removeIfClosed();
    }

    void options(UnaryOperator<AssociationOptions> change) {
        lock.lock();
        try {
            boolean wanted = options.wants(EventType.SENDER_DRY_EVENT);
            options = change.apply(options);
            boolean wants = !wanted && options.wants(EventType.SENDER_DRY_EVENT);
            // Who subscribes to it learns at once that it is so already (RFC 6458 §6.1.9).
            if (wants && progress.isUp() && association.sendBufferUsed() == 0) {
                socket.queue().offer(this, new SenderDry(id));
            }
        } finally {
            lock.unlock();
        }
    }

    boolean primary(InetAddress address) {
        boolean known = ask(a -> a.pathControl().primary(address));
        kick();
        return known;
    }

    int peerPort() {
        return association.peerPort();
    }

    /** The peer's primary address and its port. */
    InetSocketAddress peer() {
        return peer;
    }

    @Override
    public String toString() {
        return id + " to " + peer;
    }

    // ---- Under the lock, any thread.

    /** Times of different threads may cross on their way here; the association's never goes back. */
    private long now(long readNs) {
        lastNs = Math.max(lastNs, readNs);
        return lastNs;
    }

    /** Sends and delivers what is due at the time that was read last. */
    private void settle() {
        if (heldBy != null) {
            drainEvents(null);
            return;
        }
        PacketBatch batch = share.batches.acquire();
        do {
            while (association.transmit(batch, lastNs)) {
                sendNow(batch);
            }
            if (!batch.isEmpty()) {
                sendNow(batch);
            }
            drainEvents(null);
        } while (transmitAgain);
        share.batches.release(batch);
    }

    private void sendNow(PacketBatch batch) {
        runtime.counters.sent(batch.count(), batch.nextOffset());
        runtime.link.send(batch);
        batch.clear();
    }

    private void drainEvents(@Nullable Round round) {
        transmitAgain = false;
        boolean wasEnded = progress.isEnded();
        AssociationEvent event;
        while ((event = association.pollEvent()) != null) {
            deliver(event, round);
        }
        // Only now: events that follow the end must be readable before the reader learns of it.
        if (progress.isEnded() && !wasEnded && !detached) {
            socket.associationEnded(this, progress.failure());
        }
        if (progress.isEnded()) {
            room.signalAll();
        } else {
            room.signal(association.sendBufferUsed(), association.sendBufferFree());
            if (hasRoomToSend()) {
                socket.watchers().ready(SctpConstants.POLLOUT);
            }
        }
        closed = association.isClosed();
        windowLow = association.isWindowLow();
        if (share.timers.arm(timer, association.nextTimeoutNs())) {
            share.wake();
        }
    }

    private void deliver(AssociationEvent event, @Nullable Round round) {
        if (event instanceof InboundMessage message) {
            if (detached || !socket.queue().offer(this, message, association.cumulativeTsn(), round)) {
                association.consumed(message, lastNs);
                transmitAgain = true;
            }
            return;
        }
        runtime.notes.note(this, event);
        if (event instanceof AssociationEvent.CommunicationUp) {
            progress.up();
        } else if (event instanceof AssociationEvent.PathChanged) {
            peer = new InetSocketAddress(association.primaryAddress(), association.peerPort());
        }
        if (!detached) {
            Notifications.deliver(this, event);
        }
        progress.endBy(event);
        progress.tell();
    }

    /** Called without the lock, for the endpoint's comes before it. */
    void removeIfClosed() {
        if (closed) {
            endpoint.remove(this);
        }
    }
}
