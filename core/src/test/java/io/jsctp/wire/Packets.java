package io.jsctp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Makes packets from chunks or hexadecimal text and takes them apart again. */
final class Packets {
    private Packets() {}

    /** A packet with these chunks, written into a buffer full of ones so that missing padding shows. */
    static byte[] of(Chunk... chunks) {
        int room = CommonHeader.SIZE;
        for (Chunk chunk : chunks) {
            room += Bytes.pad4(chunk.encodedLength());
        }
        ByteBuffer buf = ByteBuffer.allocate(room);
        Arrays.fill(buf.array(), (byte) 0xFF);
        PacketWriter writer = new PacketWriter();
        writer.begin(buf, 0, room, 1000, 2000, 0x01020304);
        for (Chunk chunk : chunks) {
            writer.put(chunk);
        }
        writer.finish(new Crc32c());
        return buf.array();
    }

    /** A packet made of a common header and the given bytes, spaces for the eye. */
    static byte[] ofHex(String chunks) {
        return HexFormat.of().parseHex("03e807d00102030400000000" + chunks.replace(" ", ""));
    }

    /** The bytes of a chunk with its final padding, in hexadecimal. */
    static String hex(Chunk chunk) {
        return HexFormat.of().formatHex(of(chunk), CommonHeader.SIZE, of(chunk).length);
    }

    static PacketReader reader(byte[] packet) {
        PacketReader reader = new PacketReader();
        reader.reset(ByteBuffer.wrap(packet), 0, packet.length);
        return reader;
    }

    /** A reader on the first chunk. */
    static PacketReader first(byte[] packet) {
        PacketReader reader = reader(packet);
        assertThat(reader.next()).isEqualTo(PacketReader.CHUNK);
        return reader;
    }

    static Decoded decodeFirst(byte[] packet) {
        return ChunkDecoder.decode(first(packet));
    }

    static Decoded decodeHex(String chunk) {
        return decodeFirst(ofHex(chunk));
    }

    /** All chunks of a packet that has to be sound. */
    static List<Decoded> decodeAll(byte[] packet) {
        PacketReader reader = reader(packet);
        List<Decoded> all = new ArrayList<>();
        int result = reader.next();
        while (result == PacketReader.CHUNK) {
            all.add(ChunkDecoder.decode(reader));
            result = reader.next();
        }
        assertThat(result).isEqualTo(PacketReader.END);
        return all;
    }
}
