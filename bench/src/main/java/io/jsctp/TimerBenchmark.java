package io.jsctp;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The queue of a loop's timers, one for each association, by how many are armed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TimerBenchmark {
    /** Deadlines are spread over so long, about an RTO. */
    private static final long SPREAD_NS = 1_000_000_000L;

    /** A step through the deadlines that meets all of them, in no order. */
    private static final long STEP_NS = 618_033_989L;

    /** Timers that are armed. */
    @Param({"10", "1000", "100000"})
    public int armed;

    private TimerQueue queue = new TimerQueue();
    private Timer other = timer();
    private long now;
    private long offset;

    private static Timer timer() {
        return new Timer(round -> {});
    }

    /** Arms them. */
    @Setup
    public void setUp() {
        queue = new TimerQueue();
        other = timer();
        now = 0;
        for (int i = 0; i < armed; i++) {
            queue.arm(timer(), later());
        }
    }

    private long later() {
        offset = (offset + STEP_NS) % SPREAD_NS;
        return now + offset;
    }

    /** One more is armed, and cancelled. */
    @Benchmark
    public boolean armAndCancel() {
        boolean wakes = queue.arm(other, later());
        queue.cancel(other);
        return wakes;
    }

    /** The next one goes off, and is armed anew. */
    @Benchmark
    public @Nullable Timer pollAndArm() {
        now = queue.next();
        Timer due = queue.pollDue(now);
        if (due != null) {
            queue.arm(due, now + SPREAD_NS);
        }
        return due;
    }

    /** What is armed already is asked for a later deadline, as with every packet: nothing is to be done. */
    @Benchmark
    public boolean armLater() {
        queue.arm(other, 0);
        return queue.arm(other, later());
    }
}
