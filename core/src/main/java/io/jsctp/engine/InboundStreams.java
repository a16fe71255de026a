package io.jsctp.engine;

import io.jsctp.wire.SerialNumber;

/**
 * The streams from the peer: of each the sequence number that is next (RFC 9260 §6.6). They are made page by page, when the
 * first chunk of one of its streams comes, and charged; none of them costs more than two bytes.
 */
final class InboundStreams {
    private static final int PAGE_BITS = 6;
    private static final int PAGE = 1 << PAGE_BITS;
    private static final int PAGE_BYTES = 16 + 2 * PAGE;
    private static final char[] UNUSED = {};

    private final Allowance allowance;
    private int count;
    private int pagesInUse;
    private char[][] pages = {};

    InboundStreams(int count, Allowance allowance) {
        this.allowance = allowance;
        reset(count);
    }

    /** All numbers begin at 0. */
    void reset(int newCount) {
        allowance.give((long) PAGE_BYTES * pagesInUse);
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
                page[id & (PAGE - 1)] = 0;
            }
        }
    }

    int count() {
        return count;
    }

    int nextSsn(int id) {
        char[] page = pages[id >>> PAGE_BITS];
        return page == UNUSED ? 0 : page[id & (PAGE - 1)];
    }

    /** Makes the state of a stream, unless it is there; false if there is no memory for it. */
    boolean reach(int id, boolean needed) {
        if (pages[id >>> PAGE_BITS] == UNUSED) {
            if (!allowance.take(PAGE_BYTES, needed)) {
                return false;
            }
            pages[id >>> PAGE_BITS] = new char[PAGE];
            pagesInUse++;
        }
        return true;
    }

    /** The message with the given number was delivered, or its delivery has begun. */
    void delivered(int id, int ssn) {
        pages[id >>> PAGE_BITS][id & (PAGE - 1)] = (char) SerialNumber.next16(ssn);
    }
}
