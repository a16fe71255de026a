package io.jsctp.engine;

import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;

/** The streams that a request names; a request that names none is about all of them (RFC 6525 §4.1, §4.2). Immutable. */
final class StreamSet {
    static final StreamSet ALL = new StreamSet(List.of());

    private final List<Integer> ids;
    private final BitSet members = new BitSet();

    private StreamSet(List<Integer> ids) {
        this.ids = List.copyOf(ids);
        for (int id : ids) {
            members.set(id);
        }
    }

    static StreamSet of(List<Integer> ids) {
        return ids.isEmpty() ? ALL : new StreamSet(ids);
    }

    /** {@return the streams in the order in which they were named; none for all} */
    List<Integer> ids() {
        return ids;
    }

    boolean isAll() {
        return ids.isEmpty();
    }

    boolean contains(int id) {
        return isAll() || members.get(id);
    }

    /** Shows those of them that are below a number of streams. */
    void forEach(int streamCount, IntConsumer action) {
        for (int i = 0; i < (isAll() ? streamCount : ids.size()); i++) {
            int id = isAll() ? i : ids.get(i);
            if (id < streamCount) {
                action.accept(id);
            }
        }
    }

    /** {@return whether all of them are below a number of streams} */
    boolean isBelow(int streamCount) {
        return members.length() <= streamCount;
    }

    /** {@return whether every stream of another set is in this one} */
    boolean covers(StreamSet other) {
        if (isAll() || other.isAll()) {
            return isAll();
        }
        BitSet missing = (BitSet) other.members.clone();
        missing.andNot(members);
        return missing.isEmpty();
    }

    /** {@return whether both name the same streams} */
    boolean isSameAs(StreamSet other) {
        return isAll() == other.isAll() && members.equals(other.members);
    }

    @Override
    public String toString() {
        return isAll() ? "all streams" : "streams " + ids;
    }
}
