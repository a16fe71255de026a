package io.jsctp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is encoded decodes to the same value. */
final class RoundTripTest {
    private static final int RUNS = 2_000;

    static List<Class<?>> chunkKinds() {
        return List.of(Chunk.class.getPermittedSubclasses());
    }

    static List<Class<?>> parameterKinds() {
        return leaves(Parameter.class);
    }

    /** The records of a family, those of a family within it among them. */
    private static List<Class<?>> leaves(Class<?> family) {
        List<Class<?>> leaves = new ArrayList<>();
        for (Class<?> kind : family.getPermittedSubclasses()) {
            leaves.addAll(kind.isSealed() ? leaves(kind) : List.of(kind));
        }
        return leaves;
    }

    static List<Class<?>> causeKinds() {
        return List.of(ErrorCause.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("chunkKinds")
    @DisplayName("STK-10 9260-15-1: every kind of chunk has a generator, an encoder and a decoder that agree")
    void chunk(Class<?> kind) {
        Function<SeededRandom, Chunk> generator = WireGenerators.of(WireGenerators.CHUNKS, kind);
        SeededRandom.forAll(RUNS, random -> {
            Chunk chunk = generator.apply(random);
            assertThat(chunk).isInstanceOf(kind);
            byte[] packet = Packets.of(chunk);
            PacketReader reader = Packets.first(packet);
            assertThat(reader.type()).isEqualTo(chunk.type());
            assertThat(reader.chunkLength()).isEqualTo(chunk.encodedLength());
            Decoded decoded = ChunkDecoder.decode(reader);
            assertThat(decoded).isEqualTo(chunk).hasSameHashCodeAs(chunk);
            assertThat(Packets.of((Chunk) decoded)).isEqualTo(packet);
            assertThat(reader.next()).isEqualTo(PacketReader.END);
        });
    }

    @ParameterizedTest
    @MethodSource("parameterKinds")
    @DisplayName("9260-3.2.1-8: every kind of parameter has a generator, an encoder and a decoder that agree")
    void parameter(Class<?> kind) {
        Function<SeededRandom, Parameter> generator = WireGenerators.of(WireGenerators.PARAMETERS, kind);
        SeededRandom.forAll(RUNS, random -> {
            Parameter parameter = generator.apply(random);
            assertThat(parameter).isInstanceOf(kind);
            assertThat(ParameterEncoder.encode(parameter)).hasSize(parameter.encodedLength());
            InitChunk chunk = new InitChunk(1, 2, 3, 4, 5, List.of(parameter, parameter));
            InitChunk decoded = (InitChunk) Packets.decodeFirst(Packets.of(chunk));
            assertThat(decoded.parameters()).containsExactly(parameter, parameter);
            assertThat(decoded).isEqualTo(chunk).hasSameHashCodeAs(chunk);
        });
    }

    @ParameterizedTest
    @MethodSource("causeKinds")
    @DisplayName("9260-3.3.10-1: every kind of error cause has a generator, an encoder and a decoder that agree")
    void cause(Class<?> kind) {
        Function<SeededRandom, ErrorCause> generator = WireGenerators.of(WireGenerators.CAUSES, kind);
        SeededRandom.forAll(RUNS, random -> {
            ErrorCause cause = generator.apply(random);
            assertThat(cause).isInstanceOf(kind);
            ErrorChunk error = new ErrorChunk(List.of(cause, cause));
            ErrorChunk decoded = (ErrorChunk) Packets.decodeFirst(Packets.of(error));
            assertThat(decoded.causes()).containsExactly(cause, cause);
            AbortChunk abort = new AbortChunk(random.flip(), List.of(cause, cause));
            assertThat(Packets.decodeFirst(Packets.of(abort))).isEqualTo(abort);
        });
    }

    @Test
    @DisplayName("9260-3.2-12: several chunks in one packet, anywhere in any kind of buffer, padding between them")
    void packets() {
        SeededRandom.forAll(RUNS, random -> {
            ByteBuffer whole = random.flip() ? ByteBuffer.allocateDirect(8192) : ByteBuffer.allocate(8192);
            ByteBuffer buf = random.flip() ? whole.slice(random.below(64), 8000) : whole;
            int offset = random.below(50);
            buf.position(7).limit(7900);
            PacketWriter writer = new PacketWriter();
            writer.begin(buf, offset, 5000 + random.below(4), random.anyU16(), random.anyU16(), random.anyInt());
            List<Chunk> chunks = new ArrayList<>();
            Chunk chunk = WireGenerators.chunk(random);
            while (writer.fits(chunk.encodedLength()) && chunks.size() < 10) {
                writer.put(chunk);
                chunks.add(chunk);
                chunk = WireGenerators.chunk(random);
            }
            Crc32c crc = new Crc32c();
            int length = writer.finish(crc);
            assertThat(length % 4).isZero();
            ByteBuffer received = random.flip() ? buf.asReadOnlyBuffer() : buf;
            assertThat(crc.verify(received, offset, length)).isTrue();
            assertThat(buf.position()).isEqualTo(7);
            assertThat(buf.limit()).isEqualTo(7900);
            PacketReader reader = new PacketReader();
            reader.reset(received, offset, length);
            List<Decoded> decoded = new ArrayList<>();
            while (reader.next() == PacketReader.CHUNK) {
                decoded.add(ChunkDecoder.decode(reader));
            }
            assertThat(decoded).isEqualTo(chunks);
        });
    }
}
