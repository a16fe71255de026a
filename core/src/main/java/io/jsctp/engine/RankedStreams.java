package io.jsctp.engine;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Streams in the order of a rank that each has, equal ones in turn: a heap (RFC 8260 §3.1, §3.4 to §3.6). The rank is the place of
 * the first message in the order of all, or a priority, or what the stream was served, in bytes by its weight. A stream that
 * wakes up begins where those are that are served, so that it has no credit from idling.
 */
final class RankedStreams implements StreamScheduler {
    private static final int INITIAL_STREAMS = 8;

    /** What one byte counts for a stream of weight 1; more makes the ratio of large weights exact. */
    private static final long BYTE = 1 << 16;

    private final StreamScheduling.Policy policy;
    private @Nullable OutboundStream[] heap = new OutboundStream[INITIAL_STREAMS];
    private int size;
    private long turns;

    /** The rank of the stream that was served last. */
    private long served;

    RankedStreams(StreamScheduling.Policy policy) {
        this.policy = policy;
    }

    @Override
    public void add(OutboundStream stream) {
        stream.rank = switch (policy) {
            case FIRST_COME_FIRST_SERVED, PRIORITY -> rank(stream);
            default -> stream.rank - served < 0 ? served : stream.rank;
        };
        stream.turn = turns++;
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        put(size++, stream);
        up(stream);
    }

    /** What the rank is by what the stream has, where what it was served does not count. */
    private long rank(OutboundStream stream) {
        OutboundMessage first = stream.waiting.peek();
        return policy == StreamScheduling.Policy.PRIORITY ? stream.value : first == null ? stream.rank : first.sequence;
    }

    @Override
    public void served(OutboundStream stream, int bytes) {
        switch (policy) {
            case FAIR_CAPACITY -> charge(stream, bytes * BYTE);
            case WEIGHTED_FAIR_QUEUEING -> charge(stream, bytes * BYTE / Math.max(1, stream.value));
            default -> stream.rank = rank(stream);
        }
        stream.turn = turns++;
        move(stream);
    }

    private void charge(OutboundStream stream, long cost) {
        served = stream.rank;
        stream.rank += cost;
    }

    @Override
    public void changed(OutboundStream stream) {
        if (policy == StreamScheduling.Policy.FIRST_COME_FIRST_SERVED || policy == StreamScheduling.Policy.PRIORITY) {
            stream.rank = rank(stream);
            move(stream);
        }
    }

    @Override
    public void remove(OutboundStream stream) {
        int at = stream.heapIndex;
        OutboundStream last = at(--size);
        heap[size] = null;
        if (last != stream) {
            put(at, last);
            move(last);
        }
    }

    @Override
    public @Nullable OutboundStream next() {
        return heap[0];
    }

    @Override
    public void forEach(Consumer<OutboundStream> action) {
        for (int i = 0; i < size; i++) {
            action.accept(at(i));
        }
    }

    @Override
    public void clear() {
        Arrays.fill(heap, null);
        size = 0;
    }

    // ---- the heap -----------------------------------------------------------------------------------------------

    private OutboundStream at(int i) {
        OutboundStream stream = heap[i];
        if (stream == null) {
            throw new IllegalStateException("no stream at " + i + " of " + size);
        }
        return stream;
    }

    private void put(int i, OutboundStream stream) {
        heap[i] = stream;
        stream.heapIndex = i;
    }

    private static boolean before(OutboundStream a, OutboundStream b) {
        return a.rank != b.rank ? a.rank - b.rank < 0 : a.turn < b.turn;
    }

    private void move(OutboundStream stream) {
        up(stream);
        down(stream);
    }

    private void up(OutboundStream stream) {
        int i = stream.heapIndex;
        while (i > 0 && before(stream, at((i - 1) / 2))) {
            put(i, at((i - 1) / 2));
            i = (i - 1) / 2;
        }
        put(i, stream);
    }

    private void down(OutboundStream stream) {
        int i = stream.heapIndex;
        while (2 * i + 1 < size) {
            int child = 2 * i + 1;
            if (child + 1 < size && before(at(child + 1), at(child))) {
                child++;
            }
            if (!before(at(child), stream)) {
                break;
            }
            put(i, at(child));
            i = child;
        }
        put(i, stream);
    }
}
