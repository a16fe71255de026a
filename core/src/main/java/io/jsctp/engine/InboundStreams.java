package io.jsctp.engine;

import io.jsctp.wire.SerialNumber;

/**
 * The streams from the peer: of each the number of the ordered message that is next, a sequence number of 16 bits (RFC 9260
 * §6.6) or, with I-DATA, a Message Identifier of 32 (RFC 8260 §2.1). They are made page by page, when the first chunk of one
 * of its streams comes, and charged; none of them costs more than its number.
 */
final class InboundStreams {
    private static final int PAGE_BITS = 6;
    private static final int PAGE = 1 << PAGE_BITS;
    private static final char[] UNUSED = {};

    /** Whether numbers have 32 bits: then each takes two places, the lower half first. */
    private final boolean wide;

    private final int pageBytes;
    private final Allowance allowance;
    private int count;
    private int pagesInUse;
    private char[][] pages = {};

    InboundStreams(int count, boolean wide, Allowance allowance) {
        this.wide = wide;
        this.pageBytes = 16 + (wide ? 4 : 2) * PAGE;
        this.allowance = allowance;
        reset(count);
    }

    /** All numbers begin at 0. */
    void reset(int newCount) {
        allowance.give((long) pageBytes * pagesInUse);
        pagesInUse = 0;
        count = newCount;
        pages = new char[(newCount + PAGE - 1) >>> PAGE_BITS][];
        java.util.Arrays.fill(pages, UNUSED);
    }

    /** There are more of them now; those that are new begin at 0. */
    void grow(int newCount) {
        char[][] more = java.util.Arrays.copyOf(pages, (newCount + PAGE - 1) >>> PAGE_BITS);
        java.util.Arrays.fill(more, pages.length, more.length, UNUSED);
        pages = more;
        count = newCount;
    }

    /** The numbers of some begin at 0 again (RFC 6525 §5.2.2 E3). */
    void startOver(StreamSet set) {
        if (set.isAll()) {
            for (char[] page : pages) {
                java.util.Arrays.fill(page, (char) 0);
            }
            return;
        }
        for (int id : set.ids()) {
            char[] page = pages[id >>> PAGE_BITS];
            if (page != UNUSED) {
                set(id, page, 0);
            }
        }
    }

    int count() {
        return count;
    }

    /** {@return the number of the ordered message that is next} */
    int next(int id) {
        char[] page = pages[id >>> PAGE_BITS];
        if (page == UNUSED) {
            return 0;
        }
        int at = id & (PAGE - 1);
        return wide ? page[2 * at] | page[2 * at + 1] << 16 : page[at];
    }

    /** {@return whether the ordered message with a number has had its turn} */
    boolean isPast(int id, int number) {
        return wide ? SerialNumber.lt(number, next(id)) : SerialNumber.lt16(number, next(id));
    }

    /** Makes the state of a stream, unless it is there; false if there is no memory for it. */
    boolean reach(int id, boolean needed) {
        if (pages[id >>> PAGE_BITS] == UNUSED) {
            if (!allowance.take(pageBytes, needed)) {
                return false;
            }
            pages[id >>> PAGE_BITS] = new char[wide ? 2 * PAGE : PAGE];
            pagesInUse++;
        }
        return true;
    }

    /** The message with the given number was delivered, or its delivery has begun. */
    void delivered(int id, int number) {
        set(id, pages[id >>> PAGE_BITS], number + 1);
    }

    private void set(int id, char[] page, int number) {
        int at = id & (PAGE - 1);
        if (wide) {
            page[2 * at] = (char) number;
            page[2 * at + 1] = (char) (number >>> 16);
        } else {
            page[at] = (char) number;
        }
    }
}
