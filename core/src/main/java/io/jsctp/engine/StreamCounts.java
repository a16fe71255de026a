package io.jsctp.engine;

import java.util.Arrays;

/** Messages and bytes of each stream in one direction, counted. Streams that carry nothing cost next to nothing. */
final class StreamCounts {
    private static final int PAGE_BITS = 2;
    private static final int PAGE = 1 << PAGE_BITS;

    private static final long[] UNUSED = {};

    /** Messages and bytes of four streams each, in turn. */
    private long[][] pages = {};

    void add(int streamId, int messages, int bytes) {
        int at = streamId >>> PAGE_BITS;
        if (at >= pages.length) {
            int used = pages.length;
            pages = Arrays.copyOf(pages, Math.max(at + 1, Math.min(2 * used, 1 << (16 - PAGE_BITS))));
            Arrays.fill(pages, used, pages.length, UNUSED);
        }
        long[] page = pages[at];
        if (page == UNUSED) {
            page = new long[2 * PAGE];
            pages[at] = page;
        }
        int i = 2 * (streamId & (PAGE - 1));
        page[i] += messages;
        page[i + 1] += bytes;
    }

    /** {@return one more than the highest stream that may have carried anything} */
    int streams() {
        return pages.length << PAGE_BITS;
    }

    long messages(int streamId) {
        return count(streamId, 0);
    }

    long bytes(int streamId) {
        return count(streamId, 1);
    }

    private long count(int streamId, int which) {
        int at = streamId >>> PAGE_BITS;
        long[] page = at < pages.length ? pages[at] : UNUSED;
        return page == UNUSED ? 0 : page[2 * (streamId & (PAGE - 1)) + which];
    }
}
