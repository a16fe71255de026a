package io.jsctp.engine;

import io.jsctp.wire.SerialNumber;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chunks that came before it is known whether their stream's numbers have started over (RFC 6525 §5.2.2 E2, §5.2.4). They
 * are acknowledged and charged like others, and go to {@link Reassembly} when that is settled.
 */
final class HeldChunks {
    private final FragmentTable table = new FragmentTable();
    private @Nullable StreamSet streams;
    private int aboveTsn;
    private int bytes;

    // What was asked last of what is held now: a packet may ask often.
    private boolean asked;
    private int askedTsn;
    private boolean answer;

    /** From now on chunks of some streams are held, if their TSN is above the given one. */
    void begin(int newAboveTsn, StreamSet newStreams) {
        aboveTsn = newAboveTsn;
        streams = newStreams;
        asked = false;
    }

    boolean isActive() {
        return streams != null;
    }

    boolean takes(Fragment f) {
        StreamSet held = streams;
        return held != null && SerialNumber.gt(f.tsn, aboveTsn) && held.contains(f.streamId());
    }

    /** {@return how far a FORWARD TSN reaches: what is above the last TSN of the old numbering has to wait for the new one} */
    int limit(int newCumulativeTsn) {
        return streams == null || SerialNumber.lte(newCumulativeTsn, aboveTsn) ? newCumulativeTsn : aboveTsn;
    }

    void add(Fragment f) {
        table.add(f);
        bytes += f.length;
        asked = false;
    }

    boolean contains(int tsn) {
        return streams != null && table.get(tsn) != null;
    }

    /** {@return whether a chunk and those behind it, as far as the end of their message, are held} */
    boolean holdsRestFrom(int tsn) {
        if (!asked || askedTsn != tsn) {
            asked = true;
            askedTsn = tsn;
            answer = findsEndFrom(tsn);
        }
        return answer;
    }

    private boolean findsEndFrom(int tsn) {
        int next = tsn;
        Fragment f = streams == null ? null : table.get(next);
        while (f != null && !f.ends()) {
            next++;
            f = table.get(next);
        }
        return f != null;
    }

    int count() {
        return table.count();
    }

    int bytes() {
        return bytes;
    }

    /** Holds nothing any more; {@return what was held, by TSN} */
    List<Fragment> end() {
        streams = null;
        bytes = 0;
        asked = false;
        if (table.count() == 0) {
            return List.of();
        }
        List<Fragment> all = new ArrayList<>(table.drain());
        table.trim();
        int base = aboveTsn;
        all.sort(Comparator.comparingInt(f -> f.tsn - base));
        return all;
    }
}
