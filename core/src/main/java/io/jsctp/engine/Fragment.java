package io.jsctp.engine;

import org.jspecify.annotations.Nullable;

/** One received DATA chunk: it owns its payload array until its message was read. */
final class Fragment {
    private static final byte[] EMPTY = {};

    byte[] payload = EMPTY;
    int length;
    int tsn;
    int streamId;
    int ssn;
    int payloadProtocolId;
    boolean unordered;
    boolean beginning;
    boolean ending;

    /** If it is the first of a run of neighbours of one message: the last TSN of the run. */
    int runEnd;

    /** If it is the last of such a run: the first TSN of it. */
    int runStart;

    @Nullable
    Fragment next;

    boolean sameMessageAs(Fragment other) {
        return streamId == other.streamId && unordered == other.unordered && (unordered || ssn == other.ssn);
    }
}
