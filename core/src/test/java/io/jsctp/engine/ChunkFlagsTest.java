package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.engine.Wire.Answer;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.ChunkType;
import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.PacketReader;
import io.jsctp.wire.PacketWriter;
import io.jsctp.wire.UnknownChunk;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chunk flags: bits that nobody defined are nobody's business (RFC 9260 §3.2, §15.2). */
class ChunkFlagsTest {
    /** The flags that RFC 9260 defines, by type: I, U, B and E of DATA, T of ABORT and SHUTDOWN COMPLETE. */
    private static int defined(int type) {
        return switch (type) {
            case ChunkType.DATA -> 0x0f;
            case ChunkType.ABORT, ChunkType.SHUTDOWN_COMPLETE -> 0x01;
            default -> 0;
        };
    }

    private static Chunk withFlags(int type, int flags, byte[] value) {
        return new UnknownChunk(type, flags, value);
    }

    private static byte[] value(Chunk chunk) {
        ByteBuffer buffer = ByteBuffer.allocate(2048);
        PacketWriter writer = new PacketWriter();
        writer.begin(buffer, 0, buffer.capacity(), 1, 2, 3);
        writer.put(chunk);
        PacketReader reader = new PacketReader();
        reader.reset(buffer, 0, 12 + ((chunk.encodedLength() + 3) & ~3));
        reader.next();
        byte[] bytes = new byte[reader.valueLength()];
        buffer.get(reader.valueOffset(), bytes);
        return bytes;
    }

    private static byte[] bytesFor(int type) {
        return switch (type) {
            case ChunkType.DATA ->
                ByteBuffer.allocate(16)
                        .putInt(900)
                        .putInt(0)
                        .putInt(0)
                        .putInt(42)
                        .array();
            case ChunkType.SACK ->
                ByteBuffer.allocate(12).putInt(-1).putInt(5000).putInt(0).array();
            case ChunkType.SHUTDOWN -> new byte[4];
            case ChunkType.HEARTBEAT, ChunkType.HEARTBEAT_ACK -> new byte[] {0, 1, 0, 8, 1, 2, 3, 4};
            default -> new byte[0];
        };
    }

    /** What a chunk does in ESTABLISHED, as text: answers, events, state. */
    private static String effect(int type, int flags) {
        Wire wire = new Wire();
        InitAckChunk initAck = wire.receive(0, SetupTest.init()).get(0).only(InitAckChunk.class);
        int ourTag = initAck.initiateTag();
        wire.receive(ourTag, new CookieEchoChunk(SetupTest.cookie(initAck)));
        wire.events.clear();
        byte[] value = bytesFor(type);
        if (type == ChunkType.SHUTDOWN || type == ChunkType.SACK) {
            ByteBuffer.wrap(value).putInt(wire.association().localInitialTsn - 1);
        }
        List<Answer> answers = wire.receive(ourTag, withFlags(type, flags, value));
        StringBuilder text = new StringBuilder(wire.association().state().toString());
        answers.forEach(a -> text.append(' ').append(a.chunks()));
        wire.events.forEach(e -> text.append(' ').append(e.getClass().getSimpleName()));
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                ChunkType.DATA,
                ChunkType.SACK,
                ChunkType.HEARTBEAT,
                ChunkType.HEARTBEAT_ACK,
                ChunkType.ABORT,
                ChunkType.SHUTDOWN,
                ChunkType.SHUTDOWN_ACK,
                ChunkType.ERROR,
                ChunkType.COOKIE_ACK,
                ChunkType.SHUTDOWN_COMPLETE
            })
    @DisplayName("9260-15-2 9260-3.2-9: each undefined flag is ignored, and all of them together")
    void undefinedFlags(int type) {
        int base = type == ChunkType.DATA ? 0x07 : 0;
        String plain = effect(type, base);
        int undefined = 0xff & ~defined(type);
        assertThat(effect(type, base | undefined)).isEqualTo(plain);
        for (int bit = 1; bit < 0x100; bit <<= 1) {
            if ((undefined & bit) != 0) {
                assertThat(effect(type, base | bit)).as("flag %x", bit).isEqualTo(plain);
            }
        }
    }

    @Test
    @DisplayName(
            "9260-15-2 9260-3.3.2-4 9260-3.3.11-2: INIT and COOKIE ECHO with all flags set make an association all the same")
    void setupFlags() {
        Wire wire = new Wire();
        InitAckChunk initAck = wire.receive(0, withFlags(ChunkType.INIT, 0xff, value(SetupTest.init())))
                .get(0)
                .only(InitAckChunk.class);
        wire.receive(initAck.initiateTag(), withFlags(ChunkType.COOKIE_ECHO, 0xff, SetupTest.cookie(initAck)));
        assertThat(wire.association().state()).isEqualTo(AssociationState.ESTABLISHED);
    }

    @Test
    @DisplayName("9260-15-2 9260-3.2-9: what two endpoints send each other in a whole life has no undefined flag set")
    void sentFlags() {
        TwoEndpoints net = new TwoEndpoints(3, AssociationSettings.defaults());
        Consumer<ByteBuffer> check = packet -> {
            PacketReader reader = new PacketReader();
            reader.reset(packet, 0, packet.limit());
            while (reader.next() == PacketReader.CHUNK) {
                assertThat(reader.flags() & ~defined(reader.type()))
                        .as("type %d", reader.type())
                        .isZero();
            }
        };
        net.onPacket = check;
        net.a.associate(net.b);
        net.run(1_000_000_000L);
        net.a.send(new byte[5000], 1, Association.UNORDERED | Association.SACK_IMMEDIATELY);
        net.b.send(new byte[5000], 1, 0);
        net.run(100_000_000_000L);
        net.a.association().shutdown(net.now);
        net.a.flush();
        net.run(1_000_000_000L);
        assertThat(net.b.association().isClosed()).isTrue();
        assertThat(net.checked).isGreaterThan(12);
    }
}
