package io.jsctp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lengths and counts that lie, in each thing that holds others. */
final class ContainersTest {
    /** How the chunk begins: type, flags, length, then what stands before the first element. */
    private enum Container {
        INIT(ChunkType.INIT, 20),
        INIT_ACK(ChunkType.INIT_ACK, 20),
        HEARTBEAT(ChunkType.HEARTBEAT, 4),
        HEARTBEAT_ACK(ChunkType.HEARTBEAT_ACK, 4),
        ABORT(ChunkType.ABORT, 4),
        ERROR(ChunkType.ERROR, 4),
        ASCONF_ACK(ChunkType.ASCONF_ACK, 8),
        RE_CONFIG(ChunkType.RE_CONFIG, 4);

        final int type;
        final int headerBytes;

        Container(int type, int headerBytes) {
            this.type = type;
            this.headerBytes = headerBytes;
        }

        /** A packet whose only chunk holds these elements. */
        byte[] packet(byte[] elements) {
            int length = headerBytes + elements.length;
            ByteBuffer buf = ByteBuffer.allocate(CommonHeader.SIZE + length);
            buf.putInt(0, 0x03e807d0).putInt(4, 0x01020304);
            buf.put(CommonHeader.SIZE, (byte) type).putShort(CommonHeader.SIZE + 2, (short) length);
            Arrays.fill(buf.array(), CommonHeader.SIZE + 4, CommonHeader.SIZE + headerBytes, (byte) 1);
            buf.put(CommonHeader.SIZE + headerBytes, elements);
            return buf.array();
        }
    }

