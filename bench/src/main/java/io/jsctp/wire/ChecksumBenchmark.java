package io.jsctp.wire;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The CRC32c of a packet (RFC 9260 §6.8). */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ChecksumBenchmark {
    /** The size of the packet. */
    @Param({"64", "1400"})
    public int bytes;

    private final Crc32c crc = new Crc32c();
    private final ByteBuffer direct = ByteBuffer.allocateDirect(1500);
    private final ByteBuffer heap = ByteBuffer.allocate(1500);

    /** A packet outside the heap, as those of links are. */
    @Benchmark
    public int direct() {
        return crc.compute(direct, 0, bytes);
    }

    /** A packet in an array. */
    @Benchmark
    public int heap() {
        return crc.compute(heap, 0, bytes);
    }
}
