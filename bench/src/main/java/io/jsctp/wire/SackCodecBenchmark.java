package io.jsctp.wire;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A packet with one SACK, without its checksum. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SackCodecBenchmark {
    /** Gap blocks of the SACK; the last number is about what a packet of 1452 bytes has room for. */
    @Param({"0", "16", "340"})
    public int gapBlocks;

    private final PacketWriter writer = new PacketWriter();
    private final PacketReader reader = new PacketReader();
    private final ByteBuffer packet = ByteBuffer.allocateDirect(1500);
    private int length;
    private int tsn;

    /** Writes the packet to be read. */
    @Setup
    public void setUp() {
        length = write();
    }

    /** Writes the packet. */
    @Benchmark
    public int write() {
        writer.begin(packet, 0, packet.capacity(), 1000, 2000, 77);
        writer.sackHeader(tsn++, 65_536);
        for (int i = 1; i <= gapBlocks; i++) {
            writer.gapBlock(4 * i, 4 * i + 1);
        }
        writer.endSack();
        return writer.finish();
    }

    /** Reads all fields and all blocks. */
    @Benchmark
    public int read() {
        reader.reset(packet, 0, length);
        int sum = 0;
        while (reader.next() == PacketReader.CHUNK) {
            if (reader.type() == ChunkType.SACK && SackView.valid(reader)) {
                sum += SackView.cumulativeTsnAck(reader) + SackView.advertisedReceiverWindow(reader);
                int blocks = SackView.gapBlockCount(reader);
                for (int i = 0; i < blocks; i++) {
                    sum += SackView.gapStart(reader, i) + SackView.gapEnd(reader, i);
                }
            }
        }
        return sum;
    }
}
