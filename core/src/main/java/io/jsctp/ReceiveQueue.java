package io.jsctp;

import io.jsctp.engine.InboundMessage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a socket has to read: messages and notifications of all its associations, in the order they came. Messages are
 * bounded by the receive windows of the associations, notifications by a number. Its lock is a leaf: it is taken under
 * an association's lock, never the other way round.
 */
final class ReceiveQueue {
    /** What reading gives if it would have to wait. */
    static final int NOTHING = -1;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition readable;
    private final StackRuntime runtime;
    private final Watchers watchers;
    private final int maxNotifications;
    private ItemRing ring = new ItemRing();
    private final DeliveryOrder order = new DeliveryOrder();
    private int notifications;
    private int waiters;
    /** In which what is being offered came. */
    private @Nullable Round round;

    private boolean wakeDue;
    /** The bytes of the notification at the head, once a part of them was read. */
    private byte @Nullable [] encoded;

    private int encodedOffset;
    /** It was full of notifications: no more until the user subscribes anew. */
    private boolean muted;

    private boolean closed;
    private boolean stopped;
    private boolean ended;
    private boolean connected;
    private @Nullable Errno error;

    ReceiveQueue(StackRuntime runtime, boolean connected, Watchers watchers) {
        this.runtime = runtime;
        this.watchers = watchers;
        readable = runtime.waiting().newCondition(lock);
        maxNotifications = runtime.limits.count(StackLimit.NOTIFICATIONS);
        this.connected = connected;
    }

    // ---- From the associations.

    /**
     * Takes a message; false if the socket is closed or does not read any more.
     *
     * @param inRound the round in which it came: its end wakes the reader, once for all that came in it
     */
    boolean offer(AssociationDriver owner, InboundMessage message, int cumulativeTsn, @Nullable Round inRound) {
        lock.lock();
        try {
            if (closed || stopped) {
                return false;
            }
            round = inRound;
            add(owner, message, cumulativeTsn);
            return true;
        } finally {
            round = null;
            lock.unlock();
        }
    }

