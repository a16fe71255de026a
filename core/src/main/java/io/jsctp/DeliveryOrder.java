package io.jsctp;

import io.jsctp.engine.InboundMessage;
import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * What has to wait while a message is being delivered in parts, if a socket does not mix them (SCTP_FRAGMENT_INTERLEAVE at
 * level 0, RFC 6458 §8.1.20): all but the parts, until the last of them. Guarded by the lock of the {@link ReceiveQueue}.
 */
final class DeliveryOrder {
    private final ArrayDeque<Item> held = new ArrayDeque<>(0);
    private boolean mixes = true;

    /** The association whose message has been delivered in part, and not to its end. */
    private @Nullable AssociationDriver open;

    void mixes(boolean on) {
        mixes = on;
    }

    /** Takes an item if it has to wait. */
    boolean holds(AssociationDriver owner, Object item, int cumulativeTsn) {
        boolean waits = waits(owner, item);
        if (waits) {
            held.add(new Item(owner, item, cumulativeTsn));
        }
        return waits;
    }

    private boolean waits(AssociationDriver owner, Object item) {
        boolean goesOn = owner == open && (item instanceof InboundMessage || item instanceof PartialDelivery);
        return !mixes && open != null && !goesOn;
    }

    /** An item is delivered: notes whether a message begins or ends with it. */
    void delivered(AssociationDriver owner, Object item) {
        if (item instanceof InboundMessage message) {
            if (!message.endOfRecord()) {
                open = owner;
            } else if (owner == open && !message.beginning()) {
                open = null; // a whole one may have come between its parts
            }
        } else if (item instanceof PartialDelivery && owner == open) {
            open = null;
        }
    }

    /** There will be no more parts of that association's message. */
    void end(AssociationDriver owner) {
        if (owner == open) {
            open = null;
        }
    }

    boolean isOpen() {
        return open != null;
    }

    /** {@return the first item that has to wait no longer, taken out; null if all must} */
    @Nullable
    Item next() {
        if (open == null || mixes) {
            return held.poll();
        }
        for (Iterator<Item> all = held.iterator(); all.hasNext(); ) {
            Item item = all.next();
            if (!waits(item.owner, item.item)) {
                all.remove();
                return item;
            }
        }
        return null;
    }

    /** {@return any item that has to wait, taken out; null if there is none} */
    @Nullable
    Item drain() {
        return held.poll();
    }

    /** Hands over what is of one association; {@return how many notifications that were} */
    int moveTo(DeliveryOrder other, AssociationDriver owner) {
        if (open == owner) {
            other.open = owner;
            open = null;
        }
        int notifications = 0;
        for (int left = held.size(); left > 0; left--) {
            Item item = held.remove();
            boolean moves = item.owner == owner && !(item.item instanceof NotificationsStopped);
            notifications += moves && item.item instanceof Notification ? 1 : 0;
            (moves ? other : this).held.add(item);
        }
        return notifications;
    }

    /** Takes the place of one that nobody uses any more. */
    void takeAll(DeliveryOrder other) {
        held.addAll(other.held);
        open = other.open;
    }

    /** What has to wait: an item, the association it is of, and the association's cumulative TSN when it came. */
    record Item(AssociationDriver owner, Object item, int cumulativeTsn) {}
}
