package io.jsctp;

import io.jsctp.engine.InboundMessage;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A queue of items, each with the association it is of and that association's cumulative TSN when it came. */
final class ItemRing {
    private static final int INITIAL_CAPACITY = 8;

    private @Nullable Object[] items = new Object[INITIAL_CAPACITY];
    private @Nullable AssociationDriver[] owners = new AssociationDriver[INITIAL_CAPACITY];
    private int[] cumulativeTsns = new int[INITIAL_CAPACITY];
    private int head;
    private int count;

    int count() {
        return count;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** {@return the item after so many} */
    Object item(int after) {
        return Objects.requireNonNull(items[(head + after) & (items.length - 1)]);
    }

    AssociationDriver owner(int after) {
        return Objects.requireNonNull(owners[(head + after) & (items.length - 1)]);
    }

    /** {@return that of the first item} */
    int cumulativeTsn() {
        return cumulativeTsns[head];
    }

    void add(AssociationDriver owner, Object item, int cumulativeTsn) {
        if (count == items.length) {
            grow();
        }
        int tail = (head + count) & (items.length - 1);
        items[tail] = item;
        owners[tail] = owner;
        cumulativeTsns[tail] = cumulativeTsn;
        count++;
    }

    void pop() {
        items[head] = null;
        owners[head] = null;
        head = (head + 1) & (items.length - 1);
        count--;
    }

    private void grow() {
        int size = items.length;
        @Nullable Object[] newItems = Arrays.copyOf(new Object[0], size * 2);
        @Nullable AssociationDriver[] newOwners = new AssociationDriver[size * 2];
        int[] newTsns = new int[size * 2];
        for (int i = 0; i < size; i++) {
            int from = (head + i) & (size - 1);
            newItems[i] = items[from];
            newOwners[i] = owners[from];
            newTsns[i] = cumulativeTsns[from];
        }
        items = newItems;
        owners = newOwners;
        cumulativeTsns = newTsns;
        head = 0;
    }

    /** Tells what is next, after so many items that are still there. */
    void putNextInfo(MessageInfo info, int after) {
        if (count() <= after) {
            return;
        }
        info.infoType = info.infoType == ReceiveInfoType.RCVINFO ? ReceiveInfoType.RN : ReceiveInfoType.NXTINFO;
        Object next = item(after);
        int id = owner(after).id;
        if (next instanceof InboundMessage message) {
            int flags = message.unordered() ? SctpConstants.SCTP_UNORDERED : 0;
            flags |= message.endOfRecord() ? SctpConstants.SCTP_COMPLETE : 0;
            info.nextInfo =
                    new NextInfo(message.streamId(), flags, message.payloadProtocolId(), message.remaining(), id);
        } else if (next instanceof Notification notification) {
            int flags = SctpConstants.SCTP_NOTIFICATION | SctpConstants.SCTP_COMPLETE;
            info.nextInfo = new NextInfo(0, flags, 0, notification.length(), id);
        }
    }
}
