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

/** A packet with one DATA chunk, without its checksum. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DataCodecBenchmark {
    /** Payload of the chunk. */
    @Param({"64", "1400"})
    public int bytes;

    private final PacketWriter writer = new PacketWriter();
    private final PacketReader reader = new PacketReader();
    private final ByteBuffer packet = ByteBuffer.allocateDirect(1500);
    private byte[] payload = {};
    private int length;
    private int tsn;

    /** Writes the packet to be read. */
    @Setup
    public void setUp() {
        payload = new byte[bytes];
        length = write();
    }

    /** Writes the packet, with its payload. */
    @Benchmark
    public int write() {
        writer.begin(packet, 0, packet.capacity(), 1000, 2000, 77);
        writer.putData(DataView.FLAG_B | DataView.FLAG_E, tsn++, 1, 2, 3, payload, 0, bytes);
        return writer.finish();
    }

    /** Reads all fields, and copies the payload out. */
    @Benchmark
    public int read() {
        reader.reset(packet, 0, length);
        int sum = 0;
        while (reader.next() == PacketReader.CHUNK) {
            if (reader.type() == ChunkType.DATA && DataView.valid(reader)) {
                sum += DataView.tsn(reader) + DataView.streamId(reader) + DataView.streamSequenceNumber(reader);
                sum += DataView.payloadProtocolId(reader) + reader.flags();
                packet.get(DataView.payloadOffset(reader), payload, 0, DataView.payloadLength(reader));
            }
        }
        return sum;
    }
}