    /** The round is over. */
    void wake() {
        lock.lock();
        try {
            wakeDue = false;
            if (waiters > 0 && !ring.isEmpty()) {
                readable.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    void offer(AssociationDriver owner, Notification notification) {
        lock.lock();
        try {
            if (closed || stopped || muted) {
                return;
            }
            // One more than the limit is let in: the one that says that there are no more (RFC 6458 §6.1.10).
            muted = notifications == maxNotifications;
            if (muted) {
                runtime.counters.reached(StackLimit.NOTIFICATIONS);
            }
            add(owner, muted ? new NotificationsStopped() : notification, 0);
            notifications++;
        } finally {
            lock.unlock();
        }
    }

    /** Sets SCTP_FRAGMENT_INTERLEAVE. */
    void interleave(int level) {
        lock.lock();
        try {
            order.mixes(level > 0);
            releaseHeld();
        } finally {
            lock.unlock();
        }
    }

    /** No more parts of the association's message will come. */
    void endPart(AssociationDriver owner) {
        lock.lock();
        try {
            order.end(owner);
            releaseHeld();
        } finally {
            lock.unlock();
        }
    }

    /** The socket has an association from now on, if only one that is being set up. */
    void connected() {
        lock.lock();
        try {
            connected = true;
            error = null;
        } finally {
            lock.unlock();
        }
    }

    /** The association of a one-to-one socket could not be set up: the errno is told once, unless taken before. */
    void setupFailed(Errno why) {
        lock.lock();
        try {
            connected = false;
            error = why;
            readable.signalAll();
            watchers.ready(SctpConstants.POLLIN | SctpConstants.POLLOUT | SctpConstants.POLLERR);
        } finally {
            lock.unlock();
        }
    }

    /** The association of a one-to-one socket is over: after what is queued comes the error, if any, then the end. */
    void ended(@Nullable Errno why) {
        lock.lock();
        try {
            ended = true;
            error = why;
            readable.signalAll();
            watchers.ready(SctpConstants.POLLIN | SctpConstants.POLLOUT | SctpConstants.POLLHUP);
        } finally {
            lock.unlock();
        }
    }

    // ---- From the users.

    /** {@return what reading would find, in events of {@link Poller}} */
    int readiness() {
        lock.lock();
        try {
            int ready = !ring.isEmpty() || error != null || ended || stopped ? SctpConstants.POLLIN : 0;
            if (!ring.isEmpty() && ring.item(0) instanceof Notification) {
                ready |= SctpConstants.POLLPRI;
            }
            if (error != null) {
                ready |= SctpConstants.POLLERR;
            }
            if (ended) {
                ready |= SctpConstants.POLLHUP;
            }
            return ready;
        } finally {
            lock.unlock();
        }
    }

    boolean hasError() {
        lock.lock();
        try {
            return error != null;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the error that a failed set-up left, so that it is told only once. */
    @Nullable
    Errno takeError() {
        lock.lock();
        try {
            Errno taken = error;
            error = null;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing is read any more: later messages are refused, those there are given back. */
    List<Unread> stop() {
        lock.lock();
        try {
            stopped = true;
            watchers.ready(SctpConstants.POLLIN);
            return drain();
        } finally {
            lock.unlock();
        }
    }

    List<Unread> close() {
        lock.lock();
        try {
            closed = true;
            return drain();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Hands over all that is of one association, in its order; what is read in part goes on there. Called under the lock of
     * the association, so that nothing comes in between.
     */
    void moveTo(ReceiveQueue other, AssociationDriver owner) {
        ReceiveQueue moved = new ReceiveQueue(runtime, true, new Watchers());
        lock.lock();
        try {
            if (encoded != null && ring.owner(0) == owner) {
                moved.encoded = encoded;
                moved.encodedOffset = encodedOffset;
                encoded = null;
            }
            for (int left = ring.count(); left > 0; left--) {
                Object item = ring.item(0);
                AssociationDriver of = ring.owner(0);
                int cumulativeTsn = ring.cumulativeTsn();
                pop();
                // That there were too many notifications is about this socket, whichever association came last.
                boolean moves = of == owner && !(item instanceof NotificationsStopped);
                if (moves && item instanceof Notification) {
                    notifications--;
                    moved.notifications++;
                }
                (moves ? moved : this).append(of, item, cumulativeTsn);
            }
            int movedNotifications = order.moveTo(moved.order, owner);
            notifications -= movedNotifications;
            moved.notifications += movedNotifications;
            releaseHeld();
        } finally {
            lock.unlock();
        }
        other.takeAll(moved);
    }

    /** Becomes what the other one, which nobody uses, holds. */
    private void takeAll(ReceiveQueue moved) {
        lock.lock();
        try {
            ring = moved.ring;
            notifications = moved.notifications;
            encoded = moved.encoded;
            encodedOffset = moved.encodedOffset;
            order.takeAll(moved.order);
            releaseHeld();
        } finally {
            lock.unlock();
        }
    }

    /** {@return true if the subscriptions count for nothing because there were too many notifications} */
    boolean isMuted() {
        lock.lock();
        try {
            return muted;
        } finally {
            lock.unlock();
        }
    }

    void unmute() {
        lock.lock();
        try {
            muted = false;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Reads as {@link SctpSocket#recvv} does. A message that was read to its end is left in the info, to be given back
     * to its association when the lock of this queue is no more held.
     *
     * @param peek true to leave all there for the next call
     * @param mayWait whether to wait, unless the socket is non-blocking
     * @return how many bytes; 0 at the end of the association; NOTHING if there is nothing and it may not wait
     */
    int read(ByteBuffer[] targets, boolean peek, SocketCore socket, MessageInfo info, boolean mayWait)
            throws SctpException {
        lock.lock();
        try {
            info.clear();
            int found = ring.isEmpty() ? awaitItem(socket, mayWait) : 1;
            if (found <= 0) {
                return found;
            }
            if (peek && waiters > 0) {
                // The signal that this call may have taken was for somebody who takes the item.
                readable.signal();
            }
            Object item = ring.item(0);
            return item instanceof InboundMessage message
                    ? readMessage(message, targets, peek, socket, info)
                    : readNotification((Notification) item, targets, peek, socket, info);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for something to read; 0 if there will never be anything, NOTHING if it may not wait. */
    private int awaitItem(SocketCore socket, boolean mayWait) throws SctpException {
        Deadline deadline = socket.receiveDeadline();
        boolean inTime = true;
        while (ring.isEmpty()) {
            if (closed) {
                throw Errors.of(Errno.EBADF, "recvv", "the socket is closed");
            }
            if (error != null) {
                Errno told = error;
                error = null;
                throw Errors.of(told, "recvv", "the association was lost or could not be set up");
            }
            if (ended || stopped) {
                return 0;
            }
            if (!connected) {
                throw Errors.of(Errno.ENOTCONN, "recvv", "the socket has no association");
            }
            if (!mayWait || !socket.isBlocking()) {
                return NOTHING;
            }
            if (!inTime) {
                throw Errors.of(Errno.EAGAIN, "recvv", "nothing came within SO_RCVTIMEO");
            }
            inTime = awaitReadable(deadline);
        }
        return 1;
    }

    private boolean awaitReadable(Deadline deadline) throws SctpException {
        waiters++;
        try {
            return runtime.waiting().awaitUntil(lock, readable, "recvv", deadline);
        } catch (InterruptedException e) {
            throw Errors.interrupted("recvv");
        } finally {
            waiters--;
        }
    }

    private int readMessage(
            InboundMessage message, ByteBuffer[] targets, boolean peek, SocketCore socket, MessageInfo info) {
        AssociationDriver owner = ring.owner(0);
        int cumulativeTsn = ring.cumulativeTsn();
        int left = message.remaining();
        int read = 0;
        for (ByteBuffer target : targets) {
            read += peek ? message.peek(read, target) : message.read(target);
        }
        boolean whole = read == left;
        SocketSettings settings = socket.settings();
        info.flags = whole && message.endOfRecord() ? SctpConstants.MSG_EOR : 0;
        info.from = owner.peer();
        if (whole && !peek) {
            info.consumed = message;
            info.consumedFrom = owner;
            pop();
            info.emptied = ring.isEmpty();
        }
        if (settings.receiveInfo()) {
            info.infoType = ReceiveInfoType.RCVINFO;
            info.streamId = message.streamId();
            info.ssn = message.ssn();
            info.receiveFlags = message.unordered() ? SctpConstants.SCTP_UNORDERED : 0;
            info.payloadProtocolId = message.payloadProtocolId();
            info.tsn = message.tsn();
            info.cumulativeTsn = cumulativeTsn;
            info.context = owner.options.context();
            info.associationId = owner.id;
        }
        if (settings.nextInfo() && whole) {
            ring.putNextInfo(info, peek ? 1 : 0);
        }
        return read;
    }

    private int readNotification(
            Notification notification, ByteBuffer[] targets, boolean peek, SocketCore socket, MessageInfo info) {
        byte[] bytes = encoded;
        if (bytes == null) {
            bytes = NotificationEncoder.encode(notification, socket.settings().mappedAddresses());
            encoded = bytes;
            encodedOffset = 0;
        }
        int offset = encodedOffset;
        for (ByteBuffer target : targets) {
            int part = Math.min(target.remaining(), bytes.length - offset);
            target.put(bytes, offset, part);
            offset += part;
        }
        int read = offset - encodedOffset;
        info.flags = SctpConstants.MSG_NOTIFICATION;
        boolean whole = offset == bytes.length;
        if (!peek) {
            encodedOffset = offset;
        }
        if (whole && !peek) {
            encoded = null;
            notifications--;
            pop();
        }
        if (whole) {
            info.flags |= SctpConstants.MSG_EOR;
            info.notification = notification;
            if (socket.settings().nextInfo()) {
                ring.putNextInfo(info, peek ? 1 : 0);
            }
        }
        return read;
    }

    private void add(AssociationDriver owner, Object item, int cumulativeTsn) {
        if (!order.holds(owner, item, cumulativeTsn)) {
            append(owner, item, cumulativeTsn);
            order.delivered(owner, item);
            if (!order.isOpen()) {
                releaseHeld();
            }
        }
    }

    private void releaseHeld() {
        DeliveryOrder.Item next;
        while ((next = order.next()) != null) {
            append(next.owner(), next.item(), next.cumulativeTsn());
            order.delivered(next.owner(), next.item());
        }
    }

    private void append(AssociationDriver owner, Object item, int cumulativeTsn) {
        ring.add(owner, item, cumulativeTsn);
        if (waiters > 0 && !wakeDue) {
            wakeDue = round != null && round.wakes(this);
            if (!wakeDue) {
                readable.signal();
            }
        }
        watchers.ready(SctpConstants.POLLIN | SctpConstants.POLLPRI);
    }

    private void pop() {
        ring.pop();
        // Several readers may wait, and a signal may have gone to one that was interrupted.
        if (!ring.isEmpty() && waiters > 0) {
            readable.signal();
        }
    }

    private List<Unread> drain() {
        List<Unread> unread = new ArrayList<>();
        while (!ring.isEmpty()) {
            if (ring.item(0) instanceof InboundMessage message) {
                unread.add(new Unread(ring.owner(0), message));
            }
            pop();
        }
        DeliveryOrder.Item held;
        while ((held = order.drain()) != null) {
            if (held.item() instanceof InboundMessage message) {
                unread.add(new Unread(held.owner(), message));
            }
        }
        notifications = 0;
        encoded = null;
        readable.signalAll();
        return unread;
    }
}
