package io.jsctp.engine;

import io.jsctp.wire.SerialNumber;

/**
 * The streams from the peer: of each the sequence number that is next (RFC 9260 §6.6). They are made page by page, when the
 * first message of one of its streams comes; none of them costs more than two bytes.
 */
final class InboundStreams {
    private static final int PAGE_BITS = 6;
    private static final int PAGE = 1 << PAGE_BITS;
    private static final char[] UNUSED = {};

    private int count;
    private char[][] pages = {};

    InboundStreams(int count) {
        reset(count);
    }

    /** All numbers begin at 0. */
    void reset(int newCount) {
        count = newCount;
        pages = new char[(newCount + PAGE - 1) >>> PAGE_BITS][];
        java.util.Arrays.fill(pages, UNUSED);
    }

    int count() {
        return count;
    }

    int nextSsn(int id) {
        char[] page = pages[id >>> PAGE_BITS];
        return page == UNUSED ? 0 : page[id & (PAGE - 1)];
    }

    /** The message with the given number was delivered, or its delivery has begun. */
    void delivered(int id, int ssn) {
        char[] page = pages[id >>> PAGE_BITS];
        if (page == UNUSED) {
            page = new char[PAGE];
            pages[id >>> PAGE_BITS] = page;
        }
        page[id & (PAGE - 1)] = (char) SerialNumber.next16(ssn);
    }
}
