package io.jsctp.cli;

import io.jsctp.cli.SoakExchange.Ending;
import io.jsctp.cli.SoakExchange.Side;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The sums of a soak run over all its associations. Thread-safe. */
final class SoakTotals {
    private static final int NOTES = 10;

    final Map<Long, SoakExchange> open = new ConcurrentHashMap<>();
    final Queue<String> notes = new ConcurrentLinkedQueue<>();
    final LongAdder messages = new LongAdder();
    final LongAdder bytes = new LongAdder();
    private final Map<Ending, LongAdder> ended = new ConcurrentHashMap<>();
    private final LongAdder lost = new LongAdder();
    private final LongAdder duplicated = new LongAdder();
    private final LongAdder damaged = new LongAdder();
    private final LongAdder broken = new LongAdder();

    SoakTotals() {
        for (Ending ending : Ending.values()) {
            ended.put(ending, new LongAdder());
        }
    }

    /** An association begins; it is judged when both sides are done with it. */
    void began(SoakExchange x) {
        open.put(x.id, x);
    }

    /** A side is done with an association. */
    void done(SoakExchange x, Side side, String failure) {
        if (x.done(side, failure)) {
            judge(x, x.failure());
        }
    }

    @Nullable
    SoakExchange find(long id) {
        return open.get(id);
    }

    /** Judges what is left when no side goes on: what had to be delivered should have been. */
    void judgeRest() {
        for (SoakExchange x : open.values()) {
            judge(x, x.ending == Ending.GRACEFUL ? "it did not end" : "");
        }
    }

    private void judge(SoakExchange x, String failure) {
        if (open.remove(x.id) == null) {
            return;
        }
        ended(x.ending).increment();
        duplicated.add(x.up.duplicated() + x.down.duplicated());
        damaged.add(x.up.damaged() + x.down.damaged());
        if (x.ending != Ending.GRACEFUL) {
            return;
        }
        lost.add(x.up.lost() + x.down.lost());
        if (!failure.isEmpty()) {
            broken.increment();
            if (notes.size() < NOTES) {
                notes.add("association " + x.id + ": " + failure);
            }
        }
    }

    private LongAdder ended(Ending ending) {
        LongAdder sum = ended.get(ending);
        if (sum == null) {
            throw new IllegalStateException(ending.toString());
        }
        return sum;
    }

    long lost() {
        return lost.sum();
    }

    long duplicated() {
        return duplicated.sum();
    }

    long damaged() {
        return damaged.sum();
    }

    /** {@return associations that ended otherwise than they were to} */
    long broken() {
        return broken.sum();
    }

    String text() {
        return String.format(
                Locale.ROOT,
                "%d closed, %d aborted, %d vanished; %d messages, %.1f MB",
                ended(Ending.GRACEFUL).sum(),
                ended(Ending.ABORT).sum(),
                ended(Ending.VANISH).sum(),
                messages.sum(),
                bytes.sum() / 1e6);
    }
}
