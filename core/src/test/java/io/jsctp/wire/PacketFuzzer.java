package io.jsctp.wire;

import io.jsctp.fuzz.Fuzz;
import java.nio.ByteBuffer;

/**
 * Any bytes as a packet: the walk ends, each chunk decodes to a value, and a value encodes to a chunk that decodes to the
 * same value.
 */
public final class PacketFuzzer {
    private PacketFuzzer() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        PacketReader reader = new PacketReader();
        reader.reset(buffer, 0, bytes.length);
        int steps = 0;
        while (reader.next() == PacketReader.CHUNK) {
            steps++;
            if (ChunkDecoder.decode(reader) instanceof Chunk chunk && chunk.encodedLength() <= 0xFFFF) {
                Fuzz.same(again(chunk), chunk, "decoded, encoded and decoded");
            }
        }
        Fuzz.require(steps <= bytes.length / 4, steps + " steps for " + bytes.length + " bytes");
        Fuzz.require(!PacketDissector.dissect(buffer, 0, bytes.length).isEmpty(), "no text");
    }

    private static Decoded again(Chunk chunk) {
        int room = CommonHeader.SIZE + chunk.encodedLength() + 3;
        ByteBuffer buffer = ByteBuffer.allocate(room);
        PacketWriter writer = new PacketWriter();
        writer.begin(buffer, 0, room, 1, 2, 3);
        writer.put(chunk);
        PacketReader reader = new PacketReader();
        reader.reset(buffer, 0, writer.finish());
        Fuzz.require(reader.next() == PacketReader.CHUNK, "what was encoded is no chunk");
        return ChunkDecoder.decode(reader);
    }
}
