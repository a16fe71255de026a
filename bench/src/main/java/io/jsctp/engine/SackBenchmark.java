package io.jsctp.engine;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The cost of one SACK that tells of two more chunks, by what is outstanding. Where something is lost that is so until all
 * behind it has arrived; then all begins anew. The cost of sending is part of it: two chunks for each SACK.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SackBenchmark {
    /** Chunks outstanding; more than 65,535 gap blocks could not tell of, and are never sent. */
    @Param({"100", "1000", "10000", "65000"})
    public int outstanding;

    private Outstanding sender = new Outstanding(0);
    private int reported;

    /** Sends all of them. */
    @Setup
    public void setUp() {
        sender = new Outstanding(outstanding);
    }

    /** Nothing is lost. */
    @Benchmark
    public void inOrder() {
        sender.beginSack(Outstanding.PER_SACK);
        sender.endSack();
    }

    /** The first chunk is lost, and each time that it is sent again. */
    @Benchmark
    public void firstLost() {
        behind(1);
    }

    /** The first half is lost, and sent again, and lost again. */
    @Benchmark
    public void halfLost() {
        behind(outstanding / 2);
    }

    private void behind(int lost) {
        reported += Outstanding.PER_SACK;
        if (lost + reported > outstanding) {
            reported = 0;
            sender.beginSack(outstanding);
        } else {
            sender.beginSack(0);
            sender.gapBlock(lost + 1, lost + reported);
        }
        sender.endSack();
    }
}
