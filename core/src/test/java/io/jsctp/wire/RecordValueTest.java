package io.jsctp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Records that hold arrays compare by content: two are equal exactly if their bytes on the wire are. */
final class RecordValueTest {
    private static final int RUNS = 500;

    private static <T> void assertValues(
            Map<Class<? extends T>, Function<SeededRandom, T>> family, Function<T, Chunk> inChunk) {
        family.forEach((kind, generator) -> SeededRandom.forAll(RUNS, random -> {
            T one = generator.apply(random);
            T other = generator.apply(random);
            byte[] oneBytes = Packets.of(inChunk.apply(one));
            boolean same = Arrays.equals(oneBytes, Packets.of(inChunk.apply(other)));
            assertThat(one.equals(other)).as("%s and %s", one, other).isEqualTo(same);
            assertThat(one).isNotEqualTo("something else");
            assertThat(one.toString()).startsWith(kind.getSimpleName() + "[");
        }));
    }

    @Test
    @DisplayName("chunks")
    void chunks() {
        assertValues(WireGenerators.CHUNKS, chunk -> chunk);
    }

    @Test
    @DisplayName("parameters")
    void parameters() {
        assertValues(WireGenerators.PARAMETERS, parameter -> new InitChunk(1, 2, 3, 4, 5, List.of(parameter)));
    }

    @Test
    @DisplayName("error causes")
    void causes() {
        assertValues(WireGenerators.CAUSES, cause -> new ErrorChunk(List.of(cause)));
    }

    @Test
    @DisplayName("hash codes tell values apart: few of a thousand random ones collide")
    void hashCodes() {
        WireGenerators.CHUNKS.forEach((kind, generator) -> {
            SeededRandom random = new SeededRandom(5);
            List<Chunk> distinct =
                    random.listOf(1_000, generator).stream().distinct().toList();
            long hashes =
                    distinct.stream().mapToInt(Object::hashCode).distinct().count();
            assertThat(hashes).as("%s", kind).isGreaterThanOrEqualTo(distinct.size() * 9L / 10);
        });
    }

    @Test
    @DisplayName("lists and arrays in a record: lists are copied when the record is made")
    void listsAreCopied() {
        List<ErrorCause> causes = new ArrayList<>(List.of(new OutOfResource()));
        ErrorChunk error = new ErrorChunk(causes);
        causes.clear();
        assertThat(error.causes()).containsExactly(new OutOfResource());
    }

    @Test
    @DisplayName("long values are shown by their first bytes only")
    void longValues() {
        assertThat(new CookieEchoChunk(new byte[24]).toString())
                .isEqualTo("CookieEchoChunk[24:" + "00".repeat(24) + "]");
        assertThat(new CookieEchoChunk(new byte[25]).toString())
                .isEqualTo("CookieEchoChunk[25:" + "00".repeat(24) + "...]");
        assertThat(new HeartbeatChunk(new byte[0], false).toString()).isEqualTo("HeartbeatChunk[no info]");
        assertThat(new HeartbeatAckChunk(new byte[0], false).toString()).isEqualTo("HeartbeatAckChunk[no info]");
        assertThat(new HeartbeatAckChunk(new byte[1]).toString()).isEqualTo("HeartbeatAckChunk[1:00]");
        assertThat(new HeartbeatChunk(new byte[1]).toString()).isEqualTo("HeartbeatChunk[1:00]");
    }
}
