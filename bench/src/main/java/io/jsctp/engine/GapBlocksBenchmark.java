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

/** The cost of one SACK with many gap blocks: every second chunk is lost. Its cost is that of its blocks, and no more. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GapBlocksBenchmark {
    /** Gap blocks of each SACK; a chunk has room for 16,379, a packet of 1452 bytes for 355. */
    @Param({"10", "100", "1000", "10000"})
    public int gapBlocks;

    private Outstanding sender = new Outstanding(0);

    /** Sends them, and has the blocks reported once. */
    @Setup
    public void setUp() {
        sender = new Outstanding(2 * gapBlocks + Outstanding.PER_SACK);
        again();
    }

    /** A SACK that tells nothing new. */
    @Benchmark
    public void again() {
        sack(0);
    }

    /** The window moves up by two chunks with each SACK, which tells of one more behind the others. */
    @Benchmark
    public void moving() {
        sack(Outstanding.PER_SACK);
    }

    private void sack(int chunks) {
        sender.beginSack(chunks);
        for (int i = 1; i <= gapBlocks; i++) {
            sender.gapBlock(2 * i, 2 * i);
        }
        sender.endSack();
    }
}