    /** One element with a length field of its own choice, in front of a sound one. */
    private static byte[] elements(int type, int claimedLength) {
        return ByteBuffer.allocate(16)
                .putShort((short) type)
                .putShort((short) claimedLength)
                .putInt(0x05060708)
                .putShort((short) 0x8001)
                .putShort((short) 8)
                .putInt(0)
                .array();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 17, 255, 0x7fff, 0x8000, 0xffff})
    @DisplayName(
            "SEC-2 SEC-6: in every container an element's length below 4 or past the end ends the walk, with a value")
    void elementLengths(int claimed) {
        for (Container container : Container.values()) {
            for (int type : new int[] {1, 5, 6, 7, 8, 9, 11, 12, 13, 0x7fff, 0x8000, 0x8008, 0xc000, 0xffff}) {
                byte[] packet = container.packet(elements(type, claimed));
                Decoded decoded = Packets.decodeFirst(packet);
                String what = container + ", type " + type;
                switch (container) {
                    case ERROR -> assertThat(decoded).as(what).isEqualTo(new ErrorChunk(List.of()));
                    case ABORT -> assertThat(decoded).as(what).isEqualTo(DecodeError.CAUSE_LENGTH);
                    default -> assertThat(decoded).as(what).isEqualTo(DecodeError.PARAMETER_LENGTH);
                }
                assertThat(PacketDissector.dissect(ByteBuffer.wrap(packet), 0, packet.length))
                        .isNotEmpty();
            }
        }
    }

    @Test
    @DisplayName("SEC-2 SEC-4: every type of parameter and cause with 0 to 12 bytes of value, in every container")
    void valueLengths() {
        for (Container container : Container.values()) {
            for (int type = 0; type < 0x1_0000; type += type < 20 ? 1 : 1777) {
                for (int value = 0; value <= 12; value++) {
                    byte[] elements = new byte[4 + value];
                    ByteBuffer.wrap(elements).putShort(0, (short) type).putShort(2, (short) (4 + value));
                    Decoded decoded = Packets.decodeFirst(container.packet(elements));
                    assertThat(decoded).isNotNull();
                    if (decoded instanceof Chunk chunk) {
                        assertThat(Packets.decodeFirst(Packets.of(chunk))).isEqualTo(chunk);
                    }
                }
            }
        }
    }

    @Test
    @DisplayName("SEC-4: each of the 256 types of chunk with each length from 0 to beyond its fixed part")
    void chunkLengths() {
        for (int type = 0; type < 256; type++) {
            for (int length = 0; length <= 24; length++) {
                byte[] packet = new byte[CommonHeader.SIZE + Math.max(4, length)];
                packet[CommonHeader.SIZE] = (byte) type;
                packet[CommonHeader.SIZE + 3] = (byte) length;
                PacketReader reader = Packets.reader(packet);
                int result = reader.next();
                assertThat(result).isEqualTo(length < 4 ? PacketReader.MALFORMED : PacketReader.CHUNK);
                if (result == PacketReader.CHUNK) {
                    Decoded decoded = ChunkDecoder.decode(reader);
                    boolean tooShort = length < leastLength(type);
                    assertThat(decoded == DecodeError.CHUNK_TOO_SHORT)
                            .as("%s of %d bytes", ChunkType.name(type), length)
                            .isEqualTo(tooShort);
                }
            }
        }
    }

    private static int leastLength(int type) {
        return switch (type) {
            case ChunkType.DATA, ChunkType.SACK -> 16;
            case ChunkType.INIT, ChunkType.INIT_ACK -> 20;
            case ChunkType.I_DATA -> 20;
            case ChunkType.SHUTDOWN,
                    ChunkType.AUTH,
                    ChunkType.FORWARD_TSN,
                    ChunkType.I_FORWARD_TSN,
                    ChunkType.ASCONF,
                    ChunkType.ASCONF_ACK -> 8;
            default -> 4;
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 0x3fff, 0x4000, 0x7fff, 0x8000, 0xffff})
    @DisplayName("SEC-5: a SACK that claims more blocks or duplicates than it holds is refused, up to 65535 of each")
    void sackCounts(int claimed) {
        for (int[] counts : new int[][] {{claimed, 0}, {0, claimed}, {claimed, claimed}, {0xffff, 0xffff}}) {
            byte[] packet = new byte[CommonHeader.SIZE + 16];
            ByteBuffer.wrap(packet)
                    .put(CommonHeader.SIZE, (byte) ChunkType.SACK)
                    .putShort(CommonHeader.SIZE + 2, (short) 16)
                    .putShort(CommonHeader.SIZE + 12, (short) counts[0])
                    .putShort(CommonHeader.SIZE + 14, (short) counts[1]);
            assertThat(SackView.valid(Packets.first(packet))).isFalse();
            assertThat(Packets.decodeFirst(packet)).isEqualTo(DecodeError.SACK_LENGTH);
        }
        byte[] exact = new byte[CommonHeader.SIZE + 24];
        ByteBuffer.wrap(exact)
                .put(CommonHeader.SIZE, (byte) ChunkType.SACK)
                .putShort(CommonHeader.SIZE + 2, (short) 24)
                .putShort(CommonHeader.SIZE + 12, (short) 1)
                .putShort(CommonHeader.SIZE + 14, (short) 1);
        assertThat(SackView.valid(Packets.first(exact))).isTrue();
    }

    @Test
    @DisplayName(
            "SEC-9: whatever lengths and counts claim, decoding allocates in proportion to the bytes that are there")
    void allocation() {
        List<byte[]> liars = new ArrayList<>();
        for (Container container : Container.values()) {
            for (int claimed : new int[] {4, 5, 0x7fff, 0xffff}) {
                liars.add(container.packet(elements(2, claimed)));
                liars.add(container.packet(elements(0x8001, claimed)));
            }
            byte[] missing = elements(2, 16);
            ByteBuffer.wrap(missing).putInt(4, 0x7fffffff); // cause 2 says how many types follow
            liars.add(container.packet(missing));
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int decoded = 0;
        for (int round = 0; round < 3; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (byte[] liar : liars) {
                decoded += Packets.decodeFirst(liar) == null ? 0 : 1;
            }
            long each = (threads.getCurrentThreadAllocatedBytes() - before) / liars.size();
            if (round > 0) {
                assertThat(each).isLessThan(20_000);
            }
        }
        assertThat(decoded).isEqualTo(3 * liars.size());
    }

    @Test
    @DisplayName("SEC-10: parameters nested a thousand deep are bytes to the decoder: nothing recurs")
    void nesting() {
        byte[] inner = {};
        for (int depth = 0; depth < 1000; depth++) {
            ByteBuffer outer = ByteBuffer.allocate(4 + inner.length);
            outer.putShort((short) ParameterType.UNRECOGNIZED_PARAMETER)
                    .putShort((short) outer.capacity())
                    .put(inner);
            inner = outer.array();
        }
        InitAckChunk initAck = (InitAckChunk) Packets.decodeFirst(Container.INIT_ACK.packet(inner));
        assertThat(initAck.parameters()).hasSize(1);
        byte[] causes = {};
        for (int depth = 0; depth < 1000; depth++) {
            ByteBuffer outer = ByteBuffer.allocate(4 + causes.length);
            outer.putShort((short) CauseCode.UNRECOGNIZED_PARAMETERS)
                    .putShort((short) outer.capacity())
                    .put(causes);
            causes = outer.array();
        }
        ErrorChunk error = (ErrorChunk) Packets.decodeFirst(Container.ERROR.packet(causes));
        assertThat(error.causes()).hasSize(1);
    }

    @Test
    @DisplayName("SEC-15: parameters are counted without decoding them, as far as their lengths are sound")
    void parameterCount() {
        for (int count : new int[] {0, 1, 2, 128, 16_000}) {
            byte[] elements = new byte[4 * count];
            for (int at = 0; at < elements.length; at += 4) {
                ByteBuffer.wrap(elements).putInt(at, 0x8001_0004);
            }
            assertThat(InitView.parameterCount(Packets.first(Container.INIT.packet(elements))))
                    .isEqualTo(count);
        }
        for (int claimed : new int[] {0, 3}) {
            assertThat(InitView.parameterCount(Packets.first(Container.INIT.packet(elements(5, claimed)))))
                    .isZero();
        }
    }
}
