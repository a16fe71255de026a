package io.jsctp.engine;

import io.jsctp.wire.SerialNumber;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What {@link DataReassembly} does about messages that the peer has given up (RFC 3758 §3.6). A peer should give up all of a
 * message or nothing; of one that skips a part only, the rest is swallowed when it comes.
 */
final class SkippedMessages {
    private final DataReassembly reassembly;
    private final FragmentTable table;
    private final WaitingMessages waiting;
    private final InboundStreams streams;

    /** Whether the chunk with {@link #nextTsn} may belong to a message of which a part was skipped. */
    private boolean open;

    private int nextTsn;

    SkippedMessages(DataReassembly reassembly, FragmentTable table, WaitingMessages waiting, InboundStreams streams) {
        this.reassembly = reassembly;
        this.table = table;
        this.waiting = waiting;
        this.streams = streams;
    }

    void clear() {
        open = false;
    }

    /** Drops the messages of which a chunk up to the given TSN is missing. */
    void dropIncomplete(int skippedTo) {
        open = true;
        nextTsn = skippedTo + 1;
        if (reassembly.incomplete() == 0) {
            return;
        }
        List<Fragment> firsts = new ArrayList<>();
        table.forEach(f -> {
            if (!f.begins() && SerialNumber.lte(f.tsn - 1, skippedTo) && table.get(f.tsn - 1) == null) {
                firsts.add(f);
            } else if (!f.ends() && SerialNumber.lte(f.tsn + 1, skippedTo) && table.get(f.tsn + 1) == null) {
                Fragment first = table.require(f.otherEnd);
                if (first.begins()) { // else it is found by its own first chunk, or lies wholly above
                    firsts.add(first);
                }
            }
        });
        for (Fragment first : firsts) {
            if (table.get(first.tsn) == first) {
                dropRun(first);
            }
        }
    }

    private void dropRun(Fragment first) {
        int last = first.otherEnd;
        boolean ended = table.require(last).ends();
        for (int tsn = first.tsn; SerialNumber.lte(tsn, last); tsn++) {
            reassembly.drop(reassembly.takeFragment(table.require(tsn)));
        }
        reassembly.droppedIncomplete();
        if (SerialNumber.gte(last, nextTsn)) {
            nextTsn = last + 1;
            open = !ended;
        }
    }

    /** All messages of a stream up to a number are skipped. */
    void expectAfter(int streamId, int ssn) {
        if (!streams.isPast(streamId, ssn)) {
            streams.delivered(streamId, ssn);
        }
    }

    /** Drops the incomplete message that ends at the cumulative TSN if its number is skipped. */
    void dropHead(int cumulativeTsn) {
        Fragment last = table.get(cumulativeTsn);
        if (last == null || last.ends() || last.unordered()) {
            return;
        }
        if (streams.isPast(last.streamId(), last.number())) {
            open = true;
            nextTsn = cumulativeTsn + 1;
            dropRun(table.require(last.otherEnd));
        }
    }

    /** Delivers the whole messages whose numbers are skipped, in the order of each stream. */
    void deliverPassed() {
        List<Fragment> passed = waiting.takeIf(f -> streams.isPast(f.streamId(), f.number()));
        passed.sort(Comparator.comparingInt(Fragment::streamId)
                .thenComparingInt(f -> (char) (f.number() - streams.next(f.streamId()))));
        for (Fragment first : passed) {
            reassembly.deliverPassed(first);
        }
    }

    /**
     * Looks at a chunk that comes right behind what was skipped.
     *
     * @return true if it is the rest of a message that was skipped: it was dropped
     */
    boolean swallows(Fragment f) {
        Fragment before = table.get(f.tsn - 1);
        if (before == null ? f.begins() : f.canFollow(before)) {
            open = false;
            return false;
        }
        if (before != null) {
            dropRun(table.require(before.otherEnd));
        }
        open = !f.begins() && !f.ends();
        if (f.begins()) {
            return false;
        }
        nextTsn = f.tsn + 1;
        Fragment after = f.ends() ? null : table.get(nextTsn);
        reassembly.drop(f);
        if (after != null && !after.begins()) {
            dropRun(after);
        }
        return true;
    }

    /** {@return whether a chunk comes right behind what was skipped} */
    boolean isNext(int tsn) {
        return open && tsn == nextTsn;
    }
}
